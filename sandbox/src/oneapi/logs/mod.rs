//! Logs: why a channel was disabled, and who used what.

pub(crate) mod notes;
pub(crate) mod routes;
mod row;

use rusqlite::{Connection, OptionalExtension, Result};
use serde_json::Value;

use self::row::{COLUMNS, Log};
use crate::oneapi::filter::Filter;
use crate::oneapi::listing::{Listing, Paging, Query, identifier_in};
use crate::oneapi::version::Version;

/// The longest range, in seconds, that the fork sorts.
const SORTED_RANGE: i64 = 30 * 24 * 3600;
/// How many rows a search in the original finds.
const NEWEST: i64 = 100;

/// Whose rows are shown.
#[derive(Clone, Copy)]
pub(crate) enum Whose {
    Everybody,
    /// The rows of the user with this integer identifier, without identifiers in the original.
    Own(i64),
}

/// The conditions of a query; an error where it names a channel that is none.
fn filter(
    connection: &Connection,
    version: Version,
    query: &Query,
    whose: Whose,
) -> Result<std::result::Result<Filter, String>> {
    let mut filter = Filter::default();
    if let Whose::Own(user) = whose {
        filter.add("l.user_id = ?", user);
    }
    for name in ["username", "token_name", "model_name"] {
        let is_own = name == "username" && matches!(whose, Whose::Own(_));
        if let Some(text) = query.get(name).filter(|text| !text.is_empty() && !is_own) {
            filter.add(&format!("l.{name} = ?"), text.to_owned());
        }
    }
    for (name, condition) in [
        ("start_timestamp", "l.created_at >= ?"),
        ("end_timestamp", "l.created_at <= ?"),
    ] {
        if let Some(at) = query.integer(name).filter(|at| *at != 0) {
            filter.add(condition, at);
        }
    }
    match (
        version,
        query.get("channel").filter(|text| !text.is_empty()),
    ) {
        (_, None) => {}
        (Version::F2, Some(text)) if !text.contains('-') => {
            return Ok(Err("invalid resource reference".to_owned()));
        }
        (Version::F2, Some(uuid)) => {
            let known = "SELECT id FROM oneapi_channels WHERE uuid = ?1";
            let known: Option<i64> = connection
                .query_row(known, [uuid], |row| row.get(0))
                .optional()?;
            if known.is_none() {
                return Ok(Err("resource reference not found".to_owned()));
            }
            filter.add("l.channel_uuid = ?", uuid.to_owned());
        }
        (Version::F1 | Version::U, Some(text)) => {
            if let Some(id) = text.parse::<i64>().ok().filter(|id| *id != 0) {
                filter.add("l.channel_id = ?", id);
            }
        }
    }
    Ok(Ok(filter))
}

/// The order of a list of logs; an error where a range is too long to be sorted.
fn order(version: Version, query: &Query) -> std::result::Result<String, String> {
    const SORTS: [&str; 7] = [
        "id",
        "created_time",
        "created_at",
        "prompt_tokens",
        "completion_tokens",
        "quota",
        "elapsed_time",
    ];
    let sort = query.get("sort_by").or_else(|| query.get("sort"));
    let Some(sort) = sort.filter(|sort| version == Version::F2 && !sort.is_empty()) else {
        return Ok("l.id DESC".to_owned());
    };
    let range = query
        .integer("end_timestamp")
        .zip(query.integer("start_timestamp"))
        .map(|(end, start)| end.saturating_sub(start));
    if range.is_some_and(|range| range > SORTED_RANGE) {
        return Err("Date range for sorting cannot exceed 30 days".to_owned());
    }
    let Some(column) = SORTS.iter().find(|known| **known == sort) else {
        return Ok("l.id DESC".to_owned());
    };
    let column = if *column == "created_time" {
        "created_at"
    } else {
        column
    };
    let direction = query.get("order").or_else(|| query.get("sort_order"));
    let is_ascending = direction.is_some_and(|order| order.eq_ignore_ascii_case("asc"));
    Ok(format!(
        "l.{column} {}",
        if is_ascending { "ASC" } else { "DESC" }
    ))
}

