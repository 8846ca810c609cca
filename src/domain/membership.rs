//! Which of several chosen keys really go into a pool, or out of it, once they were read again.
//! Never moves one.

use super::ids::PoolId;
use super::key::Key;

/// Keys that one plan moves at most: each is a request, and each end is read back.
pub const MOST_MOVES: usize = 50;

/// What is wanted of the chosen keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// That they are in this pool.
    Into(PoolId),
    /// That they are no longer in this pool.
    OutOf(PoolId),
}

/// Why a chosen key is not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is gone from the gateway.
    Gone,
    /// It was not on the pages that were read.
    NotSeen,
    /// It is in the pool already.
    AlreadyThere,
    /// It left the pool meanwhile, so it is not taken out of where it is now.
    NotThere,
}

impl Membership {
    /// Why `key`, as it was read just now, is not moved; `None` when it is.
    #[must_use]
    pub fn why_not(&self, key: &Key) -> Option<LeftOut> {
        match self {
            Self::Into(pool) => (key.pool.as_ref() == Some(pool)).then_some(LeftOut::AlreadyThere),
            Self::OutOf(pool) => (key.pool.as_ref() != Some(pool)).then_some(LeftOut::NotThere),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LeftOut, Membership};
    use crate::domain::ids::PoolId;
    use crate::domain::key::Key;
    use crate::domain::key::tests::key;

    fn of(pool: Option<&str>) -> Key {
        Key {
            pool: pool.map(|id| PoolId(id.into())),
            ..key("key_01")
        }
    }

    #[test]
    fn which_keys_move() {
        let pool = || PoolId("a".into());
        let check = |wanted: Membership, now, expect| {
            assert_eq!(wanted.why_not(&of(now)), expect, "{wanted:?} {now:?}");
        };
        check(Membership::Into(pool()), None, None);
        check(Membership::Into(pool()), Some("b"), None);
        check(
            Membership::Into(pool()),
            Some("a"),
            Some(LeftOut::AlreadyThere),
        );
        check(Membership::OutOf(pool()), Some("a"), None);
        check(
            Membership::OutOf(pool()),
            Some("b"),
            Some(LeftOut::NotThere),
        );
        check(Membership::OutOf(pool()), None, Some(LeftOut::NotThere));
    }
}
