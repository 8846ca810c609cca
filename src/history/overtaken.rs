//! Finds steps that can no longer be verified, because a later entry changed the same field and the
//! two effects cannot be told apart.

use super::entry::{Entry, StoredStep, subject_key};
use crate::domain::time::UnixMillis;
use crate::profile::SameAccount;
use crate::schema::Check;

/// Returns whether a later change may have altered the field by which a step, counted from 0, is
/// judged.
#[must_use]
pub fn is_overtaken(entry: &Entry, step: usize, all: &[&Entry]) -> bool {
    let Some(step) = entry.steps.get(step) else {
        return false;
    };
    all.iter().any(|later| {
        later.at > entry.at
            && later.id != entry.id
            && later.speaks_for(&entry.base, &entry.account) != SameAccount::No
            && later.steps.iter().any(|other| {
                !other.changed_nothing()
                    && (is_same_act(entry, step, later, other) || looks_at_same(step, other))
            })
    })
}

/// Returns whether another entry written since `since` makes the same change, or is judged by the
/// same field: the review of `entry` may then be out of date.
#[must_use]
pub fn sent_meanwhile(entry: &Entry, since: UnixMillis, all: &[&Entry]) -> bool {
    let seen_before = Entry {
        at: UnixMillis(since.0.saturating_sub(1)),
        ..entry.clone()
    };
    let others: Vec<&Entry> = all
        .iter()
        .copied()
        .filter(|other| other.first_attempt() != entry.first_attempt())
        .collect();
    (0..entry.steps.len()).any(|step| is_overtaken(&seen_before, step, &others))
}

/// Returns whether two steps make the same change to the same subject.
fn is_same_act(entry: &Entry, step: &StoredStep, later: &Entry, other: &StoredStep) -> bool {
    let same = entry.resource == later.resource && entry.action == later.action;
    let (subject, other) = (entry.subject_of(step), later.subject_of(other));
    let keys = subject.zip(other);
    same && keys.is_some_and(|(a, b)| subject_key(&a.at) == subject_key(&b.at))
}

/// Returns whether two steps are judged by the same field of the same row: an action and its undo,
/// for example, or two changes to one number.
fn looks_at_same(step: &StoredStep, other: &StoredStep) -> bool {
    let same = |a: &Check, b: &Check| {
        let rows = a.at().zip(b.at());
        let fields = a.field().zip(b.field());
        rows.is_some_and(|(a, b)| a.of == b.of && a.id.as_str() == b.id.as_str())
            && fields.is_some_and(|((a, _), (b, _))| a == b)
    };
    let mut checks = step.checks.iter();
    checks.any(|check| other.checks.iter().any(|other| same(check, other)))
}

#[cfg(test)]
mod tests {
    use super::{is_overtaken, sent_meanwhile};
    use crate::domain::time::UnixMillis;
    use crate::gate::Outcome;
    use crate::history::Entry;
    use crate::history::sample::{account, create, moving, raise};
    use crate::schema::{Check, Locator, Value};

    #[test]
    fn a_later_change_of_the_same_thing_overtakes() {
        let entry = raise("/", "k", "25", 1_000, None);
        let check = |later: Entry, expect| {
            assert_eq!(is_overtaken(&entry, 0, &[&later]), expect, "{later:?}");
        };
        let later = |outcome| raise("/", "k", "5", 2_000, outcome);
        check(later(None), true);
        check(later(Some(Outcome::NoChange)), true);
        check(later(Some(Outcome::NotApplied)), false);
        check(raise("/", "other", "5", 2_000, None), false);
        check(raise("/g/x/", "k", "5", 2_000, None), false);
        check(raise("/", "k", "5", 500, None), false);
        check(entry.clone(), false);
        let of = |sign: &str, mut entry: Entry| {
            entry.account = account(sign);
            entry
        };
        check(of("theirs", later(None)), true);
        let ours = of("ours", entry.clone());
        assert!(!is_overtaken(&ours, 0, &[&of("theirs", later(None))]));
        // Another action that moves the same field of the same row.
        let mut lowered = later(None);
        lowered.action = "lower".into();
        check(lowered, true);
        let mut elsewhere = moving(2_000, None, &[("k", None)]);
        check(elsewhere.clone(), false);
        elsewhere.action = "raise".into();
        elsewhere.subjects[0].input = crate::schema::Record::default();
        check(elsewhere, true);
    }

    #[test]
    fn what_another_tab_sent_during_the_review() {
        let entry = raise("/", "k", "3", 9_000, None);
        let check = |other: Entry, expect| {
            let found = sent_meanwhile(&entry, UnixMillis(5_000), &[&other]);
            assert_eq!(found, expect, "{other:?}");
        };
        let sent = |at, outcome| raise("/", "k", "3", at, outcome);
        check(sent(4_999, None), false);
        check(sent(5_000, None), true);
        check(sent(9_001, None), true);
        check(sent(6_000, Some(Outcome::NotApplied)), false);
        check(raise("/", "other", "3", 6_000, None), false);
        // What is sent again is known to be.
        check(sent(6_000, None).repeating(&entry), false);
    }

    #[test]
    fn what_is_counted_by_one_number_overtakes_whatever_its_name() {
        let counted = |name: &str, at| {
            let mut entry = create(name, at, None);
            entry.steps[0].checks = vec![Check::Rises {
                at: Locator::of_id("own", "p"),
                field: "count".into(),
                before: Value::Whole(3),
                by: Value::Whole(1),
            }];
            entry
        };
        let named = |name: &str, at| create(name, at, None);
        let check = |entry: Entry, later: Entry, expect| {
            assert_eq!(is_overtaken(&entry, 0, &[&later]), expect, "{later:?}");
        };
        check(counted("A", 1), counted("B", 2), true);
        check(counted("B", 2), counted("A", 1), false);
        check(named("A", 1), named("B", 2), false);
        check(named("A", 1), named("A", 2), true);
    }

    #[test]
    fn each_step_is_overtaken_by_itself() {
        let earlier = moving(1, None, &[("a", None), ("b", None), ("c", None)]);
        let not_applied = Some(Outcome::NotApplied);
        let later = moving(2, None, &[("c", None), ("b", not_applied), ("d", None)]);
        let overtaken = [0, 1, 2].map(|step| is_overtaken(&earlier, step, &[&later]));
        assert_eq!(overtaken, [false, false, true]);
    }
}
