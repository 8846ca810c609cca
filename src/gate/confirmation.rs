//! What needs which confirmation: one table. Never asks; it says what must be asked for.

use super::intent::Intent;
use crate::domain::budget::Budget;
use crate::domain::money::Usd;
use crate::domain::time::UnixMillis;

/// What the operator must do before a plan may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Read the gate and press its button.
    Gate,
    /// Type the amount again.
    TypedAmount(Usd, WhyTyped),
    /// Type the name again.
    TypedName(String, WhyTyped),
}

/// Why something must be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyTyped {
    /// At least ten times the last top-up of this key.
    TenTimesTheLast(Usd),
    /// No top-up of this key is known here, and it is at least its present limit.
    AtLeastTheLimit(Usd),
    /// Nothing is known to compare it with.
    NothingToCompare,
    /// The same amount went to the same key a short while ago.
    SameAgain(UnixMillis),
    /// An earlier attempt may have landed.
    MayLandTwice,
    /// Another top-up of the same key, of this amount, has no known end.
    EarlierInDoubt(Usd),
    /// There is a key of this name already.
    NameTaken,
    /// The old value stops working at once.
    StopsAtOnce,
    /// Nothing brings it back.
    CannotComeBack,
}

/// What is known here about earlier changes of the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The last top-up of this key that was sent from this browser.
    pub last_top_up: Option<Usd>,
    /// The same amount to the same key, sent from any tab within ten minutes.
    pub twin: Option<UnixMillis>,
    /// A top-up of this key, of this amount, whose end is not known.
    pub in_doubt: Option<Usd>,
    /// A key of the new one's name is there already.
    pub name_taken: bool,
    /// An earlier attempt at this very plan may have landed.
    pub may_have_landed: bool,
}

/// The table. `before` is the budget that a top-up would raise.
#[must_use]
pub fn required(intent: &Intent, before: Option<&Budget>, known: &Known) -> Confirmation {
    match intent {
        Intent::CreateKey { new, .. } if known.may_have_landed => {
            Confirmation::TypedName(new.name.clone(), WhyTyped::MayLandTwice)
        }
        Intent::CreateKey { new, .. } if known.name_taken => {
            Confirmation::TypedName(new.name.clone(), WhyTyped::NameTaken)
        }
        Intent::RotateKey { name, .. } if known.may_have_landed => {
            Confirmation::TypedName(name.clone(), WhyTyped::MayLandTwice)
        }
        Intent::RotateKey {
            name,
            grace_seconds: 0,
            ..
        } => Confirmation::TypedName(name.clone(), WhyTyped::StopsAtOnce),
        Intent::DeleteKey { name, .. } => {
            Confirmation::TypedName(name.clone(), WhyTyped::CannotComeBack)
        }
        Intent::DeletePool(pool) => {
            Confirmation::TypedName(pool.label().to_owned(), WhyTyped::CannotComeBack)
        }
        // A name is taken once, and moving and owning can be taken back: a repeat does no harm.
        Intent::CreateKey { .. }
        | Intent::RotateKey { .. }
        | Intent::MoveKeys(_)
        | Intent::CreatePool(_)
        | Intent::SetOwner { .. } => Confirmation::Gate,
        Intent::TopUpKey { amount, .. } => match why_typed(*amount, before, known) {
            Some(why) => Confirmation::TypedAmount(*amount, why),
            None => Confirmation::Gate,
        },
    }
}

/// The rule of ten, the twin, and what is in doubt.
fn why_typed(amount: Usd, before: Option<&Budget>, known: &Known) -> Option<WhyTyped> {
    if known.may_have_landed {
        return Some(WhyTyped::MayLandTwice);
    }
    if let Some(earlier) = known.in_doubt {
        return Some(WhyTyped::EarlierInDoubt(earlier));
    }
    if let Some(at) = known.twin {
        return Some(WhyTyped::SameAgain(at));
    }
    match (known.last_top_up, before.and_then(Budget::limit)) {
        // A sum past the integer behind money is surely ten times less than no amount.
        (Some(last), _) => last
            .times(10)
            .is_some_and(|ten| amount >= ten)
            .then_some(WhyTyped::TenTimesTheLast(last)),
        (None, Some(limit)) => (amount >= limit).then_some(WhyTyped::AtLeastTheLimit(limit)),
        (None, None) => Some(WhyTyped::NothingToCompare),
    }
}

#[cfg(test)]
mod tests {
    use super::{Confirmation, Known, WhyTyped, required};
    use crate::domain::access::Role;
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::ids::{KeyId, PoolId};
    use crate::domain::key::NewKey;
    use crate::domain::money::{Amount, Usd};
    use crate::domain::pool::{NewPool, PoolRef};
    use crate::domain::time::UnixMillis;
    use crate::gate::intent::{Intent, KeyMove};

