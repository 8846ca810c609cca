//! Lists, searches and single reads of channels (contract 2.1, 3.1).

use rusqlite::{Connection, OptionalExtension, Result, ToSql};
use serde_json::{Value, json};

use super::row::{COLUMNS, Channel};
use crate::oneapi::listing::{Paging, Query, identifier_in, order_by};
use crate::oneapi::version::Version;
use crate::oneapi::{Context, Reply};

/// The columns that the fork sorts by.
const SORTED: [&str; 11] = [
    "id",
    "name",
    "type",
    "status",
    "response_time",
    "test_time",
    "priority",
    "weight",
    "used_quota",
    "created_at",
    "updated_at",
];

/// `GET /api/channel/`.
pub(super) fn list(context: &Context) -> Result<Reply> {
    let query = Query::of(context);
    let page = Paging::of(context.version, &query);
    let order = order(context, &query);
    let sql =
        format!("SELECT {COLUMNS} FROM oneapi_channels c ORDER BY {order} LIMIT ?1 OFFSET ?2");
    let rows = select(
        context.db,
        context.version,
        &sql,
        &[&page.limit, &page.offset],
    )?;
    let count = "SELECT count(*) FROM oneapi_channels";
    let total: i64 = context.db.query_row(count, (), |row| row.get(0))?;
    Ok(Reply::rows(
        rows,
        context.version.is_fork().then_some(total),
    ))
}

/// The order; rows that sort alike come at random while that is switched on.
fn order(context: &Context, query: &Query) -> String {
    let order = order_by(context.version, query, &SORTED, "c");
    if context.api.has_unstable_paging() {
        format!("{order}, random()")
    } else {
        order
    }
}

/// `GET /api/channel/search`: all rows whose name begins so, or whose identifier is so. The pattern
/// is not escaped.
pub(super) fn search(context: &Context) -> Result<Reply> {
    let query = Query::of(context);
    let keyword = query.get("keyword").unwrap_or_default();
    let column = if context.version.has_uuids() {
        "uuid"
    } else {
        "id"
    };
    // The original finds the oldest first.
    let order = match context.version {
        Version::U => "c.id".to_owned(),
        Version::F1 | Version::F2 => order(context, &query),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_channels c
         WHERE ?1 = '' OR c.name LIKE ?1 || '%' OR CAST(c.{column} AS TEXT) = ?2 ORDER BY {order}"
    );
    let identifier = identifier_in(context.version, keyword);
    let rows = select(context.db, context.version, &sql, &[&keyword, &identifier])?;
    Ok(Reply::rows(rows, None))
}

fn select(
    connection: &Connection,
    version: Version,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Value>> {
    let mut statement = connection.prepare(sql)?;
    let channels = statement.query_map(values, Channel::read)?;
    channels
        .map(|channel| Ok(channel?.listed(version)))
        .collect()
}

/// `GET /api/channel/:id`.
pub(super) fn one(context: &Context) -> Result<Reply> {
    Ok(match by_reference(context, &context.request.id)? {
        Ok(channel) => Reply::data(channel.single(context.version, "")),
        Err(message) => Reply::refused(message),
    })
}

/// The channel that a path names, or the server's refusal.
pub(super) fn by_reference(
    context: &Context,
    text: &str,
) -> Result<std::result::Result<Channel, String>> {
    if context.version.has_uuids() {
        if !text.contains('-') {
            return Ok(Err("invalid resource reference".to_owned()));
        }
        let sql = format!("SELECT {COLUMNS} FROM oneapi_channels c WHERE c.uuid = ?1");
        let found = context
            .db
            .query_row(&sql, [text], Channel::read)
            .optional()?;
        return Ok(found.ok_or_else(|| "resource reference not found".to_owned()));
    }
    match text.parse::<i64>() {
        Ok(id) => {
            let found = Channel::by_id(context.db, id)?;
            Ok(found.ok_or_else(|| "record not found".to_owned()))
        }
        Err(_) => Ok(Err(format!(
            "strconv.Atoi: parsing {text:?}: invalid syntax"
        ))),
    }
}

/// `GET /api/status/channel`: public, in words.
pub(super) fn statuses(context: &Context) -> Result<Reply> {
    let query = Query::of(context);
    let size = query.integer("size").filter(|size| *size > 0);
    let limit = size.unwrap_or(6).min(100);
    let offset = query.integer("p").unwrap_or(0).max(0).saturating_mul(limit);
    let sql =
        format!("SELECT {COLUMNS} FROM oneapi_channels c ORDER BY c.id DESC LIMIT ?1 OFFSET ?2");
    let mut statement = context.db.prepare(&sql)?;
    let channels = statement.query_map([limit, offset], Channel::read)?;
    let rows: Result<Vec<Value>> = channels.map(|channel| Ok(status_of(&channel?))).collect();
    let count = "SELECT count(*) FROM oneapi_channels";
    let total: i64 = context.db.query_row(count, (), |row| row.get(0))?;
    let body = json!({"data": rows?, "success": true, "total": total});
    Ok(Reply::plain(axum::http::StatusCode::OK, body))
}

fn status_of(channel: &Channel) -> Value {
    let status = match channel.status {
        1 => "enabled",
        2 => "manually_disabled",
        3 => "auto_disabled",
        _ => "unknown",
    };
    json!({
        "enabled": channel.status == 1,
        "name": channel.name,
        "response": {
            "created_time": channel.created_time,
            "response_time_ms": channel.response_time,
            "test_time": channel.test_time,
        },
        "status": status,
    })
}
