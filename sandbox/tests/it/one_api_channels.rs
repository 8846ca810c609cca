//! Channels as they are created, changed, copied, deleted and priced.

use axum::http::Method;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

pub(crate) const CHANNEL: &str = "/api/channel/";
pub(crate) const UUID: &str = "01a200da-84ca-7792-97a5-ddada8e2caca";

/// A gateway with one channel that has something in every field.
pub(crate) async fn with_channel(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    let row = json!({"id": 1, "uuid": UUID, "type": 3, "key": "good-x", "status": 1, "name": "work",
        "weight": 3, "priority": 4, "ratelimit": 5, "base_url": "http://127.0.0.1:3110",
        "other": "oth", "model_ratio": "{}", "completion_ratio": "{}", "models": "gpt-4o,o1",
        "group": "vip", "config": "{\"region\":\"eu\"}", "model_mapping": "{\"a\":\"b\"}",
        "model_configs": "{\"gpt-4o\":{\"ratio\":2}}", "system_prompt": "be kind",
        "inference_profile_arn_map": "{\"m\":\"arn\"}", "hidden_models": "[\"o1\"]",
        "testing_model": "gpt-4o", "balance": 2.5, "used_quota": 70, "response_time": 80,
        "test_time": 90, "balance_updated_time": 95, "created_time": 100, "created_at": 100_000});
    gateway.plant("channels", row).await;
    gateway
}

/// The reference of that channel in a body.
fn reference(version: &str) -> Value {
    match version {
        "f2" => json!({"uuid": UUID, "name": "work"}),
        "f1" => json!({"id": 1, "name": "work"}),
        _ => json!({"id": 1}),
    }
}

/// Sends fields of that channel and returns the answer.
async fn put(gateway: &OneApi, version: &str, fields: Value) -> Value {
    let mut body = reference(version);
    for (field, value) in fields.as_object().cloned().unwrap_or_default() {
        body[field] = value;
    }
    gateway.send(Method::PUT, CHANNEL, &body).await.body
}

async fn post(gateway: &OneApi, body: Value) -> Value {
    gateway.send(Method::POST, CHANNEL, &body).await.body
}

/// All channels, the oldest first.
async fn rows(gateway: &OneApi) -> Vec<Value> {
    let list = gateway.get("/api/channel/search?keyword=").await;
    let mut rows = list["data"].as_array().cloned().unwrap_or_default();
    rows.sort_by_key(|row| row["created_at"].as_i64());
    rows
}

/// The row with this name.
pub(crate) async fn named(gateway: &OneApi, name: &str) -> Value {
    let rows = rows(gateway).await;
    let found = rows.into_iter().find(|row| row["name"] == name);
    found.unwrap_or_default()
}

