//! Log rows and users that a dashboard shows. Its sums are the server's own: rows of each model, user
//! and token are there.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::super::comparison::Values;
use super::super::recording::Recording;
use super::{Presumed, object};

/// Plants what a dashboard shows.
pub(super) fn plant(recording: &Recording, presumed: &mut Presumed) {
    if recording.path().ends_with("/users") {
        users(recording, presumed);
        return;
    }
    presumed.values = Values::Messages;
    let data = &recording.received()["data"];
    let (models, at) = match data {
        Value::Array(_) => (data, today()),
        // The day of the recordings, at noon.
        _ => (&data["logs"], 1_795_348_800),
    };
    for row in models.as_array().into_iter().flatten() {
        presumed.rows.push((
            "logs",
            object(json!({
                "user_id": 1, "user_uuid": "01a200ce-af59-72d3-9ad4-ce772e656cc9", "username": "root",
                "token_name": "relay", "type": 2, "created_at": at, "model_name": row["ModelName"],
                "quota": row["Quota"], "prompt_tokens": row["PromptTokens"],
            })),
        ));
    }
}

/// The original shows the last week only.
fn today() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("a time after 1970").as_secs()
}

fn users(recording: &Recording, presumed: &mut Presumed) {
    for (index, row) in recording.rows().into_iter().rev().enumerate() {
        let is_root = row.get("username") == Some(&json!("root"));
        if row.get("uuid") == Some(&json!("all")) {
            continue;
        }
        let mut row = row;
        let id = if is_root { 1 } else { 100 + index };
        row.insert("id".to_owned(), json!(id));
        presumed.rows.push(("users", row));
    }
}
