//! Repeats with an idempotency key.

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, KEYS, MY_KEYS, POOL, Reply, rows};

fn create(name: &str, key: &str) -> Ask {
    Ask::post(KEYS, &json!({"name": name})).idempotency_key(key)
}

async fn topup(desk: &Desk, id: &str, amount: &str, key: &str) -> Reply {
    let ask = Ask::post(format!("{KEYS}/{id}/topup"), &json!({"amount_usd": amount}));
    desk.ask(ask.idempotency_key(key)).await
}

async fn limit(desk: &Desk, id: &str) -> Value {
    desk.row(id).await.expect("the row")["budget"]["limit_usd"].clone()
}

#[tokio::test]
async fn a_repeat_moves_the_money_once() {
    let desk = Desk::new(0);
    let id = desk.key("10").await;
    let first = topup(&desk, &id, "5", "k1").await;
    let second = topup(&desk, &id, "5", "k1").await;
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.ok(), second.ok());
    assert_eq!(limit(&desk, &id).await, "15.000000000");
    topup(&desk, &id, "5", "k2").await.ok();
    assert_eq!(
        limit(&desk, &id).await,
        "20.000000000",
        "another key is another top-up"
    );
}

#[tokio::test]
async fn without_a_key_the_money_moves_again() {
    let desk = Desk::new(0);
    let id = desk.key("10").await;
    for _ in 0..2 {
        desk.ask(Ask::post(
            format!("{KEYS}/{id}/topup"),
            &json!({"amount_usd": "5"}),
        ))
        .await
        .ok();
    }
    assert_eq!(limit(&desk, &id).await, "20.000000000");
}

#[tokio::test]
async fn a_key_is_for_one_request_only() {
    let desk = Desk::new(0);
    let (one, two) = (desk.key("10").await, desk.key("10").await);
    topup(&desk, &one, "5", "k1").await.ok();
    for reply in [
        topup(&desk, &one, "6", "k1").await,
        topup(&desk, &two, "5", "k1").await,
    ] {
        assert_eq!(
            (reply.status, reply.code()),
            (409, "idempotency_key_reused")
        );
    }
    assert_eq!(limit(&desk, &one).await, "15.000000000");
    assert_eq!(limit(&desk, &two).await, "10.000000000");
}

#[tokio::test]
async fn a_key_belongs_to_its_bearer() {
    let desk = Desk::new(1);
    let own = Ask::post(MY_KEYS, &json!({"name": "Mine"}))
        .bearer(POOL)
        .idempotency_key("k1");
    assert_eq!(desk.ask(own).await.status, 200);
    let other = desk.ask(create("Other", "k1")).await;
    assert_eq!(
        (other.status, other.header("idempotent-replayed")),
        (200, None)
    );
}

#[tokio::test]
async fn a_secret_is_replayed_for_five_minutes() {
    let desk = Desk::new(0);
    let first = desk.ask(create("CI", "k1")).await.ok();
    desk.advance(299).await;
    assert_eq!(desk.ask(create("CI", "k1")).await.ok(), first);
    desk.advance(1).await;
    let late = desk.ask(create("CI", "k1")).await;
    assert_eq!(late.header("idempotent-replayed"), Some("true"));
    let late = late.ok();
    assert_eq!((&late["id"], &late["value"]), (&first["id"], &Value::Null));
    let list = desk.ask(Ask::get(KEYS)).await.ok();
    assert_eq!(rows(&list).len(), 1);
}

#[tokio::test]
async fn a_rotation_is_replayed_too() {
    let desk = Desk::new(0);
    let id = desk.key("5").await;
    let rotate = || Ask::post(format!("{KEYS}/{id}/rotate"), &json!({})).idempotency_key("k1");
    let first = desk.ask(rotate()).await.ok();
    desk.advance(299).await;
    assert_eq!(desk.ask(rotate()).await.ok(), first);
    desk.advance(1).await;
    let late = desk.ask(rotate()).await;
    assert_eq!(late.header("idempotent-replayed"), Some("true"));
    let expect = Value::Object({
        let mut body = first.as_object().expect("an object").clone();
        body.insert("value".to_owned(), Value::Null);
        body
    });
    assert_eq!(late.ok(), expect, "all but the secret");
    let usage = Ask::get("/v1/usage").bearer(first["value"].as_str().expect("the secret"));
    assert_eq!(
        desk.ask(usage).await.status,
        200,
        "it was rotated once only"
    );
}

