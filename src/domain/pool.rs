//! Pools: sets of keys. Only what a key's row needs to name its pool.

use super::ids::{PoolId, UserId};

/// A person who owns a pool or a key, as far as the gateway tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The person's id.
    pub id: Option<UserId>,
    /// The person's name.
    pub name: Option<String>,
}

/// A pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its id.
    pub id: PoolId,
    /// Its name, when the gateway tells one.
    pub name: Option<String>,
    /// How many keys it holds, when the gateway tells.
    pub key_count: Option<u64>,
    /// Who owns it.
    pub owner: Option<Owner>,
}

impl Pool {
    /// The name, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}
