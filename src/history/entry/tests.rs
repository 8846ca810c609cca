//! What is known of an entry as its steps end.

use super::StoredCompensation;
use crate::call::{ApiError, Unreachable};
use crate::domain::time::UnixMillis;
use crate::gate::{After, Outcome, Uncertainty};
use crate::history::sample::{create, raise, unknown};
use crate::schema::CompensateWhen;

#[test]
fn when_it_was_verified() {
    let check = |outcome: Outcome, read: bool| {
        let entry = raise("/", "k", "1", 0, None).ended(&[outcome], UnixMillis(9));
        let at = entry.verified_at().map(|at| at.0);
        assert_eq!(at, read.then_some(9), "{:?}", entry.steps[0].outcome);
    };
    let unknown = |uncertainty| Outcome::Unknown {
        uncertainty,
        reported_success: true,
    };
    let failed = || ApiError::Unreachable(Unreachable::Network);
    let twice = Outcome::AppliedTwice {
        after: vec![After::Gone],
    };
    check(twice, true);
    check(Outcome::NotApplied, true);
    check(unknown(Uncertainty::TooEarly), true);
    check(unknown(Uncertainty::Overtaken), false);
    check(unknown(Uncertainty::ReadFailed(failed())), false);
    check(Outcome::Refused { error: failed() }, false);
    check(Outcome::NotSent, false);
    let old = raise("/", "k", "1", 0, Some(Outcome::NotApplied));
    assert_eq!(old.verified_at(), None);
}

#[test]
fn a_value_that_came_once_has_come() {
    let check = |before, now, then, expect| {
        let mut first = raise("/", "k", "1", 0, None);
        first.value_received = before;
        let last = first.with_value(now).with_value(then);
        assert_eq!(last.value_received, expect, "{before:?} {now} {then}");
    };
    check(Some(false), false, false, Some(false));
    check(Some(false), true, false, Some(true));
    check(Some(false), false, true, Some(true));
    check(None, false, false, None);
}

#[test]
fn an_entry_is_open_while_its_restoring_is() {
    let unknown = unknown(Uncertainty::NotFound);
    let mut entry = raise("/", "k", "1", 0, Some(Outcome::NoChange));
    let step = &entry.steps[0];
    let restoring = StoredCompensation {
        when: CompensateWhen::LaterStepFailed,
        sent: step.sent.clone(),
        checks: step.checks.clone(),
        outcome: None,
    };
    entry.steps[0].compensation = Some(restoring);
    assert!(entry.is_settled(), "it was not needed");
    let entry = entry.restored(0, &unknown.expect("an outcome"));
    assert!(!entry.is_settled() && entry.is_worth_verifying());
    assert!(entry.restored(0, &Outcome::NotApplied).is_settled());
}

#[test]
fn what_means_the_same() {
    let entry = raise("/", "k", "1", 0, None);
    let check = |other, expect| assert_eq!(entry.means_the_same(&other), expect, "{other:?}");
    check(raise("/", "k", "1", 9, Some(Outcome::NotApplied)), true);
    check(raise("/", "k", "2", 0, None), false);
    check(raise("/", "other", "1", 0, None), false);
    check(create("k", 0, None), false);
}
