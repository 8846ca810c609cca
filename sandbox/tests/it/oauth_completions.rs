//! Claude logins completed with what a person pasted, right and wrong.

use serde_json::{Value, json};

use crate::test_gateway::{
    CLAUDE, COMPLETE_CLAUDE, START_CLAUDE, TestGateway, TestRequest, TestResponse,
};

async fn new_login(body: &Value) -> (TestGateway, Value) {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    let login = start(&gateway, body).await;
    (gateway, login)
}

async fn start(gateway: &TestGateway, body: &Value) -> Value {
    gateway
        .send(TestRequest::post(START_CLAUDE, body))
        .await
        .ok()
}

fn complete(body: &Value) -> TestRequest {
    TestRequest::post(COMPLETE_CLAUDE, body)
}

/// Pastes what the switch page hands out under `name`, as a client does.
async fn paste(gateway: &TestGateway, login: &Value, name: &str) -> TestResponse {
    let text = gateway.paste(login, name).await;
    let body = json!({"login_id": login["login_id"], "code": text, "state": login["state"]});
    gateway.send(complete(&body)).await
}

fn check(response: &TestResponse, status: u16, code: &str) {
    let actual = (response.status, response.code());
    assert_eq!(actual, (status, code), "{}", response.text);
}

#[tokio::test]
async fn every_form_of_paste_completes() {
    for name in ["code_and_state", "callback", "dead_address", "bare_code"] {
        let (gateway, login) = new_login(&json!({"name": "Ada"})).await;
        let account = paste(&gateway, &login, name).await.ok();
        let mut listed = gateway
            .row_of(CLAUDE, "claude_00000007")
            .await
            .expect("the row");
        listed["reconnected"] = json!(false);
        assert_eq!(account, listed, "{name}");
        assert_eq!(
            [&account["name"], &account["auth_type"], &account["status"]],
            ["Ada", "oauth", "active"]
        );
        let write = gateway.last_write().await;
        assert_eq!(
            (&write["operation"], &write["applied"]),
            (&json!("complete-claude"), &json!(1))
        );
    }
}

#[tokio::test]
async fn a_login_is_found_by_id_or_by_state() {
    for fields in [
        json!({"login_id": true}),
        json!({"state": true}),
        json!({}),
        json!({"login_id": true, "state": true}),
    ] {
        let (gateway, login) = new_login(&json!({})).await;
        let mut body = json!({"code": gateway.paste(&login, "code_and_state").await});
        for name in fields.as_object().expect("an object").keys() {
            body[name] = login[name].clone();
        }
        gateway.send(complete(&body)).await.ok();
    }
    let (gateway, login) = new_login(&json!({})).await;
    let bare = json!({"code": gateway.paste(&login, "bare_code").await});
    let response = gateway.send(complete(&bare)).await;
    check(&response, 400, "missing_parameter");
    assert_eq!(response.body["error"]["param"], "login_id");
    for unknown in [
        json!({"code": "CODE123456", "login_id": "login_0000ffff"}),
        json!({"code": "CODE123456", "login_id": "nonsense"}),
        json!({"code": "CODE123456#STATE789"}),
    ] {
        let response = gateway.send(complete(&unknown)).await;
        check(&response, 404, "login_not_found");
        assert!(!response.text.contains("STATE789"));
    }
}

#[tokio::test]
async fn a_wrong_paste_leaves_the_login_open() {
    let (gateway, login) = new_login(&json!({})).await;
    for (code, expect) in [
        ("123456", "invalid_code"),
        ("sk-ant-oat01-AbCdEf_0123456789", "invalid_code"),
        (
            "https://platform.claude.com/oauth/code/callback",
            "invalid_code",
        ),
        ("CODE123456#STATE789", "state_mismatch"),
        (
            "http://localhost:54545/callback?code=CODE123456&state=STATE789",
            "state_mismatch",
        ),
    ] {
        let body = json!({"login_id": login["login_id"], "code": code});
        check(&gateway.send(complete(&body)).await, 400, expect);
    }
    check(
        &paste(&gateway, &login, "refusal").await,
        400,
        "invalid_code",
    );
    check(
        &paste(&gateway, &login, "other_login").await,
        400,
        "state_mismatch",
    );
    let other = start(&gateway, &json!({})).await;
    check(
        &paste(&gateway, &login, "other_login").await,
        400,
        "state_mismatch",
    );
    let mixed = json!({"login_id": login["login_id"], "state": other["state"],
                       "code": gateway.paste(&login, "bare_code").await});
    check(&gateway.send(complete(&mixed)).await, 400, "state_mismatch");
    for body in [json!({}), json!({"login_id": login["login_id"]})] {
        check(
            &gateway.send(complete(&body)).await,
            400,
            "missing_parameter",
        );
    }
    let extra = json!({"login_id": login["login_id"], "code": "CODE123456", "session_id": "s"});
    check(
        &gateway.send(complete(&extra)).await,
        400,
        "unknown_parameter",
    );
    paste(&gateway, &login, "code_and_state").await.ok();
}

