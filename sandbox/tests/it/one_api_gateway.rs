//! A gateway of the one-api dialect for tests, with short calls.

use axum::http::Method;
use sandbox::{Dialect, OneApiVersion, Options};
use serde_json::{Value, json};

use crate::test_gateway::{TestGateway, TestRequest, TestResponse};

/// A gateway in one of the versions `f2`, `f1` and `u`.
pub(crate) struct OneApi(pub(crate) TestGateway);

impl OneApi {
    /// A gateway with nothing but root.
    pub(crate) fn empty(version: &str) -> Self {
        Self::seeded(version, 0)
    }

    /// A gateway with so many sample channels.
    pub(crate) fn seeded(version: &str, channels: u32) -> Self {
        Self(TestGateway::open(Options {
            dialect: Dialect::OneApi(OneApiVersion::from_word(version).expect("a version")),
            seed: Some(channels),
            ..Options::default()
        }))
    }

    /// Sends a request of root.
    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> TestResponse {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = TestRequest::new(method, path).raw(body);
        self.0
            .send(request.header("content-type", "application/json"))
            .await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.send(Method::GET, path, &Value::Null).await.body
    }

    /// Plants a row and returns its integer identifier.
    pub(crate) async fn plant(&self, table: &str, row: Value) -> i64 {
        let rows = json!({"table": table, "rows": [row]});
        let planted = self.0.switch("one-api/rows", &rows).await;
        planted["ids"][0].as_i64().expect("an identifier")
    }

    pub(crate) async fn set_option(&self, key: &str, value: &str) -> Value {
        let body = json!({"key": key, "value": value});
        self.send(Method::PUT, "/api/option/", &body).await.body
    }

    /// The text of an option; null where it is not listed.
    pub(crate) async fn option(&self, key: &str) -> Value {
        let list = self.get("/api/option/").await;
        let rows = list["data"].as_array().cloned().unwrap_or_default();
        let found = rows.into_iter().find(|row| row["key"] == key);
        found.map_or(Value::Null, |row| row["value"].clone())
    }

    /// The names of the groups, sorted and joined.
    pub(crate) async fn groups(&self) -> String {
        let list = self.get("/api/group/").await;
        let mut names: Vec<String> = serde_json::from_value(list["data"].clone()).expect("names");
        names.sort();
        names.join(" ")
    }

    /// Starts the server again.
    pub(crate) async fn restart(&self) {
        self.0.switch("one-api/restart", &json!({})).await;
    }

    /// Plants a user with a relay key, and returns the user's identifier.
    pub(crate) async fn spender(&self, group: &str, key: &str) -> i64 {
        let user =
            json!({"username": format!("spender-{key}"), "group": group, "quota": 1_000_000});
        let user = self.plant("users", user).await;
        self.plant(
            "tokens",
            json!({"user_id": user, "key": key, "name": "relay"}),
        )
        .await;
        user
    }

    /// Sends a chat completion with a relay key.
    pub(crate) async fn chat(&self, key: &str, model: &str) -> TestResponse {
        let body = json!({"model": model, "messages": [{"role": "user", "content": "2 + 2 = ?"}]});
        let request = TestRequest::post("/v1/chat/completions", &body)
            .without_bearer()
            .header("authorization", &format!("Bearer sk-{key}"));
        self.0.send(request).await
    }

    /// The calls that the relay sent to providers.
    pub(crate) async fn calls(&self) -> Vec<Value> {
        let calls = self.get("/sandbox/one-api/calls").await;
        calls["data"].as_array().cloned().unwrap_or_default()
    }
}
