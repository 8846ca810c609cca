//! The users whom root can choose on the dashboard.

use rusqlite::Result;
use serde_json::{Value, json};

use super::overview::is_root;
use super::refused;
use crate::oneapi::{Context, Reply, Version};

/// Lists up to a thousand users, the newest first, behind an entry for all of them.
pub(super) fn read(context: &Context) -> Result<Reply> {
    if !is_root(context) {
        return Ok(refused("No permission to access user list"));
    }
    let has_uuids = context.version == Version::F2;
    let identifier = if has_uuids { "uuid" } else { "id" };
    let all: Value = if has_uuids { json!("all") } else { json!(0) };
    let mut people =
        vec![json!({identifier: all, "username": "all", "display_name": "All Users (Site-wide)"})];
    let mut statement = context.db.prepare(
        "SELECT id, uuid, username, display_name FROM oneapi_users ORDER BY id DESC LIMIT 1000",
    )?;
    let rows = statement.query_map((), |row| {
        let identifier_of: Value = if has_uuids {
            json!(row.get::<_, String>(1)?)
        } else {
            json!(row.get::<_, i64>(0)?)
        };
        let (username, shown): (String, String) = (row.get(2)?, row.get(3)?);
        Ok(json!({identifier: identifier_of, "username": username, "display_name": shown}))
    })?;
    for row in rows {
        people.push(row?);
    }
    Ok(Reply::data(json!(people)))
}
