//! The ledger: every request that reached a write route, its response, and how often it was
//! applied. Tests compare a client's view with it.
//!
//! It never contains a bearer or a secret. It is kept in memory and ends with the process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::faults::Faults;
use crate::redact;

/// How many entries are kept; the oldest are removed first.
const MAX_ENTRIES: usize = 10_000;

/// How a write ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Not yet.
    Pending,
    /// With a response of this status.
    Responded(u16),
    /// A fault closed the connection.
    Dropped,
    /// The client closed the connection.
    Abandoned,
}

impl End {
    fn object(self) -> Value {
        match self {
            Self::Pending => json!("pending"),
            Self::Responded(status) => json!(status),
            Self::Dropped => json!("dropped"),
            Self::Abandoned => json!("abandoned"),
        }
    }
}

struct Entry {
    sequence: u64,
    at: i64,
    operation: &'static str,
    method: String,
    path: String,
    caller: &'static str,
    body: String,
    idempotency_key: Option<String>,
    faults: Vec<&'static str>,
    end: End,
    applied: u32,
    replayed: bool,
}

impl Entry {
    fn object(&self) -> Value {
        json!({
            "object": "sandbox.write",
            "sequence": self.sequence,
            "at": self.at,
            "operation": self.operation,
            "method": self.method,
            "path": self.path,
            "caller": self.caller,
            "body": self.body,
            "idempotency_key": self.idempotency_key,
            "faults": self.faults,
            "status": self.end.object(),
            "applied": self.applied,
            "replayed": self.replayed,
        })
    }
}

/// A write that arrived.
pub(crate) struct Opened {
    /// Its word.
    pub(crate) operation: &'static str,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The kind of caller.
    pub(crate) caller: &'static str,
    /// The body without secrets.
    pub(crate) body: String,
    pub(crate) idempotency_key: Option<String>,
    /// The words of its faults.
    pub(crate) faults: Vec<&'static str>,
    /// When it arrived.
    pub(crate) at: i64,
}

/// All writes so far.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Records>);

#[derive(Default)]
struct Records {
    entries: Vec<Entry>,
    last: u64,
}

impl Ledger {
    /// Adds an entry for `call` and returns its number.
    pub(crate) fn open(&self, call: &Call, caller: &'static str, faults: &Faults, at: i64) -> u64 {
        self.add(Opened {
            operation: call.operation.word(),
            method: call.method.to_string(),
            path: call.path.clone(),
            caller,
            body: redact::without_secrets(call.operation, &call.body),
            idempotency_key: call.idempotency_key.clone(),
            faults: faults.iter().map(|fault| fault.kind.word()).collect(),
            at,
        })
    }

    /// Adds an entry and returns its number.
    pub(crate) fn add(&self, opened: Opened) -> u64 {
        let mut records = self.records();
        records.last += 1;
        let entry = Entry {
            sequence: records.last,
            at: opened.at,
            operation: opened.operation,
            method: opened.method,
            path: opened.path,
            caller: opened.caller,
            body: opened.body,
            idempotency_key: opened.idempotency_key,
            faults: opened.faults,
            end: End::Pending,
            applied: 0,
            replayed: false,
        };
        if records.entries.len() >= MAX_ENTRIES {
            records.entries.remove(0);
        }
        records.entries.push(entry);
        records.last
    }

    /// Records that the write was applied.
    pub(crate) fn applied(&self, sequence: u64) {
        self.change(sequence, |entry| entry.applied += 1);
    }

    /// Records that a stored response was sent again.
    pub(crate) fn replayed(&self, sequence: u64) {
        self.change(sequence, |entry| entry.replayed = true);
    }

    /// Records how the write ended. Only the first call has an effect.
    pub(crate) fn end(&self, sequence: u64, end: End) {
        self.change(sequence, |entry| {
            if entry.end == End::Pending {
                entry.end = end;
            }
        });
    }

    /// The ledger as JSON: the writes in order, and for each idempotency key the number of its
    /// requests and how often they were applied in total.
    pub(crate) fn object(&self) -> Value {
        let records = self.records();
        let mut by_key: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for entry in &records.entries {
            if let Some(key) = &entry.idempotency_key {
                let (requests, applied) = by_key.entry(key).or_default();
                *requests += 1;
                *applied += entry.applied;
            }
        }
        let keys: Map<String, Value> = by_key
            .into_iter()
            .map(|(key, (requests, applied))| {
                (
                    key.to_owned(),
                    json!({"requests": requests, "applied": applied}),
                )
            })
            .collect();
        let entries: Vec<Value> = records.entries.iter().map(Entry::object).collect();
        json!({"object": "list", "data": entries, "idempotency_keys": keys})
    }

    /// The number of entries.
    pub(crate) fn len(&self) -> usize {
        self.records().entries.len()
    }

    /// Removes all entries; numbers continue.
    pub(crate) fn clear(&self) {
        self.records().entries.clear();
    }

    fn change(&self, sequence: u64, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self
            .records()
            .entries
            .iter_mut()
            .rev()
            .find(|entry| entry.sequence == sequence)
        {
            change(entry);
        }
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running write. When it is dropped without an end, the client has closed the connection.
pub(crate) struct RunningWrite<'a> {
    pub(crate) ledger: &'a Ledger,
    /// The number of its entry.
    pub(crate) sequence: u64,
}

impl Drop for RunningWrite<'_> {
    fn drop(&mut self) {
        self.ledger.end(self.sequence, End::Abandoned);
    }
}
