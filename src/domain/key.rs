//! API keys, what may be done with one, and what is needed to make one.

use super::access::{Role, WhyNot};
use super::budget::{Budget, Subscription};
use super::ids::{KeyId, PoolId};
use super::money::Usd;
use super::pool::Owner;
use super::time::UnixSeconds;

/// A key's state in the gateway's words; unknown words stay visible and filterable.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyStatus {
    /// In use.
    Active,
    /// Past its expiry.
    Expired,
    /// Its budget is spent.
    Exhausted,
    /// Switched off.
    Disabled,
    /// A word this console does not know, kept as it came.
    Other(String),
    /// The gateway sent no state.
    NotTold,
}

impl KeyStatus {
    /// The gateway's word; empty when it sent none.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Exhausted => "exhausted",
            Self::Disabled => "disabled",
            Self::Other(word) => word,
            Self::NotTold => "",
        }
    }

    /// Reads the gateway's word, in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "active" => Self::Active,
            "expired" => Self::Expired,
            "exhausted" => Self::Exhausted,
            "disabled" => Self::Disabled,
            "" => Self::NotTold,
            _ => Self::Other(word.trim().to_owned()),
        }
    }
}

/// Which providers a key may reach: an open word; the contract knows `all`, `openai`, `anthropic`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Foundation(pub String);

impl Foundation {
    /// The words the contract names, in the order a chooser shows them.
    pub const KNOWN: [&'static str; 3] = ["all", "openai", "anthropic"];

    /// Whether clients of the OpenAI side can use such a key; unknown words are not ruled out.
    #[must_use]
    pub fn serves_openai(&self) -> bool {
        self.0 != "anthropic"
    }

    /// Whether clients of the Claude side can use such a key; unknown words are not ruled out.
    #[must_use]
    pub fn serves_anthropic(&self) -> bool {
        self.0 != "openai"
    }
}

/// An API key as a list shows it. Its value is never here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// Its name.
    pub name: Option<String>,
    /// Its value with the middle left out, as the gateway sends it.
    pub redacted_value: Option<String>,
    /// When it was made.
    pub created_at: Option<UnixSeconds>,
    /// When it was last used; `None` means never, or not told.
    pub last_used_at: Option<UnixSeconds>,
    /// When it ends; `None` means never, or not told.
    pub expires_at: Option<UnixSeconds>,
    /// Its state.
    pub status: KeyStatus,
    /// Which providers it may reach.
    pub foundation: Option<Foundation>,
    /// The pool it is in.
    pub pool: Option<PoolId>,
    /// Who it belongs to.
    pub owner: Option<Owner>,
    /// What it may spend.
    pub budget: Budget,
    /// Its subscription's windows.
    pub subscription: Option<Subscription>,
    /// The row as JSON with secret leaves taken out, indented, for the raw view.
    pub raw: String,
}

impl Key {
    /// The name, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }

    /// The redacted value, where it tells one value from another: it ends with some of the value's
    /// last characters, as in `sk-lazytech-...abcd` (contract 5.3). A mere prefix is the same before
    /// and after a rotation.
    #[must_use]
    pub fn telling_value(&self) -> Option<&str> {
        let redacted = self.redacted_value.as_deref()?;
        let end = redacted.rsplit(['.', '…', '*', '•']).next()?;
        let tells = end.len() < redacted.len() && end.chars().count() >= 3;
        tells.then_some(redacted)
    }

    /// Why its budget cannot be topped up; `None` when it can.
    /// Source: contract 5.3, 409 `budget_unlimited`; section 7 row 12 for the pool-limited bearer.
    #[must_use]
    pub fn why_not_top_up(&self, role: Role) -> Option<WhyNot> {
        match (&self.budget, role) {
            (_, Role::Pool) => Some(WhyNot::PoolLimited),
            (Budget::Unlimited, Role::Organization) => Some(WhyNot::UnlimitedBudget),
            (Budget::NotTold | Budget::Limited(_), Role::Organization) => None,
        }
    }

    /// Why it cannot be rotated, deleted or moved; `None` when it can.
    /// Source: contract 5.3 and 5.5, which give these calls to an organization-wide bearer.
    #[must_use]
    pub const fn why_not_change(role: Role) -> Option<WhyNot> {
        match role {
            Role::Pool => Some(WhyNot::PoolLimited),
            Role::Organization => None,
        }
    }

    /// How long ago it was last used, seen from `now`, in steps that matter before it is cut off.
    #[must_use]
    pub fn last_use(&self, now: UnixSeconds) -> LastUse {
        match self.last_used_at {
            None => LastUse::NeverToldOrUsed,
            Some(at) if now.0.saturating_sub(at.0) <= HOUR => LastUse::WithinTheHour,
            Some(_) => LastUse::Earlier,
        }
    }

