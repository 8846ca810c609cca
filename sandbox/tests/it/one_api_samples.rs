//! The sample data: what a console has to bear with, in every version.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

fn rows(list: &Value) -> Vec<Value> {
    list["data"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn there_are_a_thousand_users_and_root() {
    let gateway = OneApi::seeded("f2", 60);
    let list = gateway.get("/api/user/?size=100").await;
    assert_eq!(rows(&list).len(), 100);
    // One of them is deleted.
    assert_eq!(list["total"], 1000);
    let groups: BTreeSet<String> = rows(&list)
        .iter()
        .map(|row| row["group"].to_string())
        .collect();
    assert!(groups.len() > 3, "{groups:?}");
}

#[tokio::test]
async fn logs_tell_why_channels_were_disabled() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::seeded(version, 60);
        let tests = gateway.get("/api/log/?type=5&size=100").await;
        let failed = |row: &&Value| {
            let content = row["content"].as_str().unwrap_or_default();
            content.contains("failed, error") || content.contains("测试失败")
        };
        assert!(rows(&tests).iter().filter(failed).count() > 3, "{version}");
        assert_eq!(
            rows(&gateway.get("/api/log/?type=2").await).len(),
            10,
            "{version}"
        );
    }
}

#[tokio::test]
async fn a_relay_key_of_the_sample_works() {
    let gateway = OneApi::seeded("f2", 60);
    let key = format!("SandboxRelayKey{:0<33}", "default");
    let response = gateway.chat(&key, "gpt-4o").await;
    assert_eq!(response.status, 200, "{}", response.text);
}

/// What each version lets through, by a word that a client must never keep.
#[tokio::test]
async fn every_leak_holds_a_canary() {
    for (path, canary, leaking) in [
        ("/api/option/", "canary-footer", "f2 f1 u"),
        ("/api/option/", "canary-notice", "f2 f1 u"),
        ("/api/option/", "canary-SMTPToken", ""),
        ("/api/option/", "canary-GitHubClientSecret", ""),
        ("/api/option/", "canary-TurnstileSecretKey", "f1 u"),
        ("/api/option/", "canary-ResendAPIKey", "f1"),
        ("/api/user/search?keyword=", "canary-access_token", "f1 u"),
        ("/api/user/search?keyword=erin", "canary-totp_secret", "f1"),
        (
            "/api/user/search?keyword=alice",
            "canary-display",
            "f2 f1 u",
        ),
        ("/api/user/self", "canary-", ""),
        ("/api/log/?type=5&size=100", "canary-", "f2 f1 u"),
        ("/api/log/?type=2", "canary-endpoint", "f2 f1"),
        ("/api/status", "canary-footer", "f2 f1 u"),
    ] {
        for version in ["f2", "f1", "u"] {
            let text = OneApi::seeded(version, 60).get(path).await.to_string();
            let is_leak = leaking.split(' ').any(|leaking| leaking == version);
            assert_eq!(text.contains(canary), is_leak, "{version} {path} {canary}");
        }
    }
}

#[tokio::test]
async fn an_empty_sample_has_root_alone() {
    let list = OneApi::empty("f2").get("/api/user/").await;
    assert_eq!(rows(&list).len(), 1);
}

#[tokio::test]
async fn extremes_arrive_exactly_and_an_overflow_breaks_the_list() {
    let gateway = OneApi::empty("f2");
    let broken = OneApi::empty("f2");
    let added = gateway.0.switch("one-api/extremes", &json!({})).await;
    assert_eq!(added["overflow"], false);
    let found = gateway
        .get("/api/user/search?keyword=richest")
        .await
        .to_string();
    assert!(found.contains(r#""quota":9223372036854775807"#), "{found}");
    let found = gateway
        .get("/api/user/search?keyword=poorest")
        .await
        .to_string();
    assert!(found.contains(r#""quota":-9223372036854775808"#), "{found}");
    broken
        .0
        .switch("one-api/extremes", &json!({"overflow": true}))
        .await;
    let list = broken.get("/api/user/").await;
    assert_eq!(list["success"], false, "{list}");
}

#[tokio::test]
async fn a_reset_makes_the_same_sample_again_and_root_keeps_its_token() {
    let gateway = OneApi::seeded("f2", 60);
    gateway.set_option("Notice", "changed").await;
    let state = gateway.0.switch("reset", &json!({"seed": 3})).await;
    assert_eq!(state["channels"], 3);
    assert_eq!(state["users"], 1001);
    assert_ne!(gateway.option("Notice").await, "changed");
}

#[tokio::test]
async fn ten_thousand_channels_are_made() {
    let state = OneApi::seeded("u", 10_000).get("/sandbox/state").await;
    assert_eq!(state["channels"], 10_000);
}
