//! Pools and the people who own things.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::ids::Number;

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct User {
    /// Running number.
    pub(crate) number: Number,
    /// Display name.
    pub(crate) name: String,
    /// Unix seconds.
    pub(crate) created_at: i64,
}

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

const SELECT: &str = "SELECT pools.number, pools.name, pools.created_at,
  users.number, users.name, users.created_at,
  (SELECT COUNT(*) FROM keys WHERE keys.pool = pools.number)
  FROM pools LEFT JOIN users ON users.number = pools.owner";

/// A user from three columns that a left join may have left empty.
pub(super) fn user(row: &Row<'_>, first: usize) -> Result<Option<User>> {
    let Some(number) = row.get::<_, Option<Number>>(first)? else {
        return Ok(None);
    };
    Ok(Some(User {
        number,
        name: row.get(first + 1)?,
        created_at: row.get(first + 2)?,
    }))
}

fn pool(row: &Row<'_>) -> Result<Pool> {
    Ok(Pool {
        number: row.get(0)?,
        name: row.get(1)?,
        created_at: row.get(2)?,
        owner: user(row, 3)?,
        key_count: row.get(6)?,
    })
}

/// One pool.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Pool>> {
    db.query_row(&format!("{SELECT} WHERE pools.number = ?1"), [number], pool)
        .optional()
}

/// All pools from the oldest: there are few, so the caller filters and cuts.
pub(crate) fn all(db: &Connection) -> Result<Vec<Pool>> {
    let mut statement = db.prepare(&format!("{SELECT} ORDER BY pools.number"))?;
    let rows = statement.query_map([], pool)?;
    rows.collect()
}

/// Adds a user and gives its number.
pub(crate) fn insert_user(db: &Connection, name: &str, created_at: i64) -> Result<Number> {
    db.execute(
        "INSERT INTO users (name, created_at) VALUES (?1, ?2)",
        params![name, created_at],
    )?;
    Ok(db.last_insert_rowid())
}

/// Adds a pool and gives its number.
pub(crate) fn insert(
    db: &Connection,
    name: &str,
    created_at: i64,
    owner: Option<Number>,
) -> Result<Number> {
    db.execute(
        "INSERT INTO pools (name, created_at, owner) VALUES (?1, ?2, ?3)",
        params![name, created_at, owner],
    )?;
    Ok(db.last_insert_rowid())
}
