//! Reading redemption codes.

use rusqlite::{Result, ToSql, params_from_iter};

use super::row::{COLUMNS, Redemption, by_id};
use crate::oneapi::listing::{Paging, Query, identifier_in, order_by};
use crate::oneapi::reference::{self, Table};
use crate::oneapi::{Context, Reply, Version};

/// Columns that a search in the fork sorts by. A list ignores them.
const SORTS: [&str; 8] = [
    "id",
    "name",
    "status",
    "quota",
    "created_time",
    "redeemed_time",
    "created_at",
    "updated_at",
];

/// One page of codes, the newest first.
pub(super) fn list(context: &Context) -> Result<Reply> {
    let paging = Paging::of(context.version, &Query::of(context));
    page(context, ("1", &[]), "r.id DESC", paging)
}

/// The codes whose names begin with a keyword, or by an identifier of code or owner; never by the
/// code itself. The original returns all of them.
pub(super) fn search(context: &Context) -> Result<Reply> {
    let (version, query) = (context.version, Query::of(context));
    let keyword = query.get("keyword").unwrap_or_default();
    let identifiers = match version {
        Version::F2 => "?2 IN (r.uuid, (SELECT u.uuid FROM oneapi_users u WHERE u.id = r.user_id))",
        Version::F1 | Version::U => "?2 = CAST(r.id AS TEXT)",
    };
    let clause = format!("(r.name LIKE ?1 OR {identifiers})");
    let (prefix, exact) = (format!("{keyword}%"), identifier_in(version, keyword));
    let (order, paging) = match version {
        Version::U => {
            let all = Paging {
                limit: -1,
                offset: 0,
            };
            ("r.id".to_owned(), all)
        }
        Version::F1 | Version::F2 => (
            order_by(version, &query, &SORTS, "r"),
            Paging::of(version, &query),
        ),
    };
    page(context, (&clause, &[&prefix, &exact]), &order, paging)
}

/// One code.
pub(super) fn one(context: &Context) -> Result<Reply> {
    let id = match reference::in_path(context, Table::Redemptions, &context.request.id)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    Ok(match by_id(context.db, id)? {
        Some(code) => Reply::data(code.object(context.version)),
        None => Reply::refused("record not found"),
    })
}

fn page(
    context: &Context,
    (clause, values): (&str, &[&dyn ToSql]),
    order: &str,
    paging: Paging,
) -> Result<Reply> {
    let Paging { limit, offset } = paging;
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_redemptions r WHERE {clause} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    );
    let mut statement = context.db.prepare(&sql)?;
    let codes = statement.query_map(params_from_iter(values), Redemption::read)?;
    let rows = codes
        .map(|code| code.map(|code| code.object(context.version)))
        .collect::<Result<_>>()?;
    if !context.version.is_fork() {
        return Ok(Reply::rows(rows, None));
    }
    let sql = format!("SELECT count(*) FROM oneapi_redemptions r WHERE {clause}");
    let total = context
        .db
        .query_row(&sql, params_from_iter(values), |row| row.get(0))?;
    Ok(Reply::rows(rows, Some(total)))
}
