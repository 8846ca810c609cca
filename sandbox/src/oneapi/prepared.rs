//! What is known of a request before it is handled: who sends it, and which faults hold for it.

use rusqlite::{Connection, OptionalExtension, Result};
use serde_json::Value;

use super::faults::KINDS;
use super::{Arrived, Role, Route, Version, caller};
use crate::error::ApiError;
use crate::faults::marker::in_name;
use crate::faults::switch::Reach;
use crate::faults::{Faults, Kind};
use crate::state::Gateway;

/// What is known.
pub(super) struct Prepared {
    pub(super) faults: Faults,
    /// The caller's role, for the ledger.
    pub(super) caller: &'static str,
}

/// Collects the faults of the header, of the name of a channel that is written, and of the
/// switches. An unknown word in the header is rejected at once, so that a test with a typing
/// mistake does not pass.
pub(super) fn prepare(
    gateway: &Gateway,
    version: Version,
    request: &Arrived,
    route: &Route,
) -> std::result::Result<Prepared, ApiError> {
    let connection = gateway.store.lock();
    let caller = if route.writes {
        caller_word(&connection, version, request)?
    } else {
        ""
    };
    let mut faults = match request.header("x-sandbox-fault") {
        None => Faults::default(),
        Some("none") => {
            let faults = Faults::default();
            return Ok(Prepared { faults, caller });
        }
        Some(list) => acting(list).map_err(|word| {
            let message = format!("There is no fault {word:?}.");
            ApiError::invalid("invalid_parameter", "X-Sandbox-Fault", message)
        })?,
    };
    if route.writes && route.path.starts_with("/api/channel/") {
        for name in names(&connection, version, request)? {
            faults.add(in_name(&name));
        }
    }
    faults.add(gateway.switches.fire(&Reach {
        is_write: route.writes,
        words: [route.word, route.word],
    }));
    Ok(Prepared { faults, caller })
}

/// Reads a list of faults; the error is a word without an effect in this dialect.
fn acting(list: &str) -> std::result::Result<Faults, String> {
    let faults = Faults::read(list)?;
    let other = faults.iter().find(|fault| !KINDS.contains(&fault.kind));
    match other.map(|fault| fault.kind.word().to_owned()) {
        Some(word) => Err(word),
        None => Ok(faults),
    }
}

/// The names of the channel that a request writes: the one in its body, and the stored one.
fn names(connection: &Connection, version: Version, request: &Arrived) -> Result<Vec<String>> {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let (column, in_body) = if version.has_uuids() {
        ("uuid", body["uuid"].as_str().map(str::to_owned))
    } else {
        ("id", body["id"].as_i64().map(|id| id.to_string()))
    };
    let reference = if request.id.is_empty() {
        in_body.unwrap_or_default()
    } else {
        request.id.clone()
    };
    let sql = format!("SELECT name FROM oneapi_channels WHERE {column} = ?1");
    let stored = connection.query_row(&sql, [reference], |row| row.get::<_, String>(0));
    let sent = body["name"].as_str().map(str::to_owned);
    Ok(stored.optional()?.into_iter().chain(sent).collect())
}

fn caller_word(
    connection: &Connection,
    version: Version,
    request: &Arrived,
) -> Result<&'static str> {
    let caller = caller::identify(connection, version, &request.headers, Role::Guest)?;
    Ok(match caller {
        Ok(caller) if caller.role >= Role::Root as i64 => "root",
        Ok(caller) if caller.role >= Role::Admin as i64 => "admin",
        Ok(_) => "user",
        Err(_) => "unknown",
    })
}

/// Whether a fault alters the body of a success.
pub(super) fn alters(faults: &Faults) -> bool {
    let kinds = [
        Kind::ExtraFields,
        Kind::UnknownEnum,
        Kind::BadRow,
        Kind::BareArray,
    ];
    kinds.into_iter().any(|kind| faults.has(kind))
}
