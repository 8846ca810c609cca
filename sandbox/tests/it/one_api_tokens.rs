//! Tokens: whose they are, what a change replaces, and what the relay makes of their state.

use axum::http::Method;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

const UUID: &str = "01a200da-84ca-7792-97a5-ddada8e2caca";
const PATH: &str = "/api/token/";

async fn with_token(version: &str, fields: Value) -> OneApi {
    let gateway = OneApi::empty(version);
    let mut row = json!({"id": 3, "uuid": UUID, "user_id": 1, "key": "canary-key", "name": "work",
        "unlimited_quota": false, "remain_quota": 5000, "models": "gpt-4o", "subnet": "10.0.0.0/8"});
    for (field, value) in fields.as_object().cloned().unwrap_or_default() {
        row[field] = value;
    }
    gateway.plant("tokens", row).await;
    gateway
}

fn named(version: &str, fields: Value) -> Value {
    let mut body = match version {
        "f2" => json!({"uuid": UUID}),
        _ => json!({"id": 3}),
    };
    for (field, value) in fields.as_object().cloned().unwrap_or_default() {
        body[field] = value;
    }
    body
}

async fn put(gateway: &OneApi, version: &str, query: &str, fields: Value) -> Value {
    let body = named(version, fields);
    let path = format!("{PATH}{query}");
    gateway.send(Method::PUT, &path, &body).await.body
}

fn channel() -> Value {
    json!({"type": 3, "name": "only", "key": "good", "group": "default", "models": "gpt-4o,o1",
        "base_url": "http://127.0.0.1:3110", "status": 1})
}

