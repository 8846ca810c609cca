//! The part of `/sandbox/` that plays the person at the provider: as JSON, and as a page.

use axum::http::Method;
use serde_json::{Value, json};

use crate::test_gateway::{
    CODEX, COMPLETE_CLAUDE, START_CLAUDE, START_CODEX, TestGateway, TestRequest,
};

fn form(path: &str, body: &str) -> TestRequest {
    TestRequest::new(Method::POST, path)
        .without_bearer()
        .header("content-type", "application/x-www-form-urlencoded")
        .raw(body)
}

async fn page(gateway: &TestGateway) -> String {
    let request = TestRequest::get("/sandbox/").without_bearer();
    let response = gateway.send(request).await;
    let policy = response
        .header("content-security-policy")
        .expect("a policy");
    assert!(policy.starts_with("default-src 'none'"));
    assert!(!response.text.contains("<script") && !response.text.contains("style=\""));
    response.text
}

#[tokio::test]
async fn the_page_plays_the_person_with_a_code() {
    let gateway = TestGateway::new(1);
    assert!(page(&gateway).await.contains("None is open."));
    let body = json!({"name": "<b>Ada</b>", "account_id": "codex_00000005"});
    let login = gateway
        .send(TestRequest::post(START_CODEX, &body))
        .await
        .ok();
    let html = page(&gateway).await;
    let code = login["user_code"].as_str().expect("a code");
    for part in [
        code,
        "&lt;b&gt;Ada&lt;/b&gt;",
        "codex_00000005",
        "action=\"/sandbox/device-login\"",
        "name=\"login_id\" value=\"login_00000001\"",
        "<button name=\"action\" value=\"approve\">",
        "value=\"approve-without-workspace\"",
        "value=\"slow-down\"",
        "value=\"deny\"",
        "value=\"expire\"",
        "<option selected>gateway</option><option>rfc8628-poll</option>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let approved = gateway
        .send(form(
            "/sandbox/device-login",
            "login_id=login_00000001&email=&workspace_id=&action=approve",
        ))
        .await;
    assert_eq!(
        (approved.status, approved.header("location")),
        (303, Some("/sandbox/"))
    );
    let account = gateway
        .row_of(CODEX, "codex_00000005")
        .await
        .expect("the row");
    assert_eq!(account["status"], "active");
    assert!(!page(&gateway).await.contains(code), "it is no longer open");
}

#[tokio::test]
async fn the_page_hands_out_what_to_paste() {
    let gateway = TestGateway::new(1);
    let login = gateway
        .send(TestRequest::post(START_CLAUDE, &json!({})))
        .await
        .ok();
    let html = page(&gateway).await;
    for name in [
        "code_and_state",
        "callback",
        "dead_address",
        "bare_code",
        "other_login",
        "other_bare_code",
        "used_code",
        "refusal",
    ] {
        let paste = gateway.paste(&login, name).await.replace('&', "&amp;");
        assert!(html.contains(&format!("<code>{paste}</code>")), "{name}");
    }
    let chosen = "login_id=login_00000001&email=grace@example.com&workspace_id=&action=person-new";
    assert_eq!(
        gateway
            .send(form("/sandbox/oauth-login", chosen))
            .await
            .status,
        303
    );
    let body = json!({"code": gateway.paste(&login, "code_and_state").await});
    let account = gateway
        .send(TestRequest::post(COMPLETE_CLAUDE, &body))
        .await
        .ok();
    assert_eq!(account["email"], "grace@example.com");
    assert!(!page(&gateway).await.contains("login_00000001</b>"));
}

#[tokio::test]
async fn the_page_s_other_forms_work() {
    let gateway = TestGateway::new(1);
    for (path, body) in [
        ("/sandbox/poll-style", "style=openai-poll"),
        ("/sandbox/clock", "advance_seconds=60"),
        ("/sandbox/clock", "held=true"),
        (
            "/sandbox/reset",
            "seed=1&codex_accounts=3&claude_accounts=2",
        ),
    ] {
        assert_eq!(gateway.send(form(path, body)).await.status, 303, "{path}");
    }
    let state = gateway.send(TestRequest::get("/sandbox/state")).await.ok();
    assert_eq!(
        (&state["codex_accounts"], &state["claude_accounts"]),
        (&json!(3), &json!(2))
    );
}

#[tokio::test]
async fn logins_are_listed_with_their_state() {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    gateway
        .send(TestRequest::post(START_CODEX, &json!({})))
        .await
        .ok();
    gateway
        .send(TestRequest::post(
            START_CLAUDE,
            &json!({"account_id": "claude_00000005"}),
        ))
        .await
        .ok();
    let list = async || gateway.send(TestRequest::get("/sandbox/logins")).await.ok();
    let logins = list().await;
    let (device, oauth) = (&logins["device_logins"][0], &logins["oauth_logins"][0]);
    assert_eq!(
        (&device["status"], &device["polls"], &device["expires_in"]),
        (&json!("authorization_pending"), &json!([]), &json!(900))
    );
    assert_eq!(
        (&oauth["status"], &oauth["account_id"], &oauth["expires_in"]),
        (&json!("open"), &json!("claude_00000005"), &json!(600))
    );
    gateway.advance(900).await;
    let logins = list().await;
    assert_eq!(logins["device_logins"][0]["status"], "expired_token");
    assert_eq!(logins["oauth_logins"][0]["status"], "expired");
    gateway.switch("reset", &json!({"seed": 1})).await;
    let logins = list().await;
    assert_eq!(
        (&logins["device_logins"], &logins["oauth_logins"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn the_newest_login_is_meant_unless_one_is_named() {
    let gateway = TestGateway::new(1);
    for _ in 0..2 {
        gateway
            .send(TestRequest::post(START_CODEX, &json!({})))
            .await
            .ok();
    }
    let deny = async |body: Value| gateway.switch("device-login", &body).await;
    let newest = deny(json!({"action": "deny"})).await;
    assert_eq!(
        (&newest["login_id"], &newest["status"]),
        (&json!("login_00000002"), &json!("access_denied"))
    );
    let older = deny(json!({"action": "deny", "login_id": "login_00000001"})).await;
    assert_eq!(older["login_id"], "login_00000001");
}

#[tokio::test]
async fn invalid_switches_are_rejected() {
    let gateway = TestGateway::new(0);
    for path in [START_CODEX, START_CLAUDE] {
        gateway.send(TestRequest::post(path, &json!({}))).await.ok();
    }
    for (path, body) in [
        ("device-login", json!({})),
        ("device-login", json!({"action": "lunch"})),
        (
            "device-login",
            json!({"action": "approve", "login_id": "login_0000ffff"}),
        ),
        (
            "device-login",
            json!({"action": "approve", "after_seconds": -1}),
        ),
        ("device-login", json!({"action": "approve", "email": 7})),
        ("device-login", json!({"action": "approve", "when": "now"})),
        ("device-login", json!({"action": "approve-reconnected"})),
        ("oauth-login", json!({"action": "deny"})),
        (
            "oauth-login",
            json!({"action": "expire", "login_id": "login_00000001"}),
        ),
        ("oauth-login", json!({"action": "person-reconnected"})),
        ("poll-style", json!({})),
        ("clock", json!({})),
    ] {
        let request = TestRequest::post(format!("/sandbox/{path}"), &body);
        assert_eq!(gateway.send(request).await.status, 400, "{path} {body}");
    }
}
