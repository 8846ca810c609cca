//! Every fault: what the client sees, and what the gateway did.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, POOLS, TestGateway, TestRequest, TestResponse, id, rows, until};

fn create() -> TestRequest {
    TestRequest::post(KEYS, &json!({"name": "CI", "limit_usd": "10"}))
}

async fn count(gateway: &TestGateway) -> Value {
    gateway.send(TestRequest::get("/sandbox/state")).await.ok()["keys"].clone()
}

/// Creates a key with a fault; returns the response and the number of keys afterwards.
async fn create_with_fault(fault: &str) -> (TestResponse, Value) {
    let gateway = TestGateway::new(0);
    let response = gateway.send(create().fault(fault)).await;
    let keys = count(&gateway).await;
    (response, keys)
}

#[tokio::test]
async fn errors_do_nothing() {
    for (fault, status, code) in [
        ("refuse", 400, "invalid_parameter"),
        ("unauthorized", 401, "invalid_api_key"),
        ("forbidden", 403, "insufficient_permissions"),
        ("not-offered", 404, "route_not_found"),
        ("rate-limited", 429, "rate_limit_exceeded"),
        ("rate-limited-bare", 429, "rate_limit_exceeded"),
        ("server-error", 500, "internal_error"),
    ] {
        let (response, keys) = create_with_fault(fault).await;
        assert_eq!(
            (response.status, response.code(), keys),
            (status, code, json!(0)),
            "{fault}"
        );
        let read = TestGateway::new(0)
            .send(TestRequest::get(KEYS).fault(fault))
            .await;
        assert_eq!(
            (read.status, read.code()),
            (status, code),
            "{fault} of a list"
        );
    }
}

#[tokio::test]
async fn errors_in_other_envelopes_do_nothing() {
    let (text, keys) = create_with_fault("string-error").await;
    assert!(text.status == 400 && text.body["error"].is_string() && keys == 0);
    let (detail, keys) = create_with_fault("detail-array").await;
    assert!(detail.status == 422 && detail.body["detail"].is_array() && keys == 0);
    let (polite, keys) = create_with_fault("success-false").await;
    assert!(polite.status == 200 && polite.body["success"] == json!(false) && keys == 0);
}

#[tokio::test]
async fn rate_limits_have_retry_after_or_not() {
    let after = |response: &TestResponse| response.header("retry-after").map(str::to_owned);
    assert_eq!(
        after(&create_with_fault("rate-limited").await.0).as_deref(),
        Some("2")
    );
    assert_eq!(
        after(&create_with_fault("rate-limited=7").await.0).as_deref(),
        Some("7")
    );
    assert_eq!(after(&create_with_fault("rate-limited-bare").await.0), None);
}

#[tokio::test]
async fn a_bad_gateway_responds_with_html() {
    for (fault, expect) in [("bad-gateway-html", 0), ("bad-gateway-after", 1)] {
        let (response, keys) = create_with_fault(fault).await;
        assert_eq!((response.status, keys), (502, json!(expect)), "{fault}");
        assert_eq!(response.header("content-type"), Some("text/html"));
        assert!(response.text.contains("<h1>502 Bad Gateway</h1>"));
    }
}

#[tokio::test]
async fn a_response_may_be_lost_after_the_write() {
    let (error, keys) = create_with_fault("server-error-after").await;
    assert_eq!((error.status, keys), (500, json!(1)));
    let (empty, keys) = create_with_fault("empty-204").await;
    assert_eq!(
        (empty.status, empty.text.as_str(), keys),
        (204, "", json!(1))
    );
    let (cut, keys) = create_with_fault("body-cut").await;
    assert!(cut.status == 200 && cut.broken && keys == 1);
    let promised: Option<usize> = cut
        .header("content-length")
        .and_then(|text| text.parse().ok());
    assert!(promised.is_some_and(|promised| promised > 100));
}

#[tokio::test]
async fn a_drop_is_before_or_after_the_write() {
    for (fault, expect) in [("drop-before", 0), ("drop-after", 1)] {
        let (response, keys) = create_with_fault(fault).await;
        assert!(response.dropped, "{fault}");
        assert_eq!(keys, expect, "{fault}");
    }
    assert!(
        TestGateway::new(0)
            .send(TestRequest::get(KEYS).fault("drop-after"))
            .await
            .dropped
    );
}

#[tokio::test]
async fn latency_is_before_or_after_the_write() {
    for (fault, meanwhile) in [("latency", 0), ("latency-after", 1)] {
        let gateway = TestGateway::new(0);
        let started = Instant::now();
        let response = gateway.send(create().fault(&format!("{fault}=200"))).await;
        assert!(started.elapsed() >= Duration::from_millis(200), "{fault}");
        assert_eq!((response.status, count(&gateway).await), (200, json!(1)));

        gateway
            .arm(json!({"fault": fault, "ms": 600_000, "on": "create"}))
            .await;
        let never = tokio::spawn({
            let gateway = gateway.clone();
            async move { gateway.send(create()).await.status }
        });
        gateway.until_fired().await;
        until(async || count(&gateway).await == json!(1 + meanwhile)).await;
        assert!(!never.is_finished(), "{fault}");
        never.abort();
    }
}

