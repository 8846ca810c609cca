//! Codex and Claude accounts: listed, disabled, enabled and deleted.

use serde_json::{Value, json};

use crate::test_gateway::{
    CAPACITY, CLAUDE, CODEX, COMPLETE_CLAUDE, POOL, START_CLAUDE, START_CODEX, TestGateway,
    TestRequest, TestResponse, rows,
};

fn act(account: &str, action: &str) -> TestRequest {
    TestRequest::post(format!("{CODEX}/{account}/{action}"), &json!({}))
}

fn check(response: &TestResponse, status: u16, code: &str, param: Option<&str>) {
    let actual = (response.status, response.code());
    assert_eq!(actual, (status, code), "{}", response.text);
    let named = response.body["error"]["param"].as_str();
    assert_eq!(named, param, "{}", response.text);
}

async fn list(gateway: &TestGateway, path: &str) -> Vec<Value> {
    let list = gateway.send(TestRequest::get(path)).await.ok();
    rows(&list).to_vec()
}

fn numbers(all: &[Value]) -> Vec<u32> {
    let number = |row: &Value| {
        let id = row["id"].as_str().and_then(|id| id.split('_').next_back());
        u32::from_str_radix(id.expect("an id"), 16).expect("a number")
    };
    all.iter().map(number).collect()
}

#[tokio::test]
async fn filters_and_cursors_narrow_the_list() {
    let gateway = TestGateway::new(1);
    for (query, expect) in [
        ("status=active", vec![1, 2, 11, 12]),
        ("status=reauth_required", vec![5]),
        ("q=ADA@", vec![1, 2, 12]),
        ("q=acme&status=rate_limited", vec![3]),
        ("q=codex_00000004", vec![4]),
        ("limit=2&after=codex_0000000a", vec![11, 12]),
        ("limit=2&order=desc", vec![12, 11]),
        ("status=nonsense", vec![]),
    ] {
        let found = list(&gateway, &format!("{CODEX}?{query}")).await;
        assert_eq!(numbers(&found), expect, "{query}");
    }
    let other = gateway
        .send(TestRequest::get(format!("{CODEX}?after=claude_00000001")))
        .await;
    check(&other, 400, "invalid_cursor", Some("after"));
}

#[tokio::test]
async fn a_codex_account_is_disabled_and_enabled() {
    let gateway = TestGateway::new(1);
    let mut expect = list(&gateway, CODEX).await[2].clone();
    for (action, enabled, status) in [
        ("disable", false, "disabled"),
        ("enable", true, "rate_limited"),
    ] {
        expect["enabled"] = json!(enabled);
        expect["status"] = json!(status);
        for applied in [1, 0] {
            let response = gateway
                .send(act("codex_00000003", action).raw(""))
                .await
                .ok();
            assert_eq!(response, expect, "{action} lifts no limit");
            assert_eq!(gateway.last_write().await["applied"], applied, "{action}");
        }
    }
    gateway.advance(3 * 24 * 3600).await;
    let row = &list(&gateway, CODEX).await[2];
    assert_eq!(
        (
            &row["status"],
            &row["status_reason"],
            &row["rate_limited_until"]
        ),
        (&json!("active"), &Value::Null, &Value::Null),
        "the limit ends by itself"
    );
}

#[tokio::test]
async fn a_dead_token_must_be_renewed_before_it_is_enabled() {
    let gateway = TestGateway::new(1);
    let enabled = gateway.send(act("codex_00000005", "enable")).await.ok();
    assert_eq!(
        enabled["status"], "reauth_required",
        "it was enabled before"
    );
    gateway.send(act("codex_00000005", "disable")).await.ok();
    let refused = gateway.send(act("codex_00000005", "enable")).await;
    check(&refused, 409, "account_reauth_required", Some("account_id"));
}