#[tokio::test]
async fn a_put_treats_each_field_by_its_kind() {
    let same = &json!("same");
    for (version, field, null, empty, value, set) in [
        ("f2", "key", same, same, json!("k2"), json!("k2")),
        ("f2", "models", same, same, json!("gpt-4o"), json!("gpt-4o")),
        ("f2", "group", same, same, json!("a,b"), json!("a,b")),
        ("f2", "config", same, same, json!("{}"), json!("{}")),
        ("f2", "type", same, same, json!(1), json!(1)),
        ("f2", "status", same, same, json!(9), json!(9)),
        ("f2", "balance", same, same, json!(0.5), json!(0.5)),
        ("f2", "used_quota", same, same, json!(7), json!(7)),
        ("f2", "response_time", same, same, json!(7), json!(7)),
        ("f2", "test_time", same, same, json!(7), json!(7)),
        ("f2", "balance_updated_time", same, same, json!(7), json!(7)),
        ("f2", "created_time", same, same, json!(7), json!(7)),
        ("f2", "created_at", same, same, json!(7), json!(7)),
        ("f2", "weight", same, &json!(0), json!(7), json!(7)),
        ("f2", "priority", same, &json!(0), json!(-7), json!(-7)),
        ("f2", "ratelimit", same, &json!(0), json!(7), json!(7)),
        ("f2", "base_url", same, &json!(""), json!("x"), json!("x")),
        ("f2", "other", same, &json!(""), json!("x"), json!("x")),
        (
            "f2",
            "model_ratio",
            same,
            &json!(""),
            json!("x"),
            json!("x"),
        ),
        (
            "f2",
            "completion_ratio",
            same,
            &json!(""),
            json!("x"),
            json!("x"),
        ),
        (
            "f2",
            "model_mapping",
            &json!(null),
            &json!(""),
            json!("{x"),
            json!("{x"),
        ),
        (
            "f2",
            "model_configs",
            &json!(null),
            &json!(""),
            json!("{x"),
            json!("{x"),
        ),
        (
            "f2",
            "system_prompt",
            &json!(null),
            &json!(""),
            json!("x"),
            json!("x"),
        ),
        (
            "f2",
            "inference_profile_arn_map",
            &json!(null),
            &json!(""),
            json!("{\"a\":\"b\"}"),
            json!("{\"a\":\"b\"}"),
        ),
        (
            "f2",
            "hidden_models",
            &json!(null),
            &json!(null),
            json!("[\"o1\",\"a\",\"o1\"]"),
            json!("[\"o1\",\"a\"]"),
        ),
        (
            "f2",
            "testing_model",
            same,
            &json!(null),
            json!("o1"),
            json!("o1"),
        ),
        (
            "f2",
            "testing_model",
            same,
            &json!(null),
            json!("zzz"),
            json!(null),
        ),
        ("f1", "weight", same, &json!(0), json!(7), json!(7)),
        (
            "f1",
            "model_mapping",
            &json!(null),
            &json!(""),
            json!("x"),
            json!("x"),
        ),
        ("u", "name", same, same, json!("x"), json!("x")),
        ("u", "key", same, same, json!("k2"), json!("k2")),
        ("u", "status", same, same, json!(9), json!(9)),
        ("u", "weight", same, &json!(0), json!(7), json!(7)),
        ("u", "priority", same, &json!(0), json!(7), json!(7)),
        ("u", "base_url", same, &json!(""), json!("x"), json!("x")),
        ("u", "other", same, &json!(""), json!("x"), json!("x")),
        (
            "u",
            "model_mapping",
            same,
            &json!(""),
            json!("x"),
            json!("x"),
        ),
        (
            "u",
            "system_prompt",
            same,
            &json!(""),
            json!("x"),
            json!("x"),
        ),
    ] {
        let zero = if value.is_string() {
            json!("")
        } else {
            json!(0)
        };
        let gateway = with_channel(version).await;
        let before = put(&gateway, version, json!({})).await["data"][field].clone();
        for (sent, expect) in [(json!(null), null), (zero, empty), (value, &set)] {
            let gateway = with_channel(version).await;
            let answer = put(&gateway, version, json!({field: sent})).await;
            let expect = if expect == same { &before } else { expect };
            assert_eq!(answer["data"][field], *expect, "{version} {field} {sent}");
        }
    }
}

#[tokio::test]
async fn a_put_answers_with_the_key_and_nothing_else_does() {
    for version in ["f2", "f1", "u"] {
        let gateway = with_channel(version).await;
        let answer = put(&gateway, version, json!({"weight": 1})).await;
        assert_eq!(answer["data"]["key"], "good-x", "{version}");
        let answer = put(&gateway, version, json!({"key": "good-y"})).await;
        assert_eq!(answer["data"]["key"], "good-y", "{version}");
        let one = if version == "f2" { UUID } else { "1" };
        let one = gateway.get(&format!("{CHANNEL}{one}")).await;
        assert_eq!(one["data"]["key"], "", "{version}");
        assert_eq!(rows(&gateway).await[0]["key"], "", "{version}");
    }
}

