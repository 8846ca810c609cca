//! `PUT /api/user/` of the fork: each field by itself. Status 3 hides an account from lists and locks
//! nobody out.

use rusqlite::types::Value as Stored;
use rusqlite::{Result, params_from_iter};
use serde_json::Value;

use super::create::{MALFORMED, is_longer, is_taken, taken};
use super::permission::{ROOT, change_refusal, own_role, role_refusal};
use super::signing_in::stored_password;
use super::{User, by_id, by_reference};
use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::logs::notes::{MANAGE, Note, amount, write};
use crate::oneapi::{Context, Reply, Version};

const FIELDS: &Fields = &[
    ("uuid", Holds::Text),
    ("id", Holds::Int),
    ("username", Holds::Text),
    ("display_name", Holds::Text),
    ("email", Holds::Text),
    ("group", Holds::Text),
    ("quota", Holds::Int64),
    ("password", Holds::Text),
    ("role", Holds::Int),
    ("status", Holds::Int),
    ("mcp_tool_blacklist", Holds::Json),
    ("metadata", Holds::Json),
];

/// Columns with their new values.
type Changes = Vec<(&'static str, Stored)>;

/// Changes the fields that were sent.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let Ok(body) = Bound::read(&context.request.body, "controller.updateUser", FIELDS) else {
        return Ok(Reply::refused(MALFORMED));
    };
    let user = match named(context, &body)? {
        Ok(user) => user,
        Err(message) => return Ok(Reply::refused(message)),
    };
    if let Some(words) = change_refusal(context, &user) {
        return Ok(Reply::refused(words));
    }
    let changes = match changes(context, &body) {
        Ok(changes) => changes,
        Err(words) => return Ok(Reply::refused(words)),
    };
    if changes.is_empty() {
        return Ok(Reply::done());
    }
    match store(context, &user, changes) {
        Ok(()) => {}
        Err(error) if is_taken(&error) => return Ok(Reply::refused(taken(context.version))),
        Err(error) => return Err(error),
    }
    if let Some(quota) = body.sent_number("quota") {
        note_quota(context, &user, quota)?;
    }
    Ok(Reply::done().changing())
}

/// The user that a body names.
fn named(context: &Context, body: &Bound) -> Result<std::result::Result<User, String>> {
    if context.version == Version::F2 {
        return match body.text("uuid") {
            "" => Ok(Err("resource uuid is required".to_owned())),
            uuid => by_reference(context.db, context.version, uuid),
        };
    }
    if body.number("id") == 0 {
        return Ok(Err(MALFORMED.to_owned()));
    }
    let Some(user) = by_id(context.db, body.number("id"))? else {
        return Ok(Err("record not found".to_owned()));
    };
    Ok(match user.unreadable(11) {
        Some(message) => Err(message),
        None => Ok(user),
    })
}

fn store(context: &Context, user: &User, changes: Changes) -> Result<()> {
    let columns: Vec<String> = changes
        .iter()
        .enumerate()
        .map(|(index, (column, _))| format!("\"{column}\" = ?{}", index + 2))
        .collect();
    let sql = format!(
        "UPDATE oneapi_users SET {}, updated_at = {} WHERE id = ?1",
        columns.join(", "),
        context.now_millis()
    );
    let values = changes.into_iter().map(|(_, value)| value);
    let values = std::iter::once(Stored::Integer(user.id)).chain(values);
    context
        .db
        .execute(&sql, params_from_iter(values))
        .map(|_| ())
}

/// A changed quota leaves a row; no other edit does.
fn note_quota(context: &Context, user: &User, quota: i64) -> Result<()> {
    let before = user.quota.unwrap_or(0);
    if before == quota {
        return Ok(());
    }
    let content = format!(
        "Field quota changed from {} to {} (admin_id={})",
        amount(context, before)?,
        amount(context, quota)?,
        context.caller.map_or(0, |caller| caller.id)
    );
    let note = Note {
        user_id: user.id,
        kind: MANAGE,
        content: &content,
        quota: 0,
    };
    write(context, &note)
}

/// What the fields that were sent change, or the words that refuse one.
fn changes(context: &Context, body: &Bound) -> std::result::Result<Changes, &'static str> {
    let mut changes = texts(body)?;
    if let Some(quota) = body.sent_number("quota") {
        if quota < 0 {
            return Err("Quota must be non-negative");
        }
        changes.push(("quota", Stored::Integer(quota)));
    }
    if let Some(role) = body.sent_number("role") {
        if let Some(words) = role_refusal(context, role) {
            return Err(words);
        }
        changes.push(("role", Stored::Integer(role)));
    }
    if let Some(status) = body.sent_number("status") {
        if !(1..=3).contains(&status) {
            return Err("Invalid status provided");
        }
        changes.push(("status", Stored::Integer(status)));
    }
    match body.sent("mcp_tool_blacklist") {
        None => {}
        Some(Value::Null) => changes.push(("mcp_tool_blacklist", Stored::Null)),
        Some(list) => changes.push(("mcp_tool_blacklist", Stored::Text(list.to_string()))),
    }
    if let Some(metadata) = body.sent("metadata").filter(|sent| sent.is_object()) {
        if own_role(context) < ROOT {
            return Err("Only root admin can change password lock");
        }
        let stored = match metadata["password_locked"].as_bool() {
            Some(true) => Stored::Text(r#"{"password_locked":true}"#.to_owned()),
            _ => Stored::Null,
        };
        changes.push(("metadata", stored));
    }
    Ok(changes)
}

fn texts(body: &Bound) -> std::result::Result<Changes, &'static str> {
    let mut changes = Changes::new();
    if body.sent("username").is_some_and(Value::is_null) {
        return Err("Username cannot be null");
    }
    if let Some(name) = body.sent_text("username") {
        if !(3..=30).contains(&name.chars().count()) {
            return Err("Username must be between 3 and 30 characters");
        }
        changes.push(("username", Stored::Text(name.to_owned())));
    }
    if let Some(name) = body.sent_text("display_name") {
        if is_longer(name, 20) {
            return Err("Display name cannot exceed 20 characters");
        }
        changes.push(("display_name", Stored::Text(name.to_owned())));
    }
    if let Some(email) = body.sent_text("email") {
        if !email.is_empty() && (is_longer(email, 50) || !is_address(email)) {
            return Err("Valid email is required");
        }
        changes.push(("email", Stored::Text(email.to_owned())));
    }
    if let Some(group) = body.sent_text("group") {
        if group.is_empty() {
            return Err("Group cannot be empty");
        }
        if is_longer(group, 32) {
            return Err("Group cannot exceed 32 characters");
        }
        changes.push(("group", Stored::Text(group.to_owned())));
    }
    if let Some(password) = body.sent_text("password").map(str::trim) {
        if password.is_empty() {
            return Err("Password cannot be empty");
        }
        if !(8..=20).contains(&password.chars().count()) {
            return Err("Password length must be between 8 and 20 characters");
        }
        changes.push(("password", Stored::Text(stored_password(password))));
    }
    Ok(changes)
}

fn is_address(email: &str) -> bool {
    let parts = email.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}
