//! Responses stored for 24 hours, so that a repeat with the same idempotency key gets the same
//! response.
//!
//! A secret is never stored: the body has `"value": null` in its place.

use rusqlite::{Connection, OptionalExtension, Result, params};

/// How long a response is stored, in seconds.
const RETENTION_SECONDS: i64 = 24 * 60 * 60;

/// An idempotency key and the bearer it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    /// The bearer's role.
    pub(crate) bearer: &'static str,
    pub(crate) key: String,
}

/// What a request does, to tell a repeat from another request with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Method and path.
    pub(crate) route: String,
    /// SHA-256 of the body.
    pub(crate) body_hash: String,
}

/// A stored response.
pub(crate) struct StoredResponse {
    /// The request it responded to.
    pub(crate) fingerprint: Fingerprint,
    pub(crate) status: u16,
    /// The body as JSON, without its secret.
    pub(crate) body: String,
}

/// The stored response for a key, unless it has expired at `now`.
pub(crate) fn find(db: &Connection, scope: &Scope, now: i64) -> Result<Option<StoredResponse>> {
    db.query_row(
        "SELECT route, body_hash, status, body FROM idempotency
         WHERE bearer = ?1 AND key = ?2 AND created_at > ?3",
        params![scope.bearer, scope.key, now - RETENTION_SECONDS],
        |row| {
            let fingerprint = Fingerprint {
                route: row.get(0)?,
                body_hash: row.get(1)?,
            };
            Ok(StoredResponse {
                fingerprint,
                status: row.get(2)?,
                body: row.get(3)?,
            })
        },
    )
    .optional()
}

/// Forgets the response for a key.
pub(crate) fn delete(db: &Connection, scope: &Scope) -> Result<()> {
    db.execute(
        "DELETE FROM idempotency WHERE bearer = ?1 AND key = ?2",
        params![scope.bearer, scope.key],
    )?;
    Ok(())
}

/// Stores a response, and removes expired ones.
pub(crate) fn store(
    db: &Connection,
    scope: &Scope,
    stored: &StoredResponse,
    now: i64,
) -> Result<()> {
    db.execute(
        "DELETE FROM idempotency WHERE created_at <= ?1",
        [now - RETENTION_SECONDS],
    )?;
    db.execute(
        "INSERT INTO idempotency (bearer, key, route, body_hash, status, body, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            scope.bearer,
            scope.key,
            stored.fingerprint.route,
            stored.fingerprint.body_hash,
            stored.status,
            stored.body,
            now
        ],
    )?;
    Ok(())
}
