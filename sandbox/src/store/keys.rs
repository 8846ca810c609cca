//! Rows of API keys.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::budget::Spelling;
use super::users::{self, User};
use super::{Cursor, after_cursor};
use crate::ids::Number;
use crate::money::Usd;

/// The columns of a new key.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    pub(crate) number: Number,
    /// The display name, which may contain a fault marker.
    pub(crate) name: String,
    /// The redacted secret, such as `sk-lazytech-...abcd`.
    pub(crate) redacted: String,
    /// The secret's hash; `None` for sample keys, which never had a secret.
    pub(crate) hash: Option<String>,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Unix seconds; `None` means never.
    pub(crate) last_used_at: Option<i64>,
    /// Unix seconds; `None` means never.
    pub(crate) expires_at: Option<i64>,
    /// Whether a person disabled it.
    pub(crate) disabled: bool,
    /// `all`, `openai` or `anthropic`.
    pub(crate) foundation: String,
    /// The pool it is in.
    pub(crate) pool: Option<Number>,
    /// The user it belongs to.
    pub(crate) owner: Option<Number>,
    /// The limit; `None` means unlimited.
    pub(crate) limit: Option<Usd>,
    pub(crate) used: Usd,
    pub(crate) spelling: Spelling,
    /// The subscription as JSON.
    pub(crate) subscription: Option<String>,
}

/// A stored key.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) row: NewKey,
    pub(crate) owner: Option<User>,
}

const SELECT: &str = "SELECT keys.number, keys.name, redacted, hash, keys.created_at, last_used_at,
  expires_at, disabled, foundation, pool, owner, limit_usd, used_usd, spelling, subscription,
  users.number, users.name, users.created_at
  FROM keys LEFT JOIN users ON users.number = keys.owner";

fn key(row: &Row<'_>) -> Result<Key> {
    let stored = NewKey {
        number: row.get(0)?,
        name: row.get(1)?,
        redacted: row.get(2)?,
        hash: row.get(3)?,
        created_at: row.get(4)?,
        last_used_at: row.get(5)?,
        expires_at: row.get(6)?,
        disabled: row.get(7)?,
        foundation: row.get(8)?,
        pool: row.get(9)?,
        owner: row.get(10)?,
        limit: row.get(11)?,
        used: row.get(12)?,
        spelling: row.get(13)?,
        subscription: row.get(14)?,
    };
    Ok(Key {
        row: stored,
        owner: users::joined(row, 15)?,
    })
}

/// Finds a key.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Key>> {
    db.query_row(&format!("{SELECT} WHERE keys.number = ?1"), [number], key)
        .optional()
}

/// The key whose secret has this hash. A rotated secret counts until its grace period is over.
pub(crate) fn by_hash(db: &Connection, hash: &str, now: i64) -> Result<Option<Number>> {
    db.query_row(
        "SELECT number FROM keys WHERE hash = ?1
         UNION ALL SELECT number FROM keys WHERE previous_hash = ?1 AND previous_expires_at > ?2",
        params![hash, now],
        |row| row.get(0),
    )
    .optional()
}

/// Lists up to `limit` keys after `cursor` that `wanted` accepts, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    pool: Option<Number>,
    limit: usize,
    wanted: impl Fn(&Key) -> bool,
) -> Result<Vec<Key>> {
    let (end, start) = after_cursor(cursor, "keys.number", "(?2 IS NULL OR pool = ?2)");
    let mut statement = db.prepare(&format!("{SELECT} {end}"))?;
    let rows = statement.query_map(params![start, pool], key)?;
    rows.filter(|row| row.as_ref().map_or(true, &wanted))
        .take(limit)
        .collect()
}

pub(crate) fn insert(db: &Connection, key: &NewKey) -> Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO keys (number, name, redacted, hash, created_at, last_used_at, expires_at, disabled,
           foundation, pool, owner, limit_usd, used_usd, spelling, subscription)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    statement.execute(params![
        key.number,
        key.name,
        key.redacted,
        key.hash,
        key.created_at,
        key.last_used_at,
        key.expires_at,
        key.disabled,
        key.foundation,
        key.pool,
        key.owner,
        key.limit,
        key.used,
        key.spelling.to_string(),
        key.subscription
    ])?;
    Ok(())
}

pub(crate) fn delete(db: &Connection, number: Number) -> Result<()> {
    db.execute("DELETE FROM keys WHERE number = ?1", [number])?;
    Ok(())
}

/// Sets a new secret; the old one works until `previous_expires_at`.
pub(crate) fn rotate(
    db: &Connection,
    number: Number,
    (hash, redacted): (&str, &str),
    previous_expires_at: i64,
) -> Result<()> {
    db.execute(
        "UPDATE keys SET previous_hash = hash, previous_expires_at = ?4, hash = ?2, redacted = ?3 WHERE number = ?1",
        params![number, hash, redacted, previous_expires_at],
    )?;
    Ok(())
}

pub(crate) fn set_limit(db: &Connection, number: Number, limit: Usd) -> Result<()> {
    db.execute(
        "UPDATE keys SET limit_usd = ?2 WHERE number = ?1",
        params![number, limit],
    )?;
    Ok(())
}

/// Assigns a key to a pool, or removes it from its pool.
pub(crate) fn set_pool(db: &Connection, number: Number, pool: Option<Number>) -> Result<()> {
    db.execute(
        "UPDATE keys SET pool = ?2 WHERE number = ?1",
        params![number, pool],
    )?;
    Ok(())
}

/// Removes every key from a pool.
pub(crate) fn clear_pool(db: &Connection, pool: Number) -> Result<()> {
    db.execute("UPDATE keys SET pool = NULL WHERE pool = ?1", [pool])?;
    Ok(())
}

/// Deletes every key in a pool.
pub(crate) fn delete_in_pool(db: &Connection, pool: Number) -> Result<()> {
    db.execute("DELETE FROM keys WHERE pool = ?1", [pool])?;
    Ok(())
}

/// Sets the used amount, as if requests had been made.
pub(crate) fn set_used(db: &Connection, number: Number, used: Usd) -> Result<()> {
    db.execute(
        "UPDATE keys SET used_usd = ?2 WHERE number = ?1",
        params![number, used],
    )?;
    Ok(())
}

/// The number of rows in `table`.
pub(crate) fn count(db: &Connection, table: &'static str) -> Result<i64> {
    db.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| {
        row.get(0)
    })
}
