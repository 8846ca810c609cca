//! Rows of device logins: a person types a code at the provider, and the gateway waits for it.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::ids::Number;

/// A stored device login.
#[derive(Clone, Debug)]
pub(crate) struct DeviceLogin {
    pub(crate) number: Number,
    /// The name for the new account.
    pub(crate) name: Option<String>,
    /// The account that is to be signed in again.
    pub(crate) account: Option<Number>,
    /// The code that the person types.
    pub(crate) user_code: String,
    /// Seconds between two polls.
    pub(crate) interval: i64,
    /// How many of the next polls are told to slow down.
    pub(crate) slow_downs: i64,
    /// The times of all polls as a JSON array.
    pub(crate) polls: String,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// What the person does at the provider, as JSON.
    pub(crate) decision: Option<String>,
    /// When the person does it; it may be in the future.
    pub(crate) decided_at: Option<i64>,
    pub(crate) ended_at: Option<i64>,
    /// The fields of the result as JSON. It is set with `ended_at` and never changes.
    pub(crate) outcome: Option<String>,
}

const COLUMNS: &str = "number, name, account, user_code, interval, slow_downs, polls, created_at,
  expires_at, decision, decided_at, ended_at, outcome";

fn login(row: &Row<'_>) -> Result<DeviceLogin> {
    Ok(DeviceLogin {
        number: row.get(0)?,
        name: row.get(1)?,
        account: row.get(2)?,
        user_code: row.get(3)?,
        interval: row.get(4)?,
        slow_downs: row.get(5)?,
        polls: row.get(6)?,
        created_at: row.get(7)?,
        expires_at: row.get(8)?,
        decision: row.get(9)?,
        decided_at: row.get(10)?,
        ended_at: row.get(11)?,
        outcome: row.get(12)?,
    })
}

/// Finds a login.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<DeviceLogin>> {
    let select = format!("SELECT {COLUMNS} FROM device_logins WHERE number = ?1");
    db.query_row(&select, [number], login).optional()
}

/// Lists all logins, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<DeviceLogin>> {
    let mut statement = db.prepare(&format!(
        "SELECT {COLUMNS} FROM device_logins ORDER BY number"
    ))?;
    statement.query_map([], login)?.collect()
}

/// Adds a login, or replaces the one with its number.
pub(crate) fn put(db: &Connection, row: &DeviceLogin) -> Result<()> {
    db.execute(
        &format!(
            "INSERT OR REPLACE INTO device_logins ({COLUMNS})
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        ),
        params![
            row.number,
            row.name,
            row.account,
            row.user_code,
            row.interval,
            row.slow_downs,
            row.polls,
            row.created_at,
            row.expires_at,
            row.decision,
            row.decided_at,
            row.ended_at,
            row.outcome
        ],
    )?;
    Ok(())
}
