//! What the gate's dialog shows: an entry before it exists, and how far it has come.

use super::change::Change;
use super::problem::StoreProblem;
use super::way_back::LeftOut;
use crate::api::secret::Secret;
use crate::domain::time::UnixMillis;
use crate::gate::confirmation::Confirmation;
use crate::gate::outcome::Outcome;
use crate::gate::perform::Progress;

/// How far a plan has come.
#[derive(Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits for the operator's yes.
    Asking,
    /// What was read for the question is too old to decide by, so nothing was sent.
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
    /// Each step's outcome.
    pub outcomes: Vec<Outcome>,
    /// The value that was made; shown once, kept nowhere.
    pub secret: Option<Secret>,
    /// The gateway repeated an earlier answer and did nothing this time.
    pub replayed: bool,
    /// A key was made and its value did not arrive.
    pub lost_secret: bool,
    /// The operator may send the same plan again.
    pub may_repeat: bool,
    /// The outcome could not be written down.
    pub unrecorded: Option<StoreProblem>,
}

/// That a question takes an earlier change back.
#[derive(Clone, PartialEq, Eq)]
pub struct TakingBack {
    /// What is taken back.
    pub of: Box<Change>,
    /// What stays as it is.
    pub left_out: LeftOut,
}

/// What the dialog shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Showing {
    /// The entry as it is, or will be, recorded: the very plan that travels.
    pub change: Change,
    /// What it takes back; `None` for a change of its own.
    pub taking_back: Option<TakingBack>,
    /// The gateway's full address, for the settings beside a new value.
    pub address: String,
    /// When the question was put, from what had been read just before.
    pub asked_at: UnixMillis,
    /// What confirms it.
    pub confirmation: Confirmation,
    /// How far it has come.
    pub phase: Phase,
}

impl Showing {
    /// Whether the dialog may be closed: not while something is under way.
    #[must_use]
    pub const fn may_close(&self) -> bool {
        !matches!(self.phase, Phase::Sending(..))
    }

    /// Whether leaving the page now would lose something: an answer, or a value shown once.
    #[must_use]
    pub const fn holds_something(&self) -> bool {
        match &self.phase {
            Phase::Sending(..) => true,
            Phase::Ended(end) => end.secret.is_some(),
            Phase::Asking | Phase::TooOld | Phase::NotRecorded(_) => false,
        }
    }
}
