//! Changing and deleting redemption codes.

use rusqlite::Result;

use super::create::FIELDS;
use super::row::by_id;
use crate::oneapi::bound::Bound;
use crate::oneapi::listing::Query;
use crate::oneapi::reference::{self, Table};
use crate::oneapi::{Context, Reply};

/// Replaces name and quota, also with 0, or with `status_only` the status.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let body = match Bound::read(&context.request.body, "model.Redemption", FIELDS) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let id = match reference::in_body(context, Table::Redemptions, &body)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    if by_id(context.db, id)?.is_none() {
        return Ok(Reply::refused("record not found"));
    }
    let is_status_only = Query::of(context)
        .get("status_only")
        .is_some_and(|text| !text.is_empty());
    let now = context.now_millis();
    if is_status_only {
        context.db.execute(
            "UPDATE oneapi_redemptions SET status = ?2, updated_at = ?3 WHERE id = ?1",
            (id, body.number("status"), now),
        )?;
    } else {
        let name = body.text("name");
        if context.version.is_fork() && name.is_empty() {
            return Ok(Reply::refused("Redemption name cannot be empty"));
        }
        context.db.execute(
            "UPDATE oneapi_redemptions SET name = ?2, quota = ?3, updated_at = ?4 WHERE id = ?1",
            (id, name, body.number("quota"), now),
        )?;
    }
    let row = by_id(context.db, id)?.map(|code| code.object(context.version));
    Ok(Reply::data(row.unwrap_or_default()).changing())
}

/// Deletes a code.
pub(super) fn delete(context: &Context) -> Result<Reply> {
    let id = match reference::in_path(context, Table::Redemptions, &context.request.id)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let deleted = context
        .db
        .execute("DELETE FROM oneapi_redemptions WHERE id = ?1", [id])?;
    Ok(match deleted {
        0 => Reply::refused("record not found"),
        _ => Reply::done().changing(),
    })
}
