//! What a gateway can be asked, whichever dialect it speaks: the only names of calls that pages
//! use. Where a dialect lacks a call it says why. Never names a path or a field.

use super::call::{Read, Write};
use super::error::{ApiError, Unreachable};
use super::secret::Secret;
use super::{oneapi, onekeyllm};
use crate::domain::access::{Role, WhyNot};
use crate::domain::ids::KeyId;
use crate::domain::key::{Key, NewKey};
use crate::domain::money::Usd;
use crate::domain::page::{Cursor, Page};
use crate::domain::pool::Pool;

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
        }
    }

    /// A page, newest rows first.
    #[must_use]
    pub const fn newest(after: Option<Cursor>) -> Self {
        Self {
            limit: Self::MOST,
            after,
            newest_first: true,
            text: None,
        }
    }

    /// The first page of rows that contain `text`.
    #[must_use]
    pub const fn containing(text: String) -> Self {
        Self {
            limit: Self::MOST,
            after: None,
            newest_first: false,
            text: Some(text),
        }
    }
}

/// What a write of a key answered.
pub struct KeyAnswer {
    /// The row as the gateway says it is now.
    pub key: Option<Key>,
    /// The key's value, where this write made one. It exists nowhere else.
    pub secret: Option<Secret>,
    /// The gateway repeated an earlier answer and changed nothing this time.
    pub replayed: bool,
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

    /// One page of keys.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn keys(self, query: &ListQuery) -> Result<Read<Page<Key>>, WhyNot> {
        match self {
            Self::OneKeyLlm => Ok(onekeyllm::keys::list(query)),
            Self::OneApi => Err(WhyNot::NoSuchCall),
        }
    }

    /// One page of pools.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn pools(self, after: Option<&Cursor>) -> Result<Read<Page<Pool>>, WhyNot> {
        match self {
            Self::OneKeyLlm => Ok(onekeyllm::pools::list(after)),
            Self::OneApi => Err(WhyNot::NoSuchCall),
        }
    }

    /// The operator's own pool.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn my_pool(self) -> Result<Read<Option<Pool>>, WhyNot> {
        match self {
            Self::OneKeyLlm => Ok(onekeyllm::pools::default()),
            Self::OneApi => Err(WhyNot::NoSuchCall),
        }
    }

    /// Creates a key: in the organization, or in the pool of an operator who is limited to it.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn create_key(self, role: Role, new: &NewKey) -> Result<Write<KeyAnswer>, WhyNot> {
        match (self, role) {
            (Self::OneKeyLlm, Role::Organization) => Ok(onekeyllm::keys::create(new)),
            (Self::OneKeyLlm, Role::Pool) => Ok(onekeyllm::keys::create_mine(new)),
            (Self::OneApi, _) => Err(WhyNot::NoSuchCall),
        }
    }

    /// Raises a key's limit.
    ///
    /// # Errors
    /// The reason when this dialect has no such call.
    pub fn top_up(self, key: &KeyId, amount: Usd) -> Result<Write<KeyAnswer>, WhyNot> {
        match self {
            Self::OneKeyLlm => Ok(onekeyllm::keys::top_up(key, amount)),
            Self::OneApi => Err(WhyNot::NoSuchCall),
        }
    }
}

/// The two questions that are asked of an address before it is trusted with a key.
#[must_use]
pub fn first_questions() -> (Read<()>, Read<()>) {
    (onekeyllm::probe::ping(), oneapi::status())
}

/// Why an address is not spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoGateway {
    /// Nothing answered.
    Unreachable(Unreachable),
    /// Something answered, and it is no gateway this console knows.
    Stranger,
    /// A one-api gateway, which this version does not speak.
    OneApiNotSpoken,
}

/// What the answers to [`first_questions`] say.
///
/// # Errors
/// Why no key should be sent there.
pub fn recognise(
    ping: &Result<(), ApiError>,
    status: &Result<(), ApiError>,
) -> Result<Dialect, NoGateway> {
    match (ping, status) {
        (_, Ok(())) => Err(NoGateway::OneApiNotSpoken),
        (Ok(()), Err(_)) => Ok(Dialect::OneKeyLlm),
        (Err(ApiError::Unreachable(why)), Err(_)) => Err(NoGateway::Unreachable(*why)),
        (Err(ApiError::Limited { .. }), Err(_)) => {
            Err(NoGateway::Unreachable(Unreachable::ServerError(429)))
        }
        (Err(_), Err(_)) => Err(NoGateway::Stranger),
    }
}

/// What the operator's key may see, read from the answers to a one-row list and to "my pool".
///
/// # Errors
/// The failure that leaves it open.
pub fn role(
    keys: &Result<Page<Key>, ApiError>,
    my_pool: &Result<Option<Pool>, ApiError>,
) -> Result<Role, ApiError> {
    match (keys, my_pool) {
        (Ok(_), _) => Ok(Role::Organization),
        (Err(ApiError::NotAllowed(_)), Ok(_)) => Ok(Role::Pool),
        (Err(ApiError::NotAllowed(_)), Err(error)) | (Err(error), _) => Err(error.clone()),
    }
}

/// A list that a key was tried on while connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// The organization's keys.
    Keys,
    /// The organization's pools.
    Pools,
    /// The operator's own pool.
    MyPool,
}

/// How an endpoint answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It gave what was asked for.
    Open,
    /// The key may not use it.
    Forbidden,
    /// It failed; it may work later.
    Failed,
}

/// What an answer says about its endpoint.
#[must_use]
pub fn reach<T>(answer: &Result<T, ApiError>) -> Reach {
    match answer {
        Ok(_) => Reach::Open,
        Err(ApiError::NotAllowed(_)) => Reach::Forbidden,
        Err(_) => Reach::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, NoGateway, recognise, role};
    use crate::api::error::{ApiError, Refusal, Unreachable, unreadable};
    use crate::domain::access::Role;
    use crate::domain::page::Page;

    #[test]
    fn what_an_address_is() {
        let dead = || Err(ApiError::Unreachable(Unreachable::Network));
        let no = || Err(ApiError::Refused(Refusal::default()));
        let page = || Err(unreadable("/v1/ping", "a page", "<html>"));
        let check = |ping: Result<(), ApiError>, status: Result<(), ApiError>, expect| {
            assert_eq!(recognise(&ping, &status), expect, "{ping:?} {status:?}");
        };
        check(Ok(()), no(), Ok(Dialect::OneKeyLlm));
        check(Ok(()), page(), Ok(Dialect::OneKeyLlm));
        check(no(), Ok(()), Err(NoGateway::OneApiNotSpoken));
        check(page(), page(), Err(NoGateway::Stranger));
        check(no(), no(), Err(NoGateway::Stranger));
        check(
            dead(),
            dead(),
            Err(NoGateway::Unreachable(Unreachable::Network)),
        );
    }

    #[test]
    fn what_a_key_may_see() {
        let page = || {
            Ok(Page {
                rows: vec![],
                next: None,
            })
        };
        let forbidden = || ApiError::NotAllowed(Refusal::default());
        let signed_out = || ApiError::SignedOut(Refusal::default());
        let check = |keys, pool, expect| assert_eq!(role(&keys, &pool), expect);
        check(page(), Ok(None), Ok(Role::Organization));
        check(page(), Err(forbidden()), Ok(Role::Organization));
        check(Err(forbidden()), Ok(None), Ok(Role::Pool));
        check(Err(forbidden()), Err(forbidden()), Err(forbidden()));
        check(Err(signed_out()), Ok(None), Err(signed_out()));
    }
}
