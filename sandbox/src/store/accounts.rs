//! Rows of the accounts at providers: Codex and Claude accounts have one table each, with the same
//! columns.
//!
//! No token is stored: nothing here signs in at a provider.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{Cursor, after_cursor};
use crate::ids::{Kind, Number};

/// The provider of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provider {
    Codex,
    Claude,
}

impl Provider {
    /// The provider's word in responses.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Codex => "codex",
            Self::Claude => "claude",
        }
    }

    /// The kind of its accounts' ids.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Codex => Kind::Codex,
            Self::Claude => Kind::Claude,
        }
    }

    /// The name of its table.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Codex => "codex_accounts",
            Self::Claude => "claude_accounts",
        }
    }
}

/// A stored account.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) number: Number,
    /// The display name, which may contain a fault marker.
    pub(crate) name: Option<String>,
    /// `None` for a token that says nothing about its person.
    pub(crate) email: Option<String>,
    /// The organization, which Codex calls workspace.
    pub(crate) organization_id: Option<String>,
    pub(crate) organization_name: Option<String>,
    /// The person's id at the provider.
    pub(crate) member_id: Option<String>,
    pub(crate) plan: Option<String>,
    /// `oauth` or `setup_token`.
    pub(crate) auth_type: String,
    /// Whether no person disabled it.
    pub(crate) enabled: bool,
    /// The status while something is wrong, such as `reauth_required`.
    pub(crate) trouble: Option<String>,
    /// An explanation of the status.
    pub(crate) status_reason: Option<String>,
    /// Unix seconds, as are all other times.
    pub(crate) created_at: i64,
    pub(crate) last_used_at: Option<i64>,
    pub(crate) last_refreshed_at: Option<i64>,
    pub(crate) token_expires_at: Option<i64>,
    pub(crate) rate_limited_until: Option<i64>,
    /// The usage windows as JSON, with the time of the snapshot.
    pub(crate) usage: Option<String>,
    /// The latest error as JSON.
    pub(crate) last_error: Option<String>,
}

const COLUMNS: &str = "number, name, email, organization_id, organization_name, member_id, plan,
  auth_type, enabled, trouble, status_reason, created_at, last_used_at, last_refreshed_at,
  token_expires_at, rate_limited_until, usage, last_error";

fn account(row: &Row<'_>) -> Result<Account> {
    Ok(Account {
        number: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        organization_id: row.get(3)?,
        organization_name: row.get(4)?,
        member_id: row.get(5)?,
        plan: row.get(6)?,
        auth_type: row.get(7)?,
        enabled: row.get(8)?,
        trouble: row.get(9)?,
        status_reason: row.get(10)?,
        created_at: row.get(11)?,
        last_used_at: row.get(12)?,
        last_refreshed_at: row.get(13)?,
        token_expires_at: row.get(14)?,
        rate_limited_until: row.get(15)?,
        usage: row.get(16)?,
        last_error: row.get(17)?,
    })
}

/// Finds an account.
pub(crate) fn find(db: &Connection, provider: Provider, number: Number) -> Result<Option<Account>> {
    let table = provider.table();
    let select = format!("SELECT {COLUMNS} FROM {table} WHERE number = ?1");
    db.query_row(&select, [number], account).optional()
}

/// Lists up to `limit` accounts after `cursor` that `wanted` accepts, in the order of creation.
pub(crate) fn list(
    db: &Connection,
    provider: Provider,
    cursor: Cursor,
    limit: usize,
    wanted: impl Fn(&Account) -> bool,
) -> Result<Vec<Account>> {
    let (end, start) = after_cursor(cursor, "number", "TRUE");
    let table = provider.table();
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM {table} {end}"))?;
    let rows = statement.query_map([start], account)?;
    rows.filter(|row| row.as_ref().map_or(true, &wanted))
        .take(limit)
        .collect()
}

/// Lists all accounts in the order of creation.
pub(crate) fn all(db: &Connection, provider: Provider) -> Result<Vec<Account>> {
    list(db, provider, (None, false), usize::MAX, |_| true)
}

/// Adds an account, or replaces the one with its number.
pub(crate) fn put(db: &Connection, provider: Provider, row: &Account) -> Result<()> {
    let table = provider.table();
    let mut statement = db.prepare_cached(&format!(
        "INSERT OR REPLACE INTO {table} ({COLUMNS})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
    ))?;
    statement.execute(params![
        row.number,
        row.name,
        row.email,
        row.organization_id,
        row.organization_name,
        row.member_id,
        row.plan,
        row.auth_type,
        row.enabled,
        row.trouble,
        row.status_reason,
        row.created_at,
        row.last_used_at,
        row.last_refreshed_at,
        row.token_expires_at,
        row.rate_limited_until,
        row.usage,
        row.last_error
    ])?;
    Ok(())
}

pub(crate) fn delete(db: &Connection, provider: Provider, number: Number) -> Result<()> {
    let table = provider.table();
    db.execute(&format!("DELETE FROM {table} WHERE number = ?1"), [number])?;
    Ok(())
}

/// When capacity was refreshed last.
pub(crate) fn refreshed_at(db: &Connection) -> Result<Option<i64>> {
    db.query_row("SELECT max(at) FROM capacity_refreshes", [], |row| {
        row.get(0)
    })
}

/// Records a refresh of capacity.
pub(crate) fn set_refreshed_at(db: &Connection, at: i64) -> Result<()> {
    db.execute("DELETE FROM capacity_refreshes", [])?;
    db.execute("INSERT INTO capacity_refreshes (at) VALUES (?1)", [at])?;
    Ok(())
}
