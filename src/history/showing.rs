//! What the review dialog shows: an entry before it exists, and how far it has come.

use super::entry::Entry;
use super::left_out::LeftOut;
use super::problem::StoreProblem;
use crate::call::Secret;
use crate::domain::time::UnixMillis;
use crate::gate::{Confirmation, Outcome, Performed, Progress, Review};
use crate::schema::{Finding, Locator, Record, WhyNot};

/// How far a plan has come.
#[derive(Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits for the operator's confirmation.
    Asking,
    /// What was read for the review is too old to decide by, so nothing was sent.
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
    /// How each compensation that was due ended, with the number of its step.
    pub compensations: Vec<(usize, Outcome)>,
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

impl End {
    /// Takes what is shown out of how a plan ended; the value is shown once, so it moves.
    #[must_use]
    pub fn of(performed: &mut Performed, unrecorded: Option<StoreProblem>) -> Self {
        let lost_value = performed.lost_its_value();
        Self {
            outcomes: performed.outcomes.clone(),
            compensations: performed.compensations.clone(),
            value: performed.value.take(),
            replayed: performed.replayed,
            lost_value,
            may_repeat: may_repeat(&performed.outcomes, lost_value),
            unrecorded,
        }
    }

    /// Returns the end with what verifying again has found in `entry`. A value that turns out to be
    /// made, and never came, may be asked for again.
    #[must_use]
    pub fn verified(self, entry: &Entry) -> Self {
        let outcomes: Vec<Outcome> = entry
            .steps
            .iter()
            .filter_map(|step| step.outcome.clone())
            .collect();
        let made = outcomes.iter().any(Outcome::was_applied);
        let lost_value = entry.value_came.is_some() && self.value.is_none() && made;
        Self {
            may_repeat: may_repeat(&outcomes, lost_value),
            outcomes,
            lost_value,
            ..self
        }
    }
}

fn may_repeat(outcomes: &[Outcome], lost_value: bool) -> bool {
    lost_value || outcomes.iter().any(Outcome::may_repeat)
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
    /// The entry as it is, or will be, recorded: the very plan that travels.
    pub entry: Entry,
    /// What it undoes; `None` for a change of its own.
    pub undoing: Option<Undoing>,
    /// The gateway's full address, for the settings beside a new value.
    pub address: String,
    /// What the settings beside a new value are chosen by.
    pub known: Record,
    /// When the review was made, from what had been read just before.
    pub asked_at: UnixMillis,
    /// What confirms it.
    pub confirmation: Confirmation,
    /// What the review says besides the change.
    pub findings: Vec<Finding>,
    /// Rows with which it cannot be done now, and why.
    pub left_out: Vec<(Locator, WhyNot)>,
    /// Whether the plan was sent before.
    pub is_repeat: bool,
    /// How far it has come.
    pub phase: Phase,
}

impl Showing {
    /// Shows a review under its future entry.
    #[must_use]
    pub fn of(review: &Review, entry: Entry, address: String, asked_at: UnixMillis) -> Self {
        Self {
            entry,
            undoing: None,
            address,
            known: review.plan().known(),
            asked_at,
            confirmation: review.confirmation().clone(),
            findings: review.plan().findings().to_vec(),
            left_out: Vec::new(),
            is_repeat: review.is_repeat(),
            phase: Phase::Asking,
        }
    }

    /// Returns whether the dialog may be closed: not while something is under way.
    #[must_use]
    pub const fn may_close(&self) -> bool {
        !matches!(self.phase, Phase::Sending(..))
    }

    /// Returns whether leaving the page now would lose something: a response, or a value shown once.
    #[must_use]
    pub const fn holds_something(&self) -> bool {
        match &self.phase {
            Phase::Sending(..) => true,
            Phase::Ended(end) => end.value.is_some(),
            Phase::Asking | Phase::TooOld | Phase::NotRecorded(_) => false,
        }
    }

    /// Returns whether nothing was sent yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(
            self.phase,
            Phase::Asking | Phase::TooOld | Phase::NotRecorded(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Phase, Showing};
    use crate::call::Secret;
    use crate::domain::time::UnixMillis;
    use crate::gate::{Confirmation, Outcome, Progress};
    use crate::history::problem::StoreProblem;
    use crate::history::sample::{applied, create, raise};
    use crate::schema::Record;

    fn end() -> End {
        End {
            outcomes: vec![],
            compensations: vec![],
            value: None,
            replayed: false,
            lost_value: false,
            may_repeat: false,
            unrecorded: None,
        }
    }

    #[test]
    fn when_the_dialog_may_be_left() {
        let mut showing = Showing {
            entry: raise("/", "k", "1", 0, None),
            undoing: None,
            address: "/".to_owned(),
            known: Record::default(),
            asked_at: UnixMillis(1),
            confirmation: Confirmation::Review,
            findings: vec![],
            left_out: vec![],
            is_repeat: false,
            phase: Phase::Asking,
        };
        let mut check = |phase: Phase, may_close, holds, is_open| {
            showing.phase = phase;
            let got = (
                showing.may_close(),
                showing.holds_something(),
                showing.is_open(),
            );
            assert_eq!(got, (may_close, holds, is_open));
        };
        check(Phase::Asking, true, false, true);
        check(Phase::TooOld, true, false, true);
        check(Phase::NotRecorded(StoreProblem::Full), true, false, true);
        check(Phase::Sending(0, Progress::Verifying), false, true, false);
        check(Phase::Ended(end()), true, false, false);
        let value = End {
            value: Some(Secret::new("v".to_owned())),
            ..end()
        };
        check(Phase::Ended(value), true, true, false);
    }

    #[test]
    fn what_verifying_again_changes() {
        let check = |came, outcome: Option<Outcome>, value: Option<&str>, expect| {
            let mut entry = create("New", 0, outcome);
            entry.value_came = came;
            let value = value.map(|value| Secret::new(value.to_owned()));
            let end = End { value, ..end() }.verified(&entry);
            assert_eq!((end.lost_value, end.may_repeat), expect, "{entry:?}");
        };
        check(Some(false), applied(), None, (true, true));
        check(Some(true), applied(), Some("v"), (false, false));
        check(Some(false), Some(Outcome::NotApplied), None, (false, true));
        check(None, applied(), None, (false, false));
    }
}
