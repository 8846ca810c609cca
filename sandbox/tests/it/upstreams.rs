//! Upstreams: created, listed, disabled and deleted, with every error.

use axum::http::Method;
use serde_json::{Value, json};

use crate::test_gateway::{
    POOL, TestGateway, TestRequest, TestResponse, UPSTREAMS, id, rows, upstream_body,
};

const SECRET: &str = "sk-or-v1-0123456789wxyz";

fn create(body: &Value) -> TestRequest {
    TestRequest::post(UPSTREAMS, body)
}

/// The required fields, with one of them replaced or one more added.
fn with(name: &str, value: Value) -> Value {
    let mut body = upstream_body("A");
    body[name] = value;
    body
}

fn act(upstream: &str, action: &str) -> TestRequest {
    TestRequest::post(format!("{UPSTREAMS}/{upstream}/{action}"), &json!({}))
}

fn delete(upstream: &str) -> TestRequest {
    TestRequest::delete(format!("{UPSTREAMS}/{upstream}"))
}

fn check(response: &TestResponse, status: u16, code: &str, param: Option<&str>) {
    let actual = (response.status, response.code());
    assert_eq!(actual, (status, code), "{}", response.text);
    let named = response.body["error"]["param"].as_str();
    assert_eq!(named, param, "{}", response.text);
}

#[tokio::test]
async fn an_upstream_is_created_with_all_its_fields() {
    let gateway = TestGateway::new(1);
    let body = json!({"name": " Second provider ", "provider": "anthropic_compatible", "base_url": "https://second.example/v1",
                      "api_key": SECRET, "foundation": "anthropic", "limit_usd": "500"});
    let made = gateway.send(create(&body)).await.ok();
    assert_eq!(
        made,
        json!({
            "object": "organization.upstream", "id": "up_0000000d", "name": "Second provider",
            "provider": "anthropic_compatible", "base_url": "https://second.example/v1",
            "redacted_value": "sk-or-...wxyz", "foundation": "anthropic", "enabled": true, "status": "active",
            "status_reason": null,
            "budget": {"limit_usd": "500.000000000", "used_usd": "0.000000000", "remaining_usd": "500.000000000",
                       "used_percent": 0, "remaining_percent": 100},
            "created_at": made["created_at"], "last_used_at": null, "last_error": null,
        })
    );
    assert!(made["created_at"].is_i64());
    assert_eq!(gateway.upstream("up_0000000d").await, Some(made));
    let bare = gateway.send(create(&upstream_body("Bare"))).await.ok();
    assert_eq!(
        (&bare["budget"], &bare["foundation"]),
        (&Value::Null, &json!("all"))
    );
}

#[tokio::test]
async fn bodies_of_create() {
    let gateway = TestGateway::new(1);
    for name in ["name", "provider", "base_url", "api_key"] {
        let response = gateway.send(create(&with(name, Value::Null))).await;
        check(&response, 400, "missing_parameter", Some(name));
    }
    for (name, value, code) in [
        ("name", json!(7), "invalid_name"),
        ("name", json!(" "), "invalid_name"),
        ("name", json!("x".repeat(129)), "invalid_name"),
        ("provider", json!("gemini"), "invalid_parameter"),
        ("provider", json!(1), "invalid_parameter"),
        ("base_url", json!("provider.example"), "invalid_base_url"),
        (
            "base_url",
            json!("ftp://provider.example"),
            "invalid_base_url",
        ),
        (
            "base_url",
            json!("https://a:b@provider.example"),
            "invalid_base_url",
        ),
        (
            "base_url",
            json!("https://provider.example/#v1"),
            "invalid_base_url",
        ),
        ("base_url", json!(1), "invalid_base_url"),
        ("api_key", json!(""), "invalid_parameter"),
        ("api_key", json!("sk 1"), "invalid_parameter"),
        ("api_key", json!(1), "invalid_parameter"),
        ("foundation", json!("gemini"), "invalid_parameter"),
        ("limit_usd", json!(500), "invalid_amount"),
        ("limit_usd", json!("0"), "invalid_amount"),
        ("limit_usd", json!("1000000000000"), "invalid_amount"),
        ("enabled", json!(true), "unknown_parameter"),
        ("key", json!("sk"), "unknown_parameter"),
    ] {
        let response = gateway.send(create(&with(name, value))).await;
        check(&response, 400, code, Some(name));
    }
    for name in ["Backup provider", " Backup provider "] {
        let response = gateway.send(create(&upstream_body(name))).await;
        check(&response, 409, "name_taken", Some("name"));
    }
    gateway
        .send(create(&upstream_body("backup provider")))
        .await
        .ok();
    for text in ["{", "[]", "\"name\""] {
        let response = gateway
            .send(TestRequest::new(Method::POST, UPSTREAMS).raw(text))
            .await;
        check(&response, 400, "invalid_json", None);
    }
}

#[tokio::test]
async fn the_secret_is_nowhere_in_a_response() {
    let gateway = TestGateway::new(1);
    let bodies = [
        upstream_body("A"),
        with("base_url", json!("nowhere")),
        json!({"name": "B", "apiKey": SECRET}),
        json!({"name": "C", "nested": {"api_key": SECRET}}),
    ];
    let broken = format!("{{\"api_key\":\"{SECRET}\",}}");
    let mut requests: Vec<TestRequest> = bodies.iter().map(create).collect();
    requests.push(TestRequest::new(Method::POST, UPSTREAMS).raw(broken));
    for fault in [
        "no-effect",
        "drop-after",
        "refuse",
        "forbidden",
        "extra-fields",
    ] {
        requests.push(create(&upstream_body(fault)).fault(fault));
    }
    for request in requests {
        let response = gateway.send(request).await;
        assert!(!response.text.contains(SECRET), "{}", response.text);
    }
    for path in ["/sandbox/ledger", "/sandbox/", UPSTREAMS] {
        let text = gateway.send(TestRequest::get(path)).await.text;
        assert!(!text.contains("0123456789wxyz"), "{path}: {text}");
    }
    let ledger = gateway.ledger().await;
    let kept: Value =
        serde_json::from_str(rows(&ledger)[0]["body"].as_str().expect("a body")).expect("JSON");
    assert_eq!(kept, with("api_key", json!("[redacted]")));
}

