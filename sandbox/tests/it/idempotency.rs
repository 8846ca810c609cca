//! Repeats with an idempotency key.

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, MY_KEYS, POOL, TestGateway, TestRequest, TestResponse, rows};

fn create(name: &str, key: &str) -> TestRequest {
    TestRequest::post(KEYS, &json!({"name": name})).idempotency_key(key)
}

async fn topup(gateway: &TestGateway, id: &str, amount: &str, key: &str) -> TestResponse {
    let request = TestRequest::post(format!("{KEYS}/{id}/topup"), &json!({"amount_usd": amount}));
    gateway.send(request.idempotency_key(key)).await
}

async fn limit(gateway: &TestGateway, id: &str) -> Value {
    gateway.row(id).await.expect("the row")["budget"]["limit_usd"].clone()
}

#[tokio::test]
async fn a_repeat_is_applied_once() {
    let gateway = TestGateway::new(0);
    let id = gateway.key("10").await;
    let first = topup(&gateway, &id, "5", "k1").await;
    let second = topup(&gateway, &id, "5", "k1").await;
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.ok(), second.ok());
    assert_eq!(limit(&gateway, &id).await, "15.000000000");
    topup(&gateway, &id, "5", "k2").await.ok();
    assert_eq!(
        limit(&gateway, &id).await,
        "20.000000000",
        "another key is another top-up"
    );
}

#[tokio::test]
async fn without_a_key_a_repeat_is_applied_again() {
    let gateway = TestGateway::new(0);
    let id = gateway.key("10").await;
    for _ in 0..2 {
        gateway
            .send(TestRequest::post(
                format!("{KEYS}/{id}/topup"),
                &json!({"amount_usd": "5"}),
            ))
            .await
            .ok();
    }
    assert_eq!(limit(&gateway, &id).await, "20.000000000");
}

#[tokio::test]
async fn a_key_is_for_one_request_only() {
    let gateway = TestGateway::new(0);
    let (one, two) = (gateway.key("10").await, gateway.key("10").await);
    topup(&gateway, &one, "5", "k1").await.ok();
    for response in [
        topup(&gateway, &one, "6", "k1").await,
        topup(&gateway, &two, "5", "k1").await,
    ] {
        assert_eq!(
            (response.status, response.code()),
            (409, "idempotency_key_reused")
        );
    }
    assert_eq!(limit(&gateway, &one).await, "15.000000000");
    assert_eq!(limit(&gateway, &two).await, "10.000000000");
}

#[tokio::test]
async fn a_key_belongs_to_its_bearer() {
    let gateway = TestGateway::new(1);
    let own = TestRequest::post(MY_KEYS, &json!({"name": "Mine"}))
        .bearer(POOL)
        .idempotency_key("k1");
    assert_eq!(gateway.send(own).await.status, 200);
    let other = gateway.send(create("Other", "k1")).await;
    assert_eq!(
        (other.status, other.header("idempotent-replayed")),
        (200, None)
    );
}

#[tokio::test]
async fn a_secret_is_replayed_for_five_minutes() {
    let gateway = TestGateway::new(0);
    gateway.hold_clock().await;
    let first = gateway.send(create("CI", "k1")).await.ok();
    gateway.advance(299).await;
    assert_eq!(gateway.send(create("CI", "k1")).await.ok(), first);
    gateway.advance(1).await;
    let late = gateway.send(create("CI", "k1")).await;
    assert_eq!(late.header("idempotent-replayed"), Some("true"));
    let late = late.ok();
    assert_eq!((&late["id"], &late["value"]), (&first["id"], &Value::Null));
    let list = gateway.send(TestRequest::get(KEYS)).await.ok();
    assert_eq!(rows(&list).len(), 1);
}

#[tokio::test]
async fn a_rotation_is_replayed_too() {
    let gateway = TestGateway::new(0);
    gateway.hold_clock().await;
    let id = gateway.key("5").await;
    let rotate =
        || TestRequest::post(format!("{KEYS}/{id}/rotate"), &json!({})).idempotency_key("k1");
    let first = gateway.send(rotate()).await.ok();
    gateway.advance(299).await;
    assert_eq!(gateway.send(rotate()).await.ok(), first);
    gateway.advance(1).await;
    let late = gateway.send(rotate()).await;
    assert_eq!(late.header("idempotent-replayed"), Some("true"));
    let expect = Value::Object({
        let mut body = first.as_object().expect("an object").clone();
        body.insert("value".to_owned(), Value::Null);
        body
    });
    assert_eq!(late.ok(), expect, "all but the secret");
    let usage = TestRequest::get("/v1/usage").bearer(first["value"].as_str().expect("the secret"));
    assert_eq!(
        gateway.send(usage).await.status,
        200,
        "it was rotated once only"
    );
}

