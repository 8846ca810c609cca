//! Channels as they are tested, one or all, and what a provider says they have left.

use serde_json::{Value, json};

use crate::one_api_channels::{CHANNEL, UUID, named, with_channel};
use crate::one_api_gateway::OneApi;

#[tokio::test]
async fn a_test_tells_the_state_and_does_not_change_it() {
    for (version, key, message, content, took) in [
        (
            "f2",
            "good",
            "2 + 2 = 4",
            "test channel work succeed，response: 2 + 2 = 4",
            2,
        ),
        (
            "f2",
            "bad",
            "Incorrect API key provided: bad",
            "test channel work failed, error: Incorrect API key provided: bad",
            0,
        ),
        (
            "u",
            "good",
            "2 + 2 = 4",
            "渠道 work 测试成功，响应：2 + 2 = 4",
            2,
        ),
        (
            "u",
            "bad",
            "http status code: 401, error message: Incorrect API key provided: bad",
            "渠道 work 测试失败，错误：http status code: 401, error message: Incorrect API key provided: bad",
            0,
        ),
    ] {
        let gateway = with_channel(version).await;
        gateway
            .plant("channels", json!({"id": 1, "key": key}))
            .await;
        for switch in [
            "AutomaticDisableChannelEnabled",
            "AutomaticEnableChannelEnabled",
        ] {
            gateway.set_option(switch, "true").await;
        }
        let one = if version == "f2" { UUID } else { "1" };
        let reply = gateway
            .get(&format!("{CHANNEL}test/{one}?model=gpt-4o"))
            .await;
        assert_eq!(reply["message"], message, "{version}");
        assert_eq!(reply["success"], key == "good", "{version}");
        let row = named(&gateway, "work").await;
        assert_eq!(row["status"], 1, "{version}");
        assert_eq!(row["response_time"], took, "{version}");
        assert!(row["test_time"].as_i64() > Some(90), "{version}");
        let logs = gateway.get("/api/log/?type=5").await;
        assert_eq!(logs["data"].as_array().map(Vec::len), Some(1), "{version}");
        assert_eq!(logs["data"][0]["content"], content);
        let quota = if version == "f2" && key == "good" {
            4800
        } else {
            0
        };
        assert_eq!(logs["data"][0]["quota"], quota, "{version}");
    }
}

/// The statuses after a sweep: names are those of the keys.
async fn swept(gateway: &OneApi, scope: &str, channels: &[(&str, i64, &str)]) -> String {
    for (key, status, models) in channels {
        let row = json!({"type": 3, "name": key, "key": key, "status": status, "models": models,
            "base_url": "http://127.0.0.1:3110"});
        gateway.plant("channels", row).await;
    }
    let reply = gateway.get(&format!("{CHANNEL}test?scope={scope}")).await;
    assert_eq!(reply, json!({"message": "", "success": true}));
    let mut statuses = String::new();
    for (key, ..) in channels {
        statuses += &named(gateway, key).await["status"].to_string();
    }
    statuses
}

#[tokio::test]
async fn a_sweep_switches_channels_as_the_options_say() {
    let channels = [
        ("good-on", 1, "gpt-4o"),
        ("good-by-hand", 2, "gpt-4o"),
        ("good-auto", 3, "gpt-4o"),
        ("bad-on", 1, "gpt-4o"),
        ("bad-off", 2, "gpt-4o"),
        ("credit", 1, "gpt-4o"),
        ("k404", 1, "gpt-4o"),
        ("k403", 1, "gpt-4o"),
        ("k500", 1, "gpt-4o"),
        ("k200html", 1, "gpt-4o"),
        ("whisper", 1, "whisper-1"),
    ];
    for (version, disables, enables, scope, expect) in [
        ("f2", false, false, "all", "12312111111"),
        ("f2", true, false, "all", "12332311113"),
        ("f2", true, false, "", "12332311113"),
        ("f2", false, true, "all", "11112111111"),
        ("f2", true, true, "disabled", "11112111111"),
        ("f2", true, true, "enabled", "12312111111"),
        ("u", true, true, "all", "11132311111"),
    ] {
        let gateway = OneApi::empty(version);
        gateway
            .set_option("AutomaticDisableChannelEnabled", &disables.to_string())
            .await;
        gateway
            .set_option("AutomaticEnableChannelEnabled", &enables.to_string())
            .await;
        let statuses = swept(&gateway, scope, &channels).await;
        assert_eq!(statuses, expect, "{version} {disables} {enables} {scope}");
    }
}

#[tokio::test]
async fn a_sweep_tests_the_newest_first_and_logs_no_failed_check() {
    let gateway = OneApi::empty("f2");
    let channels = [
        ("good-1", 1, "gpt-4o"),
        ("w", 1, "whisper-1"),
        ("good-2", 2, "gpt-4o"),
    ];
    swept(&gateway, "all", &channels).await;
    let logs = gateway.get("/api/log/?type=5").await;
    let logs = logs["data"].as_array().expect("rows").iter();
    let names: Vec<&Value> = logs.map(|log| &log["channel_name"]).collect();
    assert_eq!(names, ["good-1", "good-2"]);
    let row = named(&gateway, "w").await;
    assert_eq!(row["response_time"], 0);
    assert!(row["test_time"].as_i64() > Some(0));
}

#[tokio::test]
async fn a_sweep_refuses_another_while_it_goes_on() {
    for (version, busy) in [("f2", "Test is already running"), ("u", "测试已在运行中")] {
        let gateway = OneApi::empty(version);
        gateway.0.hold_clock().await;
        gateway
            .set_option("AutomaticDisableChannelEnabled", "true")
            .await;
        gateway.set_option("ChannelDisableThreshold", "1").await;
        assert_eq!(swept(&gateway, "all", &[("slow", 1, "gpt-4o")]).await, "3");
        let reply = gateway.get("/api/channel/test").await;
        assert_eq!(reply["message"], busy, "{version}");
        gateway.0.advance(3).await;
        let reply = gateway.get("/api/channel/test").await;
        assert_eq!(reply["success"], true, "{version}");
    }
}

#[tokio::test]
async fn a_balance_is_told_by_few_types() {
    for (version, kind, message) in [
        ("f2", 1, ""),
        ("f2", 3, "Not yet implemented"),
        ("u", 1, ""),
        ("u", 14, "尚未实现"),
    ] {
        let gateway = with_channel(version).await;
        gateway
            .plant("channels", json!({"id": 1, "type": kind}))
            .await;
        let one = if version == "f2" { UUID } else { "1" };
        let reply = gateway.get(&format!("{CHANNEL}update_balance/{one}")).await;
        assert_eq!(reply["message"], message, "{version} {kind}");
        let balance = named(&gateway, "work").await["balance"].clone();
        let expect = if message.is_empty() {
            json!(100)
        } else {
            json!(2.5)
        };
        assert_eq!(balance, expect, "{version} {kind}");
    }
}
