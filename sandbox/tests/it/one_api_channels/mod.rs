//! Channels as they are created, changed, copied, deleted and priced.

mod changes;
mod rows;

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

/// Sends fields of that channel and returns the response.
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
async fn all(gateway: &OneApi) -> Vec<Value> {
    let list = gateway.get("/api/channel/search?keyword=").await;
    let mut rows = list["data"].as_array().cloned().unwrap_or_default();
    rows.sort_by_key(|row| row["created_at"].as_i64());
    rows
}

/// The row with this name.
pub(crate) async fn named(gateway: &OneApi, name: &str) -> Value {
    let rows = all(gateway).await;
    let found = rows.into_iter().find(|row| row["name"] == name);
    found.unwrap_or_default()
}