#[tokio::test]
async fn stored_secrets_can_be_expired() {
    let gateway = TestGateway::new(0);
    gateway.send(create("CI", "k1")).await.ok();
    gateway
        .send(TestRequest::post("/sandbox/expire-secrets", &json!({})))
        .await
        .ok();
    assert_eq!(
        gateway.send(create("CI", "k1")).await.ok()["value"],
        Value::Null
    );
}

#[tokio::test]
async fn a_key_expires_after_a_day() {
    let gateway = TestGateway::new(0);
    gateway.hold_clock().await;
    let first = gateway.send(create("CI", "k1")).await.ok();
    gateway.advance(24 * 3600 - 1).await;
    assert_eq!(
        gateway.send(create("CI", "k1")).await.ok()["id"],
        first["id"]
    );
    gateway.advance(1).await;
    assert_ne!(
        gateway.send(create("CI", "k1")).await.ok()["id"],
        first["id"]
    );
}

#[tokio::test]
async fn errors_are_stored_unless_a_repeat_may_succeed() {
    let gateway = TestGateway::new(0);
    let bad = || TestRequest::post(KEYS, &json!({"name": ""})).idempotency_key("k1");
    gateway.send(bad()).await;
    let again = gateway.send(bad()).await;
    assert_eq!(
        (again.status, again.header("idempotent-replayed")),
        (400, Some("true"))
    );
    let forbidden = || {
        TestRequest::post(KEYS, &json!({"name": "CI"}))
            .bearer(POOL)
            .idempotency_key("k2")
    };
    gateway.send(forbidden()).await;
    let again = gateway.send(forbidden()).await;
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
        gateway.send(create("CI", fault).fault(fault)).await;
        let again = gateway.send(create("CI", fault)).await;
        assert_eq!(
            (again.status, again.header("idempotent-replayed")),
            (200, None),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn the_first_request_may_still_be_running() {
    let gateway = TestGateway::new(0);
    gateway
        .arm(json!({"fault": "latency", "ms": 600_000, "on": "create"}))
        .await;
    let running = tokio::spawn({
        let gateway = gateway.clone();
        async move { gateway.send(create("CI", "k1")).await.status }
    });
    gateway.until_fired().await;
    let repeat = async || gateway.send(create("CI", "k1").fault("none")).await;
    let second = repeat().await;
    assert_eq!(
        (second.status, second.code()),
        (409, "idempotency_in_progress")
    );
    assert_eq!(second.header("retry-after"), Some("1"));

    // The client closes the connection before the write starts, so its claim on the key ends.
    running.abort();
    assert!(running.await.is_err_and(|end| end.is_cancelled()));
    let replayed = |response: &TestResponse| {
        (
            response.status,
            response.header("idempotent-replayed").is_some(),
        )
    };
    assert_eq!(replayed(&repeat().await), (200, false));
    assert_eq!(replayed(&repeat().await), (200, true));
}

#[tokio::test]
async fn a_key_must_be_printable() {
    let gateway = TestGateway::new(0);
    for key in ["", &"k".repeat(256), "käse"] {
        let response = gateway.send(create("CI", key)).await;
        assert_eq!(
            (response.status, response.code()),
            (400, "invalid_parameter"),
            "{key:?}"
        );
        assert_eq!(response.body["error"]["param"], "Idempotency-Key");
    }
    assert_eq!(
        gateway.send(create("CI", &"k".repeat(255))).await.status,
        200
    );
}

#[tokio::test]
async fn the_key_is_ignored_where_a_repeat_does_no_harm() {
    let gateway = TestGateway::new(1);
    let id = gateway.key("5").await;
    let delete = || TestRequest::delete(format!("{KEYS}/{id}")).idempotency_key("k1");
    assert_eq!(gateway.send(delete()).await.status, 200);
    assert_eq!(gateway.send(delete()).await.status, 404);
}
