//! Pending charges: money that is on its way into a budget, or out of it, and not written off yet.
//! They are never subtracted from a budget here: the gateway does not say that it will.

use super::ids::{ChargeId, KeyId};
use super::money::{self, Amount};
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

    /// The key's name, else its id, else the row's own: what a list calls the row by.
    #[must_use]
    pub fn key_label(&self) -> &str {
        let name = self.key_name.as_deref();
        name.or_else(|| self.key.as_ref().map(KeyId::as_str))
            .unwrap_or_else(|| self.row_id())
    }

    /// Whether it sums up all of a key's charges: it counts them, or has no id of its own.
    #[must_use]
    pub const fn is_sum(&self) -> bool {
        self.count.is_some() || self.id.is_none()
    }
}

/// What some rows come to together, and how many of them told no amount and so are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The sum, and whether every part of it was exact.
    pub sum: money::Sum,
    /// Rows that were added up.
    pub rows: usize,
    /// Rows without an amount that could be added.
    pub left_out: usize,
}

impl Total {
    /// Adds rows up, exactly.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a PendingCharge>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        let amounts: Vec<_> = rows.iter().filter_map(|row| row.amount.as_ref()).collect();
        Self {
            left_out: rows.len() - amounts.len(),
            rows: amounts.len(),
            sum: money::Sum::of(amounts),
        }
    }
}

/// What some rows come to, each kind by itself: what a top-up brings in is not added to what a
/// request takes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<(Option<String>, Total)>);

impl Totals {
    /// Adds rows up, exactly; the kinds in the order of their words.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a PendingCharge>) -> Self {
        let mut kinds: Vec<(&Option<String>, Vec<&PendingCharge>)> = Vec::new();
        for row in rows {
            match kinds.binary_search_by(|(kind, _)| (*kind).cmp(&row.kind)) {
                Ok(at) => kinds[at].1.push(row),
                Err(at) => kinds.insert(at, (&row.kind, vec![row])),
            }
        }
        let kinds = kinds.into_iter();
        Self(
            kinds
                .map(|(kind, rows)| (kind.clone(), Total::of(rows)))
                .collect(),
        )
    }

    /// Each kind with what its rows come to.
    #[must_use]
    pub fn kinds(&self) -> &[(Option<String>, Total)] {
        &self.0
    }

    /// Rows of every kind, with an amount or without.
    #[must_use]
    pub fn rows(&self) -> usize {
        let kinds = self.0.iter();
        kinds.map(|(_, total)| total.rows + total.left_out).sum()
    }

    /// Rows of every kind without an amount that could be added.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.0.iter().map(|(_, total)| total.left_out).sum()
    }
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

    /// Its word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stuck => "stuck",
            Self::Old => "old",
            Self::Slow => "slow",
            Self::Fresh => "fresh",
            Self::NotTold => "not-told",
        }
    }

    /// Whether it has been pending for longer than any request takes: more than an hour.
    #[must_use]
    pub const fn wants_an_eye(self) -> bool {
        matches!(self, Self::Stuck | Self::Old)
    }

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
    use super::{Age, PendingCharge, Total, Totals};
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
    fn totals_are_exact_and_say_what_is_not_in_them() {
        let check = |amounts: &[Option<&str>], total: &str, exact, left_out| {
            let charges: Vec<_> = amounts.iter().map(|amount| charge("k", *amount)).collect();
            let got = Total::of(&charges);
            assert_eq!(
                (got.sum.total.map(Usd::plain), got.sum.exact, got.left_out),
                (Some(total.to_owned()), exact, left_out),
                "{amounts:?}"
            );
            assert_eq!(got.rows + got.left_out, amounts.len(), "{amounts:?}");
        };
        check(&[], "0", true, 0);
        check(
            &[Some("0.000000001"), Some("0.1"), Some("0.2")],
            "0.300000001",
            true,
            0,
        );
        check(&[Some("5"), None], "5", true, 1);
        check(&[Some("0.1234567891"), Some("1")], "1.123456789", false, 0);
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
        let check = |row: &PendingCharge, id: &str, label: &str, is_sum| {
            assert_eq!(
                (row.row_id(), row.key_label(), row.is_sum()),
                (id, label, is_sum)
            );
        };
        let sum = charge("key_01", None);
        check(&single, "chg_01", "key_01", false);
        check(&sum, "key_01", "key_01", true);
        let (key, key_name, count) = (None, Some("CI".to_owned()), Some(3));
        check(
            &PendingCharge {
                key,
                ..single.clone()
            },
            "chg_01",
            "chg_01",
            false,
        );
        check(
            &PendingCharge {
                key_name,
                ..single.clone()
            },
            "chg_01",
            "CI",
            false,
        );
        check(&PendingCharge { count, ..single }, "chg_01", "key_01", true);
    }

    #[test]
    fn each_kind_is_added_up_by_itself() {
        let check = |rows: &[(Option<&str>, Option<&str>)], expect: &str| {
            let rows: Vec<_> = rows
                .iter()
                .map(|(kind, amount)| PendingCharge {
                    kind: kind.map(str::to_owned),
                    ..charge("k", *amount)
                })
                .collect();
            let totals = Totals::of(&rows);
            let kinds = totals.kinds().iter().map(|(kind, total)| {
                let sum = total.sum.total.map(Usd::plain).unwrap_or_default();
                format!(
                    "{} {sum} {}+{}",
                    kind.as_deref().unwrap_or("-"),
                    total.rows,
                    total.left_out
                )
            });
            assert_eq!(kinds.collect::<Vec<_>>().join(", "), expect);
            assert_eq!(totals.rows(), rows.len());
        };
        check(&[], "");
        check(&[(None, Some("1")), (None, Some("2"))], "- 3 2+0");
        check(
            &[
                (Some("topup"), Some("250")),
                (Some("request"), Some("0.5")),
                (Some("topup"), None),
            ],
            "request 0.5 1+0, topup 250 1+1",
        );
        check(
            &[(Some("request"), Some("1")), (None, Some("2"))],
            "- 2 1+0, request 1 1+0",
        );
    }
}
