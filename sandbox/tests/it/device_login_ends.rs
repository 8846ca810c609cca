//! The ends of device logins, as the person at the provider brings them about.

use serde_json::{Value, json};

use crate::test_gateway::{CODEX, START_CODEX, TestGateway, TestRequest};

/// A gateway with a held clock and an open login.
async fn new_login(body: &Value) -> (TestGateway, Value) {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    let start = TestRequest::post(START_CODEX, body);
    let login = gateway.send(start).await.ok();
    (gateway, login)
}

async fn poll(gateway: &TestGateway, login: &Value) -> Value {
    let id = login["login_id"].as_str().expect("an id");
    let path = format!("{START_CODEX}/{id}/poll");
    gateway.send(TestRequest::post(path, &json!({}))).await.ok()
}

async fn count(gateway: &TestGateway) -> Value {
    gateway.send(TestRequest::get("/sandbox/state")).await.ok()["codex_accounts"].clone()
}

#[tokio::test]
async fn an_approved_login_makes_an_account() {
    let (gateway, login) = new_login(&json!({"name": "Ada's second"})).await;
    let approve = json!({"action": "approve", "email": "ada.two@example.com", "workspace_id": "ws_9",
                         "workspace_name": "Nine", "plan_type": "business"});
    gateway.switch("device-login", &approve).await;
    let state = poll(&gateway, &login).await;
    let account = gateway
        .row_of(CODEX, "codex_0000000d")
        .await
        .expect("the row");
    let expect = json!({
        "object": "organization.codex_account.device_code_login", "login_id": "login_00000001",
        "status": "complete", "user_code": null,
        "verification_uri": "https://auth.openai.com/codex/device", "verification_uri_complete": null,
        "interval": 5, "expires_in": 0, "expires_at": login["expires_at"],
        "created_at": login["created_at"], "account": account, "error": null, "reconnected": false,
    });
    assert_eq!(state, expect);
    assert_eq!(
        [
            &account["name"],
            &account["email"],
            &account["workspace_id"],
            &account["workspace_name"],
            &account["plan_type"],
            &account["status"]
        ],
        [
            "Ada's second",
            "ada.two@example.com",
            "ws_9",
            "Nine",
            "business",
            "active"
        ]
    );
}

#[tokio::test]
async fn the_server_needs_no_poll_to_complete() {
    let (gateway, login) = new_login(&json!({})).await;
    let approve = json!({"action": "approve", "after_seconds": 30});
    gateway.switch("device-login", &approve).await;
    gateway.advance(29).await;
    assert_eq!(
        poll(&gateway, &login).await["status"],
        "authorization_pending"
    );
    gateway.advance(1).await;
    let account = gateway
        .row_of(CODEX, "codex_0000000d")
        .await
        .expect("the row");
    assert_eq!(
        account["created_at"],
        json!(login["created_at"].as_i64().expect("a time") + 30)
    );
    assert_eq!(poll(&gateway, &login).await["status"], "complete");
}

#[tokio::test]
async fn a_known_person_is_reconnected() {
    let (gateway, login) = new_login(&json!({"name": "Another name"})).await;
    // The account of case 5: its token is dead.
    let before = gateway
        .row_of(CODEX, "codex_00000005")
        .await
        .expect("the row");
    let approve = json!({"action": "approve", "email": before["email"], "workspace_id": before["workspace_id"]});
    gateway.switch("device-login", &approve).await;
    let state = poll(&gateway, &login).await;
    assert_eq!(state["reconnected"], true);
    let after = gateway
        .row_of(CODEX, "codex_00000005")
        .await
        .expect("the row");
    assert_eq!(state["account"], after);
    assert_eq!(
        (&after["status"], &after["last_error"]),
        (&json!("active"), &Value::Null)
    );
    assert_eq!(after["name"], before["name"], "the name is the admin's");
    assert!(after["token_expires_at"].as_i64() > login["created_at"].as_i64());
    assert_eq!(count(&gateway).await, 12);
}