/// One page of logs.
pub(crate) fn list(
    connection: &Connection,
    version: Version,
    query: &Query,
    whose: Whose,
) -> Result<std::result::Result<Listing, String>> {
    let mut filter = match filter(connection, version, query, whose)? {
        Ok(filter) => filter,
        Err(message) => return Ok(Err(message)),
    };
    if let Some(kind) = query.integer("type").filter(|kind| *kind != 0) {
        filter.add("l.type = ?", kind);
    }
    let order = match order(version, query) {
        Ok(order) => order,
        Err(message) => return Ok(Err(message)),
    };
    let paging = Paging::of(version, query);
    page(connection, version, (&filter, &order, whose), Some(paging)).map(Ok)
}

/// Logs that hold the keyword: in their text in the fork, at its start or as their type in the
/// original, which finds the newest hundred.
pub(crate) fn search(
    connection: &Connection,
    version: Version,
    query: &Query,
    whose: Whose,
) -> Result<Listing> {
    let keyword = query.get("keyword").unwrap_or_default();
    let mut filter = Filter::default();
    if let Whose::Own(user) = whose {
        filter.add("l.user_id = ?", user);
    }
    let order = order(version, query).unwrap_or_else(|_| "l.id DESC".to_owned());
    match version {
        Version::U => {
            let kind = keyword.parse::<i64>().unwrap_or(-1);
            filter.add_either(
                ("l.type = ?", kind),
                ("l.content LIKE ?", format!("{keyword}%")),
            );
            let all = Paging {
                limit: NEWEST,
                offset: 0,
            };
            page(connection, version, (&filter, &order, whose), Some(all))
        }
        Version::F1 | Version::F2 => {
            if !keyword.is_empty() {
                let exact = identifier_in(version, keyword);
                filter.add_either(
                    ("l.content LIKE ?", format!("%{keyword}%")),
                    (
                        "? IN (l.uuid, l.user_uuid, l.token_uuid, l.channel_uuid)",
                        exact,
                    ),
                );
            }
            let paging = Paging::of(version, query);
            page(connection, version, (&filter, &order, whose), Some(paging))
        }
    }
}

fn page(
    connection: &Connection,
    version: Version,
    (filter, order, whose): (&Filter, &str, Whose),
    paging: Option<Paging>,
) -> Result<Listing> {
    let clause = filter.clause();
    let Paging { limit, offset } = paging.unwrap_or(Paging {
        limit: -1,
        offset: 0,
    });
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_logs l WHERE {clause} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    );
    let mut statement = connection.prepare(&sql)?;
    let values = || filter.values();
    let logs = statement.query_map(values(), Log::read)?;
    let is_own = matches!(whose, Whose::Own(_));
    let rows: Vec<Value> = logs
        .map(|log| log.map(|log| log.object(version, is_own)))
        .collect::<Result<_>>()?;
    let total = if version.is_fork() {
        let sql = format!("SELECT count(*) FROM oneapi_logs l WHERE {clause}");
        Some(connection.query_row(&sql, values(), |row| row.get(0))?)
    } else {
        None
    };
    Ok(Listing { rows, total })
}

/// What was spent: calls only, whatever type is asked for.
pub(crate) fn spent(
    connection: &Connection,
    version: Version,
    query: &Query,
    whose: Whose,
) -> Result<std::result::Result<i64, String>> {
    // The type of the query is accepted and means nothing.
    let filter = match filter(connection, version, query, whose)? {
        Ok(filter) => filter,
        Err(message) => return Ok(Err(message)),
    };
    let sql = format!(
        "SELECT coalesce(sum(quota), 0) FROM oneapi_logs l WHERE {} AND l.type = 2",
        filter.clause()
    );
    let values = filter.values();
    connection.query_row(&sql, values, |row| row.get(0)).map(Ok)
}

/// Deletes what is older than a moment in seconds, and returns how many rows that were.
pub(crate) fn delete_before(connection: &Connection, at: i64) -> Result<usize> {
    connection.execute("DELETE FROM oneapi_logs WHERE created_at < ?1", [at])
}
