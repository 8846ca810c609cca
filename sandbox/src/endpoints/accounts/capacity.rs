//! `GET /v1/usage/account_capacity` and its refresh: the usage windows of all accounts in one list.

use serde_json::{Value, json};

use super::list::is_wanted;
use super::object::{parsed, status};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::fields::Fields;
use crate::ids::{Kind, Number};
use crate::page::{self, ListQuery};
use crate::store::accounts::{self, Account, Provider};
use crate::success::{EndpointResult, Success};

/// How many seconds must pass between two refreshes.
const REFRESH_SECONDS: i64 = 60;

/// Lists one page of capacities, those of Codex accounts first.
pub(in crate::endpoints) fn list(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    Ok(Success::unchanged(body(context)?))
}

/// Asks the providers anew, and returns the same list.
pub(in crate::endpoints) fn refresh(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let next = accounts::refreshed_at(context.db)?.map(|last| last + REFRESH_SECONDS);
    if let Some(next) = next.filter(|next| *next > context.now) {
        let wait = u64::try_from(next - context.now).unwrap_or(1);
        return Err(ApiError::rate_limited(Some(wait)));
    }
    for provider in [Provider::Codex, Provider::Claude] {
        for mut row in accounts::all(context.db, provider)? {
            if is_reachable(&row)
                && let Some(usage) = refreshed(parsed(row.usage.as_deref()), context.now)
            {
                row.usage = Some(usage.to_string());
                accounts::put(context.db, provider, &row)?;
            }
        }
    }
    accounts::set_refreshed_at(context.db, context.now)?;
    Ok(Success::changed(body(context)?))
}

/// Whether the provider still accepts the token of an account.
fn is_reachable(row: &Account) -> bool {
    let is_refused = matches!(
        row.trouble.as_deref(),
        Some("reauth_required" | "blocked" | "error")
    );
    row.enabled && !is_refused
}

/// A snapshot of now: a window past its reset starts anew. `None` for an account without usage.
fn refreshed(mut usage: Value, now: i64) -> Option<Value> {
    let fields = usage.as_object_mut()?;
    fields.insert("updated_at".to_owned(), json!(now));
    for window in fields.values_mut().filter(|field| field.is_object()) {
        let seconds = window["window_seconds"].as_i64().unwrap_or(0);
        if window["resets_at"].as_i64().is_some_and(|at| at <= now) {
            window["used_percent"] = json!(0);
            window["remaining_percent"] = json!(100);
            window["resets_at"] = json!(now + seconds);
        }
    }
    Some(usage)
}

/// The list of capacities in the envelope of a page.
fn body(context: &Context<'_>) -> Result<Value, ApiError> {
    let (query, kind) = query(&context.call.query)?;
    let filtering = !context.faults.has(Fault::NoFilter);
    let mut rows: Vec<(Position, Value)> = Vec::new();
    for provider in [Provider::Codex, Provider::Claude] {
        for row in accounts::all(context.db, provider)? {
            if !filtering || is_wanted(&query, provider, &row, context.now) {
                let position = position(provider.kind(), row.number);
                rows.push((position, object(provider, &row, context.now)));
            }
        }
    }
    let (after, descending) = query.cursor(context.faults);
    if descending {
        rows.reverse();
    }
    let after = after.map(|number| position(kind, number));
    let is_behind = |at: &Position| {
        after.is_none_or(|after| if descending { *at < after } else { *at > after })
    };
    let rows = rows.into_iter().filter(|(at, _)| is_behind(at));
    let rows = rows.take(query.rows_to_read(context.faults));
    let rows = rows.map(|(_, row)| row).collect();
    Ok(page::page("account_id", rows, &query, context.faults))
}

/// Where an account stands in the list.
type Position = (bool, Number);

fn position(kind: Kind, number: Number) -> Position {
    (kind == Kind::Claude, number)
}

/// Reads the query; the cursor is an account of either provider.
fn query(text: &str) -> Result<(ListQuery, Kind), ApiError> {
    match ListQuery::read(text, Kind::Codex) {
        Ok(query) => Ok((query, Kind::Codex)),
        Err(error) => match ListQuery::read(text, Kind::Claude) {
            Ok(query) => Ok((query, Kind::Claude)),
            Err(_) => Err(error),
        },
    }
}

fn object(provider: Provider, row: &Account, now: i64) -> Value {
    let usage = parsed(row.usage.as_deref());
    let id = provider.kind().id(row.number);
    let label = row.name.as_ref().or(row.email.as_ref()).unwrap_or(&id);
    json!({
        "object": "account_capacity",
        "account_id": id,
        "provider": provider.word(),
        "label": label,
        "status": status(row, now),
        "five_hour": usage["five_hour"],
        "weekly": usage["weekly"],
        "monthly": usage["monthly"],
        "estimated_remaining_usd": remaining(&usage),
        "updated_at": usage["updated_at"],
    })
}

/// An estimate from the part of the longest window that is left; null without one.
fn remaining(usage: &Value) -> Value {
    let windows = [&usage["weekly"], &usage["monthly"]];
    let left = windows
        .into_iter()
        .find_map(|window| window["remaining_percent"].as_number());
    let whole = left.and_then(|percent| percent.as_str().split('.').next()?.parse::<i64>().ok());
    whole.map_or(Value::Null, |percent| {
        json!(format!(
            "{}.{:02}0000000",
            percent * 4 / 10,
            percent * 4 % 10 * 10
        ))
    })
}
