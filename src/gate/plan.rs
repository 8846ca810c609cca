//! What is meant to happen, step by step, before anyone has agreed to it.

use super::check::Check;
use crate::api::call::{Request, Write};
use crate::api::gateway::{Dialect, KeyAnswer};
use crate::domain::access::{Role, WhyNot};
use crate::domain::ids::{KeyId, PoolId};
use crate::domain::key::{Key, NewKey};
use crate::domain::money::Usd;
use crate::domain::page::Cursor;

/// What the operator wants, in the gateway's nouns; enough to word it, journal it and judge it.
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
}

/// What kind of thing an intent does, in one word: for filters and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// [`Intent::CreateKey`].
    CreateKey,
    /// [`Intent::TopUpKey`].
    TopUpKey,
}

impl Action {
    /// All, in the order a filter lists them.
    pub const ALL: [Self; 2] = [Self::CreateKey, Self::TopUpKey];

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CreateKey => "create-key",
            Self::TopUpKey => "top-up-key",
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
        }
    }

    /// The name of the thing that is written to.
    #[must_use]
    pub fn target(&self) -> &str {
        match self {
            Self::CreateKey { new, .. } => &new.name,
            Self::TopUpKey { name, .. } => name,
        }
    }
}

/// One write and how to see afterwards whether it happened.
pub struct Step {
    /// The write.
    pub(super) write: Write<KeyAnswer>,
    /// The check.
    pub(super) check: Check,
}

impl Step {
    /// What will travel, the key left out.
    #[must_use]
    pub const fn request(&self) -> &Request {
        self.write.request()
    }

    /// What is compared afterwards; it holds what was there before.
    #[must_use]
    pub const fn check(&self) -> &Check {
        &self.check
    }
}

/// Steps towards one intent, in the order they would be sent.
pub struct Plan {
    pub(super) intent: Intent,
    pub(super) dialect: Dialect,
    pub(super) steps: Vec<Step>,
}

/// What the gateway held just before a key is created: the newest keys, or the count of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeforeCreate {
    /// The newest keys' ids, for an operator who may list them.
    Newest(Vec<KeyId>),
    /// The operator's own pool and how many keys it holds, when it tells.
    MyPool(PoolId, Option<u64>),
}

impl Plan {
    /// A plan to create a key. `idempotency_key` is made once for this intent.
    ///
    /// # Errors
    /// When the dialect has no such call.
    pub fn create_key(
        dialect: Dialect,
        role: Role,
        new: NewKey,
        before: BeforeCreate,
        idempotency_key: String,
    ) -> Result<Self, WhyNot> {
        let write = dialect
            .create_key(role, &new)?
            .with_idempotency_key(idempotency_key);
        let check = match before {
            BeforeCreate::Newest(known) => Check::KeyAppears {
                name: new.name.clone(),
                known,
            },
            BeforeCreate::MyPool(pool, count) => Check::PoolGrows {
                pool,
                before: count,
            },
        };
        Ok(Self {
            intent: Intent::CreateKey { new, role },
            dialect,
            steps: vec![Step { write, check }],
        })
    }

    /// A plan to raise `key`, read just now from the page that `cursor` brings.
    ///
    /// # Errors
    /// When the dialect has no such call.
    pub fn top_up(
        dialect: Dialect,
        key: &Key,
        cursor: Option<&Cursor>,
        amount: Usd,
        idempotency_key: String,
    ) -> Result<Self, WhyNot> {
        let write = dialect
            .top_up(&key.id, amount)?
            .with_idempotency_key(idempotency_key);
        let check = Check::LimitRises {
            key: key.id.clone(),
            name: key.name.clone(),
            cursor: cursor.map(|cursor| cursor.0.clone()),
            before: key.budget.clone(),
            by: amount,
        };
        let intent = Intent::TopUpKey {
            key: key.id.clone(),
            name: key.label().to_owned(),
            amount,
        };
        Ok(Self {
            intent,
            dialect,
            steps: vec![Step { write, check }],
        })
    }

    /// What is meant.
    #[must_use]
    pub const fn intent(&self) -> &Intent {
        &self.intent
    }

    /// The steps in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}
