//! Rows of pools.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::users::{self, User};
use super::{Cursor, past};
use crate::ids::Number;

/// A pool with its owner and the number of its keys.
#[derive(Debug)]
pub(crate) struct Pool {
    /// Running number.
    pub(crate) number: Number,
    /// Display name.
    pub(crate) name: String,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Whose it is.
    pub(crate) owner: Option<User>,
    /// How many keys are in it.
    pub(crate) key_count: i64,
}

/// What is known of a pool when it is made.
pub(crate) struct NewPool<'a> {
    /// Running number.
    pub(crate) number: Number,
    /// Display name; it may hold a sentinel.
    pub(crate) name: &'a str,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// The user it belongs to.
    pub(crate) owner: Option<Number>,
}

const SELECT: &str = "SELECT pools.number, pools.name, pools.created_at,
  users.number, users.name, users.created_at,
  (SELECT COUNT(*) FROM keys WHERE keys.pool = pools.number)
  FROM pools LEFT JOIN users ON users.number = pools.owner";

fn pool(row: &Row<'_>) -> Result<Pool> {
    Ok(Pool {
        number: row.get(0)?,
        name: row.get(1)?,
        created_at: row.get(2)?,
        owner: users::joined(row, 3)?,
        key_count: row.get(6)?,
    })
}

/// One pool.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Pool>> {
    db.query_row(&format!("{SELECT} WHERE pools.number = ?1"), [number], pool)
        .optional()
}

/// Up to `limit` pools past `cursor` that `wanted` lets pass, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    limit: usize,
    wanted: impl Fn(&Pool) -> bool,
) -> Result<Vec<Pool>> {
    let (end, start) = past(cursor, "pools.number", "TRUE");
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map([start], pool)?;
    rows.filter(|row| row.as_ref().map_or(true, &wanted))
        .take(limit)
        .collect()
}

/// Whether a pool has exactly this name.
pub(crate) fn is_name_taken(db: &Connection, name: &str) -> Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM pools WHERE name = ?1)",
        [name],
        |row| row.get(0),
    )
}

/// Adds a pool.
pub(crate) fn insert(db: &Connection, pool: &NewPool<'_>) -> Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO pools (number, name, created_at, owner) VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![pool.number, pool.name, pool.created_at, pool.owner])?;
    Ok(())
}

/// Gives a pool another owner, or none.
pub(crate) fn set_owner(db: &Connection, number: Number, owner: Option<Number>) -> Result<()> {
    db.execute(
        "UPDATE pools SET owner = ?2 WHERE number = ?1",
        params![number, owner],
    )?;
    Ok(())
}

/// Removes a pool; what is in it is the caller's business.
pub(crate) fn delete(db: &Connection, number: Number) -> Result<()> {
    db.execute("DELETE FROM pools WHERE number = ?1", [number])?;
    Ok(())
}