#[tokio::test]
async fn a_put_is_refused_in_this_order() {
    let missing = "0198c7a2-4b10-7c31-9a55-1f0c2d3e4aff";
    for (version, body, expect) in [
        ("f2", json!({"name": "x"}), "resource uuid is required"),
        (
            "f2",
            json!({"uuid": "7", "name": "x"}),
            "invalid resource reference",
        ),
        (
            "f2",
            json!({"uuid": missing}),
            "resource reference not found",
        ),
        ("f2", json!({"uuid": UUID}), "Channel name cannot be empty"),
        (
            "f2",
            json!({"uuid": UUID, "name": " "}),
            "Channel name cannot be empty",
        ),
        (
            "f2",
            json!({"uuid": UUID, "inference_profile_arn_map": "{\"\":\"x\"}"}),
            "Invalid inference profile ARN map: inference profile ARN map cannot contain empty keys",
        ),
        (
            "f2",
            json!({"weight": -1, "type": "3", "uuid": UUID}),
            "unmarshal channel payload: unmarshal request body failed: json: cannot unmarshal number -1 into Go struct field channelPayload.Channel.weight of type uint",
        ),
        (
            "f2",
            json!({"name": 1, "type": "3"}),
            "unmarshal channel payload: unmarshal request body failed: json: cannot unmarshal number into Go struct field channelPayload.Channel.name of type string",
        ),
        ("f1", json!({"id": 1}), "Channel name cannot be empty"),
        ("u", json!({"uuid": UUID}), "WHERE conditions required"),
        (
            "u",
            json!({"id": "1"}),
            "json: cannot unmarshal string into Go struct field Channel.id of type int",
        ),
    ] {
        let gateway = with_channel(version).await;
        let answer = gateway.send(Method::PUT, CHANNEL, &body).await.body;
        assert_eq!(answer["message"], expect, "{version} {body}");
        assert_eq!(answer["success"], false, "{version} {body}");
    }
}

