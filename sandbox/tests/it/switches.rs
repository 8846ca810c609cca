//! The switches at `/sandbox/`: as JSON, and as a page.

use axum::http::Method;
use serde_json::{Value, json};

use crate::test_gateway::{CHARGES, KEYS, POOLS, TestGateway, TestRequest, UPSTREAMS, rows};

#[tokio::test]
async fn a_fault_stays_until_it_is_cleared() {
    let gateway = TestGateway::new(1);
    let armed = gateway
        .arm(json!({"fault": "rate-limited", "on": "list", "retry_after": 9}))
        .await;
    assert_eq!(
        armed,
        json!({"object": "sandbox.fault", "index": 1, "fault": "rate-limited", "on": "list", "ms": null,
               "retry_after": 9, "times": null, "fired": 0})
    );
    for _ in 0..3 {
        let response = gateway.send(TestRequest::get(KEYS)).await;
        assert_eq!(
            (response.status, response.header("retry-after")),
            (429, Some("9"))
        );
    }
    assert_eq!(gateway.send(TestRequest::get("/v1/ping")).await.status, 200);
    let all = gateway.send(TestRequest::get("/sandbox/faults")).await.ok();
    assert_eq!(rows(&all)[0]["fired"], 3);
    assert!(
        all["kinds"]
            .as_array()
            .is_some_and(|kinds| kinds.contains(&json!("no-effect")))
    );
    gateway
        .send(TestRequest::delete("/sandbox/faults/1"))
        .await
        .ok();
    assert_eq!(gateway.send(TestRequest::get(KEYS)).await.status, 200);
    assert_eq!(
        gateway
            .send(TestRequest::delete("/sandbox/faults/1"))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn a_fault_can_fire_a_number_of_times() {
    let gateway = TestGateway::new(1);
    gateway
        .arm(json!({"fault": "server-error", "times": 2}))
        .await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(gateway.send(TestRequest::get(KEYS)).await.status);
    }
    assert_eq!(statuses, [500, 500, 200]);
}

#[tokio::test]
async fn all_faults_are_cleared_at_once() {
    let gateway = TestGateway::new(1);
    gateway
        .arm(json!({"fault": "drop-before", "on": "any"}))
        .await;
    gateway.arm(json!({"fault": "latency", "ms": 1})).await;
    assert!(gateway.send(TestRequest::get(KEYS)).await.dropped);
    assert!(
        rows(
            &gateway
                .send(TestRequest::delete("/sandbox/faults"))
                .await
                .ok()
        )
        .is_empty()
    );
    assert_eq!(gateway.send(TestRequest::get(KEYS)).await.status, 200);
}

#[tokio::test]
async fn invalid_switches_are_rejected() {
    let gateway = TestGateway::new(1);
    for (path, body) in [
        ("faults", json!({})),
        ("faults", json!({"fault": "lunch"})),
        ("faults", json!({"fault": "refuse", "on": "sunday"})),
        ("faults", json!({"fault": "refuse", "times": -1})),
        ("faults", json!({"fault": "refuse", "when": "now"})),
        ("reset", json!({"seed": 100_001})),
        ("reset", json!({"seed": 1, "pools": 100_001})),
        ("reset", json!({"seed": 1, "upstreams": 100_001})),
        ("reset", json!({"seed": 1, "codex_accounts": 100_001})),
        (
            "usage",
            json!({"upstream_id": "up_00000001", "used_usd": 5}),
        ),
        ("usage", json!({"used_usd": "5"})),
        ("charge", json!({"key_id": "key_00000001", "amount_usd": 5})),
        ("charge", json!({"key_id": "key_00000001"})),
        ("settle", json!({"charge_id": "chg_0000ffff"})),
        ("default-pool", json!({"bearer": "somebody"})),
        ("usage", json!({"key_id": "key_00000001", "used_usd": 5})),
        ("usage", json!({"key_id": "key_00000001", "used_usd": "-5"})),
        ("clock", json!({"advance_seconds": -5})),
    ] {
        let response = gateway
            .send(TestRequest::post(format!("/sandbox/{path}"), &body))
            .await;
        assert_eq!(response.status, 400, "{path} {body}");
    }
    let nobody = json!({"key_id": "key_0000ffff", "used_usd": "5"});
    assert_eq!(
        gateway
            .send(TestRequest::post("/sandbox/usage", &nobody))
            .await
            .code(),
        "key_not_found"
    );
}

#[tokio::test]
async fn a_reset_replaces_everything() {
    let gateway = TestGateway::new(5);
    gateway.key("5").await;
    gateway.arm(json!({"fault": "server-error"})).await;
    let state = gateway
        .send(TestRequest::post("/sandbox/reset", &json!({"seed": 3})))
        .await
        .ok();
    let expect = json!({"object": "sandbox.state", "now": state["now"], "keys": 3, "pools": 6, "users": 5,
                        "topups": 0, "charges": 18, "upstreams": 12, "codex_accounts": 12, "claude_accounts": 6,
                        "device_logins": 0, "oauth_logins": 0, "faults": 0, "writes": 0});
    assert_eq!(state, expect);
    assert_eq!(
        gateway.send(TestRequest::get(KEYS)).await.status,
        200,
        "the bearer still works"
    );
    let made = gateway.create(json!({"name": "CI"})).await;
    assert_eq!(made["id"], "key_00000004");
}

#[tokio::test]
async fn a_reset_takes_numbers_of_rows() {
    let gateway = TestGateway::new(5);
    for (body, expect) in [
        (json!({}), [0, 0, 0, 0]),
        (json!({"seed": 1}), [1, 6, 18, 12]),
        (
            json!({"seed": 3, "pools": 0, "charges": 0, "upstreams": 0}),
            [3, 0, 0, 0],
        ),
        (
            json!({"seed": 0, "pools": 2, "charges": 4, "upstreams": 5}),
            [0, 2, 4, 5],
        ),
        (json!({"seed": 3, "pools": 21}), [3, 21, 18, 12]),
    ] {
        let state = gateway
            .send(TestRequest::post("/sandbox/reset", &body))
            .await
            .ok();
        let counts = ["keys", "pools", "charges", "upstreams"].map(|name| state[name].clone());
        assert_eq!(counts, expect, "{body}");
        assert_eq!(state["users"], 5, "there are always people");
    }
}

#[tokio::test]
async fn lists_have_words_of_their_own() {
    let gateway = TestGateway::new(1);
    for (on, expect) in [
        ("list", [500, 500, 200, 500]),
        ("list-keys", [500, 200, 200, 200]),
        ("list-pools", [200, 500, 200, 200]),
        ("charges", [200, 200, 500, 200]),
        ("list-upstreams", [200, 200, 200, 500]),
    ] {
        gateway
            .arm(json!({"fault": "server-error", "on": on}))
            .await;
        let mut statuses = Vec::new();
        for list in [KEYS, POOLS, CHARGES, UPSTREAMS] {
            statuses.push(gateway.send(TestRequest::get(list)).await.status);
        }
        assert_eq!(statuses, expect, "{on}");
        gateway
            .send(TestRequest::delete("/sandbox/faults"))
            .await
            .ok();
    }
}

#[tokio::test]
async fn the_page_shows_faults_and_writes() {
    let gateway = TestGateway::new(2);
    gateway
        .arm(json!({"fault": "latency", "on": "topup", "ms": 40}))
        .await;
    gateway
        .create(json!({"name": "<script>alert(1)</script>"}))
        .await;
    let page = gateway
        .send(TestRequest::get("/sandbox/").without_bearer())
        .await;
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    assert!(page.text.contains(
        "Keys: 3. Pools: 6. Pending charges: 18. Upstreams: 12. Codex accounts: 12. Claude accounts: 6. Writes in the ledger: 1."
    ));
    assert!(page.text.contains("<code>40 ms</code>") && page.text.contains("<code>topup</code>"));
    assert!(!page.text.contains("<script>") && page.text.contains("&lt;script&gt;"));
    assert_eq!(
        gateway
            .send(TestRequest::get("/sandbox/page.css"))
            .await
            .header("content-type"),
        Some("text/css; charset=utf-8")
    );
    let root = gateway.send(TestRequest::get("/").without_bearer()).await;
    assert_eq!(
        (root.status, root.header("location")),
        (307, Some("/sandbox/"))
    );
}

#[tokio::test]
async fn the_page_s_forms_work() {
    let gateway = TestGateway::new(2);
    let form = |path: &str, body: &str| {
        TestRequest::new(Method::POST, path)
            .without_bearer()
            .header("content-type", "application/x-www-form-urlencoded")
            .raw(body)
    };
    let armed = gateway
        .send(form(
            "/sandbox/faults",
            "fault=refuse&on=create&ms=&retry_after=&times=2",
        ))
        .await;
    assert_eq!(
        (armed.status, armed.header("location")),
        (303, Some("/sandbox/"))
    );
    let all = gateway.send(TestRequest::get("/sandbox/faults")).await.ok();
    assert_eq!(
        (&rows(&all)[0]["on"], &rows(&all)[0]["times"]),
        (&json!("create"), &json!(2))
    );
    assert_eq!(
        gateway
            .send(form("/sandbox/faults/clear", "index=1"))
            .await
            .status,
        303
    );
    assert!(rows(&gateway.send(TestRequest::get("/sandbox/faults")).await.ok()).is_empty());
    for (path, body) in [
        ("/sandbox/faults/clear", ""),
        ("/sandbox/ledger/clear", ""),
        ("/sandbox/expire-secrets", ""),
        (
            "/sandbox/default-pool",
            "bearer=admin&pool_id=pool_00000002",
        ),
        ("/sandbox/usage", "key_id=key_00000001&used_usd=5"),
        (
            "/sandbox/charge",
            "key_id=key_00000001&amount_usd=5&kind=&age_seconds=60",
        ),
        ("/sandbox/settle", "charge_id=chg_00000001"),
        ("/sandbox/usage", "upstream_id=up_00000001&used_usd=5"),
        ("/sandbox/reset", "seed=7&pools=&charges=3&upstreams=4"),
    ] {
        assert_eq!(gateway.send(form(path, body)).await.status, 303, "{path}");
    }
    let state = gateway.send(TestRequest::get("/sandbox/state")).await.ok();
    let counts = ["keys", "pools", "charges", "upstreams"].map(|name| state[name].clone());
    assert_eq!(counts, [7, 6, 3, 4]);
    let by_curl = gateway
        .send(form("/sandbox/reset", "{\"seed\":2}"))
        .await
        .ok();
    assert_eq!(by_curl["keys"], 2);
}

#[tokio::test]
async fn another_origin_cannot_use_the_switches() {
    let gateway = TestGateway::new(1);
    let reset = |origin: &str| {
        TestRequest::post("/sandbox/reset", &Value::Null)
            .raw("{}")
            .header("host", "127.0.0.1:8080")
            .header("origin", origin)
    };
    for origin in ["http://elsewhere.example", "null", "https://127.0.0.1:8080"] {
        assert_eq!(gateway.send(reset(origin)).await.status, 403, "{origin}");
    }
    assert_eq!(
        gateway.send(reset("http://127.0.0.1:8080")).await.status,
        200
    );
}
