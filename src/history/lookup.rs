//! Questions that screens ask of the journal: the last top-up of a key, its twin, what a later entry
//! makes unreadable.

use super::change::Change;
use crate::domain::ids::KeyId;
use crate::domain::money::Usd;
use crate::domain::time::UnixMillis;
use crate::gate::confirmation::Known;
use crate::gate::intent::Intent;
use crate::gate::outcome::Outcome;

/// How long the same amount to the same key counts as a possible mistake: ten minutes.
pub const TWIN_MILLIS: i64 = 600_000;

/// What earlier changes at the same gateway say about topping up `key` by `amount` now.
#[must_use]
pub fn known_top_ups<'a>(
    changes: impl IntoIterator<Item = &'a Change>,
    base: &str,
    key: &KeyId,
    amount: Usd,
    now: UnixMillis,
) -> Known {
    let mut known = Known::default();
    let mut last_at = None;
    for change in changes {
        let Intent::TopUpKey {
            key: topped,
            amount: earlier,
            ..
        } = &change.intent
        else {
            continue;
        };
        if topped != key || change.base != base || surely_did_nothing(change) {
            continue;
        }
        if last_at.is_none_or(|at| change.at > at) {
            last_at = Some(change.at);
            known.last_top_up = Some(*earlier);
        }
        if *earlier == amount && now.0.saturating_sub(change.at.0) <= TWIN_MILLIS {
            known.twin = known.twin.max(Some(change.at));
        }
    }
    known
}

/// Whether a later change of the same thing may have moved what an earlier one is judged by: the
/// two cannot be told apart any more.
#[must_use]
pub fn is_overtaken<'a>(change: &Change, all: impl IntoIterator<Item = &'a Change>) -> bool {
    let subjects = change.intent.subjects();
    let same_thing = |later: &Change| {
        change.intent.action() == later.intent.action()
            && later
                .intent
                .subjects()
                .iter()
                .any(|it| subjects.contains(it))
    };
    all.into_iter().any(|later| {
        later.at > change.at
            && later.id != change.id
            && later.base == change.base
            && same_thing(later)
            && !surely_did_nothing(later)
    })
}

/// Whether it is known that a change moved nothing.
fn surely_did_nothing(change: &Change) -> bool {
    let nothing = |outcome: &Outcome| {
        matches!(
            outcome,
            Outcome::Refused { .. } | Outcome::NotLanded | Outcome::NotSent
        )
    };
    change
        .steps
        .iter()
        .all(|step| step.outcome.as_ref().is_some_and(nothing))
}

#[cfg(test)]
mod tests {
    use super::{is_overtaken, known_top_ups};
    use crate::domain::ids::KeyId;
    use crate::domain::money::Usd;
    use crate::domain::time::UnixMillis;
    use crate::gate::confirmation::Known;
    use crate::gate::outcome::Outcome;
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn what_the_journal_knows() {
        let usd = |text| Usd::from_operator(text).expect("an amount");
        let changes = [
            top_up_change("/", "k", "25", 1_000, Some(Outcome::NotLanded)),
            top_up_change("/", "k", "10", 2_000, None),
            top_up_change("/", "other", "25", 3_000, None),
            top_up_change("/g/x/", "k", "25", 3_000, None),
            top_up_change("/", "late", "7", 3_000, Some(Outcome::NotApplied)),
        ];
        let late = known_top_ups(
            &changes,
            "/",
            &KeyId("late".into()),
            usd("7"),
            UnixMillis(4_000),
        );
        assert_eq!(late.twin, Some(UnixMillis(3_000)), "it may show up late");
        let check = |amount, now, expect: Known| {
            let known = known_top_ups(
                &changes,
                "/",
                &KeyId("k".into()),
                usd(amount),
                UnixMillis(now),
            );
            assert_eq!(known, expect, "{amount} at {now}");
        };
        let last = Known {
            last_top_up: Some(usd("10")),
            ..Known::default()
        };
        check("25", 4_000, last);
        check(
            "10",
            4_000,
            Known {
                twin: Some(UnixMillis(2_000)),
                ..last
            },
        );
        check(
            "10",
            602_000,
            Known {
                twin: Some(UnixMillis(2_000)),
                ..last
            },
        );
        check("10", 602_001, last);
    }

    #[test]
    fn a_later_change_of_the_same_thing_overtakes() {
        let change = top_up_change("/", "k", "25", 1_000, None);
        let check = |later, expect| assert_eq!(is_overtaken(&change, [&later]), expect);
        check(top_up_change("/", "k", "5", 2_000, None), true);
        check(
            top_up_change("/", "k", "5", 2_000, Some(Outcome::NotApplied)),
            true,
        );
        check(
            top_up_change("/", "k", "5", 2_000, Some(Outcome::NotLanded)),
            false,
        );
        check(top_up_change("/", "other", "5", 2_000, None), false);
        check(top_up_change("/g/x/", "k", "5", 2_000, None), false);
        check(top_up_change("/", "k", "5", 500, None), false);
        check(change.clone(), false);
    }
}
