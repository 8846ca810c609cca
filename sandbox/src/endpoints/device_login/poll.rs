//! `POST codex_accounts/device_code/{login_id}/poll`.

use serde_json::{Value, json};

use super::super::accounts::object::parsed;
use super::{INTERVAL, is_forgotten, object};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::ids::Kind;
use crate::store::device_logins;
use crate::success::{EndpointResult, Success};

/// Returns the state of a login. A poll before the interval has passed is told to slow down.
pub(in crate::endpoints) fn poll(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let id = &context.call.login_id;
    let found = match Kind::Login.number(id) {
        Some(number) => device_logins::find(context.db, number)?,
        None => None,
    };
    let mut row = found
        .filter(|row| !is_forgotten(row, context.now))
        .ok_or_else(|| ApiError::login_not_found(id))?;
    let mut polls = match parsed(Some(&row.polls)) {
        Value::Array(polls) => polls,
        _ => Vec::new(),
    };
    let last = polls.last().and_then(Value::as_i64);
    let is_early = last.is_some_and(|last| context.now - last < row.interval);
    let slowed = row.ended_at.is_none() && (is_early || row.slow_downs > 0);
    if slowed {
        row.slow_downs = (row.slow_downs - 1).max(0);
        row.interval += INTERVAL;
    }
    polls.push(json!(context.now));
    row.polls = json!(polls).to_string();
    device_logins::put(context.db, &row)?;
    Ok(Success::unchanged(object(&row, slowed, context.now)))
}
