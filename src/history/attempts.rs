//! Several attempts at one change. Each is an entry of its own, linked to the first. They share
//! their checks, so an effect that is found counts for only one of them.

use super::entry::{Entry, StoredStep};
use crate::gate::Outcome;

/// Returns the other attempts at the same change, oldest first.
#[must_use]
pub fn other_attempts<'a>(entry: &Entry, all: &[&'a Entry]) -> Vec<&'a Entry> {
    let mut others: Vec<&Entry> = all
        .iter()
        .copied()
        .filter(|other| other.id != entry.id && other.first_attempt() == entry.first_attempt())
        .collect();
    others.sort_by_key(|other| other.at);
    others
}

/// Returns an entry updated by its later attempts in `all`.
#[must_use]
pub fn updated_by_repeats(entry: &Entry, all: &[&Entry]) -> Entry {
    let others = other_attempts(entry, all);
    let later = others.into_iter().filter(|other| other.at > entry.at);
    later.fold(entry.clone(), updated_by)
}

/// Returns an entry updated by one repeat. An effect of the entry that was unknown before the
/// repeat cannot be told apart from the repeat's own, because its check covers both. A value that
/// the repeat received is the one that was lost.
fn updated_by(mut entry: Entry, repeat: &Entry) -> Entry {
    for (step, again) in entry.steps.iter_mut().zip(&repeat.steps) {
        if step.outcome.as_ref().is_none_or(|it| !it.is_settled()) && covers(again) {
            step.outcome = Some(Outcome::InAnotherAttempt);
        }
    }
    entry.with_value(repeat.value_received == Some(true))
}

/// Returns whether a repeated step was sent and not refused, or is in progress.
fn covers(step: &StoredStep) -> bool {
    let outcome = step.outcome.as_ref();
    outcome.is_none_or(|it| !it.changed_nothing() || *it == Outcome::NotApplied)
}

/// Returns whether an earlier attempt at a step, counted from 0, is known to have been applied.
pub(super) fn applied_before(entry: &Entry, step: usize, all: &[&Entry]) -> bool {
    let others = other_attempts(entry, all);
    let mut earlier = others.iter().filter(|other| other.at < entry.at);
    earlier.any(|other| other.steps.get(step).is_some_and(StoredStep::was_applied))
}

#[cfg(test)]
mod tests {
    use super::{other_attempts, updated_by_repeats};
    use crate::call::ApiError;
    use crate::domain::time::UnixMillis;
    use crate::gate::{Ending, Outcome, Uncertainty};
    use crate::history::Entry;
    use crate::history::sample::{applied, raise, unknown};

    fn refused() -> Outcome {
        let error = ApiError::Limited { retry_after: None };
        Outcome::Refused { error }
    }

    fn attempts(outcomes: &[Option<Outcome>]) -> Vec<Entry> {
        let first = raise("/", "k", "1", 0, None);
        let attempt = |(at, outcome): (usize, &Option<Outcome>)| {
            let entry = raise(
                "/",
                "k",
                "1",
                i64::try_from(at).unwrap_or(0),
                outcome.clone(),
            );
            if at == 0 {
                entry
            } else {
                entry.repeating(&first)
            }
        };
        outcomes.iter().enumerate().map(attempt).collect()
    }

    #[test]
    fn each_attempt_has_an_outcome_of_its_own() {
        use Ending::{Applied, InAnotherAttempt, NotApplied, Open, Refused, Unknown};
        let check = |outcomes: &[Option<Outcome>], expect: &[Ending]| {
            let entries = attempts(outcomes);
            let all: Vec<&Entry> = entries.iter().collect();
            let updated = entries.iter().map(|entry| updated_by_repeats(entry, &all));
            let updated: Vec<Ending> = updated
                .map(|entry| Ending::of(entry.steps[0].outcome.as_ref()))
                .collect();
            assert_eq!(updated, expect, "{outcomes:?}");
        };
        let lost = || unknown(Uncertainty::TooEarly);
        let failed = || Some(Outcome::NotApplied);
        let three = [failed(), Some(refused()), applied()];
        check(&three, &[NotApplied, Refused, Applied]);
        check(&[lost(), Some(refused())], &[Unknown, Refused]);
        check(&[lost(), applied()], &[InAnotherAttempt, Applied]);
        check(&[lost(), failed()], &[InAnotherAttempt, NotApplied]);
        check(&[lost(), lost()], &[InAnotherAttempt, Unknown]);
        // The page was closed while the repeat was under way.
        check(&[lost(), None], &[InAnotherAttempt, Open]);
        check(&[None, Some(Outcome::NotSent)], &[Open, Ending::NotSent]);
        let refused_between = [lost(), Some(refused()), applied()];
        check(&refused_between, &[InAnotherAttempt, Refused, Applied]);
    }

    #[test]
    fn a_value_that_came_with_a_repeat_is_not_lost() {
        let check = |came, expect| {
            let mut entries = attempts(&[applied(), Some(Outcome::InAnotherAttempt)]);
            entries[0].value_received = Some(false);
            entries[1].value_received = Some(came);
            let all: Vec<&Entry> = entries.iter().collect();
            let updated = updated_by_repeats(&entries[0], &all);
            assert_eq!(updated.value_received, Some(expect));
            assert_eq!(updated.steps, entries[0].steps);
        };
        check(false, false);
        check(true, true);
    }

    #[test]
    fn which_attempts_belong_together() {
        let entries = attempts(&[None, None, None]);
        let mut other = raise("/", "k", "1", 9, None);
        other.at = UnixMillis(1);
        let all: Vec<&Entry> = entries.iter().rev().chain([&other]).collect();
        let check = |entry: &Entry, expect: &[i64]| {
            let others = other_attempts(entry, &all);
            let at: Vec<i64> = others.iter().map(|other| other.at.0).collect();
            assert_eq!(at, expect, "{entry:?}");
        };
        check(&entries[0], &[1, 2]);
        check(&entries[1], &[0, 2]);
        check(&other, &[]);
    }
}
