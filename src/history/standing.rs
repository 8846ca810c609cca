//! How an entry stands in one word: for badges, lists and their order. Wording and colour are
//! elsewhere.

use super::change::Change;
use super::lost_value::lost_value;
use crate::gate::outcome::{Ending, Outcome};

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its steps ended alike, or none has happened: the end that matters most.
    Ended(Ending),
    /// Some of its steps have happened, and some have not.
    Partly {
        /// How many have happened.
        applied: usize,
        /// How many there are.
        of: usize,
    },
    /// It made a value that nobody got.
    ValueLost,
}

/// How an entry stands.
#[must_use]
pub fn standing(change: &Change) -> Standing {
    let happened = |end: Option<&Outcome>| end.is_some_and(Outcome::has_happened);
    let applied = ends(change).filter(|end| happened(*end)).count();
    let of = change.steps.len();
    let worst = Ending::of(worst(change));
    if 0 < applied && applied < of {
        Standing::Partly { applied, of }
    } else if worst == Ending::Applied && lost_value(change).is_some() {
        Standing::ValueLost
    } else {
        Standing::Ended(worst)
    }
}

/// The end that matters most among an entry's steps; of equal ones the first.
#[must_use]
pub fn worst(change: &Change) -> Option<&Outcome> {
    let mut worst = ends(change).next().flatten();
    for end in ends(change) {
        if weight(end) > weight(worst) {
            worst = end;
        }
    }
    worst
}

/// Whether some step of an entry ended so.
#[must_use]
pub fn has_ending(change: &Change, ending: Ending) -> bool {
    ends(change).any(|end| Ending::of(end) == ending)
}

fn ends(change: &Change) -> impl Iterator<Item = Option<&Outcome>> {
    change.steps.iter().map(|step| step.outcome.as_ref())
}

/// How much an end matters: what may have gone wrong before what is not known, and that before
/// what surely changed nothing.
const fn weight(end: Option<&Outcome>) -> u8 {
    match Ending::of(end) {
        Ending::Applied => 0,
        Ending::NotSent => 1,
        Ending::Refused => 2,
        Ending::NotLanded => 3,
        Ending::NotApplied => 4,
        Ending::Open => 5,
        Ending::CannotTell => 6,
        Ending::LandedTwice => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, has_ending, standing, worst};
    use crate::api::error::ApiError;
    use crate::gate::judge::{After, Doubt};
    use crate::gate::outcome::{Ending, Outcome};
    use crate::history::change::Step;
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn a_plan_stands_as_its_steps_ended() {
        let applied = || {
            Some(Outcome::Applied {
                after: After::Gone,
                answered: true,
            })
        };
        let refused = || {
            Some(Outcome::Refused {
                error: ApiError::Limited { retry_after: None },
            })
        };
        let unknown = || {
            Some(Outcome::CannotTell {
                doubt: Doubt::NotFound,
                answered: false,
            })
        };
        let check = |ends: &[Option<Outcome>], expect, weighs| {
            let mut change = top_up_change("/", "k", "5", 1, None);
            let step = change.steps.remove(0);
            change.steps.extend(ends.iter().map(|outcome| Step {
                outcome: outcome.clone(),
                ..step.clone()
            }));
            assert_eq!(standing(&change), expect, "{ends:?}");
            assert_eq!(Ending::of(worst(&change)), weighs, "{ends:?}");
            for end in ends {
                assert!(has_ending(&change, Ending::of(end.as_ref())), "{ends:?}");
            }
            assert!(!has_ending(&change, Ending::LandedTwice), "{ends:?}");
        };
        let partly = |applied, of| Standing::Partly { applied, of };
        let ended = Standing::Ended;
        use Ending::{Applied, CannotTell, NotSent, Open, Refused};
        check(&[applied()], ended(Applied), Applied);
        check(&[applied(), applied()], ended(Applied), Applied);
        check(
            &[applied(), applied(), applied(), refused()],
            partly(3, 4),
            Refused,
        );
        check(&[applied(), refused(), unknown()], partly(1, 3), CannotTell);
        check(
            &[unknown(), Some(Outcome::NotSent)],
            ended(CannotTell),
            CannotTell,
        );
        check(&[applied(), None], partly(1, 2), Open);
        check(&[None, None], ended(Open), Open);
        check(
            &[refused(), Some(Outcome::NotSent)],
            ended(Refused),
            Refused,
        );
        check(&[Some(Outcome::NotSent)], ended(NotSent), NotSent);
    }
}
