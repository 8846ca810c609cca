//! Every error of the contract that keys, pools and usage can return.

use axum::http::Method;
use serde_json::{Value, json};

use crate::test_gateway::{
    CAPACITY, CHARGES, CODEX, KEYS, MY_KEYS, POOL, POOLS, TestGateway, TestRequest, TestResponse,
    UPSTREAMS,
};

fn check(response: &TestResponse, status: u16, code: &str, param: Option<&str>) {
    let error = &response.body["error"];
    assert_eq!(
        (response.status, response.code()),
        (status, code),
        "{}",
        response.text
    );
    assert_eq!(error["param"].as_str(), param, "{}", response.text);
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| !message.is_empty())
    );
    let kind = match status {
        401 => "authentication_error",
        403 => "permission_error",
        429 => "rate_limit_error",
        500 => "server_error",
        _ => "invalid_request_error",
    };
    assert_eq!(error["type"], kind);
    assert!(
        response
            .header("x-request-id")
            .is_some_and(|id| id.starts_with("req_"))
    );
}

#[tokio::test]
async fn bodies_of_create() {
    let gateway = TestGateway::new(1);
    let cases: [(Value, &str, &str); 22] = [
        (json!({}), "missing_parameter", "name"),
        (json!({"name": null}), "missing_parameter", "name"),
        (json!({"name": 7}), "invalid_name", "name"),
        (json!({"name": " "}), "invalid_name", "name"),
        (json!({"name": "a\u{7}b"}), "invalid_name", "name"),
        (json!({"name": "x".repeat(129)}), "invalid_name", "name"),
        (
            json!({"name": "CI", "limit_usd": 100}),
            "invalid_amount",
            "limit_usd",
        ),
        (
            json!({"name": "CI", "limit_usd": "0"}),
            "invalid_amount",
            "limit_usd",
        ),
        (
            json!({"name": "CI", "limit_usd": "-1"}),
            "invalid_amount",
            "limit_usd",
        ),
        (
            json!({"name": "CI", "limit_usd": "0.0000000001"}),
            "invalid_amount",
            "limit_usd",
        ),
        (
            json!({"name": "CI", "limit_usd": "1000000000000"}),
            "invalid_amount",
            "limit_usd",
        ),
        (
            json!({"name": "CI", "expires_at": 1000}),
            "invalid_expiry",
            "expires_at",
        ),
        (
            json!({"name": "CI", "expires_at": "soon"}),
            "invalid_expiry",
            "expires_at",
        ),
        (
            json!({"name": "CI", "expires_at": 4_000_000_000_i64, "expires_in_seconds": 5}),
            "invalid_expiry",
            "expires_at",
        ),
        (
            json!({"name": "CI", "expires_in_seconds": 0}),
            "invalid_expiry",
            "expires_in_seconds",
        ),
        (
            json!({"name": "CI", "expires_in_seconds": 31_536_001}),
            "invalid_expiry",
            "expires_in_seconds",
        ),
        (
            json!({"name": "CI", "foundation": "gemini"}),
            "invalid_parameter",
            "foundation",
        ),
        (
            json!({"name": "CI", "foundation": 1}),
            "invalid_parameter",
            "foundation",
        ),
        (
            json!({"name": "CI", "pool_id": 1}),
            "invalid_parameter",
            "pool_id",
        ),
        (
            json!({"name": "CI", "limit": "5"}),
            "unknown_parameter",
            "limit",
        ),
        (
            json!({"name": "CI", "value": "sk"}),
            "unknown_parameter",
            "value",
        ),
        (
            json!({"name": "CI", "owner": null}),
            "unknown_parameter",
            "owner",
        ),
    ];
    for (body, code, param) in cases {
        check(
            &gateway.send(TestRequest::post(KEYS, &body)).await,
            400,
            code,
            Some(param),
        );
    }
    let no_pool = gateway
        .send(TestRequest::post(
            KEYS,
            &json!({"name": "CI", "pool_id": "pool_00000099"}),
        ))
        .await;
    check(&no_pool, 404, "pool_not_found", Some("pool_id"));
    for text in ["{", "[]", "\"name\"", "\u{0}"] {
        let response = gateway
            .send(TestRequest::new(Method::POST, KEYS).raw(text))
            .await;
        check(&response, 400, "invalid_json", None);
    }
    let mine = gateway
        .send(
            TestRequest::post(MY_KEYS, &json!({"name": "CI", "pool_id": "pool_00000001"}))
                .bearer(POOL),
        )
        .await;
    check(&mine, 400, "unknown_parameter", Some("pool_id"));
}

