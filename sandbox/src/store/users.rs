//! Rows of people, who may own keys and pools. Only sample data creates them: the gateway has no
//! endpoint for it.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::ids::Number;

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) number: Number,
    pub(crate) name: String,
    /// Unix seconds.
    pub(crate) created_at: i64,
}

/// Reads a user from three columns that are null where a left join found none.
pub(super) fn joined(row: &Row<'_>, first: usize) -> Result<Option<User>> {
    let Some(number) = row.get::<_, Option<Number>>(first)? else {
        return Ok(None);
    };
    Ok(Some(User {
        number,
        name: row.get(first + 1)?,
        created_at: row.get(first + 2)?,
    }))
}

/// Finds a user.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<User>> {
    db.query_row(
        "SELECT number, name, created_at FROM users WHERE number = ?1",
        [number],
        |row| {
            Ok(User {
                number: row.get(0)?,
                name: row.get(1)?,
                created_at: row.get(2)?,
            })
        },
    )
    .optional()
}

/// Adds a user and returns its number.
pub(crate) fn insert(db: &Connection, name: &str, created_at: i64) -> Result<Number> {
    db.execute(
        "INSERT INTO users (name, created_at) VALUES (?1, ?2)",
        params![name, created_at],
    )?;
    Ok(db.last_insert_rowid())
}
