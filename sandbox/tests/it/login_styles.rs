//! Responses about logins in the styles of other servers.

use serde_json::{Value, json};

use crate::test_gateway::{
    COMPLETE_CLAUDE, START_CLAUDE, START_CODEX, TestGateway, TestRequest, TestResponse, rows,
};

async fn set(gateway: &TestGateway, style: &str) {
    let chosen = gateway.switch("poll-style", &json!({"style": style})).await;
    assert_eq!(chosen["poll_style"], style);
}

async fn poll(gateway: &TestGateway) -> TestResponse {
    let path = format!("{START_CODEX}/login_00000001/poll");
    gateway.send(TestRequest::post(path, &json!({}))).await
}

/// The status and the word of a poll before and after each action, in one style.
async fn story(style: &str) -> Vec<(u16, String)> {
    let mut story = Vec::new();
    for action in [
        None,
        Some("slow-down"),
        Some("deny"),
        Some("expire"),
        Some("fail"),
        Some("approve"),
    ] {
        let gateway = TestGateway::new(1);
        gateway.hold_clock().await;
        set(&gateway, style).await;
        gateway
            .send(TestRequest::post(START_CODEX, &json!({})))
            .await
            .ok();
        if let Some(action) = action {
            gateway
                .switch("device-login", &json!({"action": action}))
                .await;
        }
        let response = poll(&gateway).await;
        let bare = response.body["error"].as_str();
        let word = bare.or(response.body["error"]["code"]
            .as_str()
            .filter(|_| response.status != 200));
        let word = word
            .or(response.body["status"].as_str())
            .unwrap_or_default();
        story.push((response.status, word.to_owned()));
    }
    story
}

async fn check(style: &str, expect: [(u16, &str); 6]) {
    let expect = expect.map(|(status, word)| (status, word.to_owned()));
    assert_eq!(story(style).await, expect, "{style}");
}

#[tokio::test]
async fn polls_in_every_style() {
    check(
        "gateway",
        [
            (200, "authorization_pending"),
            (200, "slow_down"),
            (200, "access_denied"),
            (200, "expired_token"),
            (200, "failed"),
            (200, "complete"),
        ],
    )
    .await;
    check(
        "rfc8628-poll",
        [
            (400, "authorization_pending"),
            (400, "slow_down"),
            (400, "access_denied"),
            (400, "expired_token"),
            (400, "token_exchange_failed"),
            (200, "complete"),
        ],
    )
    .await;
    check(
        "openai-poll",
        [
            (403, "deviceauth_authorization_pending"),
            (403, "deviceauth_slow_down"),
            (403, "deviceauth_access_denied"),
            (403, "deviceauth_expired_token"),
            (403, "token_exchange_failed"),
            (200, "complete"),
        ],
    )
    .await;
    check(
        "openai-poll-404",
        [
            (404, ""),
            (403, "deviceauth_slow_down"),
            (403, "deviceauth_access_denied"),
            (403, "deviceauth_expired_token"),
            (403, "token_exchange_failed"),
            (200, "complete"),
        ],
    )
    .await;
    check(
        "other-names",
        [
            (200, "wait"),
            (200, "slow_down"),
            (200, "denied"),
            (200, "expired"),
            (200, "error"),
            (200, "ok"),
        ],
    )
    .await;
}

#[tokio::test]
async fn one_style_holds_at_a_time() {
    let gateway = TestGateway::new(1);
    for style in ["rfc8628-poll", "openai-poll", "gateway"] {
        set(&gateway, style).await;
        let armed = gateway.send(TestRequest::get("/sandbox/faults")).await.ok();
        assert_eq!(rows(&armed).len(), usize::from(style != "gateway"));
    }
    for style in [json!("latency"), json!("french"), json!(7)] {
        let request = TestRequest::post("/sandbox/poll-style", &json!({"style": style}));
        assert_eq!(gateway.send(request).await.status, 400, "{style}");
    }
}

#[tokio::test]
async fn logins_under_other_names() {
    let gateway = TestGateway::new(1);
    set(&gateway, "other-names").await;
    let fields = |login: &Value| {
        let names = login.as_object().expect("an object").keys().cloned();
        names.collect::<Vec<_>>().join(" ")
    };
    let device = gateway
        .send(TestRequest::post(START_CODEX, &json!({})))
        .await
        .ok();
    assert_eq!(
        fields(&device),
        "flow_id status usercode verification_url poll_interval expires_at account error"
    );
    assert_eq!(
        (&device["poll_interval"], &device["flow_id"]),
        (&json!("5"), &json!("login_00000001"))
    );
    assert!(
        device["expires_at"]
            .as_str()
            .is_some_and(|text| text.ends_with("+00:00"))
    );
    let oauth = gateway
        .send(TestRequest::post(START_CLAUDE, &json!({})))
        .await
        .ok();
    assert_eq!(fields(&oauth), "session_id mode auth_url expires_at");
    let login = json!({"login_id": oauth["session_id"]});
    let body = json!({"session_id": oauth["session_id"], "code": gateway.paste(&login, "bare_code").await});
    gateway
        .send(TestRequest::post(COMPLETE_CLAUDE, &body))
        .await
        .ok();
}

#[tokio::test]
async fn links_and_codes_may_differ() {
    let gateway = TestGateway::new(1);
    let odd = TestRequest::post(START_CODEX, &json!({})).fault("odd-links");
    let device = gateway.send(odd).await.ok();
    assert_eq!(
        device["verification_uri"],
        "https://sign-in.example/codex/device"
    );
    let odd = TestRequest::post(START_CLAUDE, &json!({})).fault("odd-links");
    let oauth = gateway.send(odd).await.ok();
    let link = oauth["authorize_url"].as_str().expect("a link");
    assert!(
        link.starts_with("https://sign-in.example/oauth/authorize?code=true&"),
        "{link}"
    );
    gateway
        .arm(json!({"fault": "code-once", "on": "poll-codex"}))
        .await;
    let state = poll(&gateway).await.ok();
    assert_eq!(
        (&state["user_code"], &state["status"]),
        (&Value::Null, &json!("authorization_pending"))
    );
}
