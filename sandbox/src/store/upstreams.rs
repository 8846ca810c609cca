//! Rows of upstreams, the providers behind the gateway. Only the redacted form of a provider's
//! secret is stored.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::budget::Spelling;
use super::{Cursor, after_cursor};
use crate::ids::Number;
use crate::money::Usd;

/// A stored upstream.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    pub(crate) number: Number,
    /// The display name, which may contain a fault marker.
    pub(crate) name: String,
    /// `openai_compatible` or `anthropic_compatible`.
    pub(crate) provider: String,
    pub(crate) base_url: String,
    /// The redacted secret of the provider, such as `sk-or-...wxyz`.
    pub(crate) redacted: String,
    /// `all`, `openai` or `anthropic`.
    pub(crate) foundation: String,
    /// Whether no person disabled it.
    pub(crate) enabled: bool,
    /// The status while the provider has an error, such as `error`.
    pub(crate) trouble: Option<String>,
    /// An explanation of the status.
    pub(crate) status_reason: Option<String>,
    /// The latest error as JSON. It may be older than the present one, and outlive it.
    pub(crate) last_error: Option<String>,
    /// The limit; `None` means unlimited.
    pub(crate) limit: Option<Usd>,
    pub(crate) used: Usd,
    pub(crate) spelling: Spelling,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Unix seconds; `None` means never.
    pub(crate) last_used_at: Option<i64>,
}

const COLUMNS: &str = "number, name, provider, base_url, redacted, foundation, enabled, trouble,
  status_reason, last_error, limit_usd, used_usd, spelling, created_at, last_used_at";

fn upstream(row: &Row<'_>) -> Result<Upstream> {
    Ok(Upstream {
        number: row.get(0)?,
        name: row.get(1)?,
        provider: row.get(2)?,
        base_url: row.get(3)?,
        redacted: row.get(4)?,
        foundation: row.get(5)?,
        enabled: row.get(6)?,
        trouble: row.get(7)?,
        status_reason: row.get(8)?,
        last_error: row.get(9)?,
        limit: row.get(10)?,
        used: row.get(11)?,
        spelling: row.get(12)?,
        created_at: row.get(13)?,
        last_used_at: row.get(14)?,
    })
}

/// Finds an upstream.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Upstream>> {
    let select = format!("SELECT {COLUMNS} FROM upstreams WHERE number = ?1");
    db.query_row(&select, [number], upstream).optional()
}

/// Lists up to `limit` upstreams after `cursor` that `wanted` accepts, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    limit: usize,
    wanted: impl Fn(&Upstream) -> bool,
) -> Result<Vec<Upstream>> {
    let (end, start) = after_cursor(cursor, "number", "TRUE");
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM upstreams {end}"))?;
    let rows = statement.query_map([start], upstream)?;
    rows.filter(|row| row.as_ref().map_or(true, &wanted))
        .take(limit)
        .collect()
}

/// Whether an upstream has exactly this name.
pub(crate) fn is_name_taken(db: &Connection, name: &str) -> Result<bool> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM upstreams WHERE name = ?1)",
        [name],
        |row| row.get(0),
    )
}

pub(crate) fn insert(db: &Connection, row: &Upstream) -> Result<()> {
    let mut statement = db.prepare_cached(&format!(
        "INSERT INTO upstreams ({COLUMNS})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    ))?;
    statement.execute(params![
        row.number,
        row.name,
        row.provider,
        row.base_url,
        row.redacted,
        row.foundation,
        row.enabled,
        row.trouble,
        row.status_reason,
        row.last_error,
        row.limit,
        row.used,
        row.spelling.to_string(),
        row.created_at,
        row.last_used_at
    ])?;
    Ok(())
}

pub(crate) fn delete(db: &Connection, number: Number) -> Result<()> {
    db.execute("DELETE FROM upstreams WHERE number = ?1", [number])?;
    Ok(())
}

/// Enables or disables an upstream.
pub(crate) fn set_enabled(db: &Connection, number: Number, enabled: bool) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET enabled = ?2 WHERE number = ?1",
        params![number, enabled],
    )?;
    Ok(())
}

pub(crate) fn set_limit(db: &Connection, number: Number, limit: Usd) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET limit_usd = ?2 WHERE number = ?1",
        params![number, limit],
    )?;
    Ok(())
}

/// Sets the used amount, as if requests had been made.
pub(crate) fn set_used(db: &Connection, number: Number, used: Usd) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET used_usd = ?2 WHERE number = ?1",
        params![number, used],
    )?;
    Ok(())
}
