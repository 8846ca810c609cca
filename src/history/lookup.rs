//! Questions that screens ask of the journal: the last top-up of a key, its twin, what a later entry
//! makes unreadable.

use super::change::{Change, Step};
use crate::domain::ids::KeyId;
use crate::domain::money::Usd;
use crate::domain::time::UnixMillis;
use crate::gate::confirmation::Known;
use crate::gate::intent::Intent;
use crate::gate::outcome::Outcome;
use crate::profile::{Account, SameAccount};

/// How long the same amount to the same key counts as a possible mistake: ten minutes.
pub const TWIN_MILLIS: i64 = 600_000;

/// What earlier changes of the same account say about topping up `key` by `amount` now.
#[must_use]
pub fn known_top_ups<'a>(
    changes: impl IntoIterator<Item = &'a Change>,
    base: &str,
    account: &Account,
    key: &KeyId,
    amount: Usd,
    now: UnixMillis,
) -> Known {
    let mut known = Known::default();
    let (mut last_at, mut doubted_at) = (None, None);
    for change in changes {
        let Intent::TopUpKey {
            key: topped,
            amount: earlier,
            ..
        } = &change.intent
        else {
            continue;
        };
        let elsewhere = change.speaks_for(base, account) == SameAccount::No;
        if topped != key || elsewhere || change.steps.iter().all(surely_did_nothing) {
            continue;
        }
        if last_at.is_none_or(|at| change.at > at) {
            last_at = Some(change.at);
            known.last_top_up = Some(*earlier);
        }
        if change.steps.iter().any(Step::is_in_doubt) && Some(change.at) > doubted_at {
            doubted_at = Some(change.at);
            known.in_doubt = Some(*earlier);
        }
        if *earlier == amount && now.0.saturating_sub(change.at.0) <= TWIN_MILLIS {
            known.twin = known.twin.max(Some(change.at));
        }
    }
    known
}

/// Whether a later change of the same thing may have moved what a step, counted from 0, is judged
/// by: the two cannot be told apart any more.
#[must_use]
pub fn is_overtaken<'a>(
    change: &Change,
    step: usize,
    all: impl IntoIterator<Item = &'a Change>,
) -> bool {
    let subjects = change.intent.subjects();
    let Some(subject) = subjects.get(step) else {
        return false;
    };
    let touches_it = |later: &Change| {
        let subjects = later.intent.subjects().into_iter().zip(&later.steps);
        let mut same = subjects.filter(|(other, _)| other == subject);
        same.any(|(_, step)| !surely_did_nothing(step))
    };
    all.into_iter().any(|later| {
        later.at > change.at
            && later.id != change.id
            && change.intent.action() == later.intent.action()
            && later.speaks_for(&change.base, &change.account) != SameAccount::No
            && touches_it(later)
    })
}

/// Whether it is known that a step moved nothing.
fn surely_did_nothing(step: &Step) -> bool {
    step.outcome.as_ref().is_some_and(Outcome::did_nothing)
}

#[cfg(test)]
mod tests {
    use super::{is_overtaken, known_top_ups};
    use crate::domain::ids::KeyId;
    use crate::domain::money::Usd;
    use crate::domain::time::UnixMillis;
    use crate::gate::confirmation::Known;
    use crate::gate::intent::{Intent, KeyMove};
    use crate::gate::outcome::Outcome;
    use crate::history::change::Step;
    use crate::history::undo::tests::top_up_change;
    use crate::profile::Account;

    #[test]
    fn what_the_journal_knows() {
        let usd = |text| Usd::from_operator(text).expect("an amount");
        let changes = [
            top_up_change("/", "k", "25", 1_000, Some(Outcome::NotLanded)),
            top_up_change("/", "k", "10", 2_000, None),
            top_up_change("/", "k", "3", 1_500, None),
            top_up_change("/", "other", "25", 3_000, None),
            top_up_change("/g/x/", "k", "25", 3_000, None),
            top_up_change("/", "late", "7", 3_000, Some(Outcome::NotApplied)),
        ];
        let late = known_top_ups(
            &changes,
            "/",
            &Account::default(),
            &KeyId("late".into()),
            usd("7"),
            UnixMillis(4_000),
        );
        assert_eq!(late.twin, Some(UnixMillis(3_000)), "it may show up late");
        assert_eq!(late.in_doubt, Some(usd("7")));
        let check = |amount, now, expect: Known| {
            let known = known_top_ups(
                &changes,
                "/",
                &Account::default(),
                &KeyId("k".into()),
                usd(amount),
                UnixMillis(now),
            );
            assert_eq!(known, expect, "{amount} at {now}");
        };
        // Its end is not known: whatever is sent next may come on top of it.
        let last = Known {
            last_top_up: Some(usd("10")),
            in_doubt: Some(usd("10")),
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

    fn account(sign: &str) -> Account {
        Account {
            signs: vec![sign.to_owned()],
        }
    }

    #[test]
    fn what_another_account_did_is_not_known_here() {
        let check = |sign: &str, expect: Option<&str>| {
            let mut change = top_up_change("/", "k", "25", 1_000, None);
            change.account = account("theirs");
            let (key, now) = (KeyId("k".into()), UnixMillis(2_000));
            let amount = Usd::from_operator("1").expect("an amount");
            let known = known_top_ups([&change], "/", &account(sign), &key, amount, now);
            let last = known.last_top_up.map(Usd::plain);
            assert_eq!(last.as_deref(), expect, "{sign}");
        };
        check("theirs", Some("25"));
        check("ours", None);
    }

    #[test]
    fn a_later_change_of_the_same_thing_overtakes() {
        let change = top_up_change("/", "k", "25", 1_000, None);
        let check = |later, expect| assert_eq!(is_overtaken(&change, 0, [&later]), expect);
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

    #[test]
    fn each_step_is_overtaken_by_itself() {
        let moving = |at, steps: &[(&str, Option<Outcome>)]| {
            let mut change = top_up_change("/", "k", "1", at, None);
            let step = change.steps.remove(0);
            let one = |(key, _): &(&str, _)| KeyMove {
                key: KeyId((*key).into()),
                name: (*key).into(),
                from: None,
                to: None,
            };
            change.intent = Intent::MoveKeys(steps.iter().map(one).collect());
            let step = |(_, outcome): &(_, Option<Outcome>)| Step {
                outcome: outcome.clone(),
                ..step.clone()
            };
            change.steps = steps.iter().map(step).collect();
            change
        };
        let earlier = moving(1, &[("a", None), ("b", None), ("c", None)]);
        let not_landed = Some(Outcome::NotLanded);
        let later = moving(2, &[("c", None), ("b", not_landed), ("d", None)]);
        let overtaken = [0, 1, 2].map(|step| is_overtaken(&earlier, step, [&later]));
        assert_eq!(overtaken, [false, false, true]);
        assert!(!is_overtaken(&later, 0, [&earlier]), "only what is later");
    }
}