#[tokio::test]
async fn a_deleted_account_is_gone() {
    let gateway = TestGateway::new(1);
    for (path, id, object) in [
        (
            CODEX,
            "codex_00000001",
            "organization.codex_account.deleted",
        ),
        (
            CLAUDE,
            "claude_00000001",
            "organization.claude_account.deleted",
        ),
    ] {
        let delete = || TestRequest::delete(format!("{path}/{id}"));
        let expect = json!({"id": id, "object": object, "deleted": true});
        assert_eq!(gateway.send(delete()).await.ok(), expect);
        assert_eq!(gateway.row_of(path, id).await, None);
        check(
            &gateway.send(delete()).await,
            404,
            "account_not_found",
            Some("account_id"),
        );
    }
    for missing in ["codex_0000ffff", "claude_00000002", "nonsense"] {
        for action in ["disable", "enable"] {
            let response = gateway.send(act(missing, action)).await;
            check(&response, 404, "account_not_found", Some("account_id"));
        }
    }
    let extra = TestRequest::post(
        format!("{CODEX}/codex_00000002/disable"),
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
async fn only_an_organization_wide_bearer_uses_accounts() {
    let gateway = TestGateway::new(1);
    let nothing = json!({});
    let requests = || {
        [
            TestRequest::get(CODEX),
            TestRequest::get(CLAUDE),
            TestRequest::get(CAPACITY),
            TestRequest::post(START_CODEX, &nothing),
            TestRequest::post(format!("{START_CODEX}/login_00000001/poll"), &nothing),
            TestRequest::post(START_CLAUDE, &nothing),
            TestRequest::post(COMPLETE_CLAUDE, &json!({"code": "CODE123456#STATE"})),
            TestRequest::post(format!("{CAPACITY}/refresh"), &nothing),
            act("codex_00000001", "disable"),
            act("codex_00000001", "enable"),
            TestRequest::delete(format!("{CODEX}/codex_00000001")),
            TestRequest::delete(format!("{CLAUDE}/claude_00000001")),
        ]
    };
    let client = gateway.create(json!({"name": "CI"})).await;
    for bearer in [POOL, client["value"].as_str().expect("the secret")] {
        for request in requests() {
            let response = gateway.send(request.bearer(bearer)).await;
            check(&response, 403, "insufficient_permissions", None);
        }
    }
    for request in requests() {
        let response = gateway.send(request.without_bearer()).await;
        check(&response, 401, "missing_api_key", None);
    }
}

#[tokio::test]
async fn the_list_may_be_altered() {
    let gateway = TestGateway::new(1);
    for path in [CODEX, CLAUDE] {
        let with = |fault: &str| gateway.send(TestRequest::get(path).fault(fault));
        let extra = with("extra-fields").await.ok();
        for row in rows(&extra) {
            for name in [
                "refresh_token",
                "deviceAuthId",
                "code_verifier",
                "device_auth_id",
            ] {
                assert_eq!(row[name], format!("canary-{name}"));
            }
            assert_eq!(
                row["credentials"]["access_token"],
                "canary-credentials-access_token"
            );
        }
        let camel = with("camel-case").await.ok();
        assert!(camel["accounts"][0]["lastUsedAt"].is_i64());
        let iso = with("iso-times").await.ok();
        let created = rows(&iso)[0]["created_at"].as_str().expect("a text");
        assert!(created.ends_with("+00:00"), "{created}");
        let absent = with("not-offered").await;
        check(&absent, 404, "route_not_found", None);
    }
}

#[tokio::test]
async fn a_name_can_carry_a_fault() {
    let gateway = TestGateway::new(0);
    let start = json!({"name": "Ada [fault:drop-after]"});
    assert!(
        gateway
            .send(TestRequest::post(START_CODEX, &start))
            .await
            .dropped
    );
    gateway
        .switch("device-login", &json!({"action": "approve"}))
        .await;
    for request in [
        act("codex_00000001", "disable"),
        act("codex_00000001", "enable"),
        TestRequest::delete(format!("{CODEX}/codex_00000001")),
    ] {
        assert!(gateway.send(request).await.dropped);
        assert_eq!(gateway.last_write().await["applied"], 1);
    }
}