#[tokio::test]
async fn bodies_of_topup_and_rotate() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("999999999999").await;
    let topup = format!("{KEYS}/{key}/topup");
    for (body, code) in [
        (json!({}), "missing_parameter"),
        (json!({"amount_usd": 5}), "invalid_amount"),
        (json!({"amount_usd": "0"}), "invalid_amount"),
        (json!({"amount_usd": "1"}), "invalid_amount"),
    ] {
        check(
            &gateway.send(TestRequest::post(&topup, &body)).await,
            400,
            code,
            Some("amount_usd"),
        );
    }
    let most = gateway
        .send(TestRequest::post(
            &topup,
            &json!({"amount_usd": "0.999999999"}),
        ))
        .await
        .ok();
    assert_eq!(most["budget"]["limit_usd"], "999999999999.999999999");
    let unlimited = gateway.create(json!({"name": "CI"})).await;
    let path = format!("{KEYS}/{}/topup", crate::test_gateway::id(&unlimited));
    let refused = gateway
        .send(TestRequest::post(path, &json!({"amount_usd": "1"})))
        .await;
    check(&refused, 409, "budget_unlimited", None);
    let rotate = format!("{KEYS}/{key}/rotate");
    for grace in [json!(-1), json!(86_401), json!("60"), json!(1.5)] {
        let response = gateway
            .send(TestRequest::post(
                &rotate,
                &json!({"grace_period_seconds": grace}),
            ))
            .await;
        check(
            &response,
            400,
            "invalid_parameter",
            Some("grace_period_seconds"),
        );
    }
    assert_eq!(
        gateway
            .send(TestRequest::new(Method::POST, rotate))
            .await
            .status,
        200,
        "an empty body will do"
    );
}

#[tokio::test]
async fn missing_things_are_not_found() {
    let gateway = TestGateway::new(1);
    for id in ["key_0000ffff", "nonsense"] {
        let amount = json!({"amount_usd": "1"});
        check(
            &gateway
                .send(TestRequest::post(format!("{KEYS}/{id}/topup"), &amount))
                .await,
            404,
            "key_not_found",
            Some("id"),
        );
        check(
            &gateway
                .send(TestRequest::post(format!("{KEYS}/{id}/rotate"), &json!({})))
                .await,
            404,
            "key_not_found",
            Some("id"),
        );
        check(
            &gateway
                .send(TestRequest::delete(format!("{KEYS}/{id}")))
                .await,
            404,
            "key_not_found",
            Some("id"),
        );
        let assign = format!("{POOLS}/pool_00000001/api_keys/{id}");
        check(
            &gateway.send(TestRequest::post(&assign, &json!({}))).await,
            404,
            "key_not_found",
            Some("id"),
        );
        check(
            &gateway.send(TestRequest::delete(&assign)).await,
            404,
            "key_not_in_pool",
            Some("key_id"),
        );
    }
    let nowhere = format!("{POOLS}/pool_00000077/api_keys/key_00000001");
    check(
        &gateway.send(TestRequest::post(nowhere, &json!({}))).await,
        404,
        "pool_not_found",
        Some("pool_id"),
    );
    let no_default = gateway
        .send(TestRequest::get(format!("{POOLS}/default")))
        .await;
    check(&no_default, 404, "default_pool_not_assigned", None);
    let no_default = gateway
        .send(TestRequest::post(MY_KEYS, &json!({"name": "CI"})))
        .await;
    check(&no_default, 404, "default_pool_not_assigned", None);
}

