//! What the review shows: an entry before it exists, and how far it has come.

use crate::call::Secret;
use crate::domain::time::UnixMillis;
use crate::gate::{Confirmation, Outcome, Progress};
use crate::history::{Entry, LeftOut, StoreProblem};
use crate::schema::Finding;

/// How far a plan has come.
#[derive(Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits for the operator's confirmation.
    Asking,
    /// What was read for it is too old to decide by, so nothing was sent.
    TooOld,
    /// The journal took no record, so nothing was sent.
    NotRecorded(StoreProblem),
    /// It is under way: which step, from 0, and how far it has come.
    Sending(usize, Progress),
    /// It ended.
    Ended(End),
}

/// How a plan ended.
#[derive(Clone, PartialEq, Eq)]
pub struct End {
    /// The outcome of each step.
    pub outcomes: Vec<Outcome>,
    /// The value that was made; shown once, kept nowhere.
    pub value: Option<Secret>,
    /// The gateway repeated an earlier response and did nothing this time.
    pub replayed: bool,
    /// A value was made and did not arrive.
    pub lost_value: bool,
    /// The operator may send the same plan again.
    pub may_repeat: bool,
    /// The outcome could not be written down.
    pub unrecorded: Option<StoreProblem>,
}

/// That a review undoes an earlier entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Undoing {
    /// What is undone.
    pub of: Box<Entry>,
    /// What stays as it is.
    pub left_out: LeftOut,
}

/// What the dialog shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Showing {
    /// The entry as it is, or will be, recorded: the very plan that is sent.
    pub entry: Entry,
    /// What it undoes; `None` for a change of its own.
    pub undoing: Option<Undoing>,
    /// The gateway's full address, for the settings beside a new value.
    pub address: String,
    /// When it was opened, from what had been read just before.
    pub asked_at: UnixMillis,
    /// What confirms it.
    pub confirmation: Confirmation,
    /// What the rules say besides the change.
    pub findings: Vec<Finding>,
    /// How far it has come.
    pub phase: Phase,
}

impl Showing {
    /// Returns whether the dialog may be closed: not while something is under way.
    #[must_use]
    pub const fn may_close(&self) -> bool {
        !matches!(self.phase, Phase::Sending(..))
    }

    /// Returns whether leaving the page now would lose something: a response, or a value that is
    /// shown once.
    #[must_use]
    pub const fn holds_something(&self) -> bool {
        match &self.phase {
            Phase::Sending(..) => true,
            Phase::Ended(end) => end.value.is_some(),
            Phase::Asking | Phase::TooOld | Phase::NotRecorded(_) => false,
        }
    }
}
