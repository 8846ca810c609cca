//! Verifying an entry again: what stays as it is, and each step by itself.

use std::cell::Cell;

use pollster::block_on;

use super::{next_verification, verify};
use crate::call::{Lost, Reply, Request};
use crate::domain::ids::id;
use crate::domain::time::UnixMillis;
use crate::gate::{After, Ending, Live, Outcome, Transport, Uncertainty};
use crate::history::Entry;
use crate::history::entry::StoredCompensation;
use crate::history::sample::{SAMPLE, applied, create, moving, unknown};
use crate::profile::SameAccount;
use crate::schema::{Check, CompensateWhen};

/// A gateway that lists a thing in a group, and counts how often.
#[derive(Default)]
struct Gateway(Cell<usize>);

impl Transport for Gateway {
    async fn read(&self, _: &Request) -> Result<Reply, Lost> {
        self.0.set(self.0.get() + 1);
        Ok(Reply {
            status: 200,
            body: r#"{"data":[{"id":"a","name":"A","group_id":"p"}]}"#.into(),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        panic!("verifying never sends")
    }

    async fn pause(&self, _: u32) {}
}

fn look(entry: &Entry, all: &[&Entry], gateway: &Gateway) -> Entry {
    let now = UnixMillis(600_000);
    block_on(verify(entry, all, SameAccount::Yes, now, &SAMPLE, gateway))
}

fn endings(entry: &Entry) -> Vec<Ending> {
    let outcomes = entry.steps.iter().map(|step| step.outcome.as_ref());
    outcomes.map(Ending::of).collect()
}

#[test]
fn an_outcome_that_cannot_change_stays() {
    let gateway = Gateway::default();
    let check = |outcome: Option<Outcome>, expect| {
        let entry = moving(1, None, &[("a", outcome.clone())]);
        let found = look(&entry, &[&entry], &gateway);
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
    let reads = gateway.0.get();
    check(applied(), Ending::Applied);
    assert_eq!(gateway.0.get(), reads, "nothing is read for it");
}

/// A tab that was closed in the middle of a plan: what it reached is verified, the rest was not sent.
#[test]
fn steps_that_were_not_reached_were_not_sent() {
    let gateway = Gateway::default();
    let rows = [("a", applied()), ("a", None), ("b", None)];
    let entry = moving(1, None, &rows);
    let check = |entry: &Entry, expect: [Ending; 3]| {
        assert_eq!(endings(&look(entry, &[entry], &gateway)), expect);
    };
    // Nothing is recorded of how far an older entry came.
    check(&entry, [Ending::Applied, Ending::Applied, Ending::Unknown]);
    let reached = entry.reaching(1, &[applied().expect("an outcome")], UnixMillis(500_000));
    check(
        &reached,
        [Ending::Applied, Ending::Applied, Ending::NotSent],
    );
    // Its age counts from its last step: that one may still be under way.
    assert_eq!(reached.age_millis(UnixMillis(510_000)), 10_000);
}

#[test]
fn a_later_change_of_one_row_leaves_the_other_to_be_judged() {
    let gateway = Gateway::default();
    let earlier = moving(1, None, &[("b", None), ("a", None)]);
    let later = moving(2, None, &[("b", None)]);
    let found = look(&earlier, &[&earlier, &later], &gateway);
    assert_eq!(endings(&found), [Ending::Unknown, Ending::Applied]);
    // What was settled before a later change stays as it was.
    let settled = moving(1, None, &[("b", Some(Outcome::NotApplied)), ("a", None)]);
    let found = look(&settled, &[&settled, &later], &gateway);
    assert_eq!(endings(&found), [Ending::NotApplied, Ending::Applied]);
}

#[test]
fn what_restored_the_state_is_verified_where_it_was_sent() {
    let gateway = Gateway::default();
    let check = |outcome: Option<Outcome>, expect: Ending| {
        let mut entry = moving(1, None, &[("a", Some(Outcome::NoChange))]);
        let step = &mut entry.steps[0];
        step.compensation = Some(StoredCompensation {
            when: CompensateWhen::LaterStepFailed,
            sent: step.sent.clone(),
            checks: step.checks.clone(),
            outcome: outcome.clone(),
        });
        let found = look(&entry, &[&entry], &gateway);
        let restored = found.steps[0].compensation.as_ref();
        let ended = restored.and_then(|restored| restored.outcome.as_ref());
        assert_eq!(Ending::of(ended), expect, "{outcome:?}");
    };
    check(None, Ending::Open);
    check(unknown(Uncertainty::NotFound), Ending::Applied);
}

#[test]
fn what_a_step_made_is_looked_for_by_its_id() {
    let gateway = Gateway::default();
    let check = |made: &str, expect| {
        let mut entry = create("New", 1, applied());
        if let Some(Outcome::Applied { after, .. }) = &mut entry.steps[0].outcome {
            *after = vec![After::Created(vec![made.to_owned()])];
        }
        let mut removing = entry.steps[0].clone();
        removing.outcome = None;
        removing.checks = vec![Check::Removed {
            of: id("things"),
            by_step: 0,
        }];
        entry.steps.push(removing);
        let found = look(&entry, &[&entry], &gateway);
        assert_eq!(endings(&found)[1], expect, "{made}");
    };
    check("probe", Ending::Applied);
    check("a", Ending::NotApplied);
}

#[test]
fn when_it_is_looked_at_by_itself() {
    let check = |outcome, age: i64, expect| {
        let entry = moving(1_000, None, &[("a", applied()), ("b", outcome)]);
        let now = UnixMillis(1_000 + age);
        assert_eq!(next_verification(&entry, &SAMPLE, now), expect, "{age}");
    };
    let early = || unknown(Uncertainty::TooEarly);
    check(early(), 0, Some(10_000));
    check(early(), 6_000, Some(4_000));
    check(early(), 10_000, Some(10_000));
    // Never later than the age at which it is settled: 35 s.
    check(early(), 20_000, Some(15_000));
    check(early(), 34_999, Some(1));
    check(early(), 35_000, None);
    check(unknown(Uncertainty::NotFound), 0, Some(10_000));
    check(unknown(Uncertainty::NothingToCompare), 0, None);
    check(Some(Outcome::NotApplied), 0, None);
    // The clock was set back.
    check(early(), -9_000, Some(10_000));
}
