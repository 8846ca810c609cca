//! The two bearers of the gateway: their hashes and their default pools.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::ids::Number;

/// The permissions of a bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The whole organization.
    Admin,
    /// Its own pool only.
    Pool,
}

impl Role {
    /// The word in the database, in the ledger and on the switch page.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Pool => "pool",
        }
    }

    /// The role with this word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Admin, Self::Pool]
            .into_iter()
            .find(|role| role.word() == word)
    }
}

/// Stores the hash of a new secret of `role`; its default pool stays.
pub(crate) fn set_hash(db: &Connection, role: Role, hash: &str) -> Result<()> {
    db.execute(
        "INSERT INTO bearers (role, hash) VALUES (?1, ?2) ON CONFLICT (role) DO UPDATE SET hash = ?2",
        params![role.word(), hash],
    )?;
    Ok(())
}

/// The role whose secret has this hash, and its default pool.
pub(crate) fn by_hash(db: &Connection, hash: &str) -> Result<Option<(Role, Option<Number>)>> {
    let found: Option<(String, Option<Number>)> = db
        .query_row(
            "SELECT role, default_pool FROM bearers WHERE hash = ?1",
            [hash],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found.and_then(|(word, pool)| Some((Role::from_word(&word)?, pool))))
}

/// Sets or clears the default pool of `role`.
pub(crate) fn set_default_pool(db: &Connection, role: Role, pool: Option<Number>) -> Result<()> {
    db.execute(
        "UPDATE bearers SET default_pool = ?2 WHERE role = ?1",
        params![role.word(), pool],
    )?;
    Ok(())
}

/// Whether `pool` is the default pool of any bearer.
pub(crate) fn is_default_pool(db: &Connection, pool: Number) -> Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM bearers WHERE default_pool = ?1)",
        [pool],
        |row| row.get(0),
    )
}
