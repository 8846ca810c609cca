//! First answers, kept for 24 hours so that a repeat with the same key is answered alike.
//!
//! A secret never comes here: the stored body has `"value": null` in its place.

use rusqlite::{Connection, OptionalExtension, Result, params};

/// Seconds for which an answer is kept.
const KEPT_FOR: i64 = 24 * 60 * 60;

/// Whose repeat it would be, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    /// The bearer's role.
    pub(crate) bearer: &'static str,
    /// The `Idempotency-Key`.
    pub(crate) key: String,
}

/// What the first request asked, to tell a repeat from another request with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Method and path.
    pub(crate) route: String,
    /// SHA-256 of the body.
    pub(crate) body_hash: String,
}

/// A first answer.
pub(crate) struct Kept {
    /// What was asked.
    pub(crate) fingerprint: Fingerprint,
    /// The status that was answered.
    pub(crate) status: u16,
    /// The body that was answered, as JSON without its secret.
    pub(crate) body: String,
}

/// The first answer under this key, if it is not too old at `now`.
pub(crate) fn find(db: &Connection, scope: &Scope, now: i64) -> Result<Option<Kept>> {
    db.query_row(
        "SELECT route, body_hash, status, body FROM idempotency
         WHERE bearer = ?1 AND key = ?2 AND created_at > ?3",
        params![scope.bearer, scope.key, now - KEPT_FOR],
        |row| {
            let fingerprint = Fingerprint {
                route: row.get(0)?,
                body_hash: row.get(1)?,
            };
            Ok(Kept {
                fingerprint,
                status: row.get(2)?,
                body: row.get(3)?,
            })
        },
    )
    .optional()
}

/// Keeps a first answer, and forgets those that are too old.
pub(crate) fn keep(db: &Connection, scope: &Scope, kept: &Kept, now: i64) -> Result<()> {
    db.execute(
        "DELETE FROM idempotency WHERE created_at <= ?1",
        [now - KEPT_FOR],
    )?;
    db.execute(
        "INSERT INTO idempotency (bearer, key, route, body_hash, status, body, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            scope.bearer,
            scope.key,
            kept.fingerprint.route,
            kept.fingerprint.body_hash,
            kept.status,
            kept.body,
            now
        ],
    )?;
    Ok(())
}
