//! Claude logins: how they start, and what leaks from them.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::test_gateway::{
    CLAUDE, COMPLETE_CLAUDE, START_CLAUDE, START_CODEX, TestGateway, TestRequest,
};

fn start(body: &Value) -> TestRequest {
    TestRequest::post(START_CLAUDE, body)
}

/// The parameters of the link that a person opens.
fn parameters(login: &Value) -> Vec<(String, String)> {
    let link = login["authorize_url"].as_str().expect("a link");
    let query = link
        .strip_prefix("https://claude.ai/oauth/authorize?")
        .expect("the provider's page");
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn parameter(login: &Value, name: &str) -> String {
    let all = parameters(login);
    let found = all.iter().find(|(known, _)| known == name);
    found.expect("the parameter").1.clone()
}

async fn new_gateway() -> TestGateway {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    gateway
}

#[tokio::test]
async fn a_login_starts_with_all_its_fields() {
    let gateway = new_gateway().await;
    let login = gateway.send(start(&json!({}))).await.ok();
    let now = login["created_at"].as_i64().expect("a time");
    let shown = "https://platform.claude.com/oauth/code/callback";
    let expect = json!({
        "object": "organization.claude_account.oauth_login", "login_id": "login_00000001",
        "mode": "oauth", "authorize_url": login["authorize_url"], "redirect_uri": shown,
        "state": login["state"], "expires_in": 600, "expires_at": now + 600, "created_at": now,
    });
    assert_eq!(login, expect);
    let names: Vec<String> = parameters(&login)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names.join(" "),
        "code client_id response_type redirect_uri scope code_challenge code_challenge_method state"
    );
    for (name, value) in [
        ("code", "true"),
        ("response_type", "code"),
        ("redirect_uri", shown),
        ("code_challenge_method", "S256"),
        ("state", login["state"].as_str().expect("a text")),
    ] {
        assert_eq!(parameter(&login, name), value);
    }
    assert_eq!(parameter(&login, "code_challenge").len(), 43);
    assert!(parameter(&login, "scope").contains("user:profile"));
    assert_eq!(gateway.last_write().await["operation"], "start-claude");
}

#[tokio::test]
async fn every_login_has_secrets_of_its_own() {
    let gateway = new_gateway().await;
    let one = gateway.send(start(&json!({}))).await.ok();
    let body = json!({"mode": "setup_token"});
    let two = gateway
        .send(start(&body).fault("localhost-redirect"))
        .await
        .ok();
    assert_eq!(two["mode"], "setup_token");
    assert_eq!(parameter(&two, "scope"), "user:inference");
    for place in [
        two["redirect_uri"].as_str().expect("a text"),
        &parameter(&two, "redirect_uri"),
    ] {
        assert_eq!(place, "http://localhost:54545/callback");
    }
    for name in ["state", "code_challenge"] {
        assert_ne!(parameter(&one, name), parameter(&two, name), "{name}");
    }
}

#[tokio::test]
async fn bodies_of_start() {
    let gateway = new_gateway().await;
    for (body, status, code, param) in [
        (json!({"name": 7}), 400, "invalid_name", "name"),
        (json!({"mode": "api_key"}), 400, "invalid_parameter", "mode"),
        (
            json!({"email": "a@example.com"}),
            400,
            "unknown_parameter",
            "email",
        ),
        (
            json!({"account_id": "claude_0000ffff"}),
            404,
            "account_not_found",
            "account_id",
        ),
        (
            json!({"account_id": "codex_00000001"}),
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
    for _ in 0..5 {
        gateway.send(start(&json!({}))).await.ok();
    }
    let refused = gateway.send(start(&json!({}))).await;
    assert_eq!((refused.status, refused.code()), (429, "too_many_logins"));
    assert_eq!(refused.header("retry-after"), Some("600"));
    let device = TestRequest::post(START_CODEX, &json!({}));
    assert_eq!(
        gateway.send(device).await.status,
        200,
        "each provider counts alone"
    );
}

#[tokio::test]
async fn a_repeated_start_is_the_same_login_while_it_is_open() {
    let gateway = new_gateway().await;
    let start = || start(&json!({})).idempotency_key("k1");
    let mut first = gateway.send(start()).await.ok();
    gateway.advance(9).await;
    let again = gateway.send(start()).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    first["expires_in"] = json!(591);
    assert_eq!(again.ok(), first);
    gateway.advance(591).await;
    let late = gateway.send(start()).await;
    assert_eq!(late.header("idempotent-replayed"), None);
    assert_eq!(late.ok()["login_id"], "login_00000002");
}

/// The S256 challenge of a verifier, written anew so that it is no test of itself.
fn challenge(verifier: &str) -> String {
    let alphabet: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_'])
        .collect();
    let digest = Sha256::digest(verifier.as_bytes());
    let bits: String = digest.iter().map(|byte| format!("{byte:08b}")).collect();
    let groups = bits.as_bytes().chunks(6);
    let letters = groups.map(|group| {
        let bits = String::from_utf8_lossy(group);
        alphabet[usize::from_str_radix(&format!("{bits:0<6}"), 2).expect("six bits")]
    });
    letters.collect()
}

#[tokio::test]
async fn the_verifier_is_nowhere() {
    let gateway = new_gateway().await;
    let login = gateway.send(start(&json!({}))).await.ok();
    let expect = parameter(&login, "code_challenge");
    let paste = gateway.paste(&login, "code_and_state").await;
    let completion = json!({"login_id": login["login_id"], "code": paste});
    let done = TestRequest::post(COMPLETE_CLAUDE, &completion).idempotency_key("k1");
    let mut texts = vec![login.to_string(), gateway.send(done).await.text];
    for path in [CLAUDE, "/sandbox/", "/sandbox/logins", "/sandbox/ledger"] {
        texts.push(gateway.send(TestRequest::get(path)).await.text);
    }
    let mut long = 0;
    for text in &texts {
        let is_apart = |letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter));
        for token in text.split(is_apart).filter(|token| token.len() == 43) {
            assert_ne!(challenge(token), expect, "a verifier leaked");
            long += 1;
        }
    }
    assert!(long > 5, "states, codes and challenges are that long");
}

#[tokio::test]
async fn codes_and_states_are_not_in_the_ledger() {
    let gateway = new_gateway().await;
    let login = gateway.send(start(&json!({}))).await.ok();
    let state = login["state"].as_str().expect("a text");
    let code = gateway.paste(&login, "bare_code").await;
    let address = gateway.paste(&login, "dead_address").await;
    for body in [
        json!({"login_id": login["login_id"], "redirect_url": address}).to_string(),
        format!("code={code}&state={state}"),
        json!({"login_id": login["login_id"], "code": address, "state": state}).to_string(),
    ] {
        let request = TestRequest::new(axum::http::Method::POST, COMPLETE_CLAUDE).raw(body);
        gateway.send(request).await;
    }
    assert_eq!(gateway.last_write().await["applied"], 1);
    let ledger = gateway.ledger().await.to_string();
    assert!(ledger.contains("login_00000001") && ledger.contains("[redacted]"));
    assert!(!ledger.contains(state) && !ledger.contains(&code));
}

#[tokio::test]
async fn a_leaking_gateway_can_be_played() {
    let gateway = new_gateway().await;
    for path in [START_CODEX, START_CLAUDE] {
        let request = TestRequest::post(path, &json!({})).fault("extra-fields");
        let login = gateway.send(request).await.ok();
        for name in [
            "device_auth_id",
            "code_verifier",
            "refresh_token",
            "codeVerifier",
        ] {
            assert_eq!(login[name], format!("canary-{name}"), "{path}");
        }
    }
}
