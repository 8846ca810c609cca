//! Device logins of Codex accounts, from the start to the last poll.

use serde_json::{Value, json};

use crate::test_gateway::{START_CODEX, TestGateway, TestRequest, rows};

fn start(body: &Value) -> TestRequest {
    TestRequest::post(START_CODEX, body)
}

fn poll(login: &Value) -> TestRequest {
    let id = login["login_id"].as_str().expect("an id");
    TestRequest::post(format!("{START_CODEX}/{id}/poll"), &json!({}))
}

async fn new_login() -> (TestGateway, Value) {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    let login = gateway.send(start(&json!({}))).await.ok();
    (gateway, login)
}

#[tokio::test]
async fn a_login_starts_with_all_its_fields() {
    let (gateway, login) = new_login().await;
    let start = login["created_at"].as_i64().expect("a time");
    let code = login["user_code"].as_str().expect("a code");
    assert!(code.len() == 10 && code.as_bytes()[4] == b'-', "{code}");
    let expect = json!({
        "object": "organization.codex_account.device_code_login", "login_id": "login_00000001",
        "status": "authorization_pending", "user_code": code,
        "verification_uri": "https://auth.openai.com/codex/device", "verification_uri_complete": null,
        "interval": 5, "expires_in": 900, "expires_at": start + 900, "created_at": start,
        "account": null, "error": null,
    });
    assert_eq!(login, expect);
    assert_eq!(gateway.last_write().await["operation"], "start-codex");
}

#[tokio::test]
async fn polls_only_read() {
    let (gateway, login) = new_login().await;
    let mut expect = login.clone();
    for left in [895, 890, 885] {
        gateway.advance(5).await;
        expect["expires_in"] = json!(left);
        assert_eq!(gateway.send(poll(&login).raw("")).await.ok(), expect);
    }
    assert_eq!(
        rows(&gateway.ledger().await).len(),
        1,
        "one start and no more"
    );
    let logins = gateway.send(TestRequest::get("/sandbox/logins")).await.ok();
    let start = login["created_at"].as_i64().expect("a time");
    assert_eq!(
        logins["device_logins"][0]["polls"],
        json!([start + 5, start + 10, start + 15])
    );
}

#[tokio::test]
async fn an_early_poll_is_slowed_down() {
    let (gateway, login) = new_login().await;
    for (wait, status, interval) in [
        (0, "authorization_pending", 5),
        (4, "slow_down", 10),
        (9, "slow_down", 15),
        (15, "authorization_pending", 15),
    ] {
        gateway.advance(wait).await;
        let state = gateway.send(poll(&login)).await.ok();
        assert_eq!(
            (&state["status"], &state["interval"], &state["error"]),
            (&json!(status), &json!(interval), &Value::Null),
            "after {wait} s"
        );
    }
}

#[tokio::test]
async fn the_provider_may_slow_down() {
    let (gateway, login) = new_login().await;
    let slow = json!({"action": "slow-down", "times": 2});
    gateway.switch("device-login", &slow).await;
    for (wait, status, interval) in [
        (5, "slow_down", 10),
        (10, "slow_down", 15),
        (15, "authorization_pending", 15),
    ] {
        gateway.advance(wait).await;
        let state = gateway.send(poll(&login)).await.ok();
        assert_eq!(
            (&state["status"], &state["interval"]),
            (&json!(status), &json!(interval))
        );
    }
}

#[tokio::test]
async fn a_failed_poll_ends_nothing() {
    let (gateway, login) = new_login().await;
    gateway
        .arm(json!({"fault": "bad-gateway-html", "on": "poll-codex", "times": 1}))
        .await;
    assert_eq!(gateway.send(poll(&login)).await.status, 502);
    let state = gateway.send(poll(&login)).await.ok();
    assert_eq!(state["status"], "authorization_pending");
    let empty = gateway.send(poll(&login).fault("empty-204")).await;
    assert_eq!((empty.status, empty.text.as_str()), (204, ""));
}

#[tokio::test]
async fn several_logins_are_open_at_once() {
    let (gateway, first) = new_login().await;
    for _ in 1..5 {
        gateway.advance(60).await;
        gateway.send(start(&json!({}))).await.ok();
    }
    let refused = gateway.send(start(&json!({}))).await;
    assert_eq!((refused.status, refused.code()), (429, "too_many_logins"));
    assert_eq!(refused.header("retry-after"), Some("660"));
    let deny = json!({"login_id": first["login_id"], "action": "deny"});
    gateway.switch("device-login", &deny).await;
    let next = gateway.send(start(&json!({}))).await.ok();
    assert_eq!(next["login_id"], "login_00000006");
    let state = gateway.send(poll(&next)).await.ok();
    assert_eq!(
        state["status"], "authorization_pending",
        "each has its own end"
    );
}

#[tokio::test]
async fn a_repeated_start_is_the_same_login_while_it_is_open() {
    let (gateway, _) = new_login().await;
    let start = |name: &str| start(&json!({"name": name})).idempotency_key("k1");
    let mut first = gateway.send(start("Ada")).await.ok();
    gateway.advance(7).await;
    let again = gateway.send(start("Ada")).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    first["expires_in"] = json!(893);
    assert_eq!(again.ok(), first);
    let other = gateway.send(start("Grace")).await;
    assert_eq!(
        (other.status, other.code()),
        (409, "idempotency_key_reused")
    );
    gateway.advance(893).await;
    let late = gateway.send(start("Ada")).await;
    assert_eq!(late.header("idempotent-replayed"), None);
    let late = late.ok();
    assert_ne!(late["login_id"], first["login_id"]);
    let again = gateway.send(start("Ada")).await.ok();
    assert_eq!(again["login_id"], late["login_id"]);
}

#[tokio::test]
async fn bodies_of_start_and_unknown_logins() {
    let (gateway, _) = new_login().await;
    for (body, status, code, param) in [
        (json!({"name": " "}), 400, "invalid_name", "name"),
        (json!({"mode": "oauth"}), 400, "unknown_parameter", "mode"),
        (
            json!({"account_id": 7}),
            400,
            "invalid_parameter",
            "account_id",
        ),
        (
            json!({"account_id": "codex_0000ffff"}),
            404,
            "account_not_found",
            "account_id",
        ),
        (
            json!({"account_id": "claude_00000001"}),
            404,
            "account_not_found",
            "account_id",
        ),
    ] {
        let response = gateway.send(start(&body)).await;
        let actual = (response.status, response.code());
        assert_eq!(actual, (status, code), "{body}");
        assert_eq!(response.body["error"]["param"], param);
    }
    for id in ["login_0000ffff", "nonsense", "key_00000001"] {
        let response = gateway.send(poll(&json!({"login_id": id}))).await;
        assert_eq!(
            (response.status, response.code()),
            (404, "login_not_found"),
            "{id}"
        );
    }
    let unavailable = gateway
        .send(start(&json!({})).fault("login-unavailable"))
        .await;
    assert_eq!(
        (unavailable.status, unavailable.code()),
        (503, "device_login_unavailable")
    );
    assert!(unavailable.header("retry-after").is_some());
}