#[tokio::test]
async fn a_change_without_a_status_kills_the_token_in_the_fork() {
    for (version, status) in [("f2", 0), ("f1", 0), ("u", 1)] {
        let gateway = with_token(version, json!({})).await;
        let changed = put(&gateway, version, "", json!({"name": "work"})).await;
        let row = &changed["data"];
        assert_eq!(row["status"], status, "{version}");
        assert_eq!(
            (&row["expired_time"], &row["remain_quota"]),
            (&json!(0), &json!(0))
        );
        assert_eq!(
            (&row["models"], &row["subnet"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(
            gateway.chat("canary-key", "gpt-4o").await.status,
            401,
            "{version}"
        );
    }
}

#[tokio::test]
async fn every_route_shows_the_whole_key() {
    for version in ["f2", "f1", "u"] {
        let gateway = with_token(version, json!({})).await;
        let key = if version == "u" {
            "canary-key"
        } else {
            "sk-canary-key"
        };
        assert_eq!(gateway.get(PATH).await["data"][0]["key"], key, "{version}");
        let changed = put(&gateway, version, "?status_only=1", json!({"status": 9})).await;
        assert_eq!(changed["data"]["key"], key, "{version}");
        assert_eq!(changed["data"]["status"], 9, "{version}");
        let all = gateway
            .send(Method::GET, "/api/admin/tokens/", &Value::Null)
            .await;
        if version == "u" {
            assert_eq!(all.status, 404);
        } else {
            assert_eq!(all.body["data"][0]["key"], key, "{version}");
            assert_eq!(all.body["total"], 1, "{version}");
        }
    }
}

#[tokio::test]
async fn a_token_is_enabled_once_its_cause_is_gone() {
    let past = json!({"status": 3, "expired_time": 1000});
    let used_up = json!({"status": 4, "remain_quota": 0});
    for (stored, query, sent, expect) in [
        (&past, "?status_only=1", json!({"status": 1}), None),
        (&used_up, "?status_only=1", json!({"status": 1}), None),
        (
            &past,
            "",
            json!({"name": "a", "status": 1, "expired_time": 1000}),
            None,
        ),
        (
            &past,
            "",
            json!({"name": "a", "status": 1, "expired_time": -1, "remain_quota": 1}),
            Some(1),
        ),
        (
            &past,
            "",
            json!({"name": "a", "status": 3, "expired_time": -1, "remain_quota": 1}),
            Some(1),
        ),
        (
            &used_up,
            "",
            json!({"name": "a", "status": 4, "expired_time": -1, "unlimited_quota": true}),
            Some(1),
        ),
        (
            &used_up,
            "",
            json!({"name": "a", "status": 4, "expired_time": -1}),
            Some(4),
        ),
    ] {
        let gateway = with_token("f2", stored.clone()).await;
        let reply = put(&gateway, "f2", query, sent.clone()).await;
        assert_eq!(reply["success"], expect.is_some(), "{stored} {sent}");
        assert_eq!(reply["data"]["status"].as_i64(), expect, "{stored} {sent}");
    }
}

#[tokio::test]
async fn nobody_writes_the_tokens_of_others() {
    for version in ["f2", "f1", "u"] {
        let gateway = with_token(version, json!({"user_id": 5})).await;
        let reply = put(&gateway, version, "", json!({"name": "mine", "status": 1})).await;
        assert_eq!(reply["success"], false, "{version}");
        let path = if version == "f2" {
            format!("{PATH}{UUID}")
        } else {
            format!("{PATH}3")
        };
        let reply = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
        assert_eq!(reply["success"], false, "{version}");
    }
}

#[tokio::test]
async fn the_relay_finds_out_that_a_token_is_over() {
    for (fields, status, stored) in [
        (json!({}), 200, 1),
        (json!({"expired_time": 1000}), 401, 3),
        (
            json!({"expired_time": 1000, "unlimited_quota": true}),
            401,
            3,
        ),
        (json!({"remain_quota": 0}), 401, 4),
        (json!({"remain_quota": -5, "unlimited_quota": true}), 200, 1),
        (json!({"status": 2}), 401, 2),
        (json!({"models": "o1"}), 403, 1),
    ] {
        let gateway = with_token("f2", fields.clone()).await;
        gateway.plant("channels", channel()).await;
        let reply = gateway.chat("canary-key", "gpt-4o").await;
        assert_eq!(reply.status, status, "{fields}: {}", reply.text);
        let row = gateway.get(PATH).await["data"][0].clone();
        assert_eq!(row["status"], stored, "{fields}");
    }
}

#[tokio::test]
async fn a_limited_token_is_charged_no_more_than_its_reservation() {
    let gateway = with_token("f2", json!({})).await;
    gateway.plant("channels", channel()).await;
    for (remaining, used) in [(2000, 3000), (1357, 3643), (714, 4286)] {
        assert_eq!(gateway.chat("canary-key", "gpt-4o").await.status, 200);
        let row = gateway.get(PATH).await["data"][0].clone();
        assert_eq!(row["remain_quota"], remaining);
        assert_eq!(
            (&row["used_quota"], &row["status"]),
            (&json!(used), &json!(1))
        );
    }
    let spent = gateway.get("/api/log/stat").await["data"]["quota"].clone();
    assert_eq!(spent, 9000);
}

#[tokio::test]
async fn the_sample_has_tokens_in_every_state() {
    let gateway = OneApi::seeded("f2", 60);
    let list = gateway.get("/api/admin/tokens/?size=100").await;
    assert_eq!(list["total"], 3000);
    let text = list.to_string();
    for part in [
        "\"status\":1",
        "\"status\":2",
        "\"status\":3",
        "\"status\":4",
        "\"remain_quota\":-",
        "10.0.0.0/8",
        "gpt-4o-mini",
        "sk-canary-token",
        "<img",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let alice = gateway.get("/api/user/search?keyword=alice").await;
    let alice = alice["data"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["username"] == "alice");
    let alice = alice.expect("alice");
    assert_eq!(alice["quota"], 0);
    let uuid = alice["uuid"].as_str().expect("a uuid");
    let own = gateway
        .get(&format!(
            "/api/admin/tokens/?user_id={uuid}&sort=used_quota"
        ))
        .await;
    assert_eq!(
        (&own["total"], &own["data"][0]["name"]),
        (&json!(5), &json!("alice-laptop"))
    );
}