#[tokio::test]
async fn secrets_can_be_forgotten_by_hand() {
    let desk = Desk::new(0);
    desk.ask(create("CI", "k1")).await.ok();
    desk.ask(Ask::post("/sandbox/expire-secrets", &json!({})))
        .await
        .ok();
    assert_eq!(
        desk.ask(create("CI", "k1")).await.ok()["value"],
        Value::Null
    );
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let desk = Desk::new(0);
    let first = desk.ask(create("CI", "k1")).await.ok();
    desk.advance(24 * 3600 - 1).await;
    assert_eq!(desk.ask(create("CI", "k1")).await.ok()["id"], first["id"]);
    desk.advance(1).await;
    assert_ne!(desk.ask(create("CI", "k1")).await.ok()["id"], first["id"]);
}

#[tokio::test]
async fn refusals_are_kept_unless_they_may_pass() {
    let desk = Desk::new(0);
    let bad = || Ask::post(KEYS, &json!({"name": ""})).idempotency_key("k1");
    desk.ask(bad()).await;
    let again = desk.ask(bad()).await;
    assert_eq!(
        (again.status, again.header("idempotent-replayed")),
        (400, Some("true"))
    );
    let forbidden = || {
        Ask::post(KEYS, &json!({"name": "CI"}))
            .bearer(POOL)
            .idempotency_key("k2")
    };
    desk.ask(forbidden()).await;
    let again = desk.ask(forbidden()).await;
    assert_eq!(
        (again.status, again.header("idempotent-replayed")),
        (403, None)
    );
    for fault in [
        "server-error",
        "rate-limited",
        "unauthorized",
        "drop-before",
    ] {
        desk.ask(create("CI", fault).fault(fault)).await;
        let again = desk.ask(create("CI", fault)).await;
        assert_eq!(
            (again.status, again.header("idempotent-replayed")),
            (200, None),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn the_first_call_may_still_be_running() {
    let desk = Desk::new(0);
    desk.arm(json!({"fault": "latency", "ms": 600_000, "on": "create"}))
        .await;
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.ask(create("CI", "k1")).await.status }
    });
    desk.until_fired().await;
    let repeat = async || desk.ask(create("CI", "k1").fault("none")).await;
    let second = repeat().await;
    assert_eq!(
        (second.status, second.code()),
        (409, "idempotency_in_progress")
    );
    assert_eq!(second.header("retry-after"), Some("1"));

    // A client that goes away gives its place up before anything was done.
    running.abort();
    assert!(running.await.is_err_and(|end| end.is_cancelled()));
    let replayed = |reply: &Reply| (reply.status, reply.header("idempotent-replayed").is_some());
    assert_eq!(replayed(&repeat().await), (200, false));
    assert_eq!(replayed(&repeat().await), (200, true));
}

#[tokio::test]
async fn a_key_must_be_printable() {
    let desk = Desk::new(0);
    for key in ["", &"k".repeat(256), "käse"] {
        let reply = desk.ask(create("CI", key)).await;
        assert_eq!(
            (reply.status, reply.code()),
            (400, "invalid_parameter"),
            "{key:?}"
        );
        assert_eq!(reply.body["error"]["param"], "Idempotency-Key");
    }
    assert_eq!(desk.ask(create("CI", &"k".repeat(255))).await.status, 200);
}

#[tokio::test]
async fn where_a_repeat_does_no_harm_the_key_means_nothing() {
    let desk = Desk::new(1);
    let id = desk.key("5").await;
    let delete = || Ask::delete(format!("{KEYS}/{id}")).idempotency_key("k1");
    assert_eq!(desk.ask(delete()).await.status, 200);
    assert_eq!(desk.ask(delete()).await.status, 404);
}
