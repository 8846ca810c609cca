//! The caller of a request, and what it may do.

use rusqlite::Connection;

use crate::error::ApiError;
use crate::ids::{Kind, Number};
use crate::random;
use crate::store::bearers::{self, Role};
use crate::store::keys::{self, Key};
use crate::store::pools::{self, Pool};
use crate::store::upstreams::{self, Upstream};
use crate::store::users::{self, User};

/// The owner of the bearer token of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// No bearer is required on this route.
    Anyone,
    /// An admin bearer, with its default pool.
    Bearer(Role, Option<Number>),
    /// A client's own key.
    Client(Number),
}

impl Caller {
    /// Finds the caller by the hash of its bearer token.
    pub(crate) fn identify(
        db: &Connection,
        bearer: Option<&str>,
        now: i64,
    ) -> Result<Self, ApiError> {
        let Some(bearer) = bearer else {
            return Err(ApiError::unauthorized(
                "missing_api_key",
                "Send the key as Authorization: Bearer <key>.",
            ));
        };
        let hash = random::hash(bearer);
        if let Some((role, pool)) = bearers::by_hash(db, &hash)? {
            return Ok(Self::Bearer(role, pool));
        }
        match keys::by_hash(db, &hash, now)? {
            Some(number) => Ok(Self::Client(number)),
            None => Err(ApiError::unauthorized(
                "invalid_api_key",
                "This key is not known here.",
            )),
        }
    }

    /// The caller's name in the ledger and in the scope of idempotency keys.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Bearer(role, _) => role.word(),
            Self::Client(_) => "client",
        }
    }

    /// Rejects every caller but an organization-wide bearer.
    pub(crate) fn organization_wide(self) -> Result<(), ApiError> {
        match self {
            Self::Bearer(Role::Admin, _) => Ok(()),
            _ => Err(insufficient("This needs an organization-wide admin key.")),
        }
    }

    /// Rejects every caller but a client key, and returns its number.
    pub(crate) fn client(self) -> Result<Number, ApiError> {
        match self {
            Self::Client(number) => Ok(number),
            _ => Err(insufficient(
                "A key reads its own usage here; an admin key cannot.",
            )),
        }
    }

    /// Rejects every caller but an admin bearer, and returns the number of its default pool.
    pub(crate) fn default_pool(self) -> Result<Number, ApiError> {
        let Self::Bearer(_, pool) = self else {
            return Err(insufficient("This needs an admin key."));
        };
        pool.ok_or_else(|| {
            ApiError::not_found(
                "default_pool_not_assigned",
                "No default pool is assigned to this key.",
            )
        })
    }

    /// The key with this id. An organization-wide bearer may use every key, a one-pool bearer those
    /// in its pool.
    pub(crate) fn key(self, db: &Connection, id: &str) -> Result<Key, ApiError> {
        let Self::Bearer(role, own_pool) = self else {
            return Err(insufficient("This needs an admin key."));
        };
        let found = match Kind::Key.number(id) {
            Some(number) => keys::find(db, number)?,
            None => None,
        };
        let key = found.ok_or_else(|| ApiError::key_not_found(id))?;
        let own = own_pool.is_some() && key.row.pool == own_pool;
        if role == Role::Admin || own {
            Ok(key)
        } else {
            Err(insufficient("This key is not in your pool."))
        }
    }

    /// The number of the pool with this id, if the caller may change its members.
    pub(crate) fn pool(self, db: &Connection, id: &str) -> Result<Number, ApiError> {
        let Self::Bearer(role, own_pool) = self else {
            return Err(insufficient("This needs an admin key."));
        };
        let pool = find_pool(db, id)?.number;
        if role == Role::Admin || own_pool == Some(pool) {
            Ok(pool)
        } else {
            Err(ApiError::forbidden(
                "not_pool_owner",
                "This pool is not yours.",
            ))
        }
    }

    /// The only pool whose keys the caller may read; `None` means all keys.
    pub(crate) fn visible_pool(self) -> Result<Option<Number>, ApiError> {
        match self {
            Self::Bearer(Role::Admin, _) => Ok(None),
            _ => self.default_pool().map(Some),
        }
    }

    /// Whether `pool` is the caller's default one.
    pub(crate) fn has_default(self, pool: Number) -> bool {
        matches!(self, Self::Bearer(_, Some(own)) if own == pool)
    }
}

/// The pool with this id.
pub(crate) fn find_pool(db: &Connection, id: &str) -> Result<Pool, ApiError> {
    let found = match Kind::Pool.number(id) {
        Some(number) => pools::find(db, number)?,
        None => None,
    };
    found.ok_or_else(|| ApiError::pool_not_found(id))
}

/// The user with this id.
pub(crate) fn find_user(db: &Connection, id: &str) -> Result<User, ApiError> {
    let found = match Kind::User.number(id) {
        Some(number) => users::find(db, number)?,
        None => None,
    };
    found.ok_or_else(|| ApiError::owner_not_found(id))
}

/// The upstream with this id.
pub(crate) fn find_upstream(db: &Connection, id: &str) -> Result<Upstream, ApiError> {
    let found = match Kind::Upstream.number(id) {
        Some(number) => upstreams::find(db, number)?,
        None => None,
    };
    found.ok_or_else(|| ApiError::upstream_not_found(id))
}

fn insufficient(message: &str) -> ApiError {
    ApiError::forbidden("insufficient_permissions", message)
}
