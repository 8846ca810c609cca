//! Numbers in bodies are judged by their text, not by the float they would parse to. Every case is
//! sent as text, because a JSON library may rewrite numbers.

use axum::http::Method;
use serde_json::json;

use crate::test_gateway::{KEYS, TestGateway, TestRequest, UPSTREAMS, id};

/// Sends `body` to `path` and compares status and code; a 200 has no code.
async fn check(gateway: &TestGateway, path: &str, body: &str, expect: (u16, &str)) {
    let response = gateway
        .send(TestRequest::new(Method::POST, path).raw(body))
        .await;
    assert_eq!((response.status, response.code()), expect, "{path} {body}");
}

#[tokio::test]
async fn amounts_are_never_json_numbers() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("10").await;
    let upstream = gateway.make_upstream("A", "10").await;
    let topups = [
        format!("{KEYS}/{key}/topup"),
        format!("{UPSTREAMS}/{upstream}/topup"),
    ];
    for amount in [
        "5",
        "5.0",
        "1e3",
        "1E-9",
        "0",
        "-0",
        "-5",
        "1e400",
        "0.000000001",
        "123456789012345678901234567890",
    ] {
        for path in &topups {
            let body = format!("{{\"amount_usd\":{amount}}}");
            check(&gateway, path, &body, (400, "invalid_amount")).await;
        }
        let body = format!("{{\"name\":\"CI\",\"limit_usd\":{amount}}}");
        check(&gateway, KEYS, &body, (400, "invalid_amount")).await;
    }
    for path in topups {
        check(
            &gateway,
            &path,
            "{\"amount_usd\":\"1e3\"}",
            (400, "invalid_amount"),
        )
        .await;
        check(
            &gateway,
            &path,
            "{\"amount_usd\":\"0.000000001\"}",
            (200, ""),
        )
        .await;
    }
    let limit =
        |row: Option<serde_json::Value>| row.expect("the row")["budget"]["limit_usd"].clone();
    assert_eq!(limit(gateway.row(&key).await), "10.000000001");
    assert_eq!(limit(gateway.upstream(&upstream).await), "10.000000001");
}

#[tokio::test]
async fn an_expiry_is_a_whole_number() {
    let gateway = TestGateway::new(0);
    for (sent, expect) in [
        ("4000000000", (200, "")),
        ("9223372036854775807", (200, "")),
        ("null", (200, "")),
        ("4e9", (400, "invalid_expiry")),
        ("4000000000.0", (400, "invalid_expiry")),
        ("9223372036854775808", (400, "invalid_expiry")),
        ("123456789012345678901234567890", (400, "invalid_expiry")),
        ("1e400", (400, "invalid_expiry")),
        ("\"4000000000\"", (400, "invalid_expiry")),
        ("true", (400, "invalid_expiry")),
        ("04000000000", (400, "invalid_json")),
        ("+4000000000", (400, "invalid_json")),
        ("NaN", (400, "invalid_json")),
    ] {
        let body = format!("{{\"name\":\"CI\",\"expires_at\":{sent}}}");
        check(&gateway, KEYS, &body, expect).await;
    }
    let made = "{\"name\":\"CI\",\"expires_at\":4000000000}";
    let made = gateway
        .send(TestRequest::new(Method::POST, KEYS).raw(made))
        .await;
    assert!(
        made.text.contains("\"expires_at\":4000000000,"),
        "{}",
        made.text
    );
}

#[tokio::test]
async fn a_grace_period_is_a_whole_number() {
    let gateway = TestGateway::new(0);
    let path = format!("{KEYS}/{}/rotate", gateway.key("10").await);
    for (sent, expect) in [
        ("0", (200, "")),
        ("86400", (200, "")),
        ("-0", (400, "invalid_parameter")),
        ("0.0", (400, "invalid_parameter")),
        ("1.0", (400, "invalid_parameter")),
        ("1e3", (400, "invalid_parameter")),
        ("86401", (400, "invalid_parameter")),
    ] {
        let body = format!("{{\"grace_period_seconds\":{sent}}}");
        check(&gateway, &path, &body, expect).await;
    }
}

#[tokio::test]
async fn the_switches_take_whole_numbers() {
    let gateway = TestGateway::new(0);
    for (path, name, good) in [
        ("/sandbox/reset", "seed", "3"),
        ("/sandbox/reset", "upstreams", "3"),
        ("/sandbox/clock", "advance_seconds", "3"),
    ] {
        check(&gateway, path, &format!("{{\"{name}\":{good}}}"), (200, "")).await;
        for bad in ["-0", "3.0", "3e0", "4294967296", "1e400", "\"3\""] {
            let body = format!("{{\"{name}\":{bad}}}");
            check(&gateway, path, &body, (400, "invalid_parameter")).await;
        }
    }
}

#[tokio::test]
async fn responses_spell_numbers_as_the_contract_does() {
    let gateway = TestGateway::new(0);
    let key = id(&gateway
        .create(json!({"name": "CI", "limit_usd": "200"}))
        .await);
    let upstream = gateway.make_upstream("A", "200").await;
    for used in [
        json!({"key_id": key, "used_usd": "3"}),
        json!({"upstream_id": upstream, "used_usd": "3"}),
    ] {
        gateway
            .send(TestRequest::post("/sandbox/usage", &used))
            .await
            .ok();
    }
    for list in [KEYS, UPSTREAMS] {
        let exact = gateway.send(TestRequest::get(list)).await.text;
        let budget = r#""budget":{"limit_usd":"200.000000000","used_usd":"3.000000000","remaining_usd":"197.000000000","used_percent":1.5,"remaining_percent":98.5}"#;
        assert!(exact.contains(budget), "{exact}");
        let careless = gateway
            .send(TestRequest::get(list).fault("json-numbers"))
            .await
            .text;
        let budget = r#""budget":{"limit_usd":200.0,"used_usd":3.0,"remaining_usd":197.0,"used_percent":1.5,"remaining_percent":98.5}"#;
        assert!(careless.contains(budget), "{careless}");
    }
}
