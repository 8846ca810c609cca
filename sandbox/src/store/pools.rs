//! Rows of pools.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::users::{self, User};
use super::{Cursor, after_cursor};
use crate::ids::Number;

/// A pool with its owner and the number of its keys.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) number: Number,
    pub(crate) name: String,
    /// Unix seconds.
    pub(crate) created_at: i64,
    pub(crate) owner: Option<User>,
    pub(crate) key_count: i64,
}

/// The columns of a new pool.
pub(crate) struct NewPool<'a> {
    pub(crate) number: Number,
    /// The display name, which may contain a fault marker.
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

/// Finds a pool.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Pool>> {
    db.query_row(&format!("{SELECT} WHERE pools.number = ?1"), [number], pool)
        .optional()
}

/// Lists up to `limit` pools after `cursor` that `wanted` accepts, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    limit: usize,
    wanted: impl Fn(&Pool) -> bool,
) -> Result<Vec<Pool>> {
    let (end, start) = after_cursor(cursor, "pools.number", "TRUE");
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

pub(crate) fn insert(db: &Connection, pool: &NewPool<'_>) -> Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO pools (number, name, created_at, owner) VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![pool.number, pool.name, pool.created_at, pool.owner])?;
    Ok(())
}

/// Sets or clears the owner of a pool.
pub(crate) fn set_owner(db: &Connection, number: Number, owner: Option<Number>) -> Result<()> {
    db.execute(
        "UPDATE pools SET owner = ?2 WHERE number = ?1",
        params![number, owner],
    )?;
    Ok(())
}

/// Deletes a pool. The caller decides about the keys in it.
pub(crate) fn delete(db: &Connection, number: Number) -> Result<()> {
    db.execute("DELETE FROM pools WHERE number = ?1", [number])?;
    Ok(())
}