#[tokio::test]
async fn the_same_email_elsewhere_is_another_account() {
    for approve in [
        json!({"action": "approve", "email": "ada@example.com", "workspace_id": "ws_other"}),
        json!({"action": "approve-without-workspace"}),
    ] {
        let (gateway, login) = new_login(&json!({})).await;
        gateway.switch("device-login", &approve).await;
        let state = poll(&gateway, &login).await;
        assert_eq!(
            (&state["reconnected"], &state["account"]["email"]),
            (&json!(false), &json!("ada@example.com"))
        );
        assert_eq!(count(&gateway).await, 13);
        if approve.get("email").is_none() {
            let account = &state["account"];
            for name in ["workspace_id", "workspace_name", "member_id", "plan_type"] {
                assert_eq!(account[name], Value::Null, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn an_account_is_signed_in_again_in_place() {
    for action in ["approve", "approve-reconnected"] {
        let (gateway, login) = new_login(&json!({"account_id": "codex_00000005"})).await;
        gateway
            .switch("device-login", &json!({"action": action}))
            .await;
        let state = poll(&gateway, &login).await;
        assert_eq!(
            (
                &state["reconnected"],
                &state["account"]["id"],
                &state["account"]["status"]
            ),
            (&json!(true), &json!("codex_00000005"), &json!("active")),
            "{action}"
        );
    }
    let (gateway, login) = new_login(&json!({"account_id": "codex_00000005"})).await;
    let before = gateway.row_of(CODEX, "codex_00000005").await;
    gateway
        .switch("device-login", &json!({"action": "approve-new"}))
        .await;
    let state = poll(&gateway, &login).await;
    assert_eq!(
        (&state["status"], &state["error"]["code"]),
        (&json!("failed"), &json!("identity_mismatch"))
    );
    assert_eq!(gateway.row_of(CODEX, "codex_00000005").await, before);
    assert_eq!(count(&gateway).await, 12);
}

#[tokio::test]
async fn a_login_may_end_without_an_account() {
    for (action, status, code) in [
        (json!({"action": "deny"}), "access_denied", "access_denied"),
        (
            json!({"action": "expire"}),
            "expired_token",
            "expired_token",
        ),
        (json!({"action": "fail"}), "failed", "token_exchange_failed"),
        (
            json!({"action": "fail", "code": "workspace_not_allowed"}),
            "failed",
            "workspace_not_allowed",
        ),
        (
            json!({"action": "fail", "code": "provider_unavailable"}),
            "failed",
            "provider_unavailable",
        ),
    ] {
        let (gateway, login) = new_login(&json!({})).await;
        gateway.switch("device-login", &action).await;
        let state = poll(&gateway, &login).await;
        assert_eq!(
            (&state["status"], &state["error"]["code"]),
            (&json!(status), &json!(code))
        );
        assert_eq!(
            (&state["user_code"], &state["expires_in"], &state["account"]),
            (&Value::Null, &json!(0), &Value::Null)
        );
        assert!(state["error"]["message"].is_string());
        assert_eq!(count(&gateway).await, 12);
    }
}

#[tokio::test]
async fn a_code_expires_by_the_clock() {
    let (gateway, login) = new_login(&json!({})).await;
    let late = json!({"action": "approve", "after_seconds": 900});
    gateway.switch("device-login", &late).await;
    gateway.advance(899).await;
    assert_eq!(poll(&gateway, &login).await["expires_in"], 1);
    gateway.advance(1).await;
    assert_eq!(poll(&gateway, &login).await["status"], "expired_token");
    assert_eq!(count(&gateway).await, 12, "the approval came too late");
}

#[tokio::test]
async fn a_result_stays_for_fifteen_minutes_and_never_changes() {
    let (gateway, login) = new_login(&json!({})).await;
    gateway
        .switch("device-login", &json!({"action": "approve"}))
        .await;
    let first = poll(&gateway, &login).await;
    let disable = format!("{CODEX}/codex_0000000d/disable");
    gateway
        .send(TestRequest::post(disable, &json!({})))
        .await
        .ok();
    gateway.advance(900).await;
    assert_eq!(poll(&gateway, &login).await, first);
    gateway.advance(1).await;
    let path = format!("{START_CODEX}/login_00000001/poll");
    let gone = gateway.send(TestRequest::post(path, &json!({}))).await;
    assert_eq!((gone.status, gone.code()), (404, "login_not_found"));
    let again = TestRequest::post("/sandbox/device-login", &json!({"action": "deny"}));
    assert_eq!(gateway.send(again).await.status, 400, "no login is open");
}
