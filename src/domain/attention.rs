//! What of a gateway wants an operator's eye, and in which order. Judges only what it is handed:
//! how much of the whole that is, the screen says.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::budget::Band;
use super::charge::{Age, PendingCharge, Totals};
use super::entity::Found;
use super::filter::{by_remaining, by_spent, known_first};
use super::key::{Expiry, Key};
use super::order::sorted;
use super::time::UnixSeconds;

/// Seconds that a new key may go unused before it is worth a question: a day.
const SETTLING: i64 = 86_400;

/// Keys as a list holds them.
pub type Keys = Vec<Arc<Found<Key>>>;

/// The keys that want an eye. One key may stand in several places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysInNeed {
    /// All of the budget is spent, the furthest over it first.
    pub spent: Keys,
    /// At least three quarters of the budget are spent, the most first.
    pub low: Keys,
    /// They end within seven days, the next first.
    pub expiring: Keys,
    /// They have ended, the latest first.
    pub expired: Keys,
    /// Made more than a day ago and never used since, the oldest first; `None` where no key at all
    /// tells a last use, so that "never" may only be "not told".
    pub unused: Option<Keys>,
}

impl KeysInNeed {
    /// Judges keys as of `now`.
    #[must_use]
    pub fn of(keys: &[Arc<Found<Key>>], now: UnixSeconds) -> Self {
        let those = |wanted: &dyn Fn(&Key) -> bool, order: &dyn Fn(&Key, &Key) -> Ordering| {
            let keys = keys.iter().filter(|found| wanted(&found.row));
            let keys: Keys = keys.cloned().collect();
            sorted(keys, |a, b| order(&a.row, &b.row))
        };
        let spent = those(&|key| key.budget.band() == Band::Spent, &by_remaining);
        let low = those(&|key| key.budget.band() == Band::Low, &|a, b| {
            by_spent(b, a)
        });
        let expiring = those(&|key| key.expiry(now) == Expiry::Soon, &|a, b| {
            a.expires_at.cmp(&b.expires_at)
        });
        let expired = those(&|key| key.expiry(now) == Expiry::Past, &|a, b| {
            b.expires_at.cmp(&a.expires_at)
        });
        let unused = those(&|key| is_unused(key, now), &|a, b| {
            a.created_at.cmp(&b.created_at)
        });
        let told = unused.is_empty() || keys.iter().any(|found| found.row.last_used_at.is_some());
        Self {
            spent,
            low,
            expiring,
            expired,
            unused: told.then_some(unused),
        }
    }

    /// Whether no key wants an eye.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        *self
            == Self {
                unused: Some(Keys::new()),
                ..Self::default()
            }
    }
}

fn is_unused(key: &Key, now: UnixSeconds) -> bool {
    let made = key.created_at.map(|made| now.0.saturating_sub(made.0));
    key.last_used_at.is_none() && made.is_some_and(|seconds| seconds > SETTLING)
}

/// The charges of one age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfAge {
    /// The age.
    pub age: Age,
    /// What they come to.
    pub total: Totals,
}

/// Charges by age, oldest first; ages without any are left out.
#[must_use]
pub fn by_age(charges: &[Arc<Found<PendingCharge>>], now: UnixSeconds) -> Vec<OfAge> {
    let of = |age| {
        let rows = charges.iter().map(|found| &found.row);
        let total = Totals::of(rows.filter(|row| Age::of(row.created_at, now) == age));
        (total.rows() > 0).then_some(OfAge { age, total })
    };
    Age::ALL.into_iter().filter_map(of).collect()
}

/// Whether no charge has been pending for longer than any request takes. Of one that tells no age
/// that is not known.
#[must_use]
pub fn are_quiet(charges: &[Arc<Found<PendingCharge>>], now: UnixSeconds) -> bool {
    charges.iter().all(|found| {
        let age = Age::of(found.row.created_at, now);
        age != Age::NotTold && !age.wants_an_eye()
    })
}

/// Charges by amount, the largest first; those that tell none last.
#[must_use]
pub fn by_amount(charges: &[Arc<Found<PendingCharge>>]) -> Vec<Arc<Found<PendingCharge>>> {
    let amount = |found: &Found<PendingCharge>| {
        let amount = found.row.amount.as_ref();
        amount.map(|amount| Reverse(amount.value))
    };
    sorted(charges.to_vec(), |a, b| known_first(amount(a), amount(b)))
}

#[cfg(test)]
mod tests {
    use super::{KeysInNeed, are_quiet, by_age, by_amount};
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::charge::PendingCharge;
    use crate::domain::charge::tests::charge;
    use crate::domain::entity::{Entity, Found};
    use crate::domain::key::Key;
    use crate::domain::key::tests::key;
    use crate::domain::money::{Amount, Usd};
    use crate::domain::time::UnixSeconds;

    const NOW: UnixSeconds = UnixSeconds(10_000_000);
    const DAY: i64 = 86_400;