#[tokio::test]
async fn no_effect_reports_success_but_changes_nothing() {
    let gateway = TestGateway::new(1);
    let key = gateway.key("10").await;
    let before = gateway.row(&key).await;
    let send = |request: TestRequest| gateway.send(request.fault("no-effect"));

    let claimed = send(create()).await.ok();
    assert!(claimed["value"].is_string() && claimed["budget"]["limit_usd"] == "10.000000000");
    let topup = send(TestRequest::post(
        format!("{KEYS}/{key}/topup"),
        &json!({"amount_usd": "5"}),
    ))
    .await
    .ok();
    assert_eq!(topup["budget"]["limit_usd"], "15.000000000");
    assert_eq!(topup["topup"]["amount_usd"], "5.000000000");
    let rotated = send(TestRequest::post(
        format!("{KEYS}/{key}/rotate"),
        &json!({}),
    ))
    .await
    .ok();
    assert!(rotated["value"].is_string());
    let assigned = send(TestRequest::post(
        format!("{POOLS}/pool_00000001/api_keys/{key}"),
        &json!({}),
    ))
    .await
    .ok();
    assert_eq!(assigned["pool_id"], "pool_00000001");
    assert_eq!(
        send(TestRequest::delete(format!("{KEYS}/{key}")))
            .await
            .ok()["deleted"],
        json!(true)
    );

    assert_eq!(gateway.row(&key).await, before);
    assert_eq!(count(&gateway).await, 2);
    assert_eq!(gateway.row(&id(&claimed)).await, None);
    let real = gateway.create(json!({"name": "CI"})).await;
    assert_ne!(
        real["id"], claimed["id"],
        "an id that was shown is never given again"
    );
    let refused = send(TestRequest::post(KEYS, &json!({"name": ""}))).await;
    assert_eq!(refused.code(), "invalid_name");
}

#[tokio::test]
async fn no_effect_does_not_use_up_the_idempotency_key() {
    let gateway = TestGateway::new(0);
    let request = || create().idempotency_key("k1");
    gateway.send(request().fault("no-effect")).await.ok();
    let real = gateway.send(request()).await;
    assert_eq!(real.header("idempotent-replayed"), None);
    assert_eq!(count(&gateway).await, 1);
}

#[tokio::test]
async fn idempotency_keys_may_be_ignored() {
    let gateway = TestGateway::new(0);
    let request = || create().idempotency_key("k1");
    gateway.send(request()).await.ok();
    let dropped = gateway
        .send(request().fault("drop-after,ignore-idempotency"))
        .await;
    assert!(dropped.dropped);
    assert_eq!(count(&gateway).await, 2);
}

#[tokio::test]
async fn lists_may_be_altered() {
    let gateway = TestGateway::new(30);
    let list = |fault: &'static str, query: &'static str| {
        TestRequest::get(format!("{KEYS}?{query}")).fault(fault)
    };
    let bare = gateway.send(list("bare-array", "")).await.ok();
    assert_eq!(bare.as_array().map(Vec::len), Some(20));
    let unknown = gateway.send(list("unknown-enum", "")).await.ok();
    assert!(
        rows(&unknown)
            .iter()
            .all(|row| row["status"] == "quarantined")
    );
    let broken = gateway.send(list("bad-row", "")).await.ok();
    assert!(rows(&broken).len() == 20 && rows(&broken)[1].get("id").is_none());
    let percent = gateway.send(list("percent-only", "limit=30")).await.ok();
    assert!(!percent.to_string().contains("_usd"));
    let numbers = gateway
        .send(list("json-numbers", "q=Claude%20Prod"))
        .await
        .ok();
    assert!(rows(&numbers)[0]["budget"]["limit_usd"].is_number());
    let unordered = gateway.send(list("no-order", "order=desc")).await.ok();
    assert_eq!(unordered["first_id"], "key_00000001");
    let unfiltered = gateway
        .send(list(
            "no-filter",
            "status=disabled&pool_id=pool_00000001&q=x",
        ))
        .await
        .ok();
    assert_eq!(rows(&unfiltered).len(), 20);
    let extra = gateway.send(list("extra-fields", "")).await.ok();
    assert_eq!(extra["password_hash"], "canary-password_hash");
    assert_eq!(rows(&extra)[0]["session_token"], "canary-session_token");
    assert_eq!(rows(&extra)[0]["region"], "eu-central-1");
}

#[tokio::test]
async fn a_name_can_carry_a_fault() {
    let gateway = TestGateway::new(1);
    let named = |name: &str| TestRequest::post(KEYS, &json!({"name": name, "limit_usd": "10"}));
    assert!(gateway.send(named("CI [fault:drop-after]")).await.dropped);
    assert_eq!(count(&gateway).await, 2, "it was made all the same");
    let list = gateway
        .send(TestRequest::get(format!("{KEYS}?order=desc")))
        .await
        .ok();
    let key = id(&rows(&list)[0]);
    let amount = json!({"amount_usd": "5"});
    let topup = || TestRequest::post(format!("{KEYS}/{key}/topup"), &amount);
    assert!(gateway.send(topup()).await.dropped);
    assert_eq!(
        gateway.row(&key).await.expect("the row")["budget"]["limit_usd"],
        "15.000000000"
    );
    assert_eq!(
        gateway.send(topup().fault("none")).await.status,
        200,
        "the header can say: none"
    );
    assert!(
        gateway
            .send(TestRequest::post(
                format!("{POOLS}/pool_00000001/api_keys/{key}"),
                &json!({})
            ))
            .await
            .dropped
    );
    assert_eq!(
        gateway.send(named("CI [fault:no-effect]")).await.status,
        200
    );
    assert_eq!(count(&gateway).await, 2);
    assert_eq!(
        gateway.send(named("CI [fault:lunch]")).await.status,
        200,
        "a name is free text"
    );
}

#[tokio::test]
async fn an_unknown_word_in_the_header_is_rejected() {
    let response = TestGateway::new(0)
        .send(TestRequest::get(KEYS).fault("drop-befor"))
        .await;
    assert_eq!(
        (response.status, response.code()),
        (400, "invalid_parameter")
    );
    assert_eq!(response.body["error"]["param"], "X-Sandbox-Fault");
}