#[tokio::test]
async fn tooling_without_config_loses_the_config() {
    let tooling = json!({"whitelist": ["web_search"]});
    let inside = r#"{"region":"eu","tooling":{"whitelist":["web_search"]}}"#;
    let alone = r#"{"tooling":{"whitelist":["web_search"]}}"#;
    for (sent, config) in [
        (json!({"tooling": tooling}), alone),
        (json!({"tooling": tooling.to_string()}), alone),
        (
            json!({"tooling": tooling, "config": "{\"region\":\"eu\"}"}),
            inside,
        ),
        (json!({"config": inside}), inside),
        (json!({"tooling": null}), r#"{"region":"eu"}"#),
        (json!({"config": "{\"a\":1}"}), r#"{"a":1}"#),
    ] {
        let gateway = with_channel("f2").await;
        let answer = put(&gateway, "f2", sent.clone()).await;
        assert_eq!(answer["data"]["config"], config, "{sent}");
    }
}

#[tokio::test]
async fn status_only_changes_nothing_else() {
    for (query, sent, expect) in [
        (
            "?status_only=1",
            json!({"uuid": UUID, "status": 2, "name": "other"}),
            2,
        ),
        ("?status_only=false", json!({"uuid": UUID, "status": 9}), 9),
        ("?status_only=1", json!({"uuid": UUID}), 0),
        ("?status_only=", json!({"uuid": UUID, "status": 2}), 1),
    ] {
        let gateway = with_channel("f2").await;
        let path = format!("{CHANNEL}{query}");
        let answer = gateway.send(Method::PUT, &path, &sent).await.body;
        assert!(answer.get("data").is_none(), "{query}: {answer}");
        assert_eq!(named(&gateway, "work").await["status"], expect, "{query}");
    }
    // The original has no such switch: it is a change like any other.
    let gateway = with_channel("u").await;
    let sent = json!({"id": 1, "status": 2, "name": "other"});
    let path = format!("{CHANNEL}?status_only=1");
    let answer = gateway.send(Method::PUT, &path, &sent).await.body;
    assert_eq!(answer["data"]["key"], "good-x");
    assert_eq!(named(&gateway, "other").await["status"], 2);
}

#[tokio::test]
async fn a_new_channel_gets_what_the_server_fills_in() {
    for (version, base_url) in [("f2", "https://api.openai.com"), ("u", "")] {
        let gateway = OneApi::empty(version);
        let answer = post(&gateway, json!({"type": 1, "name": "new", "key": "k"})).await;
        assert_eq!(answer, json!({"message": "", "success": true}), "{version}");
        let row = named(&gateway, "new").await;
        for (field, expect) in [
            ("status", json!(1)),
            ("group", json!("default")),
            ("weight", json!(0)),
            ("priority", json!(0)),
            ("base_url", json!(base_url)),
            ("models", json!("")),
            ("config", json!("")),
            ("other", json!(null)),
            ("test_time", json!(0)),
        ] {
            assert_eq!(row[field], expect, "{version} {field}");
        }
        assert!(row["created_time"].as_i64() > Some(0), "{version}");
    }
}

#[tokio::test]
async fn a_line_of_keys_is_a_channel() {
    for (version, sent, expect, message) in [
        ("f2", json!({"key": "a\nb\n\n"}), 2, ""),
        ("f2", json!({"key": ""}), 1, ""),
        ("f2", json!({}), 1, ""),
        ("f2", json!({"key": "a,b"}), 1, ""),
        ("u", json!({"key": "a\n\nb"}), 2, ""),
        ("u", json!({"key": "\n"}), 0, "empty slice found"),
        (
            "f2",
            json!({"key": "a\nb", "id": 500}),
            0,
            "persist channel batch transaction: batch insert 2 channels: UNIQUE constraint failed: channels.id",
        ),
    ] {
        let gateway = OneApi::empty(version);
        let mut body = json!({"type": 1, "name": "many"});
        for (field, value) in sent.as_object().cloned().unwrap_or_default() {
            body[field] = value;
        }
        let answer = post(&gateway, body).await;
        assert_eq!(answer["message"], message, "{version} {sent}");
        assert_eq!(rows(&gateway).await.len(), expect, "{version} {sent}");
    }
}

#[tokio::test]
async fn an_id_in_the_body_is_the_primary_key() {
    let gateway = OneApi::empty("u");
    let body = json!({"id": 500, "type": 1, "name": "", "key": "k"});
    assert_eq!(post(&gateway, body.clone()).await["success"], true);
    assert_eq!(gateway.get("/api/channel/500").await["data"]["id"], 500);
    let again = post(&gateway, body).await;
    assert_eq!(again["message"], "UNIQUE constraint failed: channels.id");
}

#[tokio::test]
async fn a_copy_keeps_key_and_status() {
    let gateway = with_channel("f2").await;
    let path = format!("{CHANNEL}{UUID}/duplicate");
    let answer = gateway.send(Method::POST, &path, &Value::Null).await.body;
    assert_eq!(answer["data"]["name"], "work Copy");
    let copy = named(&gateway, "work Copy").await;
    assert_eq!(copy["uuid"], answer["data"]["uuid"]);
    for (field, expect) in [
        ("status", json!(1)),
        ("config", json!("{\"region\":\"eu\"}")),
        ("balance", json!(0)),
        ("used_quota", json!(0)),
        ("response_time", json!(0)),
        ("test_time", json!(0)),
        ("balance_updated_time", json!(0)),
    ] {
        assert_eq!(copy[field], expect, "{field}");
    }
    let body = json!({"uuid": copy["uuid"], "name": "work Copy"});
    let copy = gateway.send(Method::PUT, CHANNEL, &body).await.body;
    assert_eq!(copy["data"]["key"], "good-x");
}

#[tokio::test]
async fn deletes_tell_more_or_less() {
    let missing = "0198c7a2-4b10-7c31-9a55-1f0c2d3e4aff";
    for (version, reference, message) in [
        ("f2", UUID, ""),
        ("f2", missing, "resource reference not found"),
        ("f2", "1", "invalid resource reference"),
        ("f1", "1", ""),
        ("f1", "9", ""),
        ("u", "1", ""),
        ("u", "9", ""),
    ] {
        let gateway = with_channel(version).await;
        let path = format!("{CHANNEL}{reference}");
        let answer = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
        assert_eq!(answer["message"], message, "{version} {reference}");
        let is_gone = rows(&gateway).await.is_empty();
        assert_eq!(
            is_gone,
            [UUID, "1"].contains(&reference) && message.is_empty()
        );
    }
}

#[tokio::test]
async fn all_that_are_disabled_are_deleted_at_once() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::empty(version);
        for status in [0, 1, 2, 3, 9] {
            let row = json!({"name": format!("st{status}"), "status": status});
            gateway.plant("channels", row).await;
        }
        let path = format!("{CHANNEL}disabled");
        let answer = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
        assert_eq!(answer["data"], 2, "{version}");
        let mut left: Vec<_> = rows(&gateway)
            .await
            .iter()
            .map(|row| row["status"].clone())
            .collect();
        left.sort_by_key(Value::as_i64);
        assert_eq!(left, [0, 1, 9], "{version}");
    }
}

