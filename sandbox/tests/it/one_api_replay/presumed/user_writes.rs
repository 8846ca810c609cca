//! Users as they are before they are changed, managed, deleted or credited.

use serde_json::{Value, json};

use super::super::recording::Recording;
use super::{Presumed, Row, object};

/// Plants the user whom a request writes.
pub(super) fn plant(recording: &Recording, presumed: &mut Presumed) {
    let name = &*recording.name;
    let body = recording.body();
    if name.contains("missing") {
        return;
    }
    let path = recording.path();
    let row = match (recording.method(), path) {
        ("POST", "/api/user/") if name == "user-create-duplicate" => {
            object(json!({"id": 70, "username": "alice"}))
        }
        ("POST", "/api/user/") => return,
        ("POST", "/api/user/manage") => match managed(recording, &body) {
            Some(row) => row,
            None => return,
        },
        ("PUT", _) => target(&body["uuid"], &body["id"]),
        ("POST", "/api/topup") => target(&body["user_uuid"], &body["user_id"]),
        _ => of_path(path),
    };
    let mut row = row;
    row.extend(named(name));
    presumed.rows.push(("users", row));
}

/// A user with the identifier of a body.
fn target(uuid: &Value, id: &Value) -> Row {
    let mut row =
        object(json!({"id": 70, "username": "target", "role": 1, "status": 1, "quota": 7}));
    if uuid.is_string() {
        row.insert("uuid".to_owned(), uuid.clone());
    }
    if id == &json!(1) {
        return object(json!({"id": 1, "username": "root"}));
    }
    if id.is_i64() {
        row.insert("id".to_owned(), id.clone());
    }
    row
}

/// A user with the identifier at the end of a path.
fn of_path(path: &str) -> Row {
    let named = path.rsplit('/').next().unwrap_or_default();
    match named.parse::<i64>() {
        Ok(id) => target(&Value::Null, &json!(id)),
        Err(_) => target(&json!(named), &Value::Null),
    }
}

/// The user with the name in a body, in the state before the action.
fn managed(recording: &Recording, body: &Value) -> Option<Row> {
    let username = body["username"].as_str()?;
    if matches!(username, "" | "root" | "nobody") {
        return None;
    }
    let status = match body["action"].as_str() {
        Some("enable") if username.starts_with("deleted_") => 3,
        Some("enable") => 2,
        _ => 1,
    };
    let role = if recording.name.ends_with("promote-again") {
        10
    } else {
        1
    };
    Some(object(
        json!({"id": 70, "username": username, "role": role, "status": status}),
    ))
}

/// What single recordings presume besides.
fn named(name: &str) -> Row {
    match name {
        "admin-put-equal" | "admin-put-self" | "admin-delete-equal" => object(json!({"role": 10})),
        "root-demotes-itself" | "user-delete-root" => {
            object(json!({"id": 1, "username": "root", "role": 100}))
        }
        "user-update-revive" => {
            object(json!({"username": "deleted_01a200e692d67c9682749347db3d6b53", "status": 3}))
        }
        "user-update-repair" => object(json!({"quota": 9.223_372_036_854_776e18})),
        "topup-overflow" => object(json!({"quota": i64::MAX})),
        "user-totp-disable-ok" => object(json!({"totp_secret": "JBSWY3DPEHPK3PXP"})),
        _ => Row::new(),
    }
}
