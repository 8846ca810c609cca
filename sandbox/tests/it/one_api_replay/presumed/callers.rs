//! Who asks: root unless the recording says otherwise.

use serde_json::{Value, json};

use super::super::recording::Recording;
use super::{Cookie, Presumed, ROOT_TOKEN, Row, object};

/// The access token of a caller who is not root.
const TOKEN: &str = "0000000000000000000000000000c0de";
/// The integer identifier of a caller who is not root and whose own row is not recorded.
const CALLER: i64 = 60;

/// Plants the caller, and the user who logs in.
pub(super) fn plant(recording: &Recording, presumed: &mut Presumed) {
    plant_root(recording, presumed);
    if recording.path() == "/api/user/login" {
        plant_login(recording, presumed);
    }
    let headers = recording.sent_headers();
    let has_cookie = headers.iter().any(|(name, _)| name == "Cookie");
    if has_cookie {
        plant_session(recording, presumed);
    }
    let (role, status) = match recording.authorization() {
        None => return,
        Some("none") => {
            presumed.authorization = None;
            return;
        }
        Some("an unknown token" | "the token replaced by a second mint") => {
            presumed.authorization = Some("f".repeat(32));
            return;
        }
        Some("a relay key") => {
            presumed.authorization = Some(format!("sk-{}", "A".repeat(48)));
            return;
        }
        Some("'bearer ' + root's token") => {
            presumed.authorization = Some(format!("bearer {ROOT_TOKEN}"));
            return;
        }
        Some("'Bearer ' + root's token") => {
            presumed.authorization = Some(format!("Bearer {ROOT_TOKEN}"));
            return;
        }
        Some("an admin (role 10)") if recorded_admin(recording).is_some() => {
            presumed.authorization = recorded_admin(recording);
            return;
        }
        Some("an admin (role 10)" | "bob, admin") => (10, 1),
        Some("a disabled user" | "the user whose status was PUT to 2") => (1, 2),
        Some("a deleted user's token") => (1, 3),
        Some(_) => (1, 1),
    };
    presumed.authorization = Some(TOKEN.to_owned());
    let mut row = own_row(recording).unwrap_or_else(|| someone(recording, role, status));
    if recording.authorization() == Some("a deleted user's token") {
        row.insert(
            "username".to_owned(),
            json!("deleted_01a200cef00f7615b086ccf41599700d"),
        );
    }
    row.insert("access_token".to_owned(), json!(TOKEN));
    presumed.rows.push(("users", row));
}

/// The access token of an admin whom a list shows with it.
fn recorded_admin(recording: &Recording) -> Option<String> {
    let rows = recording.rows();
    let admin = rows
        .iter()
        .find(|row| row.get("role") == Some(&json!(10)))?;
    let token = admin.get("access_token").and_then(Value::as_str)?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// Root's row, in the form that the recording shows it in.
fn plant_root(recording: &Recording, presumed: &mut Presumed) {
    let recorded = recording.rows().into_iter().find(|row| {
        row.get("username").and_then(Value::as_str) == Some("root") && row.contains_key("aff_code")
    });
    let is_own = recording.path() != "/api/user/login";
    let mut root = recorded.filter(|_| is_own).unwrap_or_else(|| {
        object(
            json!({"username": "root", "display_name": "Root User", "role": 100, "status": 1,
            "quota": 500_000_000_000_000_i64, "group": "default",
            "uuid": "01a200ce-af59-72d3-9ad4-ce772e656cc9"}),
        )
    });
    if recording.name == "root-after-self-demotion" {
        root.insert("role".to_owned(), json!(10));
    }
    if recording.path() == "/api/user/login" {
        root.shift_remove("uuid");
        if let Some(uuid) = recording.received()["data"].get("uuid") {
            root.insert("uuid".to_owned(), uuid.clone());
        }
    }
    root.insert("id".to_owned(), json!(1));
    root.insert("access_token".to_owned(), json!(ROOT_TOKEN));
    presumed.rows.push(("users", root));
}

/// The caller's own row, where the recording shows it.
fn own_row(recording: &Recording) -> Option<Row> {
    if recording.path() != "/api/user/self" {
        return None;
    }
    let mut row = recording.rows().into_iter().next()?;
    if row.get("username").and_then(Value::as_str) == Some("root") {
        return None;
    }
    row.entry("id").or_insert(json!(CALLER));
    Some(row)
}

fn someone(recording: &Recording, role: i64, status: i64) -> Row {
    let mut row = object(
        json!({"id": CALLER, "username": "climber", "display_name": "climber",
        "role": role, "status": status, "quota": 0, "group": "default",
        "uuid": "01a200ce-c57e-7c23-b340-cd1eb228d42d"}),
    );
    if recording.name == "admin-get-self-by-uuid" {
        let uuid = recording.path().rsplit('/').next().unwrap_or_default();
        row.insert("uuid".to_owned(), json!(uuid));
    }
    row
}

/// A session of a common user, which beats the header.
fn plant_session(recording: &Recording, presumed: &mut Presumed) {
    if recording.name == "session-invalid-header-good" {
        presumed.cookie = Some(Cookie::Unreadable);
        return;
    }
    let status = if recording.name == "session-after-disable" {
        2
    } else {
        1
    };
    let row = own_row(recording).unwrap_or_else(|| {
        let mut row = someone(recording, 1, status);
        let owner = recording
            .rows()
            .first()
            .and_then(|row| row.get("user_uuid").cloned());
        row.extend(owner.map(|uuid| ("uuid".to_owned(), uuid)));
        row
    });
    let user = row.get("id").and_then(Value::as_i64).unwrap_or(CALLER);
    let role = if recording.name == "session-after-demote" {
        10
    } else {
        1
    };
    presumed.rows.push(("users", row));
    presumed.cookie = Some(Cookie::Session { user, role });
}

/// The user who logs in, as far as the name is one that exists.
fn plant_login(recording: &Recording, presumed: &mut Presumed) {
    let body = recording.body();
    let name = body["username"].as_str().unwrap_or_default();
    if matches!(name, "root" | "x" | "nobodyx") {
        return;
    }
    let mut row = recording.rows().into_iter().next().unwrap_or_default();
    if !row.contains_key("username") {
        row = someone(recording, 1, 1);
        row.insert("username".to_owned(), json!(name));
    }
    row.entry("id").or_insert(json!(CALLER));
    row.insert("group".to_owned(), json!("default"));
    row.insert("aff_code".to_owned(), json!("wUrO"));
    let is_wrong = recording.name == "login-wrong";
    let password = if is_wrong {
        "another-one"
    } else {
        body["password"].as_str().unwrap_or("-")
    };
    row.insert("password".to_owned(), json!(password));
    if name == "dave" || name == "erin" {
        let code = body["totp_code"]
            .as_str()
            .filter(|_| recording.name == "login-totp-ok");
        let secret = code.map_or("JBSWY3DPEHPK3PXP".to_owned(), |code| format!("code:{code}"));
        row.insert("totp_secret".to_owned(), json!(secret));
    }
    presumed.rows.push(("users", row));
}
