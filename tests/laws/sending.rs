//! Sends a case while the gateway fails, and records the results.

use headgate::call::{Limit, Lost, Reply};
use headgate::gate::{Outcome, Performed};
use headgate::history::Entry;
use headgate::schema::Str;

use crate::cases::{Case, FRESH, send};
use crate::gateway::Gateway;
use crate::journal::{check, starting};
use crate::ledger::{counted, noted};
use crate::truth::{found, word};

/// The faults while a case is sent.
#[derive(Clone, Copy, Default)]
pub(crate) struct Failing<'a> {
    /// Faults of the write.
    pub(crate) write: &'a [&'a str],
    /// Faults of all reads from then on.
    pub(crate) read: &'a [&'a str],
    /// For how many requests the first fault of the write is armed; `None` for all.
    pub(crate) times: Option<u32>,
    /// Whether the browser repeats a request whose connection dies.
    pub(crate) browser_repeats: bool,
}

/// A case that was sent; the faults are cleared.
pub(crate) struct Sent {
    pub(crate) case: &'static Case,
    pub(crate) label: String,
    pub(crate) gateway: Gateway,
    /// Its entry, before the outcome was known.
    pub(crate) entry: Entry,
    pub(crate) performed: Performed,
    /// Whether something had to be typed to confirm it.
    pub(crate) was_typed: bool,
    /// Whether the gateway limits how often it accepts this write.
    pub(crate) is_limited: bool,
    /// The last reply to the write, and the replies to the reads after it.
    pub(crate) reply: Result<Reply, Lost>,
    pub(crate) reads: Vec<Result<Reply, Lost>>,
    /// The number of requests, and how often the write was applied.
    pub(crate) requests: usize,
    pub(crate) applied: u64,
}

/// Sends a case of one step.
pub(crate) async fn sent(case: &'static Case, failing: Failing<'_>) -> Sent {
    let Failing { write, read, .. } = failing;
    let label = format!("{} under {write:?} and {read:?}", case.label());
    let mut gateway = case.gateway();
    gateway.repeats = failing.browser_repeats;
    gateway.hold_clock().await;
    let review = case.review(&gateway).await;
    let entry = starting(review.plan());
    let was_typed = !review.accepts("");
    let mut steps = review.plan().steps().iter();
    let is_limited = steps.any(|planned| planned.step.write.limit() == Limit::Write);
    for (number, fault) in write.iter().enumerate() {
        let times = failing.times.filter(|_| number == 0);
        gateway.arm_times(fault, "write", times).await;
    }
    for fault in read {
        gateway.arm(fault, "read").await;
    }
    gateway.forget_exchanges();
    let performed = send(review, &gateway).await;
    gateway.clear().await;
    // A limit that is added to is read once more before sending.
    let (writes, reads): (Vec<_>, Vec<_>) = gateway
        .exchanges()
        .into_iter()
        .skip_while(|exchange| !exchange.arrived.is_write())
        .partition(|exchange| exchange.arrived.is_write());
    let noted = noted(&gateway).await;
    assert_eq!(writes.len(), noted.len(), "{label}: every write is noted");
    for (write, noted) in writes.iter().zip(&noted) {
        let key = write.arrived.header("idempotency-key");
        assert_eq!(key, noted.key.as_deref(), "{label}");
        assert!(key.is_none_or(|key| key == FRESH), "{label}: {key:?}");
    }
    let last = writes.last().expect("it was sent").reply.clone();
    let (requests, applied) = counted(&gateway).await;
    Sent {
        case,
        label,
        gateway,
        entry,
        performed,
        was_typed,
        is_limited,
        reply: last,
        reads: reads.into_iter().map(|read| read.reply).collect(),
        requests,
        applied,
    }
}

impl Sent {
    /// Returns the outcome.
    pub(crate) fn outcome(&self) -> &Outcome {
        match self.performed.outcomes.as_slice() {
            [outcome] => outcome,
            other => panic!("{}: one outcome for one step, not {other:?}", self.label),
        }
    }

    /// Returns the outcome in a word.
    pub(crate) fn word(&self) -> Str {
        word(self.outcome())
    }

    /// Returns the word for the actual state of the gateway.
    pub(crate) fn truth(&self) -> Str {
        found(self.applied, check(&self.entry))
    }
}
