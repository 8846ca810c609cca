//! Rows of upstreams: the providers behind the gateway. Of a provider's secret only the
//! redacted form is ever here.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::budget::Spelling;
use super::{Cursor, past};
use crate::ids::Number;
use crate::money::Usd;

/// An upstream as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    /// Running number.
    pub(crate) number: Number,
    /// Display name; it may hold a sentinel.
    pub(crate) name: String,
    /// `openai_compatible` or `anthropic_compatible`.
    pub(crate) provider: String,
    /// Where the provider's API begins.
    pub(crate) base_url: String,
    /// The ends of the provider's secret, as in `sk-or-...wxyz`.
    pub(crate) redacted: String,
    /// `all`, `openai` or `anthropic`.
    pub(crate) foundation: String,
    /// Not switched off by hand.
    pub(crate) enabled: bool,
    /// The status word while the provider makes trouble, such as `error`.
    pub(crate) trouble: Option<String>,
    /// A sentence about the status.
    pub(crate) status_reason: Option<String>,
    /// The newest error as JSON; it may be older than the trouble and outlive it.
    pub(crate) last_error: Option<String>,
    /// The budget; none = unlimited.
    pub(crate) limit: Option<Usd>,
    /// What was spent of it.
    pub(crate) used: Usd,
    /// How the budget is spelled.
    pub(crate) spelling: Spelling,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Unix seconds; none = never.
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

/// One upstream.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<Upstream>> {
    let select = format!("SELECT {COLUMNS} FROM upstreams WHERE number = ?1");
    db.query_row(&select, [number], upstream).optional()
}

/// Up to `limit` upstreams past `cursor` that `wanted` lets pass, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    cursor: Cursor,
    limit: usize,
    wanted: impl Fn(&Upstream) -> bool,
) -> Result<Vec<Upstream>> {
    let (end, start) = past(cursor, "number", "TRUE");
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

/// Adds an upstream.
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

/// Removes an upstream.
pub(crate) fn delete(db: &Connection, number: Number) -> Result<()> {
    db.execute("DELETE FROM upstreams WHERE number = ?1", [number])?;
    Ok(())
}

/// Switches an upstream on or off.
pub(crate) fn set_enabled(db: &Connection, number: Number, enabled: bool) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET enabled = ?2 WHERE number = ?1",
        params![number, enabled],
    )?;
    Ok(())
}

/// Sets the budget of an upstream.
pub(crate) fn set_limit(db: &Connection, number: Number, limit: Usd) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET limit_usd = ?2 WHERE number = ?1",
        params![number, limit],
    )?;
    Ok(())
}

/// Sets what was spent, as if requests had been made.
pub(crate) fn set_used(db: &Connection, number: Number, used: Usd) -> Result<()> {
    db.execute(
        "UPDATE upstreams SET used_usd = ?2 WHERE number = ?1",
        params![number, used],
    )?;
    Ok(())
}
