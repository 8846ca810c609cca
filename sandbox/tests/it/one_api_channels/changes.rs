//! Changes of one channel: what a PUT keeps, clears and refuses.

use super::*;

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
            let reply = put(&gateway, version, json!({field: sent})).await;
            let expect = if expect == same { &before } else { expect };
            assert_eq!(reply["data"][field], *expect, "{version} {field} {sent}");
        }
    }
}

#[tokio::test]
async fn a_put_responds_with_the_key_and_nothing_else_does() {
    for version in ["f2", "f1", "u"] {
        let gateway = with_channel(version).await;
        let reply = put(&gateway, version, json!({"weight": 1})).await;
        assert_eq!(reply["data"]["key"], "good-x", "{version}");
        let reply = put(&gateway, version, json!({"key": "good-y"})).await;
        assert_eq!(reply["data"]["key"], "good-y", "{version}");
        let one = if version == "f2" { UUID } else { "1" };
        let one = gateway.get(&format!("{CHANNEL}{one}")).await;
        assert_eq!(one["data"]["key"], "", "{version}");
        assert_eq!(all(&gateway).await[0]["key"], "", "{version}");
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
        let reply = gateway.send(Method::PUT, CHANNEL, &body).await.body;
        assert_eq!(reply["message"], expect, "{version} {body}");
        assert_eq!(reply["success"], false, "{version} {body}");
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
        let reply = put(&gateway, "f2", sent.clone()).await;
        assert_eq!(reply["data"]["config"], config, "{sent}");
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
        let reply = gateway.send(Method::PUT, &path, &sent).await.body;
        assert!(reply.get("data").is_none(), "{query}: {reply}");
        assert_eq!(named(&gateway, "work").await["status"], expect, "{query}");
    }
    // The original has no such switch: it is a change like any other.
    let gateway = with_channel("u").await;
    let sent = json!({"id": 1, "status": 2, "name": "other"});
    let path = format!("{CHANNEL}?status_only=1");
    let reply = gateway.send(Method::PUT, &path, &sent).await.body;
    assert_eq!(reply["data"]["key"], "good-x");
    assert_eq!(named(&gateway, "other").await["status"], 2);
}
