//! What the review dialog shows: an entry before it exists, and how far it has come.

use super::entry::Entry;
use super::left_out::LeftOut;
use super::problem::StoreProblem;
use crate::call::{Secret, Unreachable};
use crate::domain::time::UnixMillis;
use crate::gate::{Confirmation, Outcome, Performed, Progress, Review, Uncertainty};
use crate::schema::{Finding, Locator, Record, WhyNot};

/// How far a plan has come.
#[derive(Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits for the operator's confirmation.
    Asking,
    /// What was read for the review is too old to decide by, so nothing was sent.
    TooOld,
    /// Another tab sent the same, or what it is judged by, since the review was made, so nothing was
    /// sent.
    SentMeanwhile,
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
    /// Why the first response that was lost did not come.
    pub lost: Option<Unreachable>,
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
            lost: performed.lost,
            lost_value,
            // What the gateway repeated without the value it will not repeat with it.
            may_repeat: may_repeat(&performed.outcomes, lost_value && !performed.replayed),
            unrecorded,
        }
    }

    /// Returns the end with what verifying again has found in `entry`, the shown attempt or another at
    /// the same intent. A value that turns out to be made, and never came, may be asked for again.
    #[must_use]
    pub fn verified(self, entry: &Entry) -> Self {
        let shown = self.outcomes.iter().zip(&entry.steps);
        let outcomes = shown.map(|(shown, step)| told_of(shown, step.outcome.as_ref()));
        let outcomes: Vec<Outcome> = outcomes.collect();
        let made = outcomes.iter().any(Outcome::was_applied);
        let lost_value = entry.value_came.is_some() && self.value.is_none() && made;
        Self {
            may_repeat: may_repeat(&outcomes, lost_value && !self.replayed),
            outcomes,
            lost_value,
            ..self
        }
    }
}

/// Returns how a step of the intent ended, of what is shown and what one attempt's entry holds now. A
/// refused repeat shows what the earlier attempt comes to.
fn told_of(shown: &Outcome, held: Option<&Outcome>) -> Outcome {
    let refused_now = match shown {
        Outcome::Unknown {
            uncertainty: Uncertainty::EarlierAttempt(error),
            ..
        } => Some(error),
        _ => None,
    };
    match (held, refused_now) {
        (Some(Outcome::NotApplied), Some(error)) => Outcome::Refused {
            error: error.clone(),
        },
        (Some(held), Some(_)) if !held.was_applied() => shown.clone(),
        (None | Some(Outcome::InAnotherAttempt), _) => shown.clone(),
        (Some(held), _) => held.clone(),
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
    /// How each step ended in an earlier attempt, where it is not sent again.
    pub before: Vec<Option<Outcome>>,
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
            before: review
                .plan()
                .steps()
                .iter()
                .map(|planned| planned.ended.clone())
                .collect(),
            phase: Phase::Asking,
        }
    }

    /// Returns the entry with how the intent stands, over all its attempts.
    #[must_use]
    pub fn drawn(&self) -> Entry {
        let ended: Vec<Option<Outcome>> = match &self.phase {
            Phase::Ended(end) => end.outcomes.iter().cloned().map(Some).collect(),
            _ => self.before.clone(),
        };
        let mut entry = self.entry.clone();
        for (step, outcome) in entry.steps.iter_mut().zip(ended) {
            step.outcome = outcome;
        }
        entry
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
            Phase::Asking | Phase::TooOld | Phase::SentMeanwhile | Phase::NotRecorded(_) => false,
        }
    }

    /// Returns whether nothing was sent yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(
            self.phase,
            Phase::Asking | Phase::TooOld | Phase::SentMeanwhile | Phase::NotRecorded(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Phase, Showing};
    use crate::call::{ApiError, Secret};
    use crate::domain::time::UnixMillis;
    use crate::gate::{Confirmation, Outcome, Progress, Uncertainty};
    use crate::history::problem::StoreProblem;
    use crate::history::sample::{applied, create, raise, unknown};
    use crate::schema::Record;

    fn end() -> End {
        End {
            outcomes: vec![],
            compensations: vec![],
            value: None,
            replayed: false,
            lost: None,
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
            before: vec![applied()],
            phase: Phase::Asking,
        };
        assert_eq!(showing.drawn().steps[0].outcome, applied());
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
        showing.phase = Phase::Ended(End {
            outcomes: vec![Outcome::NoChange],
            ..end()
        });
        assert_eq!(showing.drawn().steps[0].outcome, Some(Outcome::NoChange));
    }

    #[test]
    fn what_verifying_again_changes() {
        let check = |came, outcome: Option<Outcome>, value: Option<&str>, expect| {
            let mut entry = create("New", 0, outcome);
            entry.value_came = came;
            let value = value.map(|value| Secret::new(value.to_owned()));
            let outcomes = vec![Outcome::NoChange];
            let end = End {
                outcomes,
                value,
                ..end()
            };
            let end = end.verified(&entry);
            assert_eq!((end.lost_value, end.may_repeat), expect, "{entry:?}");
        };
        check(Some(false), applied(), None, (true, true));
        check(Some(true), applied(), Some("v"), (false, false));
        check(Some(false), Some(Outcome::NotApplied), None, (false, true));
        check(None, applied(), None, (false, false));
    }

    #[test]
    fn what_a_refused_repeat_comes_to() {
        let error = ApiError::Limited { retry_after: None };
        let refused = || Outcome::Refused {
            error: error.clone(),
        };
        let earlier = || unknown(Uncertainty::EarlierAttempt(error.clone())).expect("an outcome");
        let once = || applied().expect("an outcome");
        let check = |shown: Outcome, held: Option<Outcome>, expect: Outcome| {
            let told = super::told_of(&shown, held.as_ref());
            assert_eq!(told, expect, "{shown:?} {held:?}");
        };
        check(earlier(), applied(), once());
        check(earlier(), Some(Outcome::NotApplied), refused());
        check(earlier(), unknown(Uncertainty::TooEarly), earlier());
        check(earlier(), Some(refused()), earlier());
        // What this attempt did not send stays as the intent has it.
        check(once(), Some(Outcome::InAnotherAttempt), once());
        check(Outcome::NotApplied, applied(), once());
        check(Outcome::NotApplied, None, Outcome::NotApplied);
    }
}
