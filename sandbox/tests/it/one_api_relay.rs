//! The relay: which channel and key serve a call, what it costs, and what a failure leaves behind.

use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

fn channel(name: &str, key: &str, priority: i64) -> Value {
    json!({"type": 3, "name": name, "key": key, "group": "default", "models": "gpt-4o",
        "base_url": "http://127.0.0.1:3110", "status": 1, "priority": priority, "weight": 0})
}

#[tokio::test]
async fn the_ledger_proves_a_rotation() {
    let gateway = OneApi::empty("f2");
    gateway.spender("default", "k").await;
    let id = gateway
        .plant("channels", channel("only", "good-old", 0))
        .await;
    assert_eq!(gateway.chat("k", "gpt-4o").await.status, 200);
    gateway
        .plant("channels", json!({"id": id, "key": "good-new"}))
        .await;
    let response = gateway.chat("k", "gpt-4o").await;
    assert_eq!(
        response.body["choices"][0]["message"]["content"],
        "2 + 2 = 4"
    );
    let calls = gateway.calls().await;
    let keys: Vec<&Value> = calls.iter().map(|call| &call["key"]).collect();
    assert_eq!(keys, ["good-old", "good-new"]);
    assert!(calls.iter().all(|call| call["channel"]["id"] == id));
}

#[tokio::test]
async fn priority_goes_before_weight() {
    let gateway = OneApi::empty("u");
    gateway.spender("default", "k").await;
    gateway
        .plant("channels", channel("low", "good-low", 0))
        .await;
    let high = gateway
        .plant("channels", channel("high", "good-high", 5))
        .await;
    for _ in 0..5 {
        gateway.chat("k", "gpt-4o").await;
    }
    let calls = gateway.calls().await;
    assert!(calls.iter().all(|call| call["channel"]["id"] == high));
}

#[tokio::test]
async fn costs_follow_the_cheapest_group_of_the_channel_or_the_users_own() {
    // The channel lists default and vip; the user is in group default.
    for (version, cost, content) in [
        (
            "f2",
            72,
            "model rate 0.07, group rate 0.40, completion rate 4.00, cached_prompt 0, cache_write_5m 0, cache_write_1h 0",
        ),
        (
            "f1",
            72,
            "model rate 0.07, group rate 0.40, completion rate 4.00, cached_prompt 0, cache_write_5m 0, cache_write_1h 0",
        ),
        ("u", 180, "倍率：0.07 × 1.00 × 4.00"),
    ] {
        let gateway = OneApi::empty(version);
        let user = gateway.spender("default", "k").await;
        let shared = json!({"type": 3, "name": "shared", "key": "good", "group": "default,vip",
            "models": "gpt-4o-mini", "base_url": "http://x", "status": 1});
        gateway.plant("channels", shared).await;
        gateway
            .set_option("GroupRatio", r#"{"default":1,"svip":0.30,"vip":0.4}"#)
            .await;
        assert_eq!(
            gateway.chat("k", "gpt-4o-mini").await.status,
            200,
            "{version}"
        );
        let logs = gateway.get("/api/log/?type=2").await;
        assert_eq!(logs["data"][0]["quota"], cost, "{version}");
        assert_eq!(logs["data"][0]["content"], content, "{version}");
        let users = gateway.get("/api/user/search?keyword=spender").await;
        assert_eq!(
            users["data"][0]["quota"],
            1_000_000 - cost,
            "{version} {user}"
        );
        assert_eq!(users["data"][0]["used_quota"], cost, "{version}");
        let spent = gateway.get("/api/log/stat").await;
        assert_eq!(spent["data"]["quota"], cost, "{version}");
    }
}

#[tokio::test]
async fn the_price_of_an_unknown_model_is_not_the_same_everywhere() {
    for (version, cost) in [("f2", 1875), ("u", 45_000)] {
        let gateway = OneApi::empty(version);
        gateway.spender("default", "k").await;
        let odd =
            json!({"type": 1, "key": "good", "models": "weird-model", "base_url": "http://x"});
        gateway.plant("channels", odd).await;
        gateway.chat("k", "weird-model").await;
        assert_eq!(gateway.calls().await[0]["quota"], cost, "{version}");
    }
}

#[tokio::test]
async fn live_traffic_switches_a_channel_off_and_leaves_no_trace() {
    for (key, option, status) in [
        ("bad", "true", 3),
        ("credit", "true", 3),
        ("k403", "true", 3),
        ("k404", "true", 1),
        ("k500", "true", 1),
        ("bad", "TRUE", 1),
        ("bad", "false", 1),
    ] {
        let gateway = OneApi::empty("u");
        gateway.spender("default", "k").await;
        gateway.plant("channels", channel("only", key, 0)).await;
        gateway
            .set_option("AutomaticDisableChannelEnabled", option)
            .await;
        assert_ne!(gateway.chat("k", "gpt-4o").await.status, 200, "{key}");
        let next = gateway.chat("k", "gpt-4o").await;
        assert_eq!(
            next.status == 503,
            status == 3,
            "{key} {option}: {}",
            next.text
        );
        let logs = gateway.get("/api/log/").await;
        assert_eq!(logs["data"], json!([]), "{key}");
    }
}

#[tokio::test]
async fn retries_try_other_channels() {
    let gateway = OneApi::empty("f2");
    gateway.spender("default", "k").await;
    gateway.plant("channels", channel("first", "k500", 9)).await;
    gateway
        .plant("channels", channel("second", "good", 0))
        .await;
    assert_eq!(gateway.chat("k", "gpt-4o").await.status, 500);
    gateway.set_option("RetryTimes", "1").await;
    assert_eq!(gateway.chat("k", "gpt-4o").await.status, 200);
    let statuses: Vec<Value> = gateway
        .calls()
        .await
        .iter()
        .map(|call| call["status"].clone())
        .collect();
    assert_eq!(statuses, [500, 500, 200]);
}

#[tokio::test]
async fn refusals_have_no_success_field() {
    let gateway = OneApi::empty("f2");
    let user = gateway.spender("vip", "k").await;
    for (key, model, status, part) in [
        ("unknown", "gpt-4o", 401, "Invalid token"),
        ("k", "", 400, "required"),
        (
            "k",
            "gpt-4o",
            503,
            "No available channels for Model gpt-4o under Group vip",
        ),
    ] {
        let response = gateway.chat(key, model).await;
        assert_eq!(response.status, status, "{}", response.text);
        let message = response.body["error"]["message"]
            .as_str()
            .unwrap_or_default();
        assert!(message.contains(part), "{message}");
        assert!(response.body.get("success").is_none());
    }
    gateway
        .plant(
            "users",
            json!({"id": user, "username": "spender-k", "status": 2}),
        )
        .await;
    assert_eq!(gateway.chat("k", "gpt-4o").await.status, 401);
}

#[tokio::test]
async fn a_blank_address_is_that_of_the_type() {
    for (kind, status) in [(1, 200), (36, 200), (3, 500), (50, 500)] {
        let gateway = OneApi::empty("u");
        gateway.spender("default", "k").await;
        let blank = json!({"type": kind, "key": "good", "models": "gpt-4o", "base_url": ""});
        gateway.plant("channels", blank).await;
        assert_eq!(gateway.chat("k", "gpt-4o").await.status, status, "{kind}");
    }
}