#[tokio::test]
async fn prices_are_replaced_or_silently_not() {
    let set = json!({"gpt-4o": {"ratio": 2}});
    for (sent, expect) in [
        (json!({"gpt-4o": {"ratio": 9}}), set.clone()),
        (json!({"model_configs": {}}), set.clone()),
        (json!({}), set.clone()),
        (
            json!({"model_configs": {"o1": {"ratio": 1}}}),
            json!({"o1": {"ratio": 1}}),
        ),
        (
            json!({"model_configs": {"o1": {"completion_ratio": 3, "x": 1}}}),
            json!({"o1": {"ratio": 0, "completion_ratio": 3}}),
        ),
        (
            json!({"model_ratio": {"b": 3}, "completion_ratio": {"a": 5}}),
            json!({"a": {"ratio": 0, "completion_ratio": 5}, "b": {"ratio": 3}}),
        ),
    ] {
        let gateway = with_channel("f2").await;
        let path = format!("{CHANNEL}pricing/{UUID}");
        let answer = gateway.send(Method::PUT, &path, &sent).await.body;
        assert_eq!(answer, json!({"message": "", "success": true}), "{sent}");
        let prices = gateway.get(&path).await;
        assert_eq!(prices["data"]["model_configs"], expect, "{sent}");
    }
}

#[tokio::test]
async fn tooling_beside_prices_keeps_the_config() {
    let gateway = with_channel("f2").await;
    let path = format!("{CHANNEL}pricing/{UUID}");
    let sent = json!({"tooling": {"whitelist": ["a"]}});
    gateway.send(Method::PUT, &path, &sent).await;
    let config = named(&gateway, "work").await["config"].clone();
    let config: Value = serde_json::from_str(config.as_str().expect("a text")).expect("JSON");
    assert_eq!(
        config,
        json!({"region": "eu", "tooling": {"whitelist": ["a"]}})
    );
}

#[tokio::test]
async fn types_tell_their_addresses() {
    for (version, kind, expect) in [
        ("f2", 1, json!(["https://api.openai.com", true])),
        ("f2", 3, json!(["", true])),
        ("f1", 36, json!(["https://api.deepseek.com", false])),
    ] {
        let gateway = OneApi::empty(version);
        let answer = gateway.get(&format!("{CHANNEL}metadata?type={kind}")).await;
        let data = &answer["data"];
        let told = json!([data["default_base_url"], data["base_url_editable"]]);
        assert_eq!(told, expect, "{version} {kind}");
    }
}
