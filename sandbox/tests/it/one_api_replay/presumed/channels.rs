//! The channels that a recording presumes.

use serde_json::{Map, Value, json};

use super::super::recording::Recording;
use super::{Presumed, Row, lists, object};

/// Plants the channels of a recording.
pub(super) fn plant(recording: &Recording, presumed: &mut Presumed) {
    let path = recording.path();
    let is_list = matches!(
        path,
        "/api/channel/" | "/api/channel/search" | "/api/status/channel"
    );
    match (recording.method(), path) {
        ("GET", _) if is_list => plant_list(recording, presumed),
        ("GET", "/api/channel/models") => {}
        ("GET", "/api/channel/test") => {
            let mut row = generic(recording);
            if recording.name == "channel-test-sweep-busy" {
                row.insert("key".to_owned(), json!("slow"));
                let first = Recording::named(recording.dialect, "channel-test-sweep");
                presumed.before.push(first);
            }
            presumed.rows.push(("channels", row));
        }
        ("POST", "/api/channel/") => {
            if recording.name == "channel-create-with-id-again" {
                let mut row = generic(recording);
                row.insert("id".to_owned(), json!(500));
                presumed.rows.push(("channels", row));
            }
        }
        ("DELETE", "/api/channel/disabled") => plant_disabled(recording, presumed),
        _ if recording.name.ends_with("missing") || recording.name == "channel-delete-again" => {}
        ("PUT", "/api/channel/") => {
            presumed.rows.push(("channels", before_change(recording)));
        }
        _ => presumed.rows.push(("channels", addressed(recording))),
    }
}

fn plant_list(recording: &Recording, presumed: &mut Presumed) {
    let before = presumed.rows.len();
    lists::plant("channels", recording, presumed);
    for (_, row) in presumed.rows.iter_mut().skip(before) {
        row.entry("key").or_insert(json!("good"));
        if let Some(state) = row.get("status").and_then(Value::as_str) {
            let status = match state {
                "enabled" => 1,
                "manually_disabled" => 2,
                "auto_disabled" => 3,
                _ if row.get("name").and_then(Value::as_str) == Some("st9") => 9,
                _ => 0,
            };
            row.insert("status".to_owned(), json!(status));
            if let Some(Value::Object(response)) = row.shift_remove("response") {
                row.extend(response.into_iter().map(|(name, value)| {
                    (
                        if name == "response_time_ms" {
                            "response_time".to_owned()
                        } else {
                            name
                        },
                        value,
                    )
                }));
            }
            row.shift_remove("enabled");
        }
        if row.get("key").and_then(Value::as_str) == Some("") {
            row.insert("key".to_owned(), json!("good"));
        }
    }
}

/// As many channels that are switched off as were deleted, and others.
fn plant_disabled(recording: &Recording, presumed: &mut Presumed) {
    let count = recording.received()["data"].as_i64().unwrap_or(0);
    for status in [0, 1, 9] {
        let row = json!({"type": 1, "name": "kept", "status": status, "group": "default"});
        presumed.rows.push(("channels", object(row)));
    }
    for index in 0..count {
        let row = json!({"type": 1, "name": "off", "status": 2 + index % 2, "group": "default"});
        presumed.rows.push(("channels", object(row)));
    }
}

/// A plain channel with everything a channel has.
fn generic(recording: &Recording) -> Row {
    let mut row = object(
        json!({"id": 1, "uuid": "01a200ce-c347-7705-9790-976e16f98af5", "type": 1,
        "key": "good-1", "status": 1, "name": "work", "weight": 0, "priority": 0,
        "created_time": 1_795_309_880, "test_time": 0, "response_time": 0,
        "base_url": "http://127.0.0.1:3110", "models": "gpt-4o", "group": "default",
        "balance": 0, "balance_updated_time": 0, "used_quota": 0, "config": ""}),
    );
    if recording.dialect != "u" {
        row.insert("ratelimit".to_owned(), json!(0));
    }
    row
}

/// The channel that the path names, in the state that the response tells.
fn addressed(recording: &Recording) -> Row {
    let mut row = generic(recording);
    if let Some(recorded) = recording.rows().into_iter().next() {
        if recorded.contains_key("created_time") {
            row = recorded;
            row.insert("key".to_owned(), json!("good-1"));
            row.entry("id").or_insert(json!(1));
        } else if recording.path().contains("/pricing/") {
            row.extend(priced(&recorded));
        } else if recording.path().ends_with("/duplicate") {
            let name = recorded
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            row.insert("name".to_owned(), json!(name.trim_end_matches(" Copy")));
        }
    }
    let segment = recording
        .path()
        .split('/')
        .find(|part| part.len() == 36 && part.contains('-'));
    if let Some(uuid) = segment {
        row.insert("uuid".to_owned(), json!(uuid.to_lowercase()));
    } else if let Some(id) = recording
        .path()
        .rsplit('/')
        .find_map(|part| part.parse::<i64>().ok())
    {
        row.insert("id".to_owned(), json!(id));
    }
    if let Some(id) = told_id(recording) {
        row.insert("id".to_owned(), json!(id));
    }
    row.extend(tested(recording));
    row
}

/// Prices as they are stored, from the response that shows them.
fn priced(recorded: &Row) -> Row {
    let mut stored = Map::new();
    if let Some(configs) = recorded
        .get("model_configs")
        .filter(|configs| !configs.is_null())
    {
        stored.insert("model_configs".to_owned(), json!(configs.to_string()));
    }
    if let Some(tooling) = recorded.get("tooling").filter(|tooling| !tooling.is_null()) {
        stored.insert(
            "config".to_owned(),
            json!(json!({"tooling": tooling}).to_string()),
        );
    }
    stored
}

