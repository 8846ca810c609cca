//! What a gateway can be asked, whichever dialect it speaks: the only names of calls that pages
//! use. Where a dialect lacks a call it says why. Never names a path or a field.

use super::call::{Read, Write};
use super::onekeyllm;
use super::secret::Secret;
use crate::domain::access::{Role, WhyNot};
use crate::domain::charge::PendingCharge;
use crate::domain::entity::Entity;
use crate::domain::ids::{KeyId, PoolId, UserId};
use crate::domain::key::{Key, NewKey};
use crate::domain::money::Usd;
use crate::domain::page::{Cursor, Page};
use crate::domain::pool::{NewPool, Pool};
use crate::domain::time::UnixSeconds;

/// The languages gateways speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `/v1/organization/…` with a bearer.
    OneKeyLlm,
    /// `/api/…` with a raw token. Recognised; this console has no calls for it yet.
    OneApi,
}

/// Which page of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Rows asked for; gateways give at most [`ListQuery::MOST`].
    pub limit: usize,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// Newest rows first; a gateway may not know how.
    pub newest_first: bool,
    /// Text that a row should contain; a gateway may ignore it, so rows are compared here again.
    pub text: Option<String>,
    /// Keys of this pool only; a gateway may ignore it, so rows are compared here again.
    pub pool: Option<PoolId>,
    /// Charges of this key only; likewise.
    pub key: Option<KeyId>,
}

impl ListQuery {
    /// The most rows a gateway gives at once (contract 5.1).
    pub const MOST: usize = 100;

    /// A page in order of creation.
    #[must_use]
    pub const fn after(after: Option<Cursor>) -> Self {
        Self {
            limit: Self::MOST,
            after,
            newest_first: false,
            text: None,
            pool: None,
            key: None,
        }
    }

    /// A page, newest rows first.
    #[must_use]
    pub fn newest(after: Option<Cursor>) -> Self {
        Self {
            newest_first: true,
            ..Self::after(after)
        }
    }

    /// The first page of rows that contain `text`.
    #[must_use]
    pub fn containing(text: String) -> Self {
        Self {
            text: Some(text),
            ..Self::after(None)
        }
    }

    /// The same page of the charges of `key` only.
    #[must_use]
    pub fn of_key(self, key: KeyId) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// The same page of the keys in `pool` only.
    #[must_use]
    pub fn within(self, pool: PoolId) -> Self {
        Self {
            pool: Some(pool),
            ..self
        }
    }
}

/// What a write answered. A gateway may answer with less, so each part may be missing.
#[derive(Default)]
pub struct Answer {
    /// The key as the gateway says it is now.
    pub key: Option<Key>,
    /// The pool as the gateway says it is now.
    pub pool: Option<Pool>,
    /// The key's value, where this write made one. It exists nowhere else.
    pub secret: Option<Secret>,
    /// When a rotated key's old value stops working.
    pub old_value_ends: Option<UnixSeconds>,
    /// The gateway repeated an earlier answer and changed nothing this time.
    pub replayed: bool,
}

/// A kind of thing that gateways list page by page.
pub trait Paged: Entity {
    /// One page of them.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    fn page(dialect: Dialect, query: &ListQuery) -> Result<Read<Page<Self>>, WhyNot>;
}

impl Paged for Key {
    fn page(dialect: Dialect, query: &ListQuery) -> Result<Read<Page<Self>>, WhyNot> {
        dialect.keys(query)
    }
}

impl Paged for Pool {
    fn page(dialect: Dialect, query: &ListQuery) -> Result<Read<Page<Self>>, WhyNot> {
        dialect.pools(query)
    }
}

impl Paged for PendingCharge {
    fn page(dialect: Dialect, query: &ListQuery) -> Result<Read<Page<Self>>, WhyNot> {
        dialect.pending_charges(query)
    }
}

impl Dialect {
    /// The word it is kept under.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::OneKeyLlm => "one_key_llm",
            Self::OneApi => "one_api",
        }
    }

    /// The dialect of a kept word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "one_key_llm" => Some(Self::OneKeyLlm),
            "one_api" => Some(Self::OneApi),
            _ => None,
        }
    }

    /// A call that only the OneKeyLLM dialect has.
    fn one_key_llm<T>(self, call: impl FnOnce() -> T) -> Result<T, WhyNot> {
        match self {
            Self::OneKeyLlm => Ok(call()),
            Self::OneApi => Err(WhyNot::NoSuchCall),
        }
    }

    /// One page of keys.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn keys(self, query: &ListQuery) -> Result<Read<Page<Key>>, WhyNot> {
        self.one_key_llm(|| onekeyllm::keys::list(query))
    }

    /// One page of pools.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn pools(self, query: &ListQuery) -> Result<Read<Page<Pool>>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::list(query))
    }

    /// One page of pending charges: single ones, or one sum per key.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn pending_charges(self, query: &ListQuery) -> Result<Read<Page<PendingCharge>>, WhyNot> {
        self.one_key_llm(|| onekeyllm::charges::list(query))
    }

    /// The operator's own pool.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn my_pool(self) -> Result<Read<Option<Pool>>, WhyNot> {
        self.one_key_llm(onekeyllm::pools::default)
    }

    /// What a client's own key says about itself. Travels with that key, not with the operator's.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn usage(self) -> Result<Read<Key>, WhyNot> {
        self.one_key_llm(onekeyllm::usage::own)
    }

    /// Creates a key: in the organization, or in the pool of an operator who is limited to it.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn create_key(self, role: Role, new: &NewKey) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| match role {
            Role::Organization => onekeyllm::keys::create(new),
            Role::Pool => onekeyllm::keys::create_mine(new),
        })
    }

    /// Raises a key's limit.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn top_up(self, key: &KeyId, amount: Usd) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::keys::top_up(key, amount))
    }

    /// Gives a key a new value; the old one works on for `grace_seconds`.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn rotate(self, key: &KeyId, grace_seconds: u32) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::keys::rotate(key, grace_seconds))
    }

    /// Deletes a key.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn delete_key(self, key: &KeyId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::keys::delete(key))
    }

    /// Puts a key into a pool, out of the one it was in.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn assign(self, pool: &PoolId, key: &KeyId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::assign(pool, key))
    }

    /// Takes a key out of the pool it is in.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn remove(self, pool: &PoolId, key: &KeyId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::remove(pool, key))
    }

    /// Creates a pool.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn create_pool(self, new: &NewPool) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::create(new))
    }

    /// Deletes a pool.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn delete_pool(self, pool: &PoolId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::delete(pool))
    }

    /// Gives a pool an owner, in place of the one it had.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn set_owner(self, pool: &PoolId, owner: &UserId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::set_owner(pool, owner))
    }

    /// Takes a pool's owner away.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn remove_owner(self, pool: &PoolId) -> Result<Write<Answer>, WhyNot> {
        self.one_key_llm(|| onekeyllm::pools::remove_owner(pool))
    }
}
