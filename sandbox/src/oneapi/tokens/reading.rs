//! Reading tokens: own ones, also for admins, and those of everybody in the fork.

use rusqlite::Result;

use super::row::{COLUMNS, Token, by_id};
use crate::oneapi::filter::Filter;
use crate::oneapi::listing::{Listing, Paging, Query, identifier_in, order_by};
use crate::oneapi::reference::{self, Table};
use crate::oneapi::{Context, Reply, Version};

/// Columns that the fork sorts tokens by.
const SORTS: [&str; 9] = [
    "id",
    "uuid",
    "name",
    "status",
    "expired_time",
    "remain_quota",
    "used_quota",
    "created_at",
    "updated_at",
];
/// What `order` alone sorts by, as in older versions.
const LEGACY: [&str; 2] = ["remain_quota", "used_quota"];

/// One page of the caller's tokens.
pub(super) fn own(context: &Context) -> Result<Reply> {
    let mut filter = Filter::default();
    filter.add("t.user_id = ?", own_id(context));
    page(context, &filter)
}

/// The caller's tokens whose names begin with a keyword. The original returns all of them.
pub(super) fn find_own(context: &Context) -> Result<Reply> {
    let mut filter = Filter::default();
    filter.add("t.user_id = ?", own_id(context));
    if context.version == Version::U {
        filter.add("t.name LIKE ?", prefix(&Query::of(context)));
        let all = Paging {
            limit: -1,
            offset: 0,
        };
        let found = listing(context, &filter, "t.id", all)?;
        return Ok(Reply::rows(found.rows, None));
    }
    search(context, filter)
}

/// One of the caller's tokens.
pub(super) fn one_own(context: &Context) -> Result<Reply> {
    let id = match reference::in_path(context, Table::Tokens, &context.request.id)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let user = own_id(context);
    Ok(match by_id(context.db, id)? {
        Some(token) if token.user_id == user => Reply::data(token.object(context.version)),
        _ => Reply::refused(foreign(context.version, id, user)),
    })
}

/// One page of the tokens of everybody, or of one user.
pub(super) fn all(context: &Context) -> Result<Reply> {
    let mut filter = Filter::default();
    let query = Query::of(context);
    if let Some(user) = query.get("user_id").filter(|user| !user.is_empty()) {
        match reference::in_path(context, Table::Users, user)? {
            Ok(id) => filter.add("t.user_id = ?", id),
            Err(message) => return Ok(Reply::refused(message)),
        }
    }
    page(context, &filter)
}

/// The tokens of everybody by name, or by the UUID of a token or its owner.
pub(super) fn find_all(context: &Context) -> Result<Reply> {
    search(context, Filter::default())
}

/// Any token.
pub(super) fn one_of_all(context: &Context) -> Result<Reply> {
    let id = match reference::in_path(context, Table::Tokens, &context.request.id)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(format!("invalid token id: {message}"))),
    };
    Ok(match by_id(context.db, id)? {
        Some(token) => Reply::data(token.object(context.version)),
        None => Reply::refused("record not found"),
    })
}

/// The refusal of a token that is not the caller's, root's included.
pub(super) fn foreign(version: Version, id: i64, user: i64) -> String {
    match version {
        Version::U => "record not found".to_owned(),
        Version::F1 | Version::F2 => {
            format!("failed to get token by id={id} and userId={user}: record not found")
        }
    }
}

/// The caller's integer identifier.
pub(super) fn own_id(context: &Context) -> i64 {
    context.caller.map_or(0, |caller| caller.id)
}

fn prefix(query: &Query) -> String {
    format!("{}%", query.get("keyword").unwrap_or_default())
}

fn search(context: &Context, mut filter: Filter) -> Result<Reply> {
    let query = Query::of(context);
    let keyword = query.get("keyword").unwrap_or_default();
    if !keyword.is_empty() {
        let owner = "(SELECT u.uuid FROM oneapi_users u WHERE u.id = t.user_id)";
        let identifiers = match context.version {
            Version::F2 => format!("? IN (t.uuid, {owner})"),
            Version::F1 | Version::U => "? = CAST(t.id AS TEXT)".to_owned(),
        };
        let exact = identifier_in(context.version, keyword);
        filter.add_either(("t.name LIKE ?", prefix(&query)), (&identifiers, exact));
    }
    page(context, &filter)
}

fn page(context: &Context, filter: &Filter) -> Result<Reply> {
    let query = Query::of(context);
    let version = context.version;
    let legacy = query.get("order").filter(|order| LEGACY.contains(order));
    let order = match legacy.filter(|_| !version.is_fork() || query.get("sort").is_none()) {
        Some(column) => format!("t.{column} DESC"),
        None => order_by(version, &query, &SORTS, "t"),
    };
    let found = listing(context, filter, &order, Paging::of(version, &query))?;
    Ok(Reply::rows(found.rows, found.total))
}

fn listing(context: &Context, filter: &Filter, order: &str, paging: Paging) -> Result<Listing> {
    let clause = filter.clause();
    let Paging { limit, offset } = paging;
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_tokens t WHERE {clause} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    );
    let values = || filter.values();
    let mut statement = context.db.prepare(&sql)?;
    let tokens = statement.query_map(values(), Token::read)?;
    let rows = tokens
        .map(|token| token.map(|token| token.object(context.version)))
        .collect::<Result<_>>()?;
    if !context.version.is_fork() {
        return Ok(Listing { rows, total: None });
    }
    let sql = format!("SELECT count(*) FROM oneapi_tokens t WHERE {clause}");
    let total = context.db.query_row(&sql, values(), |row| row.get(0))?;
    Ok(Listing { rows, total })
}
