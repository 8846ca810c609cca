//! The state of the review dialog: the future entry and the progress of its plan.

use super::entry::Entry;
use super::left_out::LeftOut;
use super::problem::StoreProblem;
use crate::call::{Secret, Unreachable};
use crate::domain::time::UnixMillis;
use crate::gate::{Confirmation, Outcome, Performed, Progress, Review, Uncertainty};
use crate::schema::{Finding, Record};

/// The progress of a plan.
#[derive(Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits for the operator's confirmation.
    Confirming,
    /// The review's data is too old to decide by, so nothing was sent.
    TooOld,
    /// Another tab has made the same change, or changed the same field, since the review was made,
    /// so nothing was sent.
    SentMeanwhile,
    /// The journal could not record it, so nothing was sent.
    NotRecorded(StoreProblem),
    /// It is being sent: the step, from 0, and its progress.
    Sending(usize, Progress),
    /// It ended.
    Ended(End),
}

/// The result of a plan.
#[derive(Clone, PartialEq, Eq)]
pub struct End {
    /// The outcome of each step.
    pub outcomes: Vec<Outcome>,
    /// The outcome of each compensation that was due, with the number of its step.
    pub compensations: Vec<(usize, Outcome)>,
    /// The created value; it is shown once and stored nowhere.
    pub value: Option<Secret>,
    /// What the response to a trial told; it is stored nowhere.
    pub told: Record,
    /// Whether the gateway repeated an earlier response and did nothing this time.
    pub replayed: bool,
    /// Why the first lost response was not received.
    pub lost: Option<Unreachable>,
    /// Whether a value was created but its response was lost.
    pub lost_value: bool,
    /// Whether the operator may send the same plan again.
    pub may_repeat: bool,
    /// For each step, whether sending it twice would do the same twice.
    pub would_double: Vec<bool>,
    /// Why the outcome could not be recorded.
    pub unrecorded: Option<StoreProblem>,
}

impl End {
    /// Takes the result to show; the value is moved, because it is shown only once.
    #[must_use]
    pub fn of(performed: &mut Performed, unrecorded: Option<StoreProblem>) -> Self {
        let lost_value = performed.lost_its_value();
        Self {
            outcomes: performed.outcomes.clone(),
            compensations: performed.compensations.clone(),
            value: performed.value.take(),
            told: performed.told.clone(),
            replayed: performed.replayed,
            lost: performed.lost,
            lost_value,
            // A response that the gateway repeated without the value will not contain it next time
            // either, and without an idempotency key another would be made.
            may_repeat: may_repeat(
                &performed.outcomes,
                lost_value && !performed.replayed && performed.is_keyed(),
            ),
            would_double: performed.would_double().collect(),
            unrecorded,
        }
    }

    /// Returns whether a repeat has to wait until an earlier attempt can no longer be under way: it would
    /// be done twice.
    #[must_use]
    pub fn waits(&self) -> bool {
        let mut steps = self.outcomes.iter().zip(&self.would_double);
        steps.any(|(outcome, doubles)| *doubles && outcome.may_be_under_way())
    }

    /// Returns whether the gateway reported success of every step, and it was verified and recorded.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.unrecorded.is_none() && self.outcomes.iter().all(Outcome::is_plain)
    }

    /// Returns the result updated by verifying `entry`, which is the shown attempt, or, where
    /// `is_shown` is false, another at the same change. A value that proves to be created but was not received may be requested again.
    #[must_use]
    pub fn verified(self, entry: &Entry, is_shown: bool) -> Self {
        let shown = self.outcomes.iter().zip(&entry.steps);
        let outcomes =
            shown.map(|(shown, step)| outcome_to_show(shown, step.outcome.as_ref(), is_shown));
        let outcomes: Vec<Outcome> = outcomes.collect();
        let made = outcomes.iter().any(Outcome::was_applied);
        let lost_value = entry.value_received.is_some() && self.value.is_none() && made;
        Self {
            may_repeat: may_repeat(&outcomes, lost_value && !self.replayed && entry.is_keyed()),
            outcomes,
            lost_value,
            ..self
        }
    }
}

/// Returns the outcome to show for a step, from the outcome shown so far and the one in an
/// attempt's entry. For a refused repeat, the outcome of the earlier attempt is shown.
fn outcome_to_show(shown: &Outcome, held: Option<&Outcome>, is_shown: bool) -> Outcome {
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
        (Some(_), None) if !is_shown => shown.clone(),
        (None | Some(Outcome::InAnotherAttempt), _) => shown.clone(),
        (Some(held), _) => held.clone(),
    }
}

fn may_repeat(outcomes: &[Outcome], lost_value: bool) -> bool {
    lost_value || outcomes.iter().any(Outcome::may_repeat)
}

