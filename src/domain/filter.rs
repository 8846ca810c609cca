//! Which keys a list shows and in which order. Pure, so that it is the same for one row and for
//! ten thousand.

use std::cmp::Ordering;

use super::budget::{Band, Budget};
use super::entity::Found;
use super::key::{Expiry, Key};
use super::money::Usd;
use super::time::UnixSeconds;

/// What a row must be to show; the default one leaves nothing out.
pub trait Filter<T>: Default + PartialEq + Send + Sync + 'static {
    /// Whether a row shows.
    fn shows(&self, found: &Found<T>, now: UnixSeconds) -> bool;
}

/// What a key must be to show. Empty words filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyFilter {
    /// Text that must occur, in lower case.
    pub search: String,
    /// A state's word.
    pub status: String,
    /// A pool's id, or [`NO_POOL`].
    pub pool: String,
    /// A band's word, see [`band_word`].
    pub budget: String,
    /// An expiry's word, see [`expiry_word`].
    pub expiry: String,
}

/// Stands for "in no pool" where a pool's id would be.
pub const NO_POOL: &str = "-";

/// Everything a search looks at, in lower case, made once per row.
#[must_use]
pub fn haystack(key: &Key) -> String {
    let owner = key.owner.as_ref();
    joined(&[
        key.name.as_deref(),
        Some(key.id.as_str()),
        key.redacted_value.as_deref(),
        owner.and_then(|owner| owner.name.as_deref()),
        owner
            .and_then(|owner| owner.id.as_ref())
            .map(|id| id.as_str()),
    ])
}

/// The parts that there are, one a line, in lower case.
#[must_use]
pub fn joined(parts: &[Option<&str>]) -> String {
    let parts: Vec<&str> = parts.iter().copied().flatten().collect();
    parts.join("\n").to_lowercase()
}

impl Filter<Key> for KeyFilter {
    fn shows(&self, found: &Found<Key>, now: UnixSeconds) -> bool {
        let key = &found.row;
        let pool = || key.pool.as_ref().map_or(NO_POOL, |pool| pool.as_str());
        found.haystack.contains(&self.search)
            && (self.status.is_empty() || key.status.word() == self.status)
            && (self.pool.is_empty() || pool() == self.pool)
            && (self.budget.is_empty() || band_word(key.budget.band()) == self.budget)
            && (self.expiry.is_empty() || expiry_word(key.expiry(now)) == self.expiry)
    }
}

/// Text that must occur in a row of any kind, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(pub String);

impl<T> Filter<T> for Search {
    fn shows(&self, found: &Found<T>, _: UnixSeconds) -> bool {
        found.haystack.contains(&self.0)
    }
}

/// A band's word in addresses.
#[must_use]
pub const fn band_word(band: Band) -> &'static str {
    match band {
        Band::Comfortable => "comfortable",
        Band::Low => "low",
        Band::Spent => "spent",
        Band::Unlimited => "unlimited",
        Band::Unknown => "unknown",
    }
}

/// An expiry's word in addresses.
#[must_use]
pub const fn expiry_word(expiry: Expiry) -> &'static str {
    match expiry {
        Expiry::Never => "never",
        Expiry::Later => "later",
        Expiry::Soon => "soon",
        Expiry::Past => "past",
    }
}

/// Orders by remaining money: what is nearest to its end first; keys without a figure last.
#[must_use]
pub fn by_remaining(a: &Key, b: &Key) -> Ordering {
    known_first(remaining(a), remaining(b))
}

/// Orders by the spent part of the limit; keys without a figure last.
#[must_use]
pub fn by_spent(a: &Key, b: &Key) -> Ordering {
    let spent = |key: &Key| match &key.budget {
        Budget::Limited(figures) => figures.spent(),
        Budget::NotTold | Budget::Unlimited => None,
    };
    known_first(spent(a), spent(b))
}

/// Orders by limit; keys without one last.
#[must_use]
pub fn by_limit(a: &Key, b: &Key) -> Ordering {
    known_first(a.budget.limit(), b.budget.limit())
}

fn remaining(key: &Key) -> Option<Usd> {
    match &key.budget {
        Budget::Limited(figures) => figures.remaining.as_ref().map(|left| left.value),
        Budget::NotTold | Budget::Unlimited => None,
    }
}

/// Orders what is known before what is not.
pub fn known_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, KeyFilter, Search, by_remaining};
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::entity::Found;
    use crate::domain::ids::PoolId;
    use crate::domain::key::tests::key;
    use crate::domain::key::{Key, KeyStatus};
    use crate::domain::money::Amount;
    use crate::domain::time::UnixSeconds;

    fn of(budget: Budget) -> Key {
        Key {
            name: Some("Ünit CI".into()),
            redacted_value: Some("sk-...AbCd".into()),
            expires_at: Some(UnixSeconds(50)),
            status: KeyStatus::Other("Quarantined".into()),
            pool: Some(PoolId("pool_01".into())),
            budget,
            ..key("key_01")
        }
    }

    #[test]
    fn which_rows_show() {
        let key = Found::of(of(Budget::Unlimited));
        let check = |filter: KeyFilter, expect| {
            let shows = filter.shows(&key, UnixSeconds(100));
            assert_eq!(shows, expect, "{filter:?}");
        };
        let open = KeyFilter::default;
        check(open(), true);
        check(
            KeyFilter {
                search: "ünit".into(),
                ..open()
            },
            true,
        );
        check(
            KeyFilter {
                search: "abcd".into(),
                ..open()
            },
            true,
        );
        check(
            KeyFilter {
                search: "key_02".into(),
                ..open()
            },
            false,
        );
        check(
            KeyFilter {
                status: "Quarantined".into(),
                ..open()
            },
            true,
        );
        check(
            KeyFilter {
                status: "active".into(),
                ..open()
            },
            false,
        );
        check(
            KeyFilter {
                pool: "pool_01".into(),
                ..open()
            },
            true,
        );
        check(
            KeyFilter {
                pool: "-".into(),
                ..open()
            },
            false,
        );
        check(
            KeyFilter {
                budget: "unlimited".into(),
                expiry: "past".into(),
                ..open()
            },
            true,
        );
        check(
            KeyFilter {
                budget: "unlimited".into(),
                expiry: "soon".into(),
                ..open()
            },
            false,
        );
    }

    #[test]
    fn which_rows_a_search_finds() {
        let key = Found::of(of(Budget::Unlimited));
        let check = |text: &str, expect| {
            let shows = Search(text.into()).shows(&key, UnixSeconds(0));
            assert_eq!(shows, expect, "{text}");
        };
        check("", true);
        check("ünit", true);
        check("key_01", true);
        check("pool_01", false);
    }

    #[test]
    fn what_is_not_told_comes_last() {
        let limited = |left| {
            Budget::Limited(Figures {
                remaining: Amount::from_text(left),
                ..Figures::default()
            })
        };
        let mut keys = [of(Budget::Unlimited), of(limited("5")), of(limited("-1"))];
        keys.sort_by(by_remaining);
        assert_eq!(
            keys.map(|key| key.budget),
            [limited("-1"), limited("5"), Budget::Unlimited]
        );
    }
}
