//! Settles device logins: what the person did at the provider, and codes that expired.

use rusqlite::{Connection, Result};
use serde_json::{Value, json};

use super::super::accounts::object::{object, parsed};
use super::super::accounts::sign_in::{Person, SignIn, sign_in};
use super::outcome;
use crate::store::Store;
use crate::store::accounts::Provider;
use crate::store::device_logins::{self, DeviceLogin};

/// Ends every open login whose time has come by `now`. The gateway does this before each request
/// that could tell the difference, as if it had waited for the provider all the time.
pub(crate) fn settle(db: &Connection, store: &Store, now: i64) -> Result<()> {
    let all = device_logins::all(db)?.into_iter();
    for mut row in all.filter(|row| row.ended_at.is_none()) {
        let decided_at = row.decided_at.filter(|at| *at < row.expires_at);
        let (end, outcome) = match decided_at {
            Some(at) if at <= now => (at, decided(db, store, &row, at)?),
            _ if row.expires_at <= now => (row.expires_at, outcome("expired_token")),
            _ => continue,
        };
        row.ended_at = Some(end);
        row.outcome = Some(outcome.to_string());
        device_logins::put(db, &row)?;
    }
    Ok(())
}

/// The result of what the person did.
fn decided(db: &Connection, store: &Store, row: &DeviceLogin, at: i64) -> Result<Value> {
    let decision = parsed(row.decision.as_deref());
    if let Some(code) = decision["error"].as_str() {
        return Ok(outcome(code));
    }
    let person = Person::read(&decision["person"]);
    let attempt = SignIn {
        provider: Provider::Codex,
        account: row.account,
        name: row.name.as_deref(),
        person: &person,
        auth_type: "oauth",
    };
    Ok(match sign_in(db, store, &attempt, at)? {
        Some((account, reconnected)) => json!({
            "status": "complete",
            "reconnected": reconnected,
            "account": object(Provider::Codex, &account, at),
        }),
        None => outcome("identity_mismatch"),
    })
}
