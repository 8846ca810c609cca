//! The fork's dashboard: root sees everybody or one user, all others only themselves.

use rusqlite::Result;
use rusqlite::types::Value as Stored;
use serde_json::{Value, json};

use super::days::span;
use super::refused;
use super::statistics::{Part, Scope, rows};
use crate::oneapi::listing::Query;
use crate::oneapi::users::{User, by_id, by_reference};
use crate::oneapi::{Context, Reply, Role};

/// Reads a dashboard. An error of the database has `data` beside its text as well.
pub(super) fn read(context: &Context) -> Result<Reply> {
    Ok(overview(context).unwrap_or_else(|error| refused(&error.to_string())))
}

fn overview(context: &Context) -> Result<Reply> {
    let query = Query::of(context);
    let is_root = is_root(context);
    let user = match subject(context, &query)? {
        Ok(user) => user,
        Err(words) => return Ok(refused(words)),
    };
    let days = if is_root { 365 } else { 7 };
    let span = match span(&query, context.now, days) {
        Ok(span) => span,
        Err(message) => return Ok(refused(&message)),
    };
    let scope = Scope {
        version: context.version,
        user: user.as_ref().map(|user| user.id),
        span,
    };
    let part = |part| -> Result<Value> {
        let rows = rows(context.db, scope, part)?;
        Ok(match rows.is_empty() {
            true => Value::Null,
            false => json!(rows),
        })
    };
    let Totals {
        quota,
        used_quota,
        status,
    } = match totals(context, user.as_ref())? {
        Ok(totals) => totals,
        Err(message) => return Ok(refused(&message)),
    };
    Ok(Reply::data(json!({
        "logs": part(Part::Models)?,
        "status": status,
        "token_logs": part(Part::Tokens)?,
        "tool_logs": null,
        "tool_token_logs": null,
        "tool_user_logs": null,
        "total_quota": quota,
        "used_quota": used_quota,
        "user_logs": part(Part::Users)?,
    })))
}

/// Whether the caller is root.
pub(super) fn is_root(context: &Context) -> bool {
    let role = context.caller.map_or(0, |caller| caller.role);
    role >= Role::Root as i64
}

/// The user whom a dashboard is about, nobody for all.
fn subject(
    context: &Context,
    query: &Query,
) -> Result<std::result::Result<Option<User>, &'static str>> {
    let own = context.caller.map_or(0, |caller| caller.id);
    let named = query.get("user_id").filter(|text| !text.is_empty());
    let named = match named {
        None if is_root(context) => return Ok(Ok(None)),
        None => return Ok(Ok(by_id(context.db, own)?)),
        Some("all") if is_root(context) => return Ok(Ok(None)),
        Some(named) => by_reference(context.db, context.version, named)?,
    };
    Ok(match named {
        Ok(user) if is_root(context) || user.id == own => Ok(Some(user)),
        _ if is_root(context) => Err("Invalid user_id parameter"),
        _ => Err("No permission to view other users' dashboard data"),
    })
}

/// What a dashboard says about its users.
struct Totals {
    quota: i64,
    used_quota: i64,
    status: String,
}

/// Sums up the users. A quota that cannot be read takes the site-wide dashboard with it.
fn totals(context: &Context, user: Option<&User>) -> Result<std::result::Result<Totals, String>> {
    if let Some(message) = user.and_then(|user| user.unreadable(0)) {
        return Ok(Err(message));
    }
    let id = user.map(|user| user.id);
    let (quota, used_quota, active, all) = context.db.query_row(
        "SELECT sum(quota), coalesce(sum(used_quota), 0), coalesce(sum(status = 1), 0), count(*)
         FROM oneapi_users WHERE ?1 IS NULL OR id = ?1",
        [id],
        |row| {
            let quota: Stored = row.get(0)?;
            let number = |index| row.get::<_, i64>(index);
            Ok((quota, number(1)?, number(2)?, number(3)?))
        },
    )?;
    let quota = match quota {
        Stored::Integer(quota) => quota,
        Stored::Real(quota) => {
            return Ok(Err(crate::oneapi::users::unreadable(quota, 0)));
        }
        _ => 0,
    };
    let status = match (user, active == all) {
        (Some(_), true) => "Active".to_owned(),
        (Some(_), false) => "Disabled".to_owned(),
        (None, true) => "All Active".to_owned(),
        (None, false) => format!("{active}/{all} Active"),
    };
    Ok(Ok(Totals {
        quota,
        used_quota,
        status,
    }))
}
