//! Deleting a user, which keeps the row under another name, and taking away a second factor.

use axum::http::StatusCode;
use rusqlite::Result;
use serde_json::json;

use super::by_reference;
use super::permission::own_role;
use crate::oneapi::logs::notes::{MANAGE, Note, write};
use crate::oneapi::{Context, Reply, Version, fresh_uuid};
use crate::random;

/// Deletes a user of a lower role. The original succeeds without a body.
pub(super) fn delete(context: &Context) -> Result<Reply> {
    let user = match by_reference(context.db, context.version, &context.request.id)? {
        Ok(user) => user,
        Err(message) => return Ok(Reply::refused(message)),
    };
    if own_role(context) <= user.role {
        return Ok(Reply::refused(context.version.say(
            "No permission to delete users with the same permission level or higher permission level",
            "无权删除同权限等级或更高权限等级的用户",
        )));
    }
    delete_softly(context, user.id)?;
    let reply = match context.version {
        Version::U => Reply::empty(StatusCode::OK),
        Version::F1 | Version::F2 => Reply::done(),
    };
    Ok(reply.changing())
}

/// Renames a user and sets status 3. The access token and the relay keys stay, for a revival.
pub(super) fn delete_softly(context: &Context, id: i64) -> Result<()> {
    let unique = match context.version.is_fork() {
        true => fresh_uuid(context.now_millis()).replace('-', ""),
        false => random::secret_hex(16),
    };
    context.db.execute(
        "UPDATE oneapi_users SET username = ?2, status = 3, updated_at = ?3 WHERE id = ?1",
        (id, format!("deleted_{unique}"), context.now_millis()),
    )?;
    Ok(())
}

/// Takes the second factor of a user away.
pub(super) fn disable_second_factor(context: &Context) -> Result<Reply> {
    let Ok(user) = by_reference(context.db, context.version, &context.request.id)? else {
        return Ok(Reply::refused("Invalid user ID"));
    };
    if user.totp_secret.is_empty() {
        return Ok(Reply::refused("TOTP is not enabled for this user"));
    }
    context.db.execute(
        "UPDATE oneapi_users SET totp_secret = '', updated_at = ?2 WHERE id = ?1",
        (user.id, context.now_millis()),
    )?;
    let content = format!(
        "Field totp_enabled changed from true to false (admin_id={} target_username={})",
        context.caller.map_or(0, |caller| caller.id),
        user.username
    );
    let note = Note {
        user_id: user.id,
        kind: MANAGE,
        content: &content,
        quota: 0,
    };
    write(context, &note)?;
    let message = "TOTP has been successfully disabled for the user";
    let body = json!({"message": message, "success": true});
    Ok(Reply::plain(StatusCode::OK, body).changing())
}