#[tokio::test]
async fn queries() {
    let gateway = TestGateway::new(1);
    for (query, code, param) in [
        ("limit=0", "invalid_limit", "limit"),
        ("limit=101", "invalid_limit", "limit"),
        ("after=nonsense", "invalid_cursor", "after"),
        ("order=up", "invalid_parameter", "order"),
    ] {
        for list in [KEYS, POOLS, CHARGES, UPSTREAMS] {
            check(
                &gateway
                    .send(TestRequest::get(format!("{list}?{query}")))
                    .await,
                400,
                code,
                Some(param),
            );
        }
    }
}

#[tokio::test]
async fn routes_and_methods() {
    let gateway = TestGateway::new(1);
    for path in [
        "/api/status",
        "/v1/nothing",
        "/v1",
        "/v1/organization/claude_accounts/claude_00000001/disable",
        "/v1/organization/claude_accounts/claude_00000001/enable",
        "/sandbox/nothing",
        "/elsewhere",
    ] {
        check(
            &gateway.send(TestRequest::get(path).without_bearer()).await,
            404,
            "route_not_found",
            None,
        );
    }
    for (method, path) in [
        (Method::PUT, KEYS.to_owned()),
        (Method::GET, format!("{KEYS}/key_00000001")),
        (Method::POST, "/v1/ping".to_owned()),
        (Method::DELETE, POOLS.to_owned()),
        (Method::GET, format!("{POOLS}/pool_00000001")),
        (Method::POST, CHARGES.to_owned()),
        (Method::POST, format!("{POOLS}/pool_00000001/owner")),
        (Method::GET, format!("{UPSTREAMS}/up_00000001")),
        (Method::GET, format!("{UPSTREAMS}/up_00000001/disable")),
        (Method::PUT, UPSTREAMS.to_owned()),
        (Method::GET, format!("{CODEX}/device_code")),
        (Method::POST, CODEX.to_owned()),
        (Method::POST, CAPACITY.to_owned()),
    ] {
        let response = gateway.send(TestRequest::new(method, path)).await;
        check(&response, 405, "method_not_allowed", None);
        assert!(response.header("allow").is_some());
    }
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let gateway = TestGateway::new(0);
    let body = |size: usize| {
        let frame = "{\"name\":\"\"}".len();
        format!("{{\"name\":\"{}\"}}", "x".repeat(size - frame))
    };
    for size in [65_537, 2_000_000] {
        let response = gateway
            .send(TestRequest::new(Method::POST, KEYS).raw(body(size)))
            .await;
        check(&response, 413, "body_too_large", None);
    }
    let fits = gateway
        .send(TestRequest::new(Method::POST, KEYS).raw(body(65_536)))
        .await;
    assert_eq!(
        fits.code(),
        "invalid_name",
        "read, then rejected for its content"
    );
}

#[tokio::test]
async fn preflights_and_headers() {
    let gateway = TestGateway::new(0);
    let preflight = TestRequest::new(Method::OPTIONS, KEYS)
        .without_bearer()
        .header("origin", "http://elsewhere.example")
        .header("access-control-request-method", "POST");
    let preflight = gateway.send(preflight).await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        preflight.header("access-control-allow-methods"),
        Some("GET, POST, DELETE")
    );
    let allowed = preflight.header("access-control-allow-headers");
    assert_eq!(
        allowed,
        Some("Authorization, Content-Type, Idempotency-Key")
    );
    let list = gateway.send(TestRequest::get(KEYS)).await;
    assert_eq!(list.header("cache-control"), Some("no-store"));
    assert_eq!(list.header("access-control-allow-origin"), Some("*"));
    let exposed = list.header("access-control-expose-headers");
    assert_eq!(
        exposed,
        Some("X-Request-Id, Retry-After, Idempotent-Replayed")
    );
    let switches = gateway.send(TestRequest::get("/sandbox/state")).await;
    assert_eq!(switches.header("access-control-allow-origin"), None);
}