/// The undo that a review performs.
#[derive(Clone, PartialEq, Eq)]
pub struct Undoing {
    /// The entry to undo.
    pub of: Box<Entry>,
    /// What stays unchanged.
    pub left_out: LeftOut,
}

/// The state of the review dialog.
#[derive(Clone, PartialEq, Eq)]
pub struct Showing {
    /// The entry as it is, or will be, recorded: the exact plan that is sent.
    pub entry: Entry,
    /// The undo, if it is one.
    pub undoing: Option<Undoing>,
    /// The gateway's full address, for the settings that are offered with a new value.
    pub address: String,
    /// The fields and form values by which those settings are chosen.
    pub known: Record,
    /// When the data of the review was read.
    pub asked_at: UnixMillis,
    /// How the operator confirms it.
    pub confirmation: Confirmation,
    /// The warnings and notes.
    pub findings: Vec<Finding>,
    /// Whether the plan was sent before.
    pub is_repeat: bool,
    /// The outcome of each step in an earlier attempt, if it is not sent again.
    pub before: Vec<Option<Outcome>>,
    /// How far it has come.
    pub phase: Phase,
}

impl Showing {
    /// Shows a review with its future entry.
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
            is_repeat: review.is_repeat(),
            before: review
                .plan()
                .steps()
                .iter()
                .map(|planned| planned.ended.clone())
                .collect(),
            phase: Phase::Confirming,
        }
    }

    /// Returns the entry with the outcomes of the change over all its attempts.
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
        match &self.phase {
            Phase::Ended(end) => {
                let restored = end.compensations.iter();
                restored.fold(entry, |entry, (step, outcome)| {
                    entry.restored(*step, outcome)
                })
            }
            _ => entry,
        }
    }

    /// Returns whether the dialog may be closed: not while something is being sent or verified.
    #[must_use]
    pub const fn may_close(&self) -> bool {
        !matches!(self.phase, Phase::Sending(..))
    }

    /// Returns whether leaving the page now would lose a response, or a value that is shown once.
    #[must_use]
    pub const fn holds_something(&self) -> bool {
        match &self.phase {
            Phase::Sending(..) => true,
            Phase::Ended(end) => end.value.is_some(),
            Phase::Confirming | Phase::TooOld | Phase::SentMeanwhile | Phase::NotRecorded(_) => {
                false
            }
        }
    }

    /// Returns whether nothing has been sent yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(
            self.phase,
            Phase::Confirming | Phase::TooOld | Phase::SentMeanwhile | Phase::NotRecorded(_)
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
            told: Record::default(),
            replayed: false,
            lost: None,
            lost_value: false,
            may_repeat: false,
            would_double: vec![true],
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
            is_repeat: false,
            before: vec![applied()],
            phase: Phase::Confirming,
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
        check(Phase::Confirming, true, false, true);
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
        let check = |came, outcome: Option<Outcome>, value: Option<&str>, key, expect| {
            let mut entry = create("New", 0, outcome);
            entry.value_received = came;
            if key {
                let header = ("Idempotency-Key".into(), "k".to_owned());
                entry.steps[0].sent.headers.push(header);
            }
            let value = value.map(|value| Secret::new(value.to_owned()));
            let outcomes = vec![Outcome::NoChange];
            let end = End {
                outcomes,
                value,
                ..end()
            };
            let end = end.verified(&entry, true);
            assert_eq!((end.lost_value, end.may_repeat), expect, "{entry:?}");
        };
        check(Some(false), applied(), None, true, (true, true));
        // Without a key a repeat would create another one.
        check(Some(false), applied(), None, false, (true, false));
        check(Some(true), applied(), Some("v"), true, (false, false));
        check(
            Some(false),
            Some(Outcome::NotApplied),
            None,
            false,
            (false, true),
        );
        check(None, applied(), None, true, (false, false));
    }

    #[test]
    fn what_a_refused_repeat_comes_to() {
        let error = ApiError::Limited { retry_after: None };
        let refused = || Outcome::Refused {
            error: error.clone(),
        };
        let earlier = || unknown(Uncertainty::EarlierAttempt(error.clone())).expect("an outcome");
        let once = || applied().expect("an outcome");
        let told = |shown: &Outcome, held: Option<&Outcome>, is_shown| {
            super::outcome_to_show(shown, held, is_shown)
        };
        let check = |shown: Outcome, held: Option<Outcome>, expect: Outcome| {
            let told = told(&shown, held.as_ref(), true);
            assert_eq!(told, expect, "{shown:?} {held:?}");
        };
        // What another attempt comes to is shown only where this one leaves it open.
        let failed = Outcome::NotApplied;
        assert_eq!(told(&once(), Some(&failed), false), once());
        assert_eq!(told(&earlier(), Some(&once()), false), once());
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
