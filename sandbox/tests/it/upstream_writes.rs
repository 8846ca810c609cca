//! Top-ups of upstreams and repeats of their writes: the money moves as often as it should, and
//! the ledger knows it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, UPSTREAMS, id, rows, upstream_body};

fn topup(upstream: &str, amount: &str) -> Ask {
    let path = format!("{UPSTREAMS}/{upstream}/topup");
    Ask::post(path, &json!({"amount_usd": amount}))
}

async fn limit(desk: &Desk, upstream: &str) -> Value {
    desk.upstream(upstream).await.expect("the row")["budget"]["limit_usd"].clone()
}

#[tokio::test]
async fn a_top_up_raises_the_limit_and_nothing_else() {
    let desk = Desk::new(0);
    let upstream = desk.make_upstream("A", "500").await;
    let used = json!({"upstream_id": upstream, "used_usd": "512.5"});
    desk.ask(Ask::post("/sandbox/usage", &used)).await.ok();
    let mut expect = desk.upstream(&upstream).await.expect("the row");
    assert_eq!(
        (&expect["status"], &expect["budget"]["remaining_usd"]),
        (&json!("exhausted"), &json!("-12.500000000"))
    );
    let raised = desk.ask(topup(&upstream, "50.000000001")).await.ok();
    expect["status"] = json!("active");
    expect["budget"] = json!({"limit_usd": "550.000000001", "used_usd": "512.500000000", "remaining_usd": "37.500000001",
                              "used_percent": 93.2, "remaining_percent": 6.8});
    assert_eq!(desk.upstream(&upstream).await.as_ref(), Some(&expect));
    expect["topup"] = json!({"id": "top_00000001", "amount_usd": "50.000000001", "created_at": raised["topup"]["created_at"]});
    assert_eq!(raised, expect);
    let state = desk.ask(Ask::get("/sandbox/state")).await.ok();
    assert_eq!(state["topups"], 1);
}

#[tokio::test]
async fn what_cannot_be_topped_up() {
    let desk = Desk::new(1);
    let full = desk.make_upstream("A", "999999999999").await;
    for (body, code) in [
        (json!({}), "missing_parameter"),
        (json!({"amount_usd": 5}), "invalid_amount"),
        (json!({"amount_usd": "0"}), "invalid_amount"),
        (json!({"amount_usd": "1"}), "invalid_amount"),
        (
            json!({"amount_usd": "0.1", "currency": "EUR"}),
            "unknown_parameter",
        ),
    ] {
        let reply = desk
            .ask(Ask::post(format!("{UPSTREAMS}/{full}/topup"), &body))
            .await;
        assert_eq!((reply.status, reply.code()), (400, code), "{body}");
    }
    desk.ask(topup(&full, "0.999999999")).await.ok();
    assert_eq!(limit(&desk, &full).await, "999999999999.999999999");
    let unlimited = desk.ask(topup("up_00000002", "1")).await;
    assert_eq!(
        (unlimited.status, unlimited.code()),
        (409, "budget_unlimited")
    );
}

#[tokio::test]
async fn every_spelling_can_be_topped_up() {
    let desk = Desk::new(1);
    let topped = async |number: u32| {
        let reply = desk
            .ask(topup(&format!("up_{number:08x}"), "1000000"))
            .await;
        reply.ok()["budget"].clone()
    };
    let percent = topped(5).await;
    assert!(percent.get("limit_usd").is_none() && percent["used_percent"].is_number());
    assert_eq!(
        topped(7).await["limit_usd"],
        "1000000.000000000",
        "zero before"
    );
    assert!(topped(11).await["limit_usd"].is_number());
    assert_eq!(topped(12).await, json!({}));
    assert!(
        topped(4).await["limit_usd"].is_string(),
        "one that is disabled"
    );
}

