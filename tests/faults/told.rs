//! What came of it, in words and numbers that a table can hold: how a plan ended, what the ledger
//! holds, how a list ended. Sends no write.

use headgate::api::error::ApiError;
use headgate::api::gateway::ListQuery;
use headgate::domain::key::Key;
use headgate::domain::page::Page;
use headgate::gate::check::Check;
use headgate::gate::outcome::{Ending, Outcome};
use headgate::gate::perform::{Settled, reconcile};
use serde_json::Value;

use crate::desk::{DIALECT, What};
use crate::gateway::Gateway;

/// Milliseconds after which a write is not on its way any more.
pub(crate) const LATER: i64 = 60_000;

/// How a step ended.
pub(crate) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied {
            answered: false, ..
        } => "applied, answer lost",
        outcome => Ending::of(Some(outcome)).word(),
    }
}

/// How a plan of one step ended.
pub(crate) fn ended(settled: &Settled) -> &'static str {
    match settled.outcomes.as_slice() {
        [outcome] => word(outcome),
        other => panic!("one outcome for one step, not {other:?}"),
    }
}

/// Looks at an entry whose end was never written down, with nothing failing any more.
pub(crate) async fn look_later(check: &Check, age_millis: i64, gateway: &Gateway) -> &'static str {
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    word(&reconcile(check, DIALECT, false, age_millis, gateway).await)
}

/// The writes that came, oldest first.
pub(crate) async fn writes(gateway: &Gateway) -> Vec<Value> {
    let ledger = gateway.desk("GET", "/sandbox/ledger", Value::Null).await;
    ledger["data"].as_array().expect("a list").clone()
}

/// How many writes came, and how often one was applied.
pub(crate) async fn counted(gateway: &Gateway) -> (usize, u64) {
    let entries = writes(gateway).await;
    let applied = entries
        .iter()
        .filter_map(|entry| entry["applied"].as_u64())
        .sum();
    (entries.len(), applied)
}

/// The same, where every write that came is this one.
pub(crate) async fn ledger(what: What, gateway: &Gateway) -> (usize, u64) {
    for entry in writes(gateway).await {
        assert_eq!(entry["operation"], what.target());
        let key = entry["idempotency_key"].as_str();
        assert_eq!(key, what.is_keyed().then_some("intent-1"), "{what:?}");
    }
    counted(gateway).await
}

/// The newest keys, or why there are none.
pub(crate) async fn list(gateway: &Gateway) -> Result<Page<Key>, ApiError> {
    let read = DIALECT.keys(&ListQuery::newest(None));
    gateway.ask(&read.expect("the dialect lists keys")).await
}

/// How a list ended.
pub(crate) fn listed(result: &Result<Page<Key>, ApiError>) -> String {
    match result {
        Ok(page) => {
            let bad = page.rows.iter().filter(|row| row.read().is_none()).count();
            format!("{} rows, {bad} unreadable", page.rows.len())
        }
        Err(ApiError::Unreachable(why)) => format!("unreachable, {why:?}"),
        Err(ApiError::SignedOut(_)) => "signed out".to_owned(),
        Err(ApiError::NotAllowed(_)) => "not allowed".to_owned(),
        Err(ApiError::Refused(refusal)) => format!("refused {}", refusal.status),
        Err(ApiError::Limited { retry_after }) => format!("limited, {retry_after:?}"),
        Err(ApiError::Unreadable { .. }) => "unreadable".to_owned(),
        Err(ApiError::OutcomeUnknown(_)) => "a read has no outcome".to_owned(),
    }
}