    fn usd(text: &str) -> Usd {
        Usd::from_operator(text).expect("an amount")
    }

    #[test]
    fn top_ups() {
        let check = |amount, limit: Option<&str>, known: Known, expect: Option<WhyTyped>| {
            let intent = Intent::TopUpKey {
                key: KeyId("k".into()),
                name: "CI".into(),
                amount: usd(amount),
            };
            let before = Budget::Limited(Figures {
                limit: limit.and_then(Amount::from_text),
                ..Figures::default()
            });
            let expect = expect.map_or(Confirmation::Gate, |why| {
                Confirmation::TypedAmount(usd(amount), why)
            });
            assert_eq!(
                required(&intent, Some(&before), &known),
                expect,
                "{amount} {limit:?} {known:?}"
            );
        };
        let nothing = Known::default();
        let last = |text| Known {
            last_top_up: Some(usd(text)),
            ..nothing
        };
        check("99.999999999", Some("100"), nothing, None);
        check(
            "100",
            Some("100"),
            nothing,
            Some(WhyTyped::AtLeastTheLimit(usd("100"))),
        );
        check("5", None, nothing, Some(WhyTyped::NothingToCompare));
        check("249.999999999", Some("1"), last("25"), None);
        check(
            "250",
            Some("100000"),
            last("25"),
            Some(WhyTyped::TenTimesTheLast(usd("25"))),
        );
        let in_doubt = Known {
            in_doubt: Some(usd("5")),
            ..last("5")
        };
        check(
            "6",
            Some("100"),
            in_doubt,
            Some(WhyTyped::EarlierInDoubt(usd("5"))),
        );
        let twin = Known {
            twin: Some(UnixMillis(7)),
            ..last("25")
        };
        check(
            "25",
            Some("100"),
            twin,
            Some(WhyTyped::SameAgain(UnixMillis(7))),
        );
        check(
            "25",
            Some("100"),
            Known {
                may_have_landed: true,
                ..twin
            },
            Some(WhyTyped::MayLandTwice),
        );
    }

    #[test]
    fn creations() {
        let new = NewKey {
            name: "CI".into(),
            limit: None,
            foundation: None,
            expires_at: None,
            pool: None,
        };
        let intent = Intent::CreateKey {
            new,
            role: Role::Organization,
        };
        let check = |may_have_landed, name_taken, why: Option<WhyTyped>| {
            let known = Known {
                may_have_landed,
                name_taken,
                ..Known::default()
            };
            let expect = why.map_or(Confirmation::Gate, |why| {
                Confirmation::TypedName("CI".into(), why)
            });
            assert_eq!(required(&intent, None, &known), expect);
        };
        check(false, false, None);
        check(false, true, Some(WhyTyped::NameTaken));
        check(true, false, Some(WhyTyped::MayLandTwice));
        check(true, true, Some(WhyTyped::MayLandTwice));
    }

    #[test]
    fn what_cuts_off_or_cannot_come_back_is_typed() {
        use WhyTyped::{CannotComeBack, MayLandTwice, StopsAtOnce};
        let check = |intent: &Intent, may_have_landed, why: Option<WhyTyped>| {
            let known = Known {
                may_have_landed,
                ..Known::default()
            };
            let expect = why.map_or(Confirmation::Gate, |why| {
                Confirmation::TypedName("CI".into(), why)
            });
            assert_eq!(required(intent, None, &known), expect, "{intent:?}");
        };
        let key = || KeyId("key_01".into());
        let name = || "CI".to_owned();
        let rotate = |grace_seconds| Intent::RotateKey {
            key: key(),
            name: name(),
            grace_seconds,
        };
        let pool = || PoolRef {
            id: PoolId("pool_01".into()),
            name: Some(name()),
        };
        check(&rotate(3_600), false, None);
        check(&rotate(0), false, Some(StopsAtOnce));
        check(&rotate(3_600), true, Some(MayLandTwice));
        let delete = Intent::DeleteKey {
            key: key(),
            name: name(),
        };
        check(&delete, false, Some(CannotComeBack));
        check(&Intent::DeletePool(pool()), false, Some(CannotComeBack));
        let new = NewPool {
            name: name(),
            owner: None,
        };
        check(&Intent::CreatePool(new), true, None);
        let owner = Intent::SetOwner {
            pool: pool(),
            owner: None,
        };
        check(&owner, false, None);
        let one = KeyMove {
            key: key(),
            name: name(),
            from: None,
            to: Some(pool()),
        };
        check(&Intent::MoveKeys(vec![one]), true, None);
    }
}