#[tokio::test]
async fn a_repeat_moves_the_money_once() {
    let desk = Desk::new(0);
    let (one, two) = (
        desk.make_upstream("A", "10").await,
        desk.make_upstream("B", "10").await,
    );
    let first = desk.ask(topup(&one, "5").idempotency_key("k1")).await;
    let second = desk.ask(topup(&one, "5").idempotency_key("k1")).await;
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.ok(), second.ok());
    for other in [topup(&one, "6"), topup(&two, "5")] {
        let reply = desk.ask(other.idempotency_key("k1")).await;
        assert_eq!(
            (reply.status, reply.code()),
            (409, "idempotency_key_reused")
        );
    }
    assert_eq!(limit(&desk, &one).await, "15.000000000");
    assert_eq!(limit(&desk, &two).await, "10.000000000");
    desk.ask(topup(&one, "5")).await.ok();
    assert_eq!(
        limit(&desk, &one).await,
        "20.000000000",
        "without a key it moves again"
    );
}

#[tokio::test]
async fn the_response_may_be_lost_after_the_money_moved() {
    for fault in [
        "drop-after",
        "server-error-after",
        "bad-gateway-after",
        "empty-204",
        "body-cut",
    ] {
        let desk = Desk::new(0);
        let upstream = desk.make_upstream("A", "10").await;
        let ask = || topup(&upstream, "5").idempotency_key("k1");
        desk.ask(ask().fault(fault)).await;
        assert_eq!(limit(&desk, &upstream).await, "15.000000000", "{fault}");
        let again = desk.ask(ask()).await;
        assert_eq!(again.header("idempotent-replayed"), Some("true"), "{fault}");
        assert_eq!(limit(&desk, &upstream).await, "15.000000000", "{fault}");
    }
}

#[tokio::test]
async fn a_client_may_time_out_after_the_money_moved() {
    let desk = Desk::new(0);
    let upstream = desk.make_upstream("A", "10").await;
    let ask = desk.ask(topup(&upstream, "5").fault("latency-after=10000"));
    let timeout = tokio::time::timeout(Duration::from_secs(1), ask).await;
    assert!(timeout.is_err());
    assert_eq!(limit(&desk, &upstream).await, "15.000000000");
    let write = desk.last_write().await;
    assert_eq!(write["operation"], "topup-upstream");
    assert_eq!(
        (&write["status"], &write["applied"]),
        (&json!("abandoned"), &json!(1))
    );
}

#[tokio::test]
async fn a_creation_is_replayed_or_refused() {
    let desk = Desk::new(0);
    let body = upstream_body("A");
    let ask = || Ask::post(UPSTREAMS, &body).idempotency_key("k1");
    let first = desk.ask(ask()).await.ok();
    desk.advance(3600).await;
    let again = desk.ask(ask()).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(
        again.ok(),
        first,
        "there is no secret in it that could be forgotten"
    );
    let mut other = upstream_body("A");
    other["api_key"] = json!("sk-or-v1-another-secret");
    let reused = desk
        .ask(Ask::post(UPSTREAMS, &other).idempotency_key("k1"))
        .await;
    assert_eq!(reused.code(), "idempotency_key_reused");
    let plain = desk.ask(Ask::post(UPSTREAMS, &body)).await;
    assert_eq!((plain.status, plain.code()), (409, "name_taken"));
    assert_eq!(rows(&desk.ask(Ask::get(UPSTREAMS)).await.ok()).len(), 1);
    desk.advance(24 * 3600).await;
    let forgotten = desk.ask(ask()).await;
    assert_eq!(
        forgotten.code(),
        "name_taken",
        "after a day the key means nothing"
    );
}

#[tokio::test]
async fn an_id_that_was_shown_is_never_given_again() {
    let desk = Desk::new(0);
    let claimed = desk
        .ask(Ask::post(UPSTREAMS, &upstream_body("A")).fault("no-effect"))
        .await
        .ok();
    assert_eq!(id(&claimed), "up_00000001");
    assert_eq!(desk.make_upstream("A", "10").await, "up_00000002");
    let pretended = desk
        .ask(topup("up_00000002", "5").fault("no-effect"))
        .await
        .ok();
    assert_eq!(pretended["budget"]["limit_usd"], "15.000000000");
    assert_eq!(limit(&desk, "up_00000002").await, "10.000000000");
}
