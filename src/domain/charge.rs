//! Pending charges: money that is on its way into a budget, or out of it, and not written off yet.
//! They are never subtracted from a budget here: the gateway does not say that it will.

use super::ids::{ChargeId, KeyId};
use super::money::{Amount, Usd};
use super::time::UnixSeconds;

/// One pending charge, or the sum of all of a key's (contract 5.4 leaves both open).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCharge {
    /// Its id; a sum has none.
    pub id: Option<ChargeId>,
    /// What it is for, in the gateway's own word: `request`, `topup`, `subscription`, or another.
    pub kind: Option<String>,
    /// The key it belongs to, which may be deleted by now.
    pub key: Option<KeyId>,
    /// What that key is or was called.
    pub key_name: Option<String>,
    /// How much.
    pub amount: Option<Amount>,
    /// How many charges this row sums up; `None` for a single one.
    pub count: Option<u64>,
    /// The gateway's word for its state.
    pub status: Option<String>,
    /// Which model was asked.
    pub model: Option<String>,
    /// The request it comes from, to find it in the gateway's logs.
    pub request: Option<String>,
    /// Since when it is pending.
    pub created_at: Option<UnixSeconds>,
    /// When the gateway gives it up.
    pub expires_at: Option<UnixSeconds>,
    /// The row as JSON with secret leaves taken out, indented, for the raw view.
    pub raw: String,
}

impl PendingCharge {
    /// What tells this row from the others: its id, else the key that it sums up.
    #[must_use]
    pub fn row_id(&self) -> &str {
        let key = || self.key.as_ref().map(KeyId::as_str);
        let id = self.id.as_ref().map(ChargeId::as_str);
        id.or_else(key).unwrap_or_default()
    }
}

/// The sum of some charges, and how many of them told no amount and so are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The sum; `None` when it passes the integer behind money.
    pub total: Option<Usd>,
    /// Rows without an amount that could be added.
    pub left_out: usize,
}

/// Adds charges up, exactly.
#[must_use]
pub fn sum<'a>(charges: impl IntoIterator<Item = &'a PendingCharge>) -> Sum {
    let mut sum = Sum {
        total: Some(Usd::ZERO),
        left_out: 0,
    };
    for charge in charges {
        match charge.amount.as_ref().map(|amount| amount.value) {
            Some(amount) => sum.total = sum.total.and_then(|total| total.plus(amount)),
            None => sum.left_out += 1,
        }
    }
    sum
}

/// How long something has been pending, in steps that an operator acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Age {
    /// The gateway tells no beginning.
    NotTold,
    /// Up to ten minutes: requests that are under way.
    Fresh,
    /// Up to an hour.
    Slow,
    /// Up to a day.
    Old,
    /// More than a day: nobody will write it off by itself.
    Stuck,
}

impl Age {
    /// All, oldest first, as a list of what needs an eye shows them.
    pub const ALL: [Self; 5] = [
        Self::Stuck,
        Self::Old,
        Self::Slow,
        Self::Fresh,
        Self::NotTold,
    ];

    /// The age of what began at `since`, seen from `now`. A beginning ahead of our clock is fresh.
    #[must_use]
    pub fn of(since: Option<UnixSeconds>, now: UnixSeconds) -> Self {
        match since.map(|since| now.0.saturating_sub(since.0)) {
            None => Self::NotTold,
            Some(seconds) if seconds <= 600 => Self::Fresh,
            Some(seconds) if seconds <= 3_600 => Self::Slow,
            Some(seconds) if seconds <= 86_400 => Self::Old,
            Some(_) => Self::Stuck,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Age, PendingCharge, sum};
    use crate::domain::ids::{ChargeId, KeyId};
    use crate::domain::money::{Amount, Usd};
    use crate::domain::time::UnixSeconds;

    /// A charge of a key, with an amount when one is told.
    pub(crate) fn charge(key: &str, amount: Option<&str>) -> PendingCharge {
        PendingCharge {
            id: None,
            kind: None,
            key: Some(KeyId(key.into())),
            key_name: None,
            amount: amount.and_then(Amount::from_text),
            count: None,
            status: None,
            model: None,
            request: None,
            created_at: None,
            expires_at: None,
            raw: String::new(),
        }
    }

    #[test]
    fn sums_are_exact_and_say_what_is_not_in_them() {
        let check = |amounts: &[Option<&str>], total: Option<&str>, left_out| {
            let charges: Vec<_> = amounts.iter().map(|amount| charge("k", *amount)).collect();
            let sum = sum(&charges);
            assert_eq!(
                (sum.total.map(Usd::plain), sum.left_out),
                (total.map(str::to_owned), left_out),
                "{amounts:?}"
            );
        };
        check(&[], Some("0"), 0);
        check(
            &[Some("0.000000001"), Some("0.1"), Some("0.2")],
            Some("0.300000001"),
            0,
        );
        check(&[Some("5"), None], Some("5"), 1);
    }

    #[test]
    fn ages() {
        let now = UnixSeconds(1_000_000);
        let check = |seconds: i64, expect| {
            assert_eq!(Age::of(Some(UnixSeconds(now.0 - seconds)), now), expect);
        };
        check(-5, Age::Fresh);
        check(600, Age::Fresh);
        check(601, Age::Slow);
        check(3_601, Age::Old);
        check(86_400, Age::Old);
        check(86_401, Age::Stuck);
        assert_eq!(Age::of(None, now), Age::NotTold);
    }

    #[test]
    fn a_row_is_told_by_its_id_or_its_key() {
        let single = PendingCharge {
            id: Some(ChargeId("chg_01".into())),
            ..charge("key_01", None)
        };
        assert_eq!(single.row_id(), "chg_01");
        assert_eq!(charge("key_01", None).row_id(), "key_01");
    }
}
