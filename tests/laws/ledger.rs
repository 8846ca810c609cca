//! The sandbox's ledger: the writes that arrived, and how often each was applied. The laws compare
//! the console's results with it.

use serde_json::Value as Json;

use crate::gateway::Gateway;

/// A write that arrived at the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Noted {
    /// Method and path.
    pub(crate) call: String,
    /// Its idempotency key.
    pub(crate) key: Option<String>,
    /// How often it was applied.
    pub(crate) applied: u64,
}

/// Returns the writes, oldest first.
pub(crate) async fn noted(gateway: &Gateway) -> Vec<Noted> {
    let ledger = gateway.call("GET", "/sandbox/ledger", Json::Null).await;
    let entries = ledger["data"].as_array().expect("a list").iter();
    let text = |entry: &Json, name: &str| entry[name].as_str().map(str::to_owned);
    let noted = entries.map(|entry| Noted {
        call: [text(entry, "method"), text(entry, "path")]
            .map(|part| part.expect("a write has a method and a path"))
            .join(" "),
        key: text(entry, "idempotency_key"),
        applied: entry["applied"].as_u64().expect("a count"),
    });
    noted.collect()
}

/// Returns the number of writes, and how often they were applied in total.
pub(crate) async fn counted(gateway: &Gateway) -> (usize, u64) {
    let noted = noted(gateway).await;
    let applied = noted.iter().map(|noted| noted.applied).sum();
    (noted.len(), applied)
}

/// Forgets the writes.
pub(crate) async fn forget(gateway: &Gateway) {
    gateway.call("DELETE", "/sandbox/ledger", Json::Null).await;
}