#[tokio::test]
async fn the_secret_is_not_in_the_database() {
    let dir = tempfile::TempDir::new().expect("a folder");
    let file = dir.path().join("sandbox.db");
    let gateway = TestGateway::open(sandbox::Options {
        db: sandbox::Db::Path(file),
        seed: Some(0),
        ..sandbox::Options::default()
    });
    let request = create(&upstream_body("A")).idempotency_key("k1");
    gateway.send(request).await.ok();
    let files = std::fs::read_dir(dir.path()).expect("the folder");
    let stored: Vec<u8> = files
        .flat_map(|file| std::fs::read(file.expect("a file").path()).expect("its bytes"))
        .collect();
    let has = |text: &str| {
        stored
            .windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    assert!(has("sk-or-...wxyz"), "the redacted form is there");
    assert!(!has("0123456789wxyz"), "the secret is not");
}

#[tokio::test]
async fn an_upstream_is_disabled_and_enabled() {
    let gateway = TestGateway::new(0);
    let upstream = gateway.make_upstream("A", "10").await;
    let mut expect = gateway.upstream(&upstream).await.expect("the row");
    for (action, enabled, status) in [("disable", false, "disabled"), ("enable", true, "active")] {
        expect["enabled"] = json!(enabled);
        expect["status"] = json!(status);
        for applied in [1, 0] {
            let response = gateway.send(act(&upstream, action).raw("")).await.ok();
            assert_eq!(response, expect, "{action}");
            assert_eq!(gateway.last_write().await["applied"], applied, "{action}");
            assert_eq!(gateway.upstream(&upstream).await.as_ref(), Some(&expect));
        }
    }
    let extra = TestRequest::post(
        format!("{UPSTREAMS}/{upstream}/disable"),
        &json!({"reason": "x"}),
    );
    check(
        &gateway.send(extra).await,
        400,
        "unknown_parameter",
        Some("reason"),
    );
}

#[tokio::test]
async fn a_deleted_upstream_is_gone() {
    let gateway = TestGateway::new(0);
    let upstream = gateway.make_upstream("A", "10").await;
    let deleted =
        json!({"id": upstream, "object": "organization.upstream.deleted", "deleted": true});
    assert_eq!(gateway.send(delete(&upstream)).await.ok(), deleted);
    assert_eq!(gateway.upstream(&upstream).await, None);
    let next = gateway.make_upstream("A", "10").await;
    assert_ne!(next, upstream, "a name may be used again, an id never is");
    for missing in [&upstream, "up_0000ffff", "nonsense", "key_00000001"] {
        let topup = TestRequest::post(
            format!("{UPSTREAMS}/{missing}/topup"),
            &json!({"amount_usd": "5"}),
        );
        for request in [
            delete(missing),
            act(missing, "disable"),
            act(missing, "enable"),
            topup,
        ] {
            check(
                &gateway.send(request).await,
                404,
                "upstream_not_found",
                Some("upstream_id"),
            );
        }
    }
}

#[tokio::test]
async fn only_an_organization_wide_bearer_uses_upstreams() {
    let gateway = TestGateway::new(1);
    let requests = || {
        [
            TestRequest::get(UPSTREAMS),
            create(&upstream_body("A")),
            delete("up_00000001"),
            act("up_00000001", "disable"),
            act("up_00000001", "enable"),
            TestRequest::post(
                format!("{UPSTREAMS}/up_00000001/topup"),
                &json!({"amount_usd": "5"}),
            ),
            act("up_0000ffff", "disable"),
        ]
    };
    let client = gateway.create(json!({"name": "CI"})).await;
    for bearer in [POOL, client["value"].as_str().expect("the secret")] {
        for request in requests() {
            check(
                &gateway.send(request.bearer(bearer)).await,
                403,
                "insufficient_permissions",
                None,
            );
        }
    }
    for request in requests() {
        check(
            &gateway.send(request.without_bearer()).await,
            401,
            "missing_api_key",
            None,
        );
    }
}

#[tokio::test]
async fn a_name_can_carry_a_fault() {
    let gateway = TestGateway::new(0);
    let named = |name: &str| create(&with("name", json!(name)));
    assert!(gateway.send(named("Up [fault:drop-after]")).await.dropped);
    let upstream = "up_00000001";
    assert!(
        gateway.upstream(upstream).await.is_some(),
        "it was made all the same"
    );
    let unlimited = TestRequest::post(
        format!("{UPSTREAMS}/{upstream}/topup"),
        &json!({"amount_usd": "5"}),
    );
    assert!(gateway.send(unlimited).await.dropped);
    for request in [
        act(upstream, "disable"),
        act(upstream, "enable"),
        delete(upstream),
    ] {
        assert!(gateway.send(request).await.dropped);
        let write = gateway.last_write().await;
        let actual = (&write["status"], &write["applied"]);
        assert_eq!(actual, (&json!("dropped"), &json!(1)));
    }
    assert_eq!(gateway.upstream(upstream).await, None);
    let claimed = gateway.send(named("Up [fault:no-effect]")).await.ok();
    assert_eq!(gateway.upstream(&id(&claimed)).await, None);
    gateway.send(named("Up [fault:lunch]")).await.ok();
}
