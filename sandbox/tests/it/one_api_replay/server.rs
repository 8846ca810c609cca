//! A sandbox in the state that a recording presumes.

use axum::http::Method;
use sandbox::{Dialect, OneApiVersion, Options};
use serde_json::{Value, json};

use super::comparison::differences;
use super::presumed::{Cookie, Presumed, ROOT_TOKEN, Row, presumed};
use super::recording::Recording;
use crate::test_gateway::{TestGateway, TestRequest, TestResponse};

/// A gateway without sample rows.
fn gateway(dialect: &str) -> TestGateway {
    let version = OneApiVersion::from_word(dialect).expect("a version");
    TestGateway::open(Options {
        dialect: Dialect::OneApi(version),
        seed: Some(0),
        ..Options::default()
    })
}

/// Sends a recorded request to a fresh gateway and returns what differs from the recording.
pub(super) async fn replay(recording: &Recording) -> Vec<String> {
    let gateway = gateway(recording.dialect);
    let presumed = presumed(recording);
    prepare(&gateway, recording, &presumed).await;
    let response = send(&gateway, recording, &presumed).await;
    let mut found = differences(
        &in_order(recording),
        &ordered(recording, response),
        presumed.values,
    );
    if let Some(expected) = &recording.stored_afterwards {
        let stored = stored_option(&gateway, recording).await;
        if stored != *expected {
            found.push(format!("{stored} is stored instead of {expected}"));
        }
    }
    found
}

/// Plants rows, sends the requests that came before, and switches what the server was started with.
async fn prepare(gateway: &TestGateway, recording: &Recording, presumed: &Presumed) {
    for (table, row) in &presumed.rows {
        let row = storable(table, row.clone());
        gateway
            .switch("one-api/rows", &json!({"table": table, "rows": [row]}))
            .await;
    }
    for (key, value) in &presumed.options {
        let change = TestRequest::new(Method::PUT, "/api/option/")
            .without_bearer()
            .header("authorization", ROOT_TOKEN)
            .raw(json!({"key": key, "value": value}).to_string());
        gateway.send(change).await;
    }
    for before in &presumed.before {
        send(gateway, before, &super::presumed::presumed(before)).await;
    }
    // Only the files with the defaults in their names were recorded with them.
    let is_secure = recording.name == "login-cookie-default" || recording.name == "login-totp-ok";
    gateway
        .switch("one-api", &json!({"secure_cookie": is_secure}))
        .await;
    if presumed.requests_before > 0 {
        gateway.hold_clock().await;
        gateway.switch("one-api", &json!({"limits": true})).await;
        for _ in 0..presumed.requests_before {
            send(gateway, recording, presumed).await;
        }
    }
}

/// A row with the columns of its table in place of the fields of a response.
fn storable(table: &str, mut row: Row) -> Row {
    let renamed = |row: &mut Row, from: &str, to: &str| {
        if let Some(value) = row.shift_remove(from) {
            row.insert(to.to_owned(), value);
        }
    };
    match table {
        "channels" => {
            row.shift_remove("test_models");
            if let Some(tooling) = row.shift_remove("tooling") {
                row.entry("config")
                    .or_insert_with(|| json!(json!({"tooling": tooling}).to_string()));
            }
        }
        "users" => {
            for field in ["mcp_tool_blacklist", "metadata", "verification_code"] {
                row.shift_remove(field);
            }
            let is_blank = row.get("password").and_then(Value::as_str) == Some("");
            if is_blank {
                row.shift_remove("password");
            }
        }
        "redemptions" => {
            row.shift_remove("count");
        }
        "logs" => renamed(&mut row, "channel", "channel_id"),
        _ => {}
    }
    row.retain(|_, value| !value.is_null() || table != "users");
    row
}

/// Sends the recorded request byte for byte.
async fn send(gateway: &TestGateway, recording: &Recording, presumed: &Presumed) -> TestResponse {
    let method: Method = recording.method().parse().expect("a method");
    let body = recording.sent_body();
    let mut request = TestRequest::new(method, recording.target())
        .without_bearer()
        .raw(body.clone());
    if let Some(authorization) = &presumed.authorization {
        request = request.header("authorization", authorization);
    }
    let mut has_type = false;
    for (name, value) in recording.sent_headers() {
        request = match name.as_str() {
            "Cookie" => continue,
            "Content-Type" => {
                has_type = true;
                request.header("content-type", &value)
            }
            "Origin" => request.header("origin", &value),
            "X-Forwarded-For" => request.header("x-forwarded-for", &value),
            "Access-Control-Request-Method" => {
                request.header("access-control-request-method", &value)
            }
            "Access-Control-Request-Headers" => {
                request.header("access-control-request-headers", &value)
            }
            other => panic!("{}: the header {other}", recording.title()),
        };
    }
    if !has_type && !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    match &presumed.cookie {
        None => {}
        Some(Cookie::Unreadable) => request = request.header("cookie", "session=unreadable"),
        Some(Cookie::Session { user, role }) => {
            let session = json!({"user": user, "role": role});
            let session = gateway.switch("one-api/session", &session).await;
            request = request.header("cookie", session["cookie"].as_str().expect("a cookie"));
        }
    }
    gateway.send(request).await
}

/// Sorts lists that come in a random order, of the recording and of the response alike.
fn is_unordered(recording: &Recording) -> bool {
    recording.method() == "GET" && matches!(recording.path(), "/api/option/" | "/api/group/")
}

fn in_order(recording: &Recording) -> Recording {
    if is_unordered(recording) {
        recording.sorted(sort)
    } else {
        recording.clone()
    }
}

fn ordered(recording: &Recording, mut response: TestResponse) -> TestResponse {
    if is_unordered(recording) {
        sort(&mut response.body);
    }
    response
}

fn sort(body: &mut Value) {
    if let Some(Value::Array(rows)) = body.get_mut("data") {
        rows.sort_by_key(ToString::to_string);
        rows.sort_by_key(|row| row["key"].as_str().map(str::to_owned));
    }
}

/// The listed text of the option that a recording changed; null where it is not listed.
async fn stored_option(gateway: &TestGateway, recording: &Recording) -> Value {
    let list = TestRequest::get("/api/option/")
        .without_bearer()
        .header("authorization", ROOT_TOKEN);
    let list = gateway.send(list).await.body;
    let key = recording.body()["key"].clone();
    let rows = list["data"].as_array().cloned().unwrap_or_default();
    let found = rows.into_iter().find(|row| row["key"] == key);
    found.map_or(Value::Null, |row| row["value"].clone())
}
