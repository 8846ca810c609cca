//! Top-ups of upstreams, and repeats of their writes. Each test compares the budget with the
//! ledger.

use std::time::Duration;

use serde_json::{Value, json};

use crate::test_gateway::{TestGateway, TestRequest, UPSTREAMS, id, rows, upstream_body};

fn topup(upstream: &str, amount: &str) -> TestRequest {
    let path = format!("{UPSTREAMS}/{upstream}/topup");
    TestRequest::post(path, &json!({"amount_usd": amount}))
}

async fn limit(gateway: &TestGateway, upstream: &str) -> Value {
    gateway.upstream(upstream).await.expect("the row")["budget"]["limit_usd"].clone()
}

#[tokio::test]
async fn a_top_up_raises_only_the_limit() {
    let gateway = TestGateway::new(0);
    let upstream = gateway.make_upstream("A", "500").await;
    let used = json!({"upstream_id": upstream, "used_usd": "512.5"});
    gateway
        .send(TestRequest::post("/sandbox/usage", &used))
        .await
        .ok();
    let mut expect = gateway.upstream(&upstream).await.expect("the row");
    assert_eq!(
        (&expect["status"], &expect["budget"]["remaining_usd"]),
        (&json!("exhausted"), &json!("-12.500000000"))
    );
    let raised = gateway.send(topup(&upstream, "50.000000001")).await.ok();
    expect["status"] = json!("active");
    expect["budget"] = json!({"limit_usd": "550.000000001", "used_usd": "512.500000000", "remaining_usd": "37.500000001",
                              "used_percent": 93.2, "remaining_percent": 6.8});
    assert_eq!(gateway.upstream(&upstream).await.as_ref(), Some(&expect));
    expect["topup"] = json!({"id": "top_00000001", "amount_usd": "50.000000001", "created_at": raised["topup"]["created_at"]});
    assert_eq!(raised, expect);
    let state = gateway.send(TestRequest::get("/sandbox/state")).await.ok();
    assert_eq!(state["topups"], 1);
}

#[tokio::test]
async fn top_ups_that_are_rejected() {
    let gateway = TestGateway::new(1);
    let full = gateway.make_upstream("A", "999999999999").await;
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
        let response = gateway
            .send(TestRequest::post(
                format!("{UPSTREAMS}/{full}/topup"),
                &body,
            ))
            .await;
        assert_eq!((response.status, response.code()), (400, code), "{body}");
    }
    gateway.send(topup(&full, "0.999999999")).await.ok();
    assert_eq!(limit(&gateway, &full).await, "999999999999.999999999");
    let unlimited = gateway.send(topup("up_00000002", "1")).await;
    assert_eq!(
        (unlimited.status, unlimited.code()),
        (409, "budget_unlimited")
    );
}

#[tokio::test]
async fn every_spelling_can_be_topped_up() {
    let gateway = TestGateway::new(1);
    let topped = async |number: u32| {
        let response = gateway
            .send(topup(&format!("up_{number:08x}"), "1000000"))
            .await;
        response.ok()["budget"].clone()
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
async fn a_repeat_is_applied_once() {
    let gateway = TestGateway::new(0);
    let (one, two) = (
        gateway.make_upstream("A", "10").await,
        gateway.make_upstream("B", "10").await,
    );
    let first = gateway.send(topup(&one, "5").idempotency_key("k1")).await;
    let second = gateway.send(topup(&one, "5").idempotency_key("k1")).await;
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.ok(), second.ok());
    for other in [topup(&one, "6"), topup(&two, "5")] {
        let response = gateway.send(other.idempotency_key("k1")).await;
        assert_eq!(
            (response.status, response.code()),
            (409, "idempotency_key_reused")
        );
    }
    assert_eq!(limit(&gateway, &one).await, "15.000000000");
    assert_eq!(limit(&gateway, &two).await, "10.000000000");
    gateway.send(topup(&one, "5")).await.ok();
    assert_eq!(
        limit(&gateway, &one).await,
        "20.000000000",
        "without a key it moves again"
    );
}

#[tokio::test]
async fn the_response_may_be_lost_after_the_top_up() {
    for fault in [
        "drop-after",
        "server-error-after",
        "bad-gateway-after",
        "empty-204",
        "body-cut",
    ] {
        let gateway = TestGateway::new(0);
        let upstream = gateway.make_upstream("A", "10").await;
        let request = || topup(&upstream, "5").idempotency_key("k1");
        gateway.send(request().fault(fault)).await;
        assert_eq!(limit(&gateway, &upstream).await, "15.000000000", "{fault}");
        let again = gateway.send(request()).await;
        assert_eq!(again.header("idempotent-replayed"), Some("true"), "{fault}");
        assert_eq!(limit(&gateway, &upstream).await, "15.000000000", "{fault}");
    }
}

#[tokio::test]
async fn a_client_may_time_out_after_the_top_up() {
    let gateway = TestGateway::new(0);
    let upstream = gateway.make_upstream("A", "10").await;
    let request = gateway.send(topup(&upstream, "5").fault("latency-after=10000"));
    let timeout = tokio::time::timeout(Duration::from_secs(1), request).await;
    assert!(timeout.is_err());
    assert_eq!(limit(&gateway, &upstream).await, "15.000000000");
    let write = gateway.last_write().await;
    assert_eq!(write["operation"], "topup-upstream");
    assert_eq!(
        (&write["status"], &write["applied"]),
        (&json!("abandoned"), &json!(1))
    );
}

#[tokio::test]
async fn a_creation_is_replayed_or_refused() {
    let gateway = TestGateway::new(0);
    let body = upstream_body("A");
    let request = || TestRequest::post(UPSTREAMS, &body).idempotency_key("k1");
    let first = gateway.send(request()).await.ok();
    gateway.advance(3600).await;
    let again = gateway.send(request()).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(
        again.ok(),
        first,
        "there is no secret in it that could be forgotten"
    );
    let mut other = upstream_body("A");
    other["api_key"] = json!("sk-or-v1-another-secret");
    let reused = gateway
        .send(TestRequest::post(UPSTREAMS, &other).idempotency_key("k1"))
        .await;
    assert_eq!(reused.code(), "idempotency_key_reused");
    let plain = gateway.send(TestRequest::post(UPSTREAMS, &body)).await;
    assert_eq!((plain.status, plain.code()), (409, "name_taken"));
    assert_eq!(
        rows(&gateway.send(TestRequest::get(UPSTREAMS)).await.ok()).len(),
        1
    );
    gateway.advance(24 * 3600).await;
    let forgotten = gateway.send(request()).await;
    assert_eq!(
        forgotten.code(),
        "name_taken",
        "after a day the key means nothing"
    );
}

#[tokio::test]
async fn a_shown_id_is_never_reused() {
    let gateway = TestGateway::new(0);
    let claimed = gateway
        .send(TestRequest::post(UPSTREAMS, &upstream_body("A")).fault("no-effect"))
        .await
        .ok();
    assert_eq!(id(&claimed), "up_00000001");
    assert_eq!(gateway.make_upstream("A", "10").await, "up_00000002");
    let pretended = gateway
        .send(topup("up_00000002", "5").fault("no-effect"))
        .await
        .ok();
    assert_eq!(pretended["budget"]["limit_usd"], "15.000000000");
    assert_eq!(limit(&gateway, "up_00000002").await, "10.000000000");
}
