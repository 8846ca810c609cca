//! Users (contract 3.2): lists, searches and reads here, and writing them in the modules.

mod change;
mod create;
mod manage;
mod original_change;
mod permission;
mod removal;
pub(crate) mod routes;
mod row;
pub(crate) mod signing_in;

use rusqlite::{Connection, OptionalExtension, Result, ToSql, params_from_iter};

use self::row::COLUMNS;
pub(crate) use self::row::{Shape, User, unreadable};
use crate::oneapi::listing::{Listing, Paging, Query, order_by};
use crate::oneapi::version::Version;

/// Columns that the fork sorts users by.
const SORTS: [&str; 11] = [
    "id",
    "username",
    "email",
    "display_name",
    "role",
    "status",
    "quota",
    "used_quota",
    "request_count",
    "created_at",
    "updated_at",
];
/// What `order` alone sorts by, as in older versions.
const LEGACY: [&str; 3] = ["quota", "used_quota", "request_count"];

/// One page of the users who are not deleted.
pub(crate) fn list(
    connection: &Connection,
    version: Version,
    query: &Query,
) -> Result<std::result::Result<Listing, String>> {
    let legacy = query.get("order").filter(|order| LEGACY.contains(order));
    let order = match legacy.filter(|_| !version.is_fork() || query.get("sort").is_none()) {
        Some(column) => format!("u.{column} DESC"),
        None => order_by(version, query, &SORTS, "u"),
    };
    let paging = Paging::of(version, query);
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_users u WHERE u.status <> 3 ORDER BY {order} LIMIT ?1 OFFSET ?2"
    );
    let users = rows(connection, &sql, &[&paging.limit, &paging.offset])?;
    let total = connection.query_row(
        "SELECT count(*) FROM oneapi_users WHERE status <> 3",
        (),
        |row| row.get(0),
    )?;
    let (column, prefix) = match version {
        Version::F2 => (13, "get all users: "),
        Version::F1 | Version::U => (11, ""),
    };
    Ok(
        listing(&users, version, column, prefix).map(|rows| Listing {
            rows,
            total: version.is_fork().then_some(total),
        }),
    )
}

/// All users whose name, mail address or display name begins with the keyword, deleted ones too.
pub(crate) fn search(
    connection: &Connection,
    version: Version,
    query: &Query,
) -> Result<std::result::Result<Listing, String>> {
    let keyword = query.get("keyword").unwrap_or_default();
    let order = match version {
        Version::U => "u.id".to_owned(),
        Version::F1 | Version::F2 => order_by(version, query, &SORTS, "u"),
    };
    let identifier = if version == Version::F2 {
        "u.uuid"
    } else {
        "CAST(u.id AS TEXT)"
    };
    let exact = crate::oneapi::listing::identifier_in(version, keyword);
    let sql = format!(
        "SELECT {COLUMNS} FROM oneapi_users u
         WHERE {identifier} = ?1 OR u.username LIKE ?2 OR u.email LIKE ?2 OR u.display_name LIKE ?2
         ORDER BY {order}"
    );
    let prefix = format!("{keyword}%");
    let users = rows(connection, &sql, &[&exact, &prefix])?;
    Ok(listing(&users, version, 11, "").map(|rows| Listing { rows, total: None }))
}

/// The user with this integer identifier.
pub(crate) fn by_id(connection: &Connection, id: i64) -> Result<Option<User>> {
    let sql = format!("SELECT {COLUMNS} FROM oneapi_users u WHERE u.id = ?1");
    connection.query_row(&sql, [id], User::read).optional()
}

/// The user that a path names, or the message that refuses the name.
pub(crate) fn by_reference(
    connection: &Connection,
    version: Version,
    text: &str,
) -> Result<std::result::Result<User, String>> {
    if version != Version::F2 {
        let Ok(id) = text.parse::<i64>() else {
            return Ok(Err(format!(
                "strconv.Atoi: parsing {text:?}: invalid syntax"
            )));
        };
        return Ok(by_id(connection, id)?.ok_or_else(|| "record not found".to_owned()));
    }
    if !text.contains('-') {
        return Ok(Err("invalid resource reference".to_owned()));
    }
    let sql = format!("SELECT {COLUMNS} FROM oneapi_users u WHERE u.uuid = ?1");
    let found = connection.query_row(&sql, [text], User::read).optional()?;
    Ok(match found {
        None => Err("resource reference not found".to_owned()),
        Some(user) => match user.unreadable(12) {
            Some(message) => Err(format!(
                "resolve uuid reference: get user by uuid {text}: {message}"
            )),
            None => Ok(user),
        },
    })
}

/// Why a caller may not read a user, if so: only root reads its equals.
pub(crate) fn refusal(version: Version, caller_role: i64, user: &User) -> Option<String> {
    let is_refused = caller_role < 100 && caller_role <= user.role;
    let words = if version.is_fork() {
        "No permission to get information of users at the same level or higher"
    } else {
        "无权获取同级或更高等级用户的信息"
    };
    is_refused.then(|| words.to_owned())
}

/// The models that a group may use, each once.
pub(crate) fn available_models(connection: &Connection, group: &str) -> Result<Vec<String>> {
    let sql = r#"SELECT "group", models FROM oneapi_channels WHERE status = 1"#;
    let mut statement = connection.prepare(sql)?;
    let channels = statement.query_map((), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    let mut found = std::collections::BTreeSet::new();
    for channel in channels {
        let (groups, models) = channel?;
        if groups.split(',').any(|entry| entry.trim() == group) {
            let models = models.unwrap_or_default();
            let models = models
                .split(',')
                .map(str::trim)
                .filter(|model| !model.is_empty());
            found.extend(models.map(str::to_owned));
        }
    }
    Ok(found.into_iter().collect())
}

fn rows(connection: &Connection, sql: &str, params: &[&dyn ToSql]) -> Result<Vec<User>> {
    let mut statement = connection.prepare(sql)?;
    let users = statement.query_map(params_from_iter(params), User::read)?;
    users.collect()
}

/// The rows as JSON. One that cannot be read takes all others with it.
fn listing(
    users: &[User],
    version: Version,
    column: u8,
    prefix: &str,
) -> std::result::Result<Vec<serde_json::Value>, String> {
    if let Some(message) = users.iter().find_map(|user| user.unreadable(column)) {
        return Err(format!("{prefix}{message}"));
    }
    let shown = users.iter().map(|user| user.object(version, Shape::Listed));
    Ok(shown.collect())
}