/// The integer identifier that a message of the fork lets through.
fn told_id(recording: &Recording) -> Option<i64> {
    let received = recording.received();
    let message = received["message"].as_str()?;
    ["(id: ", "id=", "for channel "].iter().find_map(|before| {
        let rest = message.split_once(before)?.1;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    })
}

/// What a test or a balance call finds: the stand-in provider chooses its response by the key.
fn tested(recording: &Recording) -> Row {
    let name = recording.name.as_str();
    let azure = json!({"type": 3, "config": "{\"api_version\":\"2024-10-21\"}", "key": "good"});
    let with_key = |key: &str| {
        let mut row = object(azure.clone());
        row.insert("key".to_owned(), json!(key));
        row
    };
    match name {
        "channel-test-ok" | "channel-test-unlisted-model" => with_key("good"),
        "channel-test-slow" => with_key("slow"),
        "channel-test-fail" => with_key("bad"),
        "channel-test-credit" => with_key("credit"),
        "channel-test-404" => with_key("k404"),
        "channel-test-404html" => with_key("k404html"),
        "channel-test-500" => with_key("k500"),
        "channel-test-200html" => with_key("k200html"),
        "channel-test-403" => with_key("k403"),
        "channel-test-unreachable" if recording.dialect == "u" => {
            let mut row = with_key("good");
            row.insert("base_url".to_owned(), json!("http://127.0.0.1:9"));
            row
        }
        "channel-test-unreachable" => object(json!({"type": 50, "base_url": "http://127.0.0.1:9"})),
        "channel-test-azure-no-base" => object(json!({"type": 3, "base_url": "", "config": ""})),
        "channel-test-no-models" => {
            let mut row = with_key("good");
            row.insert("type".to_owned(), json!(16));
            row.insert("models".to_owned(), json!(""));
            row
        }
        "channel-test-audio-only" | "channel-test-audio-model" => {
            object(json!({"models": "whisper-1"}))
        }
        "channel-test-deepl" => object(json!({"type": 38, "models": "deepl-en"})),
        "channel-test-type-58" => object(json!({"type": 58, "base_url": ""})),
        "channel-pricing-get-broken" => object(json!({"model_configs": "{not json"})),
        "channel-balance-type-99" => object(json!({"type": 99})),
        "channel-balance-unsupported" => object(json!({"type": 3})),
        "channel-balance-unreachable" => object(json!({"base_url": "http://127.0.0.1:9"})),
        _ => Map::new(),
    }
}

/// The channel before a PUT: the one of the response, but with another value in every field that
/// the request changed.
fn before_change(recording: &Recording) -> Row {
    let sent = recording.body();
    let sent = sent.as_object().cloned().unwrap_or_default();
    let responded = recording
        .rows()
        .into_iter()
        .next()
        .filter(|row| row.contains_key("models"));
    let mut row = responded.unwrap_or_else(|| generic(recording));
    for (field, value) in &sent {
        if let Some(before) = earlier(field, value, recording.dialect) {
            row.insert(field.clone(), before);
        }
    }
    row.extend(named(&recording.name));
    row.shift_remove("tooling");
    for field in ["uuid", "id"] {
        if let Some(identifier) = sent
            .get(field)
            .filter(|sent| sent.is_i64() || sent.is_string())
        {
            row.insert(field.to_owned(), identifier.clone());
        }
    }
    if recording.dialect != "u" || !row.get("id").is_some_and(Value::is_i64) {
        row.insert("id".to_owned(), json!(1));
    }
    row
}

/// The value of a field before it was set; nothing where the request does not change it.
fn earlier(field: &str, sent: &Value, dialect: &str) -> Option<Value> {
    let is_fork = dialect != "u";
    let is_blank = sent.is_null() || *sent == json!("");
    match field {
        // The tooling stands inside the configuration.
        "uuid" | "id" | "tooling" => None,
        "key" | "models" | "group" | "config" | "name" => {
            (!is_blank).then(|| json!(format!("{}-before", field)))
        }
        "base_url" | "other" | "model_ratio" | "completion_ratio" => {
            (!sent.is_null()).then(|| json!("before"))
        }
        "hidden_models" => Some(json!("[\"gpt-4o-before\"]")),
        "testing_model" => (!sent.is_null()).then(|| json!("gpt-4o")),
        "model_mapping" | "model_configs" | "system_prompt" | "inference_profile_arn_map" => {
            (is_fork || !sent.is_null()).then(|| json!("{\"before\":\"x\"}"))
        }
        _ if sent.is_null() => None,
        "weight" | "priority" | "ratelimit" => Some(json!(4)),
        _ if sent.as_f64() == Some(0.0) => None,
        _ => sent.is_number().then(|| json!(2)),
    }
}

/// What single recordings presume besides.
fn named(name: &str) -> Row {
    match name {
        "channel-put-models-drop-testing" => object(json!({"testing_model": "gpt-4o"})),
        "channel-tooling-put" | "channel-put-tooling-string" => {
            object(json!({"config": "{\"api_version\":\"2024-10-21\"}"}))
        }
        "channel-put-config-without-tooling" => {
            object(json!({"config": "{\"tooling\":{\"whitelist\":[\"web_search\"]}}"}))
        }
        "channel-hidden-models-bad" => object(json!({"name": "azure-gpt-4o-7f3a"})),
        _ => Map::new(),
    }
}
