//! Who sends a request: the user of a session cookie, or of the access token (contract 1.2, 1.4).

use axum::http::{HeaderMap, StatusCode, header};
use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::reply::Reply;
use super::version::Version;

/// The role that a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Nobody in particular.
    Guest = 0,
    /// A user.
    Common = 1,
    /// An admin.
    Admin = 10,
    /// The root user.
    Root = 100,
}

/// The user who sends a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) id: i64,
    pub(crate) uuid: String,
    pub(crate) username: String,
    /// In a session the role at the time of the login.
    pub(crate) role: i64,
    pub(crate) status: i64,
}

const COLUMNS: &str = "id, uuid, username, role, status";

fn read(row: &Row) -> Result<Caller> {
    Ok(Caller {
        id: row.get(0)?,
        uuid: row.get(1)?,
        username: row.get(2)?,
        role: row.get(3)?,
        status: row.get(4)?,
    })
}

/// Finds the caller, or the refusal that the version sends instead.
pub(crate) fn identify(
    connection: &Connection,
    version: Version,
    headers: &HeaderMap,
    needs: Role,
) -> Result<std::result::Result<Caller, Reply>> {
    let of_session = match cookie(headers) {
        Some(cookie) => of_session(connection, &cookie)?,
        None => None,
    };
    let caller = match of_session {
        Some(caller) => Some(caller),
        None => match token(headers) {
            None => return Ok(Err(nobody(version))),
            Some(token) => of_token(connection, &token)?,
        },
    };
    let Some(caller) = caller else {
        let words = version.say(
            "No permission to perform this operation, access token is invalid",
            "无权进行此操作，access token 无效",
        );
        return Ok(Err(refusal(version, StatusCode::UNAUTHORIZED, words)));
    };
    // A deleted account is renamed. Status 3 alone locks nobody out.
    let is_deleted = caller.status == 3 && caller.username.starts_with("deleted_");
    if caller.status == 2 || is_deleted {
        let words = version.say("User has been banned", "用户已被封禁");
        return Ok(Err(refusal(version, StatusCode::FORBIDDEN, words)));
    }
    if caller.role < needs as i64 {
        let words = version.say(
            "No permission to perform this operation, insufficient permissions",
            "无权进行此操作，权限不足",
        );
        return Ok(Err(refusal(version, StatusCode::FORBIDDEN, words)));
    }
    Ok(Ok(caller))
}

/// The original refuses with HTTP 200 where the fork has a status.
fn refusal(version: Version, status: StatusCode, words: &str) -> Reply {
    let status = if version.is_fork() {
        status
    } else {
        StatusCode::OK
    };
    Reply::refused_with(status, words)
}

fn nobody(version: Version) -> Reply {
    let words = version.say(
        "No permission to perform this operation, not logged in and no access token provided",
        "无权进行此操作，未登录且未提供 access token",
    );
    Reply::refused_with(StatusCode::UNAUTHORIZED, words)
}

/// The access token: the header without the first exact `Bearer `.
fn token(headers: &HeaderMap) -> Option<String> {
    let header = headers.get(header::AUTHORIZATION)?;
    let text = String::from_utf8_lossy(header.as_bytes());
    let text = text.replacen("Bearer ", "", 1);
    (!text.is_empty()).then_some(text)
}

/// The session cookie.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let texts = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';'));
    pairs.find_map(|pair| Some(pair.trim().strip_prefix("session=")?.to_owned()))
}

/// The user of a session, with the role of the login. An unreadable cookie is no session.
fn of_session(connection: &Connection, cookie: &str) -> Result<Option<Caller>> {
    let found = connection.query_row(
        "SELECT u.id, u.uuid, u.username, s.role, u.status
         FROM oneapi_sessions s JOIN oneapi_users u ON u.id = s.user_id WHERE s.cookie = ?1",
        [cookie],
        read,
    );
    found.optional()
}

fn of_token(connection: &Connection, token: &str) -> Result<Option<Caller>> {
    let sql = format!("SELECT {COLUMNS} FROM oneapi_users WHERE access_token = ?1");
    connection.query_row(&sql, [token], read).optional()
}

/// Starts a session of a user and returns its cookie.
pub(crate) fn start_session(connection: &Connection, user: i64, role: i64) -> Result<String> {
    let cookie = crate::random::secret_hex(24);
    connection.execute(
        "INSERT INTO oneapi_sessions (cookie, user_id, role) VALUES (?1, ?2, ?3)",
        (&cookie, user, role),
    )?;
    Ok(cookie)
}
