//! How a request names a row: by UUID in the newest fork, by number before that (contract 5).

use rusqlite::{OptionalExtension, Result};

use super::bound::Bound;
use super::{Context, Version};

/// A table whose rows are named.
#[derive(Clone, Copy)]
pub(crate) enum Table {
    Users,
    Tokens,
    Redemptions,
}

impl Table {
    const fn name(self) -> &'static str {
        match self {
            Self::Users => "oneapi_users",
            Self::Tokens => "oneapi_tokens",
            Self::Redemptions => "oneapi_redemptions",
        }
    }
}

/// The integer identifier of the row that a path or a query names, or the refusal. Only a UUID is
/// looked up: a number may name no row.
pub(crate) fn in_path(
    context: &Context,
    table: Table,
    text: &str,
) -> Result<std::result::Result<i64, String>> {
    if context.version != Version::F2 {
        let id = text.parse::<i64>();
        return Ok(id.map_err(|_| format!("strconv.Atoi: parsing {text:?}: invalid syntax")));
    }
    if !text.contains('-') {
        return Ok(Err("invalid resource reference".to_owned()));
    }
    let sql = format!("SELECT id FROM {} WHERE uuid = ?1", table.name());
    let found = context.db.query_row(&sql, [text], |row| row.get(0));
    Ok(found
        .optional()?
        .ok_or_else(|| "resource reference not found".to_owned()))
}

/// The same for the row that a body names; 0 where a body before UUIDs names none.
pub(crate) fn in_body(
    context: &Context,
    table: Table,
    body: &Bound,
) -> Result<std::result::Result<i64, String>> {
    match (context.version, body.text("uuid")) {
        (Version::F1 | Version::U, _) => Ok(Ok(body.number("id"))),
        (Version::F2, "") => Ok(Err("resource uuid is required".to_owned())),
        (Version::F2, uuid) => in_path(context, table, uuid),
    }
}
