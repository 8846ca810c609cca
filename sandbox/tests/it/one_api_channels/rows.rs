//! Channels that come and go, and their prices.

use super::*;

#[tokio::test]
async fn a_new_channel_gets_what_the_server_fills_in() {
    for (version, base_url) in [("f2", "https://api.openai.com"), ("u", "")] {
        let gateway = OneApi::empty(version);
        let reply = post(&gateway, json!({"type": 1, "name": "new", "key": "k"})).await;
        assert_eq!(reply, json!({"message": "", "success": true}), "{version}");
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
        let reply = post(&gateway, body).await;
        assert_eq!(reply["message"], message, "{version} {sent}");
        assert_eq!(all(&gateway).await.len(), expect, "{version} {sent}");
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
    let reply = gateway.send(Method::POST, &path, &Value::Null).await.body;
    assert_eq!(reply["data"]["name"], "work Copy");
    let copy = named(&gateway, "work Copy").await;
    assert_eq!(copy["uuid"], reply["data"]["uuid"]);
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
        let reply = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
        assert_eq!(reply["message"], message, "{version} {reference}");
        let is_gone = all(&gateway).await.is_empty();
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
        let reply = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
        assert_eq!(reply["data"], 2, "{version}");
        let mut left: Vec<_> = all(&gateway)
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
        let reply = gateway.send(Method::PUT, &path, &sent).await.body;
        assert_eq!(reply, json!({"message": "", "success": true}), "{sent}");
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
        let reply = gateway.get(&format!("{CHANNEL}metadata?type={kind}")).await;
        let data = &reply["data"];
        let told = json!([data["default_base_url"], data["base_url_editable"]]);
        assert_eq!(told, expect, "{version} {kind}");
    }
}
