//! Compares a response with the recorded one: status, headers, and the body's keys and types.
//!
//! Values are compared where they are not made anew by every server: an identifier, a time or a
//! random text only has to have the same type.

use serde_json::Value;

use super::recording::Recording;
use crate::test_gateway::TestResponse;

/// Fields whose values every server makes anew.
const MADE_ANEW: [&str; 6] = [
    "start_time",
    "updated_at",
    "time",
    "version",
    "request_id",
    "trace_id",
];

/// What is compared besides status, headers, keys and types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// Every value, because the rows were planted.
    All,
    /// Messages only, because the values are the server's own.
    Messages,
    /// Messages only, and more rows than the recording kept.
    Shortened,
}

/// The differences between a response and its recording.
pub(super) fn differences(
    recording: &Recording,
    response: &TestResponse,
    values: Values,
) -> Vec<String> {
    let mut found = Vec::new();
    if u64::from(response.status) != recording.status() {
        found.push(format!(
            "status {} instead of {}",
            response.status,
            recording.status()
        ));
    }
    for (name, value) in recording.headers() {
        header(&name, &value, response, &mut found);
    }
    match (recording.received(), recording.text()) {
        (Value::Null, text) => {
            if response.text != text.unwrap_or_default() {
                found.push(format!("the text {:?} instead of {text:?}", response.text));
            }
        }
        (expected, text) => {
            compare("", &expected, &response.body, values, &mut found);
            for escape in ["\\u0026", "\\u003c", "\\u003e"] {
                let count = |text: &str| text.matches(escape).count();
                if text.is_some_and(|text| count(text) != count(&response.text)) {
                    found.push(format!("{escape} is spelled otherwise"));
                }
            }
        }
    }
    found
}

fn header(name: &str, expected: &str, response: &TestResponse, found: &mut Vec<String>) {
    // The router is called without a socket, which would add the length.
    if name == "content-length" {
        return;
    }
    let Some(actual) = response.header(name) else {
        found.push(format!("no header {name}"));
        return;
    };
    let same = match name {
        "set-cookie" => cookie_form(actual) == cookie_form(expected),
        "x-oneapi-request-id" => actual.bytes().all(|byte| byte.is_ascii_digit()),
        _ => actual == expected,
    };
    if !same {
        found.push(format!(
            "the header {name}: {actual:?} instead of {expected:?}"
        ));
    }
}

/// A cookie without its value and without the moment it expires at.
fn cookie_form(cookie: &str) -> Vec<String> {
    let parts = cookie.split("; ").map(|part| match part.split_once('=') {
        Some((name @ ("session" | "Expires"), _)) => name.to_owned(),
        _ => part.to_owned(),
    });
    parts.collect()
}

/// Compares two values at `place`, recursively.
fn compare(place: &str, expected: &Value, actual: &Value, values: Values, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                let place = format!("{place}.{key}");
                match actual.get(key) {
                    Some(actual) => compare(&place, value, actual, values, found),
                    None => found.push(format!("{place} is missing")),
                }
            }
            // A map of lists was shortened like the lists in it.
            let may_have_more =
                values == Values::Shortened && expected.values().all(Value::is_array);
            let more = actual.keys().filter(|key| !expected.contains_key(*key));
            for key in more.filter(|_| !may_have_more) {
                found.push(format!("{place}.{key} is not in the recording"));
            }
        }
        // Without models of its own, a channel is tested with those of its type, which the sandbox
        // does not know all of.
        (Value::Array(expected), Value::Array(actual))
            if place.ends_with(".test_models") && expected.len() > 20 =>
        {
            if actual.is_empty() || !actual.iter().all(Value::is_string) {
                found.push(format!("{place} is not a list of names"));
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            if values == Values::All && expected.len() != actual.len() {
                let lengths = format!("{} instead of {}", actual.len(), expected.len());
                found.push(format!("{place} has {lengths} elements"));
            }
            if actual.is_empty() && !expected.is_empty() {
                found.push(format!("{place} is empty"));
            }
            for (index, actual) in actual.iter().enumerate() {
                // Where rows are the server's own, each has to look like one of the recording.
                if let Some(expected) = expected.get(index).or_else(|| expected.first()) {
                    compare(
                        &format!("{place}[{index}]"),
                        expected,
                        actual,
                        values,
                        found,
                    );
                }
            }
        }
        _ => scalar(place, expected, actual, values, found),
    }
}

fn scalar(place: &str, expected: &Value, actual: &Value, values: Values, found: &mut Vec<String>) {
    let name = place.rsplit(['.', '[']).next().unwrap_or_default();
    if kind(expected) != kind(actual) {
        found.push(format!("{place} is {actual} instead of {expected}"));
        return;
    }
    let is_compared = values == Values::All && !MADE_ANEW.contains(&name) || name == "message";
    if is_compared && without_request_id(expected) != without_request_id(actual) {
        found.push(format!("{place} is {actual} instead of {expected}"));
    }
}

/// A message without the request's identifier in it.
fn without_request_id(value: &Value) -> Value {
    match value
        .as_str()
        .and_then(|text| text.split_once("(request id: "))
    {
        Some((before, _)) => Value::from(before),
        None => value.clone(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
