//! The state of an entry in one word, for badges, lists and their order.

use super::entry::{Entry, StoredStep};
use super::lost_value::lost_value;
use crate::gate::{Ending, Outcome};
use crate::text;
use crate::words::{Language, Phrase, Say};

/// The state of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// All steps ended alike, or none was applied: the most important ending.
    Ended(Ending),
    /// Some of its steps were applied and some were not.
    Partly {
        /// The number of applied steps.
        applied: usize,
        /// The number of steps.
        of: usize,
    },
    /// It created a value that was lost.
    ValueLost,
}

impl State {
    /// Returns the text of its badge.
    #[must_use]
    pub fn say(self, language: Language) -> String {
        match self {
            Self::Ended(ending) => ending.say(language).to_owned(),
            Self::Partly { applied, of } => {
                let words = text!("{applied} of {of} applied" / "{of} 项中 {applied} 项已生效");
                Phrase::from(words)
                    .with("applied", applied)
                    .with("of", of)
                    .say(language)
            }
            Self::ValueLost => text!("applied, value lost" / "已生效，新值丢失")
                .say(language)
                .to_owned(),
        }
    }
}

/// Returns the state of an entry.
#[must_use]
pub fn state(entry: &Entry) -> State {
    let applied = entry.steps.iter().filter(|step| step.was_applied()).count();
    let elsewhere = |step: &&StoredStep| step.outcome == Some(Outcome::InAnotherAttempt);
    let of = entry.steps.len() - entry.steps.iter().filter(elsewhere).count();
    let worst = Ending::of(worst(entry));
    if 0 < applied && applied < of {
        State::Partly { applied, of }
    } else if worst == Ending::Applied && lost_value(entry).is_some() {
        State::ValueLost
    } else {
        State::Ended(worst)
    }
}

/// Returns the most important outcome of an entry's steps; the first of several equal ones.
#[must_use]
pub fn worst(entry: &Entry) -> Option<&Outcome> {
    let mut worst = outcomes(entry).next().flatten();
    for outcome in outcomes(entry) {
        if weight(outcome) > weight(worst) {
            worst = outcome;
        }
    }
    worst
}

/// Returns whether a step of an entry has this ending.
#[must_use]
pub fn has_ending(entry: &Entry, ending: Ending) -> bool {
    outcomes(entry).any(|outcome| Ending::of(outcome) == ending)
}

fn outcomes(entry: &Entry) -> impl Iterator<Item = Option<&Outcome>> {
    entry.steps.iter().map(|step| step.outcome.as_ref())
}

/// Returns the importance of an outcome: possible faults first, then unknown outcomes, then those
/// that changed nothing.
const fn weight(outcome: Option<&Outcome>) -> u8 {
    match Ending::of(outcome) {
        Ending::InAnotherAttempt => 0,
        Ending::Applied => 1,
        Ending::NotSent => 2,
        Ending::Refused => 3,
        Ending::NotApplied | Ending::Expired | Ending::Abandoned => 4,
        Ending::NoChange => 5,
        Ending::Open => 6,
        Ending::Unknown => 7,
        Ending::AppliedTwice => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::{State, has_ending, state, worst};
    use crate::call::ApiError;
    use crate::gate::{Ending, Outcome, Uncertainty};
    use crate::history::sample::{applied, moving, unknown};
    use crate::words::Language;

    #[test]
    fn a_plan_stands_as_its_steps_ended() {
        let check = |marks: &str, expect, weighs| {
            let outcome = |mark| match mark {
                '+' => applied(),
                '-' => Some(Outcome::Refused {
                    error: ApiError::Limited { retry_after: None },
                }),
                '?' => unknown(Uncertainty::NotFound),
                '0' => Some(Outcome::NotSent),
                '=' => Some(Outcome::InAnotherAttempt),
                _ => None,
            };
            let steps: Vec<_> = marks.chars().map(|mark| ("k", outcome(mark))).collect();
            let entry = moving(1, None, &steps);
            assert_eq!(state(&entry), expect, "{marks}");
            assert_eq!(Ending::of(worst(&entry)), weighs, "{marks}");
            for (_, outcome) in &steps {
                assert!(has_ending(&entry, Ending::of(outcome.as_ref())), "{marks}");
            }
            assert!(!has_ending(&entry, Ending::AppliedTwice), "{marks}");
        };
        let partly = |applied, of| State::Partly { applied, of };
        let ended = State::Ended;
        use Ending::{Applied, InAnotherAttempt, NotSent, Open, Refused, Unknown};
        check("+", ended(Applied), Applied);
        check("++", ended(Applied), Applied);
        check("+++-", partly(3, 4), Refused);
        check("+-?", partly(1, 3), Unknown);
        check("?0", ended(Unknown), Unknown);
        check("+ ", partly(1, 2), Open);
        check("  ", ended(Open), Open);
        check("-0", ended(Refused), Refused);
        check("0", ended(NotSent), NotSent);
        // The rest of a plan, sent again.
        check("==+", ended(Applied), Applied);
        check("=+-", partly(1, 2), Refused);
        check("==", ended(InAnotherAttempt), InAnotherAttempt);
    }

    #[test]
    fn words_of_a_badge() {
        let check = |state: State, english, chinese| {
            assert_eq!(state.say(Language::English), english);
            assert_eq!(state.say(Language::Chinese), chinese);
        };
        let partly = State::Partly { applied: 3, of: 4 };
        check(partly, "3 of 4 applied", "4 项中 3 项已生效");
        check(State::ValueLost, "applied, value lost", "已生效，新值丢失");
        let unknown = State::Ended(Ending::Unknown);
        check(unknown, "outcome unknown", "结果未知");
    }
}
