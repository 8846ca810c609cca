//! Verifying an entry again: what is said by a key of which it is known that it speaks for the same
//! account, and by one of which it is not.

use pollster::block_on;

use super::verify;
use crate::domain::ids::id;
use crate::domain::time::UnixMillis;
use crate::gate::{After, Ending, Outcome, Uncertainty};
use crate::history::Entry;
use crate::history::entry::StoredCompensation;
use crate::history::sample::gateway::Gateway;
use crate::history::sample::{SAMPLE, applied, create, moving};
use crate::profile::SameAccount;
use crate::schema::{Check, CompensateWhen};

const LATER: i64 = 600_000;

fn look(entry: &Entry, all: &[&Entry], account: SameAccount, gateway: &Gateway) -> Entry {
    block_on(verify(
        entry,
        all,
        account,
        UnixMillis(LATER),
        &SAMPLE,
        gateway,
    ))
}

fn endings(entry: &Entry) -> Vec<Ending> {
    let outcomes = entry.steps.iter().map(|step| step.outcome.as_ref());
    outcomes.map(Ending::of).collect()
}

fn unknown(uncertainty: Uncertainty) -> Option<Outcome> {
    Some(Outcome::Unknown {
        uncertainty,
        answered: false,
    })
}

#[test]
fn only_its_own_list_tells_what_is_missing_or_new() {
    use Ending::{Applied, Unknown};
    let gateway = Gateway::new(&[("a", Some("p")), ("new", None)]);
    let check = |entry: Entry, account, expect: Ending| {
        let found = look(&entry, &[&entry], account, &gateway);
        assert_eq!(endings(&found), [expect], "{entry:?} {account:?}");
        assert_eq!(found.read_at, Some(UnixMillis(LATER)));
    };
    let moved = || moving(1, None, &[("a", None)]);
    let made = || {
        let mut entry = create("NEW", 1, None);
        if let Check::Appears { baseline, .. } = &mut entry.steps[0].checks[0] {
            baseline.whole = true;
        }
        entry
    };
    check(moved(), SameAccount::Yes, Applied);
    check(moved(), SameAccount::NotKnown, Applied);
    check(made(), SameAccount::Yes, Applied);
    check(made(), SameAccount::NotKnown, Unknown);
}

#[test]
fn an_outcome_that_cannot_change_stays() {
    let gateway = Gateway::new(&[("a", Some("p"))]);
    let check = |outcome: Option<Outcome>, expect| {
        let entry = moving(1, None, &[("a", outcome.clone())]);
        let found = look(&entry, &[&entry], SameAccount::Yes, &gateway);
        assert_eq!(endings(&found), [expect], "{outcome:?}");
    };
    check(None, Ending::Applied);
    check(unknown(Uncertainty::TooEarly), Ending::Applied);
    check(Some(Outcome::NoChange), Ending::Applied);
    check(Some(Outcome::NotApplied), Ending::Applied);
    check(Some(Outcome::NotSent), Ending::NotSent);
    let twice = Outcome::AppliedTwice {
        after: vec![After::Gone],
    };
    check(Some(twice), Ending::AppliedTwice);
    let reads = *gateway.reads.borrow();
    check(applied(), Ending::Applied);
    assert_eq!(*gateway.reads.borrow(), reads, "nothing is read for it");
}

#[test]
fn a_later_change_of_one_row_leaves_the_other_to_be_judged() {
    let gateway = Gateway::new(&[("a", None), ("b", Some("p"))]);
    let earlier = moving(1, None, &[("a", None), ("b", None)]);
    let later = moving(2, None, &[("a", None)]);
    let found = look(&earlier, &[&earlier, &later], SameAccount::Yes, &gateway);
    assert_eq!(endings(&found), [Ending::Unknown, Ending::Applied]);
    // What was settled before a later change stays as it was.
    let settled = moving(1, None, &[("a", Some(Outcome::NotApplied)), ("b", None)]);
    let found = look(&settled, &[&settled, &later], SameAccount::Yes, &gateway);
    assert_eq!(endings(&found), [Ending::NotApplied, Ending::Applied]);
}

#[test]
fn what_may_still_be_under_way_is_not_said_to_have_failed() {
    let gateway = Gateway::new(&[("a", None)]);
    let check = |at, expect| {
        let entry = moving(at, None, &[("a", None)]);
        let found = look(&entry, &[&entry], SameAccount::Yes, &gateway);
        assert_eq!(found.steps[0].outcome, expect, "{at}");
    };
    check(LATER - 35_000, Some(Outcome::NotApplied));
    check(LATER - 34_999, unknown(Uncertainty::TooEarly));
}

#[test]
fn what_restored_the_state_is_verified_where_it_was_sent() {
    let gateway = Gateway::new(&[("a", Some("p"))]);
    let check = |outcome: Option<Outcome>, expect: Ending| {
        let mut entry = moving(1, None, &[("a", Some(Outcome::NoChange))]);
        let step = &mut entry.steps[0];
        step.compensation = Some(StoredCompensation {
            when: CompensateWhen::LaterStepFailed,
            sent: step.sent.clone(),
            checks: step.checks.clone(),
            outcome: outcome.clone(),
        });
        let found = look(&entry, &[&entry], SameAccount::Yes, &gateway);
        let restored = found.steps[0].compensation.as_ref();
        let ended = restored.and_then(|restored| restored.outcome.as_ref());
        assert_eq!(Ending::of(ended), expect, "{outcome:?}");
    };
    check(None, Ending::Open);
    check(unknown(Uncertainty::NotFound), Ending::Applied);
}

#[test]
fn what_a_step_made_is_looked_for_by_its_id() {
    let gateway = Gateway::new(&[("a", None)]);
    let check = |made: &str, expect| {
        let mut entry = create("New", 1, applied());
        if let Some(Outcome::Applied { after, .. }) = &mut entry.steps[0].outcome {
            *after = vec![After::Made(vec![made.to_owned()])];
        }
        let mut removing = entry.steps[0].clone();
        removing.outcome = None;
        removing.checks = vec![Check::Removed {
            of: id("things"),
            by_step: 0,
        }];
        entry.steps.push(removing);
        let found = look(&entry, &[&entry], SameAccount::Yes, &gateway);
        assert_eq!(endings(&found)[1], expect, "{made}");
    };
    check("probe", Ending::Applied);
    check("a", Ending::NotApplied);
}
