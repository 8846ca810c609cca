//! Options: what is refused, what is stored all the same, and what is in effect.

use axum::http::Method;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

/// A row of the table of hazards: the value that is put, the refusal without the fork's prefix,
/// and the names of the groups afterwards.
const HAZARDS: [(&str, Option<&str>, &str); 15] = [
    (
        r#"{"default":1,"svip":0.30,"vip":0.4}"#,
        None,
        "default svip vip",
    ),
    (r#"{"default":1,"#, Some("unexpected end of JSON input"), ""),
    (
        r#"{"default":1} x"#,
        Some("invalid character 'x' after top-level value"),
        "",
    ),
    ("", Some("unexpected end of JSON input"), ""),
    (
        r#"{"default":1,"vip":"0.4"}"#,
        Some("json: cannot unmarshal string into Go value of type float64"),
        "default vip",
    ),
    (r#"{"default":1,"vip":null}"#, None, "default vip"),
    (
        r#"{"vip":1e400}"#,
        Some("json: cannot unmarshal number 1e400 into Go value of type float64"),
        "vip",
    ),
    ("null", None, ""),
    (
        "[1]",
        Some("json: cannot unmarshal array into Go value of type map[string]float64"),
        "",
    ),
    (r#"{"default":1,"vip":-2}"#, None, "default vip"),
    (r#"{"default":1,"vip":0}"#, None, "default vip"),
    (r#"{"default":1,"vip":1000000}"#, None, "default vip"),
    (r#"{"default":1,"vip":0.5,"vip":0.1}"#, None, "default vip"),
    (r#"{"vip":1}"#, None, "vip"),
    (r#"{"":2,"default":1}"#, None, " default"),
];

#[tokio::test]
async fn a_table_of_groups_is_stored_before_it_is_checked() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::empty(version);
        for (value, refusal, names) in HAZARDS {
            let response = gateway.set_option("GroupRatio", value).await;
            let prefix = if version == "u" {
                ""
            } else {
                "update group ratio configuration: "
            };
            let message = refusal.map_or(String::new(), |refusal| format!("{prefix}{refusal}"));
            assert_eq!(response["message"], message, "{version}: {value}");
            assert_eq!(response["success"], refusal.is_none(), "{version}: {value}");
            assert_eq!(gateway.option("GroupRatio").await, value, "{version}");
            assert_eq!(gateway.groups().await, names, "{version}: {value}");
            gateway.restart().await;
            assert_eq!(
                gateway.option("GroupRatio").await,
                value,
                "{version}, restarted"
            );
            assert_eq!(
                gateway.groups().await,
                names,
                "{version}, restarted: {value}"
            );
        }
    }
}

/// What a call costs in group vip after the table was put, at a price of 3000 without a factor.
#[tokio::test]
async fn a_bad_ratio_makes_a_group_free_and_an_empty_table_charges_the_full_price() {
    for (value, cost) in [
        (r#"{"default":1,"vip":0.5}"#, 1500),
        (r#"{"default":1,"vip":"0.4"}"#, 0),
        (r#"{"default":1,"vip":null}"#, 0),
        (r#"{"default":1,"vip":1e400}"#, 0),
        (r#"{"default":1,"vip":0}"#, 0),
        (r#"{"default":1,"vip":-2}"#, 1),
        (r#"{"default":1,"vip":0.5,"vip":0.1}"#, 300),
        (r#"{"default":1}"#, 3000),
        (r#"{"default":1,"#, 3000),
        ("null", 3000),
        ("[1]", 3000),
    ] {
        let gateway = OneApi::empty("f2");
        let channel = json!({"type": 1, "name": "only", "key": "good", "group": "vip",
            "models": "gpt-4o", "status": 1});
        gateway.plant("channels", channel).await;
        gateway.spender("vip", "k").await;
        gateway.set_option("GroupRatio", value).await;
        assert_eq!(gateway.chat("k", "gpt-4o").await.status, 200, "{value}");
        assert_eq!(gateway.calls().await[0]["quota"], cost, "{value}");
    }
}

#[tokio::test]
async fn rules_come_before_storing_and_differ_between_versions() {
    let text = |text: &str| json!(text);
    for (version, key, value, success, message, listed) in [
        (
            "f2",
            "Theme",
            "nope",
            false,
            "invalid theme",
            text("modern"),
        ),
        ("f2", "Theme", "default", true, "", text("modern")),
        ("u", "Theme", "nope", false, "无效的主题", text("default")),
        ("u", "Theme", "berry", true, "", text("berry")),
        ("f2", "RetryTimes", "three", true, "", text("three")),
        ("f2", "QuotaPerUnit", "abc", true, "", text("abc")),
        ("f2", "NoSuchOptionEver", "x", true, "", text("x")),
        ("f2", "MyToken", "x", true, "", Value::Null),
        (
            "f2",
            "SMTPToken",
            "",
            true,
            "empty value ignored for sensitive option",
            Value::Null,
        ),
        (
            "f2",
            "SMTPToken",
            "  ",
            true,
            "empty value ignored for sensitive option",
            Value::Null,
        ),
        ("u", "SMTPToken", "", true, "", Value::Null),
        (
            "u",
            "TurnstileSecretKey",
            "canary",
            true,
            "",
            text("canary"),
        ),
        ("f2", "TurnstileSecretKey", "canary", true, "", Value::Null),
        ("f2", "ModelRatio", "{nope", true, "", text("{nope")),
        (
            "u",
            "ModelRatio",
            "{nope",
            false,
            "invalid character 'n' looking for beginning of object key string",
            text("{nope"),
        ),
    ] {
        let gateway = OneApi::empty(version);
        let response = gateway.set_option(key, value).await;
        let expected = json!({"message": message, "success": success});
        assert_eq!(response, expected, "{version} {key} {value}");
        assert_eq!(gateway.option(key).await, listed, "{version} {key} {value}");
    }
}

#[tokio::test]
async fn a_prerequisite_is_enough_to_switch_something_on() {
    let gateway = OneApi::empty("f2");
    for (needed, switch) in [
        ("GitHubClientId", "GitHubOAuthEnabled"),
        ("WeChatServerAddress", "WeChatAuthEnabled"),
        ("TurnstileSiteKey", "TurnstileCheckEnabled"),
    ] {
        assert_eq!(
            gateway.set_option(switch, "true").await["success"],
            false,
            "{switch}"
        );
        assert_eq!(
            gateway.set_option(switch, "false").await["success"],
            true,
            "{switch}"
        );
        gateway.set_option(needed, "x").await;
        assert_eq!(
            gateway.set_option(switch, "true").await["success"],
            true,
            "{switch}"
        );
    }
}

#[tokio::test]
async fn dead_tables_of_the_fork_disappear_with_a_restart() {
    for (version, kept) in [("f2", Value::Null), ("u", json!(r#"{"gpt-4o":9}"#))] {
        let gateway = OneApi::empty(version);
        gateway.set_option("ModelRatio", r#"{"gpt-4o":9}"#).await;
        assert_eq!(
            gateway.option("ModelRatio").await,
            r#"{"gpt-4o":9}"#,
            "{version}"
        );
        gateway.restart().await;
        assert_eq!(gateway.option("ModelRatio").await, kept, "{version}");
    }
}

#[tokio::test]
async fn an_empty_key_overwrites_another_option_at_the_next_start() {
    for version in ["f2", "u"] {
        let gateway = OneApi::empty(version);
        gateway.set_option("Notice", "second").await;
        gateway.set_option("About", "first").await;
        assert_eq!(gateway.set_option("", "CANARY").await["success"], true);
        assert_eq!(gateway.option("").await, "CANARY", "{version}");
        assert_eq!(gateway.option("About").await, "first", "{version}");
        gateway.restart().await;
        assert_eq!(gateway.option("").await, Value::Null, "{version}");
        assert_eq!(gateway.option("About").await, "CANARY", "{version}");
        assert_eq!(gateway.option("Notice").await, "second", "{version}");
    }
}

#[tokio::test]
async fn the_public_status_shows_numbers_as_they_are_in_effect() {
    for (value, shown) in [
        ("500000", "500000"),
        ("0", "0"),
        ("abc", "0"),
        ("7.5", "7.5"),
    ] {
        let gateway = OneApi::empty("f2");
        gateway.set_option("QuotaPerUnit", value).await;
        gateway.set_option("MinTopUpUSD", "0").await;
        let status = gateway.get("/api/status").await;
        assert_eq!(status["data"]["quota_per_unit"].to_string(), shown);
        assert_eq!(status["data"]["min_topup_usd"], 1);
    }
}

#[tokio::test]
async fn an_option_that_is_refused_with_400_is_not_stored() {
    let gateway = OneApi::empty("f2");
    let body = json!({"key": "Notice", "value": {"a": 1}});
    let response = gateway.send(Method::PUT, "/api/option/", &body).await;
    assert_eq!(response.status, 400);
    assert_eq!(gateway.option("Notice").await, "");
}

#[tokio::test]
async fn every_type_has_its_models() {
    for (version, types) in [("f2", 57), ("f1", 56), ("u", 51)] {
        let models = OneApi::empty(version).get("/api/models").await;
        let models = models["data"].as_object().expect("a map");
        assert_eq!(models.len(), types, "{version}");
        assert_eq!(
            models.keys().nth(1).map(String::as_str),
            Some("10"),
            "{version}"
        );
    }
}