#[tokio::test]
async fn a_code_that_the_provider_refuses_ends_the_login() {
    for name in ["used_code", "other_bare_code"] {
        for has_other in [false, true] {
            let (gateway, login) = new_login(&json!({})).await;
            if has_other {
                start(&gateway, &json!({})).await;
            }
            let refused = paste(&gateway, &login, name).await;
            check(&refused, 400, "invalid_grant");
            let after = paste(&gateway, &login, "code_and_state").await;
            check(&after, 409, "login_consumed");
            let state = gateway.send(TestRequest::get("/sandbox/state")).await.ok();
            assert_eq!(state["claude_accounts"], 6);
        }
    }
}

#[tokio::test]
async fn a_code_works_once() {
    let (gateway, login) = new_login(&json!({})).await;
    let code = gateway.paste(&login, "code_and_state").await;
    let body = json!({"login_id": login["login_id"], "code": code});
    let first = gateway
        .send(complete(&body).idempotency_key("k1"))
        .await
        .ok();
    let again = gateway.send(complete(&body)).await;
    check(&again, 409, "login_already_completed");
    let message = again.body["error"]["message"].as_str().expect("a text");
    assert!(message.contains("claude_00000007"), "{message}");
    let replayed = gateway.send(complete(&body).idempotency_key("k1")).await;
    assert_eq!(replayed.header("idempotent-replayed"), Some("true"));
    assert_eq!(replayed.ok(), first);
    let next = start(&gateway, &json!({})).await;
    let (bare, _) = code.split_once('#').expect("both parts");
    let reused = json!({"login_id": next["login_id"], "code": bare});
    check(&gateway.send(complete(&reused)).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_login_expires() {
    let (gateway, login) = new_login(&json!({})).await;
    gateway.advance(600).await;
    check(
        &paste(&gateway, &login, "code_and_state").await,
        410,
        "login_expired",
    );
    gateway.advance(900).await;
    check(
        &paste(&gateway, &login, "code_and_state").await,
        410,
        "login_expired",
    );
    gateway.advance(1).await;
    check(
        &paste(&gateway, &login, "code_and_state").await,
        404,
        "login_not_found",
    );
    let next = start(&gateway, &json!({})).await;
    gateway
        .switch("oauth-login", &json!({"action": "expire"}))
        .await;
    check(
        &paste(&gateway, &next, "code_and_state").await,
        410,
        "login_expired",
    );
}

#[tokio::test]
async fn a_known_person_is_reconnected() {
    let (gateway, login) = new_login(&json!({})).await;
    let known = json!({"login_id": login["login_id"], "action": "person-reconnected"});
    gateway.switch("oauth-login", &known).await;
    let account = paste(&gateway, &login, "code_and_state").await.ok();
    assert_eq!(
        (&account["id"], &account["reconnected"]),
        (&json!("claude_00000001"), &json!(true))
    );
    let again = start(&gateway, &json!({"account_id": "claude_00000005"})).await;
    let account = paste(&gateway, &again, "code_and_state").await.ok();
    assert_eq!(
        (&account["id"], &account["reconnected"], &account["status"]),
        (&json!("claude_00000005"), &json!(true), &json!("active"))
    );
    let other = start(&gateway, &json!({"account_id": "claude_00000005"})).await;
    gateway
        .switch("oauth-login", &json!({"action": "person-new"}))
        .await;
    let refused = paste(&gateway, &other, "code_and_state").await;
    check(&refused, 409, "identity_mismatch");
    check(
        &paste(&gateway, &other, "code_and_state").await,
        409,
        "login_consumed",
    );
}

#[tokio::test]
async fn a_setup_token_says_nothing_about_its_person() {
    let (gateway, login) = new_login(&json!({"mode": "setup_token", "name": "CI"})).await;
    let account = paste(&gateway, &login, "code_and_state").await.ok();
    assert_eq!(
        (&account["auth_type"], &account["name"]),
        (&json!("setup_token"), &json!("CI"))
    );
    for name in ["email", "organization_id", "plan_type", "usage"] {
        assert_eq!(account[name], Value::Null, "{name}");
    }
    let life = account["token_expires_at"]
        .as_i64()
        .zip(account["created_at"].as_i64());
    assert_eq!(life.map(|(end, start)| (end - start) / 86_400), Some(365));
}

#[tokio::test]
async fn a_provider_that_fails_leaves_the_login_open() {
    let (gateway, login) = new_login(&json!({})).await;
    for (fault, code) in [
        ("network-rejected", "provider_rejected_network"),
        ("exchange-failed", "token_exchange_failed"),
        ("provider-unavailable", "provider_unavailable"),
    ] {
        gateway
            .arm(json!({"fault": fault, "on": "complete-claude", "times": 1}))
            .await;
        check(&paste(&gateway, &login, "code_and_state").await, 502, code);
    }
    paste(&gateway, &login, "code_and_state").await.ok();
}

#[tokio::test]
async fn a_lost_response_is_applied_once() {
    for fault in [
        "drop-after",
        "server-error-after",
        "bad-gateway-after",
        "body-cut",
    ] {
        let (gateway, login) = new_login(&json!({})).await;
        let code = gateway.paste(&login, "code_and_state").await;
        let body = json!({"login_id": login["login_id"], "code": code});
        gateway.send(complete(&body).fault(fault)).await;
        assert!(
            gateway.row_of(CLAUDE, "claude_00000007").await.is_some(),
            "{fault}"
        );
        check(
            &gateway.send(complete(&body)).await,
            409,
            "login_already_completed",
        );
    }
}
