//! Rows of OAuth logins: a person opens a link at the provider, and an admin pastes what it shows.
//!
//! The provider's side is in the same row: the codes that it hands out for this attempt.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::ids::Number;

/// A stored OAuth login.
#[derive(Clone, Debug)]
pub(crate) struct OauthLogin {
    pub(crate) number: Number,
    /// The name for the new account.
    pub(crate) name: Option<String>,
    /// The account that is to be signed in again.
    pub(crate) account: Option<Number>,
    /// `oauth` or `setup_token`.
    pub(crate) mode: String,
    /// Where the provider sends the person with the code.
    pub(crate) redirect_uri: String,
    pub(crate) state: String,
    /// The PKCE verifier, which never leaves the gateway.
    pub(crate) verifier: String,
    /// The code that the provider hands out.
    pub(crate) code: String,
    /// An earlier code of the same attempt, which was used already.
    pub(crate) used_code: String,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// Who signs in at the provider, as JSON; `None` for the expected person.
    pub(crate) person: Option<String>,
    pub(crate) ended_at: Option<i64>,
    /// `complete` or `consumed` once a code was used.
    pub(crate) outcome: Option<String>,
    /// The account that it signed in.
    pub(crate) completed_account: Option<Number>,
}

const COLUMNS: &str = "number, name, account, mode, redirect_uri, state, verifier, code, used_code,
  created_at, expires_at, person, ended_at, outcome, completed_account";

fn login(row: &Row<'_>) -> Result<OauthLogin> {
    Ok(OauthLogin {
        number: row.get(0)?,
        name: row.get(1)?,
        account: row.get(2)?,
        mode: row.get(3)?,
        redirect_uri: row.get(4)?,
        state: row.get(5)?,
        verifier: row.get(6)?,
        code: row.get(7)?,
        used_code: row.get(8)?,
        created_at: row.get(9)?,
        expires_at: row.get(10)?,
        person: row.get(11)?,
        ended_at: row.get(12)?,
        outcome: row.get(13)?,
        completed_account: row.get(14)?,
    })
}

/// Finds a login.
pub(crate) fn find(db: &Connection, number: Number) -> Result<Option<OauthLogin>> {
    let select = format!("SELECT {COLUMNS} FROM oauth_logins WHERE number = ?1");
    db.query_row(&select, [number], login).optional()
}

/// Finds the login with this state.
pub(crate) fn by_state(db: &Connection, state: &str) -> Result<Option<OauthLogin>> {
    let select = format!("SELECT {COLUMNS} FROM oauth_logins WHERE state = ?1");
    db.query_row(&select, [state], login).optional()
}

/// Lists all logins, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<OauthLogin>> {
    let mut statement = db.prepare(&format!(
        "SELECT {COLUMNS} FROM oauth_logins ORDER BY number"
    ))?;
    statement.query_map([], login)?.collect()
}

/// Adds a login, or replaces the one with its number.
pub(crate) fn put(db: &Connection, row: &OauthLogin) -> Result<()> {
    db.execute(
        &format!(
            "INSERT OR REPLACE INTO oauth_logins ({COLUMNS})
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        ),
        params![
            row.number,
            row.name,
            row.account,
            row.mode,
            row.redirect_uri,
            row.state,
            row.verifier,
            row.code,
            row.used_code,
            row.created_at,
            row.expires_at,
            row.person,
            row.ended_at,
            row.outcome,
            row.completed_account
        ],
    )?;
    Ok(())
}
