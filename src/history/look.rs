//! Looking again at an entry whose end is not known, step by step. Reads only, and claims nothing
//! that a later change, or another account's list, could have brought about.

use super::change::{Change, Step};
use super::lookup::is_overtaken;
use crate::gate::judge::Doubt;
use crate::gate::outcome::Outcome;
use crate::gate::perform::{Transport, reconcile};
use crate::profile::SameAccount;

/// How each step of an entry stands now; an end that cannot change any more stays as it was. `all`
/// are the entries of the journal, `account` says whose list it is that `transport` reads.
pub async fn look_again<'a>(
    change: &Change,
    all: impl IntoIterator<Item = &'a Change> + Clone,
    account: SameAccount,
    age_millis: i64,
    transport: &impl Transport,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(change.steps.len());
    for (number, step) in change.steps.iter().enumerate() {
        let outcome = match (
            may_change(step),
            doubt(change, number, all.clone(), account),
        ) {
            (None, _) => step.outcome.clone(),
            (Some(answered), None) => {
                let found = reconcile(&step.check, change.dialect, answered, age_millis, transport);
                Some(found.await)
            }
            // What was settled before stays; a later change does not take it back.
            (Some(_), Some(_)) if step.outcome.as_ref().is_some_and(Outcome::is_settled) => {
                step.outcome.clone()
            }
            (Some(answered), Some(doubt)) => Some(Outcome::CannotTell { doubt, answered }),
        };
        outcomes.extend(outcome);
    }
    outcomes
}

/// Whether the gateway had said yes to a step whose end may still change; `None` for any other.
const fn may_change(step: &Step) -> Option<bool> {
    match &step.outcome {
        None | Some(Outcome::NotLanded) => Some(false),
        Some(Outcome::NotApplied) => Some(true),
        Some(Outcome::CannotTell { answered, .. }) => Some(*answered),
        Some(
            Outcome::Applied { .. }
            | Outcome::Refused { .. }
            | Outcome::LandedTwice { .. }
            | Outcome::NotSent,
        ) => None,
    }
}

/// Why reading would tell nothing of a step.
fn doubt<'a>(
    change: &Change,
    number: usize,
    all: impl IntoIterator<Item = &'a Change>,
    account: SameAccount,
) -> Option<Doubt> {
    let needs_the_list = change.steps[number].check.needs_the_list();
    if is_overtaken(change, number, all) {
        Some(Doubt::Overtaken)
    } else if account != SameAccount::Yes && needs_the_list {
        Some(Doubt::AccountNotKnown)
    } else {
        None
    }
}
