//! Who the operator is to the gateway, and the one list of reasons why something is not offered.

/// What an admin key may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Every key and pool of the organization.
    Organization,
    /// Its own pool only: the organization's lists answer 403 (contract section 1.3).
    Pool,
}

/// Why an action is not offered; the screen shows it beside the disabled control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The key's budget has no limit that a top-up could raise (contract 409 `budget_unlimited`).
    UnlimitedBudget,
    /// The admin key is limited to one pool.
    PoolLimited,
    /// The caller has no default pool, so the gateway would not know where to put a key.
    NoDefaultPool,
    /// The pool is somebody's default, so new keys would have nowhere to go (contract 409
    /// `pool_is_default`).
    DefaultPool,
    /// The pool still holds keys (contract 409 `pool_not_empty`).
    PoolHoldsKeys,
    /// It is there already, so nothing would change.
    AlreadySo,
    /// The gateway has no call for it.
    NoSuchCall,
}
