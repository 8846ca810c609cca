//! Tokens and redemption codes with their owners, as lists show them and as they are before a
//! change.

use serde_json::{Value, json};

use super::super::recording::Recording;
use super::{Presumed, Row, lists, object};

/// Plants tokens or redemption codes.
pub(super) fn plant(table: &'static str, recording: &Recording, presumed: &mut Presumed) {
    owners(recording, presumed);
    if let Some(uuid) = recording
        .query("user_id")
        .filter(|_| !is_about_nothing(recording))
    {
        presumed.rows.push((
            "users",
            object(json!({"id": 300, "username": "owner", "uuid": uuid})),
        ));
    }
    match recording.method() {
        "GET" => lists::plant(table, recording, presumed),
        "PUT" | "DELETE" if !is_about_nothing(recording) => {
            presumed.rows.push((table, before_change(table, recording)));
        }
        _ => {}
    }
    if recording.path() == "/api/user/topup" {
        code(recording, presumed);
    }
    let is_own = !recording.path().starts_with("/api/admin/");
    let rows = presumed
        .rows
        .iter_mut()
        .filter(|(known, _)| *known == table);
    for (_, row) in rows {
        let owner = row.shift_remove("user_uuid");
        if let Some(key) = row.get("key").and_then(Value::as_str) {
            let key = match recording.dialect {
                "u" => key,
                _ => key.strip_prefix("sk-").unwrap_or(key),
            };
            row.insert("key".to_owned(), json!(key));
        }
        let owner = owner.filter(|_| !is_own);
        let id = owner.map_or(1, |uuid| owner_id(recording, &uuid));
        row.entry("user_id").or_insert(json!(id));
    }
}

fn is_about_nothing(recording: &Recording) -> bool {
    ["missing", "again", "nouuid", "noid"]
        .iter()
        .any(|part| recording.name.contains(part))
}

/// The users whom rows belong to: root, or others where an admin lists the tokens of everybody.
fn owners(recording: &Recording, presumed: &mut Presumed) {
    let is_own = !recording.path().starts_with("/api/admin/");
    for row in recording.rows() {
        let Some(uuid) = row.get("user_uuid").filter(|uuid| uuid.is_string()) else {
            continue;
        };
        let user = match is_own {
            true => json!({"id": 1, "username": "root", "uuid": uuid}),
            false => {
                let id = owner_id(recording, uuid);
                json!({"id": id, "username": format!("owner-{id}"), "uuid": uuid})
            }
        };
        presumed.rows.push(("users", object(user)));
    }
}

/// An identifier for each owner, in the order of the rows.
fn owner_id(recording: &Recording, uuid: &Value) -> i64 {
    let rows = recording.rows();
    let place = rows
        .iter()
        .position(|row| row.get("user_uuid") == Some(uuid));
    300 + i64::try_from(place.unwrap_or(0)).unwrap_or(0)
}

/// The row before a change: the one of the response, with other values in what was changed.
fn before_change(table: &str, recording: &Recording) -> Row {
    let is_status_only = recording.query("status_only").is_some();
    let sent = recording.body();
    let mut row = recording
        .rows()
        .into_iter()
        .next()
        .unwrap_or_else(|| object(json!({"key": "K".repeat(48), "name": "before"})));
    if recording.dialect == "u" {
        let named = recording.path().rsplit('/').next().unwrap_or_default();
        let id = sent["id"].as_i64().or(named.parse().ok());
        row.insert("id".to_owned(), json!(id));
    } else {
        let named = recording.path().rsplit('/').next().unwrap_or_default();
        let uuid = sent["uuid"].as_str().unwrap_or(named);
        row.insert("uuid".to_owned(), json!(uuid));
        row.insert("id".to_owned(), json!(11));
    }
    let status = row.get("status").and_then(Value::as_i64);
    if is_status_only {
        let other = if status == Some(1) { 2 } else { 1 };
        row.insert("status".to_owned(), json!(other));
    } else if recording.method() == "PUT" {
        row.insert("name".to_owned(), json!("before"));
        if table == "tokens" {
            row.extend(object(json!({
                "expired_time": 7, "remain_quota": 8, "unlimited_quota": true, "models": "before",
                "subnet": "10.1.0.0/16",
            })));
        } else {
            row.insert("quota".to_owned(), json!(8));
        }
        if recording.dialect != "u" && table == "tokens" {
            row.insert("status".to_owned(), json!(2));
        }
    }
    row.extend(named(&recording.name));
    row
}

/// What single recordings presume besides.
fn named(name: &str) -> Row {
    match name {
        "token-enable-expired" => object(json!({"status": 3, "expired_time": 1000})),
        "token-enable-exhausted" => {
            object(json!({"status": 4, "remain_quota": 0, "unlimited_quota": false}))
        }
        "token-enable-fixed" => object(json!({"status": 4})),
        "token-foreign-put" | "token-foreign-delete" => object(json!({"user_id": 4})),
        _ => Row::new(),
    }
}

/// The code that is redeemed.
fn code(recording: &Recording, presumed: &mut Presumed) {
    let key = recording.body()["key"].clone();
    if matches!(key.as_str(), None | Some("" | "wrong")) {
        return;
    }
    let status = if recording.name.ends_with("again") {
        3
    } else {
        1
    };
    presumed.rows.push((
        "redemptions",
        object(json!({"id": 5, "key": key, "quota": 777, "status": status})),
    ));
}
