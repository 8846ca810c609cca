//! What is meant to happen, step by step, before anyone has agreed to it.

use super::check::Check;
use super::earlier::Earlier;
use super::intent::{Intent, KeyMove};
use super::outcome::Outcome;
use super::seek::Whereabouts;
use crate::api::call::{Request, Write};
use crate::api::gateway::{Answer, Dialect};
use crate::domain::access::{Role, WhyNot};
use crate::domain::ids::{PoolId, UserId};
use crate::domain::key::{Key, NewKey};
use crate::domain::money::Usd;
use crate::domain::page::Cursor;
use crate::domain::pool::{NewPool, Owner, Pool, PoolRef};

/// One write and how to see afterwards whether it happened.
pub struct Step {
    /// The write.
    pub(super) write: Write<Answer>,
    /// The check.
    pub(super) check: Check,
    /// How it ended in an earlier attempt at the same plan, when it is known to have happened: it
    /// is not sent again.
    pub(super) ended: Option<Outcome>,
}

impl Step {
    const fn new(write: Write<Answer>, check: Check) -> Self {
        Self {
            write,
            check,
            ended: None,
        }
    }

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

    /// How it ended in an earlier attempt; `None` when it would be sent.
    #[must_use]
    pub const fn ended(&self) -> Option<&Outcome> {
        self.ended.as_ref()
    }
}

/// Steps towards one intent, in the order they would be sent.
pub struct Plan {
    pub(super) intent: Intent,
    pub(super) dialect: Dialect,
    pub(super) steps: Vec<Step>,
}

/// What the gateway held just before a key is created: its keys, or the count of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeforeCreate {
    /// The keys, for an operator who may list them.
    Keys(Earlier),
    /// The operator's own pool and how many keys it holds, when it tells.
    MyPool(PoolId, Option<u64>),
}

/// A key to move: as it was read just now, the cursor of the page that brought it, and the pool it
/// is in.
pub struct Moving {
    /// The key.
    pub key: Key,
    /// Where it is found again.
    pub cursor: Option<Cursor>,
    /// The pool it is in.
    pub from: Option<PoolRef>,
    /// The pool it should be in.
    pub to: Option<PoolRef>,
}