    /// When it ends, seen from `now`.
    #[must_use]
    pub fn expiry(&self, now: UnixSeconds) -> Expiry {
        match self.expires_at {
            None => Expiry::Never,
            Some(end) if end <= now => Expiry::Past,
            Some(end) if end.0 - now.0 <= SOON => Expiry::Soon,
            Some(_) => Expiry::Later,
        }
    }
}

/// Seconds in an hour.
const HOUR: i64 = 3_600;

/// How long ago a key was last used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastUse {
    /// Within the last hour, or ahead of our clock: something uses it now.
    WithinTheHour,
    /// Longer ago.
    Earlier,
    /// Never, or the gateway does not tell.
    NeverToldOrUsed,
}

/// Seconds before an expiry at which it counts as soon: seven days.
const SOON: i64 = 7 * 86_400;

/// How far off an expiry is; what the facet on the key list filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// No end was told.
    Never,
    /// More than seven days ahead.
    Later,
    /// Within seven days.
    Soon,
    /// Over.
    Past,
}

/// A key that is fit to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// 1 to 128 characters without control characters (contract 5.1).
    pub name: String,
    /// The most it may spend; `None` means no limit.
    pub limit: Option<Usd>,
    /// Which providers it may reach; `None` leaves the choice to the gateway.
    pub foundation: Option<Foundation>,
    /// When it ends; `None` means never.
    pub expires_at: Option<UnixSeconds>,
    /// The pool it goes into; `None` means none. Always `None` for a pool-limited operator,
    /// whose keys go into the default pool by themselves.
    pub pool: Option<PoolId>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Expiry, Key, KeyStatus, LastUse};
    use crate::domain::access::{Role, WhyNot};
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::ids::KeyId;
    use crate::domain::time::UnixSeconds;

    /// A key that tells nothing but its id.
    pub(crate) fn key(id: &str) -> Key {
        Key {
            id: KeyId(id.into()),
            name: None,
            redacted_value: None,
            created_at: None,
            last_used_at: None,
            expires_at: None,
            status: KeyStatus::NotTold,
            foundation: None,
            pool: None,
            owner: None,
            budget: Budget::NotTold,
            subscription: None,
            raw: String::new(),
        }
    }

    fn of(budget: Budget, expires_at: Option<i64>) -> Key {
        Key {
            expires_at: expires_at.map(UnixSeconds),
            budget,
            ..key("key_01")
        }
    }

    #[test]
    fn who_may_be_topped_up() {
        let check =
            |budget, role, expect| assert_eq!(of(budget, None).why_not_top_up(role), expect);
        check(
            Budget::Unlimited,
            Role::Organization,
            Some(WhyNot::UnlimitedBudget),
        );
        check(Budget::NotTold, Role::Organization, None);
        check(
            Budget::Limited(Figures::default()),
            Role::Organization,
            None,
        );
        check(
            Budget::Limited(Figures::default()),
            Role::Pool,
            Some(WhyNot::PoolLimited),
        );
        check(Budget::Unlimited, Role::Pool, Some(WhyNot::PoolLimited));
    }

    #[test]
    fn expiries() {
        let now = UnixSeconds(1_000_000);
        let check = |at, expect| assert_eq!(of(Budget::NotTold, at).expiry(now), expect, "{at:?}");
        check(None, Expiry::Never);
        check(Some(1_000_000), Expiry::Past);
        check(Some(1_000_001), Expiry::Soon);
        check(Some(1_000_000 + 604_800), Expiry::Soon);
        check(Some(1_000_000 + 604_801), Expiry::Later);
    }

    #[test]
    fn which_redacted_values_tell() {
        let check = |redacted: &str, tells: bool| {
            let key = Key {
                redacted_value: Some(redacted.into()),
                ..of(Budget::NotTold, None)
            };
            assert_eq!(key.telling_value().is_some(), tells, "{redacted}");
        };
        check("sk-lazytech-...abcd", true);
        check("sk-…abcd", true);
        check("****9x2", true);
        check("sk-lazytech-", false);
        check("sk-lazytech-...", false);
        check("sk-lazytech-...a", false);
        check("", false);
    }

    #[test]
    fn last_uses() {
        let now = UnixSeconds(1_000_000);
        let check = |at: Option<i64>, expect| {
            let key = Key {
                last_used_at: at.map(UnixSeconds),
                ..of(Budget::NotTold, None)
            };
            assert_eq!(key.last_use(now), expect, "{at:?}");
        };
        check(None, LastUse::NeverToldOrUsed);
        check(Some(1_000_005), LastUse::WithinTheHour);
        check(Some(996_400), LastUse::WithinTheHour);
        check(Some(996_399), LastUse::Earlier);
    }

    #[test]
    fn unknown_words_are_kept() {
        let check = |word, expect| assert_eq!(KeyStatus::from_word(word), expect);
        check("Active", KeyStatus::Active);
        check("", KeyStatus::NotTold);
        check("Quarantined", KeyStatus::Other("Quarantined".into()));
    }
}
