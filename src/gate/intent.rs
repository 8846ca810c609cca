//! What an operator wants of a gateway, in the gateway's nouns: enough to word it, journal it,
//! confirm it and judge it. Never says how it travels.

use crate::domain::access::Role;
use crate::domain::ids::{KeyId, PoolId};
use crate::domain::key::NewKey;
use crate::domain::money::Usd;
use crate::domain::pool::{NewPool, Owner, PoolRef};

/// What the operator wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// A new key.
    CreateKey {
        /// What it should be.
        new: NewKey,
        /// Who makes it: an operator who is limited to a pool makes it there.
        role: Role,
    },
    /// A higher limit for a key.
    TopUpKey {
        /// Which key.
        key: KeyId,
        /// What it is called.
        name: String,
        /// By how much.
        amount: Usd,
    },
    /// A new value for a key.
    RotateKey {
        /// Which key.
        key: KeyId,
        /// What it is called.
        name: String,
        /// How long the old value works on, in seconds.
        grace_seconds: u32,
    },
    /// A key gone for good.
    DeleteKey {
        /// Which key.
        key: KeyId,
        /// What it is called.
        name: String,
    },
    /// Keys in other pools than before, or in none.
    MoveKeys(Vec<KeyMove>),
    /// A new pool.
    CreatePool(NewPool),
    /// A pool gone for good.
    DeletePool(PoolRef),
    /// Another owner for a pool, or none.
    SetOwner {
        /// Which pool.
        pool: PoolRef,
        /// Who should own it.
        owner: Option<Owner>,
    },
}

/// One key on its way from a pool to a pool; `None` is no pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMove {
    /// Which key.
    pub key: KeyId,
    /// What it is called.
    pub name: String,
    /// Where it was.
    pub from: Option<PoolRef>,
    /// Where it should be.
    pub to: Option<PoolRef>,
}

/// What kind of thing an intent does, in one word: for filters and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// [`Intent::CreateKey`].
    CreateKey,
    /// [`Intent::TopUpKey`].
    TopUpKey,
    /// [`Intent::RotateKey`].
    RotateKey,
    /// [`Intent::DeleteKey`].
    DeleteKey,
    /// [`Intent::MoveKeys`].
    MoveKeys,
    /// [`Intent::CreatePool`].
    CreatePool,
    /// [`Intent::DeletePool`].
    DeletePool,
    /// [`Intent::SetOwner`].
    SetOwner,
}

impl Action {
    /// All, in the order a filter lists them.
    pub const ALL: [Self; 8] = [
        Self::CreateKey,
        Self::TopUpKey,
        Self::RotateKey,
        Self::DeleteKey,
        Self::MoveKeys,
        Self::CreatePool,
        Self::DeletePool,
        Self::SetOwner,
    ];

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CreateKey => "create-key",
            Self::TopUpKey => "top-up-key",
            Self::RotateKey => "rotate-key",
            Self::DeleteKey => "delete-key",
            Self::MoveKeys => "move-keys",
            Self::CreatePool => "create-pool",
            Self::DeletePool => "delete-pool",
            Self::SetOwner => "set-owner",
        }
    }
}

impl Intent {
    /// What kind of thing it does.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::CreateKey { .. } => Action::CreateKey,
            Self::TopUpKey { .. } => Action::TopUpKey,
            Self::RotateKey { .. } => Action::RotateKey,
            Self::DeleteKey { .. } => Action::DeleteKey,
            Self::MoveKeys(_) => Action::MoveKeys,
            Self::CreatePool(_) => Action::CreatePool,
            Self::DeletePool(_) => Action::DeletePool,
            Self::SetOwner { .. } => Action::SetOwner,
        }
    }

    /// The names of the things that are written to, in the order of the steps.
    #[must_use]
    pub fn targets(&self) -> Vec<&str> {
        match self {
            Self::CreateKey { new, .. } => vec![&new.name],
            Self::TopUpKey { name, .. }
            | Self::RotateKey { name, .. }
            | Self::DeleteKey { name, .. } => vec![name],
            Self::MoveKeys(moves) => moves.iter().map(|one| one.name.as_str()).collect(),
            Self::CreatePool(new) => vec![&new.name],
            Self::DeletePool(pool) | Self::SetOwner { pool, .. } => vec![pool.label()],
        }
    }

    /// What tells the things that are written to apart: their ids, and the name of what is new.
    #[must_use]
    pub fn subjects(&self) -> Vec<&str> {
        match self {
            Self::CreateKey { new, .. } => vec![&new.name],
            Self::TopUpKey { key, .. }
            | Self::RotateKey { key, .. }
            | Self::DeleteKey { key, .. } => vec![key.as_str()],
            Self::MoveKeys(moves) => moves.iter().map(|one| one.key.as_str()).collect(),
            Self::CreatePool(new) => vec![&new.name],
            Self::DeletePool(pool) | Self::SetOwner { pool, .. } => vec![pool.id.as_str()],
        }
    }

    /// What a pool is called in it, else the pool's id.
    #[must_use]
    pub fn pool_label<'a>(&'a self, id: &'a PoolId) -> &'a str {
        let moves = match self {
            Self::MoveKeys(moves) => moves.as_slice(),
            _ => &[],
        };
        let mut pools = moves.iter().flat_map(|one| [&one.from, &one.to]).flatten();
        let found = pools.find(|pool| pool.id == *id);
        found.map_or(id.as_str(), PoolRef::label)
    }

    /// Whether it makes a value that is shown once.
    #[must_use]
    pub const fn makes_a_secret(&self) -> bool {
        matches!(self, Self::CreateKey { .. } | Self::RotateKey { .. })
    }

    /// Whether it takes away what cannot be made again.
    #[must_use]
    pub const fn destroys(&self) -> bool {
        matches!(self, Self::DeleteKey { .. } | Self::DeletePool(_))
    }

    /// Whether its writes carry an idempotency key: the others come to the same however often they
    /// are done, or are refused the second time.
    #[must_use]
    pub const fn has_idempotency_key(&self) -> bool {
        matches!(
            self,
            Self::CreateKey { .. }
                | Self::TopUpKey { .. }
                | Self::RotateKey { .. }
                | Self::CreatePool(_)
        )
    }

    /// The pool that every moved key goes to: `None` when this moves nothing, or to several.
    #[must_use]
    pub fn destination(&self) -> Option<Option<&PoolRef>> {
        let Self::MoveKeys(moves) = self else {
            return None;
        };
        let id = |one: &KeyMove| one.to.as_ref().map(|pool| pool.id.clone());
        let first: Option<PoolId> = id(moves.first()?);
        let same = moves.iter().all(|one| id(one) == first);
        same.then(|| moves[0].to.as_ref())
    }
}
