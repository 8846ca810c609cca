//! Pools: sets of keys with at most one owner, what may be done with one, and what is needed to
//! make one.

use super::access::{Role, WhyNot};
use super::ids::{PoolId, UserId};
use super::time::UnixSeconds;

/// A person who owns a pool or a key, as far as the gateway tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The person's id.
    pub id: Option<UserId>,
    /// The person's name.
    pub name: Option<String>,
}

impl Owner {
    /// The name, else the id.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        let id = || self.id.as_ref().map(UserId::as_str);
        self.name.as_deref().or_else(id)
    }
}

/// A pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its id.
    pub id: PoolId,
    /// Its name, when the gateway tells one.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Option<UnixSeconds>,
    /// Whether it is the caller's default pool, when the gateway tells.
    pub is_default: Option<bool>,
    /// How many keys it holds, when the gateway tells.
    pub key_count: Option<u64>,
    /// Who owns it.
    pub owner: Option<Owner>,
    /// The row as JSON with secret leaves taken out, indented, for the raw view.
    pub raw: String,
}

impl Pool {
    /// The name, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }

    /// Why it cannot be deleted; `None` when it can. `members` is how many keys the key list showed
    /// in it just now, which tells more than the pool's own count.
    /// Source: contract 5.5, 409 `pool_is_default` and `pool_not_empty`; a gateway that would
    /// delete a pool with keys in it leaves them without one.
    #[must_use]
    pub fn why_not_delete(&self, role: Role, members: Option<usize>) -> Option<WhyNot> {
        let holds_keys = members.map_or(self.key_count.is_some_and(|count| count > 0), |count| {
            count > 0
        });
        match role {
            Role::Pool => Some(WhyNot::PoolLimited),
            Role::Organization if self.is_default == Some(true) => Some(WhyNot::DefaultPool),
            Role::Organization => holds_keys.then_some(WhyNot::PoolHoldsKeys),
        }
    }
}

/// A pool as others speak of it: its id, and its name where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolRef {
    /// Its id.
    pub id: PoolId,
    /// Its name.
    pub name: Option<String>,
}

impl PoolRef {
    /// The name, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}

impl From<&Pool> for PoolRef {
    fn from(pool: &Pool) -> Self {
        Self {
            id: pool.id.clone(),
            name: pool.name.clone(),
        }
    }
}

/// A pool that is fit to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPool {
    /// 1 to 128 characters without control characters (contract 5.1).
    pub name: String,
    /// Who will own it; `None` means nobody.
    pub owner: Option<UserId>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Pool;
    use crate::domain::access::{Role, WhyNot};
    use crate::domain::ids::PoolId;

    /// A pool that tells nothing but its id.
    pub(crate) fn pool(id: &str) -> Pool {
        Pool {
            id: PoolId(id.into()),
            name: None,
            created_at: None,
            is_default: None,
            key_count: None,
            owner: None,
            raw: String::new(),
        }
    }

    #[test]
    fn which_may_be_deleted() {
        let check = |is_default, key_count, members, expect| {
            let pool = Pool {
                is_default,
                key_count,
                ..pool("pool_01")
            };
            assert_eq!(
                pool.why_not_delete(Role::Organization, members),
                expect,
                "{is_default:?} {key_count:?} {members:?}"
            );
        };
        check(Some(false), Some(0), None, None);
        check(None, None, None, None);
        check(Some(false), Some(0), Some(0), None);
        check(Some(true), Some(0), Some(0), Some(WhyNot::DefaultPool));
        check(Some(false), Some(2), None, Some(WhyNot::PoolHoldsKeys));
        check(Some(false), Some(0), Some(1), Some(WhyNot::PoolHoldsKeys));
        check(Some(false), Some(2), Some(0), None);
        assert_eq!(
            pool("p").why_not_delete(Role::Pool, None),
            Some(WhyNot::PoolLimited)
        );
    }
}
