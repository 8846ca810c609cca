//! The ledger: every request that reached a write route, what was answered, and how often it
//! was applied. Tests ask it for the truth that a client cannot see.
//!
//! No bearer and no secret is ever in it. It lives in memory and ends with the process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::faults::Faults;
use crate::redact;

/// Entries kept; the oldest go first.
const KEPT: usize = 10_000;

/// How a write ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It has not.
    Pending,
    /// With this status.
    Answered(u16),
    /// The connection was closed on purpose.
    Dropped,
    /// The client went away.
    Abandoned,
}

impl End {
    fn object(self) -> Value {
        match self {
            Self::Pending => json!("pending"),
            Self::Answered(status) => json!(status),
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

/// All writes so far.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Book>);

#[derive(Default)]
struct Book {
    entries: Vec<Entry>,
    last: u64,
}

impl Ledger {
    /// Writes down that `call` has arrived and gives its number.
    pub(crate) fn open(&self, call: &Call, caller: &'static str, faults: &Faults, at: i64) -> u64 {
        let mut book = self.book();
        book.last += 1;
        let entry = Entry {
            sequence: book.last,
            at,
            operation: call.operation.word(),
            method: call.method.to_string(),
            path: call.path.clone(),
            caller,
            body: redact::without_secrets(call.operation, &call.body),
            idempotency_key: call.idempotency_key.clone(),
            faults: faults.iter().map(|fault| fault.kind.word()).collect(),
            end: End::Pending,
            applied: 0,
            replayed: false,
        };
        if book.entries.len() >= KEPT {
            book.entries.remove(0);
        }
        book.entries.push(entry);
        book.last
    }

    /// Notes that the write took effect.
    pub(crate) fn applied(&self, sequence: u64) {
        self.change(sequence, |entry| entry.applied += 1);
    }

    /// Notes that an earlier answer was given again.
    pub(crate) fn replayed(&self, sequence: u64) {
        self.change(sequence, |entry| entry.replayed = true);
    }

    /// Notes how the write ended; the first ending counts.
    pub(crate) fn end(&self, sequence: u64, end: End) {
        self.change(sequence, |entry| {
            if entry.end == End::Pending {
                entry.end = end;
            }
        });
    }

    /// The ledger as it travels: the writes in order, and per idempotency key how many requests
    /// came and how often they were applied together.
    pub(crate) fn object(&self) -> Value {
        let book = self.book();
        let mut by_key: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for entry in &book.entries {
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
        let entries: Vec<Value> = book.entries.iter().map(Entry::object).collect();
        json!({"object": "list", "data": entries, "idempotency_keys": keys})
    }

    /// How many writes are in it.
    pub(crate) fn len(&self) -> usize {
        self.book().entries.len()
    }

    /// Forgets everything; numbers go on.
    pub(crate) fn clear(&self) {
        self.book().entries.clear();
    }

    fn change(&self, sequence: u64, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self
            .book()
            .entries
            .iter_mut()
            .rev()
            .find(|entry| entry.sequence == sequence)
        {
            change(entry);
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A write that is under way; when it is let go without an ending, the client has gone away.
pub(crate) struct Ticket<'a> {
    /// The ledger it is in.
    pub(crate) ledger: &'a Ledger,
    /// Its number there.
    pub(crate) sequence: u64,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.ledger.end(self.sequence, End::Abandoned);
    }
}
