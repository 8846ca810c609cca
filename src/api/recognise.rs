//! What an address and a key turn out to be: which gateway, which role, which endpoints open.
//! Judges answers; never sends a question.

use super::call::Read;
use super::error::{ApiError, Unreachable};
use super::gateway::Dialect;
use super::{oneapi, onekeyllm};
use crate::domain::access::Role;
use crate::domain::key::Key;
use crate::domain::page::Page;
use crate::domain::pool::Pool;

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
    use super::{NoGateway, recognise, role};
    use crate::api::error::{ApiError, Refusal, Unreachable, unreadable};
    use crate::api::gateway::Dialect;
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