    /// A key that has used so much of 100 USD.
    fn used(id: &str, used: &str) -> Key {
        let figures = Figures {
            limit: Amount::from_text("100"),
            used: Amount::from_text(used),
            ..Figures::default()
        };
        Key {
            budget: Budget::Limited(figures.completed()),
            ..key(id)
        }
    }

    fn ending(id: &str, seconds: i64) -> Key {
        Key {
            expires_at: Some(UnixSeconds(NOW.0 + seconds)),
            ..key(id)
        }
    }

    /// A key that was made so many seconds ago.
    fn made(id: &str, seconds: i64) -> Key {
        Key {
            created_at: Some(UnixSeconds(NOW.0 - seconds)),
            ..key(id)
        }
    }

    fn ids<T: Entity>(rows: &[std::sync::Arc<Found<T>>]) -> Vec<&str> {
        rows.iter().map(|found| found.row.row_id()).collect()
    }

    #[test]
    fn which_keys_want_an_eye() {
        let rows = [
            used("full", "100"),
            used("calm", "74.999"),
            used("low", "75"),
            used("over", "130"),
            used("lower", "99"),
            ending("later", 8 * DAY),
            ending("soon", 7 * DAY),
            ending("sooner", 1),
            ending("ended", -DAY),
            ending("just-ended", 0),
        ];
        let need = KeysInNeed::of(&rows.map(Found::of), NOW);
        let check = |got: &[_], expect: &[&str]| assert_eq!(ids(got), expect);
        check(&need.spent, &["over", "full"]);
        check(&need.low, &["lower", "low"]);
        check(&need.expiring, &["sooner", "soon"]);
        check(&need.expired, &["just-ended", "ended"]);
        assert!(!need.is_quiet());
    }

    #[test]
    fn which_keys_were_never_used() {
        let in_use = |id| Key {
            last_used_at: Some(NOW),
            ..made(id, 9 * DAY)
        };
        let check = |keys: Vec<Key>, expect: Option<&[&str]>| {
            let keys: Vec<_> = keys.into_iter().map(Found::of).collect();
            let need = KeysInNeed::of(&keys, NOW);
            assert_eq!(need.unused.as_deref().map(ids).as_deref(), expect);
        };
        check(vec![], Some(&[]));
        check(vec![in_use("a")], Some(&[]));
        check(
            vec![in_use("a"), made("b", DAY + 1), made("c", 3 * DAY)],
            Some(&["c", "b"]),
        );
        // Made within a day, or at a time that is not told.
        check(vec![in_use("a"), made("b", DAY), key("c")], Some(&[]));
        check(vec![made("b", DAY)], Some(&[]));
        // No key tells a last use: the gateway may not tell any.
        check(vec![made("b", DAY + 1), key("c")], None);
    }

    #[test]
    fn quiet_is_when_there_is_nothing() {
        let check = |keys: Vec<Key>, expect| {
            let keys: Vec<_> = keys.into_iter().map(Found::of).collect();
            assert_eq!(KeysInNeed::of(&keys, NOW).is_quiet(), expect, "{keys:?}");
        };
        check(vec![], true);
        check(vec![used("calm", "1"), ending("later", 30 * DAY)], true);
        check(vec![used("low", "80")], false);
        check(vec![made("unused", 2 * DAY)], false);
    }

    #[test]
    fn charges_by_age() {
        let row = |ago: i64, amount| PendingCharge {
            created_at: Some(UnixSeconds(NOW.0 - ago)),
            ..charge("k", amount)
        };
        let rows = [
            row(5, Some("1")),
            row(2 * DAY, Some("0.5")),
            row(3 * DAY, None),
            charge("k", Some("7")),
        ];
        let groups = by_age(&rows.map(Found::of), NOW);
        let got: Vec<_> = groups
            .iter()
            .map(|group| {
                let (_, total) = &group.total.kinds()[0];
                let sum = total.sum.total.map(Usd::plain).unwrap_or_default();
                format!("{} {} {sum}", group.age.word(), total.rows)
            })
            .collect();
        assert_eq!(got, ["stuck 1 0.5", "fresh 1 1", "not-told 1 7"]);
        assert!(by_age(&[], NOW).is_empty());
    }

    #[test]
    fn which_charges_are_quiet() {
        let check = |ago: Option<i64>, expect| {
            let row = PendingCharge {
                created_at: ago.map(|ago| UnixSeconds(NOW.0 - ago)),
                ..charge("k", None)
            };
            assert_eq!(are_quiet(&[Found::of(row)], NOW), expect, "{ago:?}");
        };
        check(Some(0), true);
        check(Some(3_600), true);
        check(Some(3_601), false);
        check(None, false);
        assert!(are_quiet(&[], NOW));
    }

    #[test]
    fn charges_by_amount() {
        let rows = [("a", Some("1")), ("b", None), ("c", Some("20"))];
        let rows = rows.map(|(key, amount)| Found::of(charge(key, amount)));
        assert_eq!(ids(&by_amount(&rows)), ["c", "a", "b"]);
    }
}