impl Plan {
    fn of_one(intent: Intent, dialect: Dialect, write: Write<Answer>, check: Check) -> Self {
        Self {
            intent,
            dialect,
            steps: vec![Step::new(write, check)],
        }
    }

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
            BeforeCreate::Keys(earlier) => Check::KeyAppears {
                name: new.name.clone(),
                earlier,
            },
            BeforeCreate::MyPool(pool, count) => Check::PoolGrows {
                pool,
                before: count,
            },
        };
        Ok(Self::of_one(
            Intent::CreateKey { new, role },
            dialect,
            write,
            check,
        ))
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
            key: Whereabouts::of(key, cursor),
            before: key.budget.clone(),
            by: amount,
        };
        let intent = Intent::TopUpKey {
            key: key.id.clone(),
            name: key.label().to_owned(),
            amount,
        };
        Ok(Self::of_one(intent, dialect, write, check))
    }

    /// A plan to give `key` a new value.
    ///
    /// # Errors
    /// When the dialect has no such call.
    pub fn rotate(
        dialect: Dialect,
        key: &Key,
        cursor: Option<&Cursor>,
        grace_seconds: u32,
        idempotency_key: String,
    ) -> Result<Self, WhyNot> {
        let write = dialect
            .rotate(&key.id, grace_seconds)?
            .with_idempotency_key(idempotency_key);
        let check = Check::ValueChanges {
            key: Whereabouts::of(key, cursor),
            before: key.telling_value().map(str::to_owned),
        };
        let intent = Intent::RotateKey {
            key: key.id.clone(),
            name: key.label().to_owned(),
            grace_seconds,
        };
        Ok(Self::of_one(intent, dialect, write, check))
    }

    /// A plan to delete `key`.
    ///
    /// # Errors
    /// When the dialect has no such call.
    pub fn delete_key(
        dialect: Dialect,
        key: &Key,
        cursor: Option<&Cursor>,
    ) -> Result<Self, WhyNot> {
        let check = Check::KeyGoes(Whereabouts::of(key, cursor));
        let intent = Intent::DeleteKey {
            key: key.id.clone(),
            name: key.label().to_owned(),
        };
        Ok(Self::of_one(
            intent,
            dialect,
            dialect.delete_key(&key.id)?,
            check,
        ))
    }

    /// A plan to move keys, one step each. A key that is there already has no step.
    ///
    /// # Errors
    /// When the dialect has no such call, or nothing would move.
    pub fn move_keys(dialect: Dialect, moving: Vec<Moving>) -> Result<Self, WhyNot> {
        let (mut moves, mut steps) = (Vec::new(), Vec::new());
        for Moving {
            key,
            cursor,
            from,
            to,
        } in moving
        {
            let write = match (&from, &to) {
                (Some(from), Some(to)) if from.id == to.id => continue,
                (None, None) => continue,
                (_, Some(to)) => dialect.assign(&to.id, &key.id)?,
                (Some(from), None) => dialect.remove(&from.id, &key.id)?,
            };
            let id = |pool: &Option<PoolRef>| pool.as_ref().map(|pool| pool.id.clone());
            steps.push(Step::new(
                write,
                Check::KeyMoves {
                    key: Whereabouts::of(&key, cursor.as_ref()),
                    before: id(&from),
                    to: id(&to),
                },
            ));
            moves.push(KeyMove {
                key: key.id.clone(),
                name: key.label().to_owned(),
                from,
                to,
            });
        }
        if steps.is_empty() {
            return Err(WhyNot::AlreadySo);
        }
        Ok(Self {
            intent: Intent::MoveKeys(moves),
            dialect,
            steps,
        })
    }

    /// A plan to create a pool. `earlier` are the pools there are.
    ///
    /// # Errors
    /// When the dialect has no such call.
    pub fn create_pool(
        dialect: Dialect,
        new: NewPool,
        earlier: Earlier,
        idempotency_key: String,
    ) -> Result<Self, WhyNot> {
        let write = dialect
            .create_pool(&new)?
            .with_idempotency_key(idempotency_key);
        let check = Check::PoolAppears {
            name: new.name.clone(),
            earlier,
        };
        Ok(Self::of_one(Intent::CreatePool(new), dialect, write, check))
    }

    /// A plan to delete `pool`, whose members were counted just now.
    ///
    /// # Errors
    /// When the dialect has no such call, or the pool may not be deleted.
    pub fn delete_pool(
        dialect: Dialect,
        pool: &Pool,
        cursor: Option<&Cursor>,
        members: usize,
    ) -> Result<Self, WhyNot> {
        if let Some(why) = pool.why_not_delete(Role::Organization, Some(members)) {
            return Err(why);
        }
        let check = Check::PoolGoes(Whereabouts::of(pool, cursor));
        Ok(Self::of_one(
            Intent::DeletePool(pool.into()),
            dialect,
            dialect.delete_pool(&pool.id)?,
            check,
        ))
    }

    /// A plan to give `pool` another owner, or none.
    ///
    /// # Errors
    /// When the dialect has no such call, the owner has no id to be named by, or the pool has that
    /// owner already.
    pub fn set_owner(
        dialect: Dialect,
        pool: &Pool,
        cursor: Option<&Cursor>,
        owner: Option<Owner>,
    ) -> Result<Self, WhyNot> {
        let to: Option<UserId> = owner.as_ref().and_then(|owner| owner.id.clone());
        let now = pool.owner.as_ref().map(|owner| owner.id.clone());
        if owner.is_some() && to.is_none() {
            return Err(WhyNot::NoSuchCall);
        }
        let write = match &to {
            Some(id) if now == Some(Some(id.clone())) => return Err(WhyNot::AlreadySo),
            None if now.is_none() => return Err(WhyNot::AlreadySo),
            Some(id) => dialect.set_owner(&pool.id, id)?,
            None => dialect.remove_owner(&pool.id)?,
        };
        let check = Check::OwnerBecomes {
            pool: Whereabouts::of(pool, cursor),
            before: pool.owner.clone(),
            to,
        };
        let intent = Intent::SetOwner {
            pool: pool.into(),
            owner,
        };
        Ok(Self::of_one(intent, dialect, write, check))
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
