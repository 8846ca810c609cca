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

/// Why channels of the sample are disabled, as far as rows and logs tell it.
#[tokio::test]
async fn every_cause_of_a_disabled_channel_is_there() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::seeded(version, 60);
        let channels = rows(&gateway.get("/api/channel/search?keyword=").await);
        let identifier = if version == "f2" { "uuid" } else { "id" };
        let mut causes = BTreeSet::new();
        for channel in channels.iter().filter(|channel| channel["status"] != 1) {
            let id = &channel[identifier];
            let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            let logs = gateway.get(&format!("/api/log/?type=5&channel={id}")).await;
            let newest = logs["data"][0]["content"].as_str().unwrap_or_default();
            let is_failure = newest.contains("failed, error") || newest.contains("测试失败");
            let (tested, time) = (channel["test_time"] != 0, channel["response_time"].as_i64());
            causes.insert(match channel["status"].as_i64() {
                Some(2) => "by hand",
                _ if is_failure => "failed test",
                _ if time.is_some_and(|time| time > 5000) => "too slow",
                _ if tested && newest.is_empty() => "cannot chat",
                _ if !tested => "live traffic",
                _ => "unknown",
            });
        }
        let expected = BTreeSet::from([
            "by hand",
            "failed test",
            "too slow",
            "cannot chat",
            "live traffic",
        ]);
        assert_eq!(causes, expected, "{version}");
    }
}

#[tokio::test]
async fn channels_are_of_many_types_and_in_unknown_groups() {
    for (version, types) in [("f2", 40), ("f1", 40), ("u", 38)] {
        let gateway = OneApi::seeded(version, 60);
        let channels = rows(&gateway.get("/api/channel/search?keyword=").await);
        assert_eq!(channels.len(), 60);
        let of = |field: &str| -> BTreeSet<String> {
            channels
                .iter()
                .map(|channel| channel[field].to_string())
                .collect()
        };
        assert!(of("type").len() > types, "{version}: {}", of("type").len());
        assert!(of("group").contains("\"team-red\""), "{version}");
        let balances = channels
            .iter()
            .filter_map(|channel| channel["balance"].as_f64());
        assert!(balances.clone().any(|balance| balance < 0.0), "{version}");
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
        (
            "/api/log/search?keyword=canary",
            "canary-upstream-text",
            "f2 f1",
        ),
        (
            "/api/log/search?keyword=%E6%B8%A0%E9%81%93",
            "canary-upstream-text",
            "u",
        ),
        ("/api/log/?type=2", "canary-endpoint", "f2 f1"),
        (
            "/api/admin/tokens/search?keyword=token-",
            "canary-token",
            "f2 f1",
        ),
        ("/api/token/", "canary-", ""),
        ("/api/redemption/", "canary-code", "f2 f1 u"),
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
