//! Tokens, which are the relay keys of users (contract 3.3). Every route shows them in full.

mod change;
mod create;
mod reading;
mod row;
mod subnets;

use axum::http::Method;

pub(crate) use self::create::create_default;
use super::routes::{EVERY, FORK};
use super::{Handler, Limiter, Role, Route, Version};

/// A route that reads.
const fn read(
    path: &'static str,
    role: Role,
    versions: &'static [Version],
    word: &'static str,
    handle: Handler,
) -> Route {
    Route {
        method: Method::GET,
        path,
        role,
        word,
        writes: false,
        limiter: Limiter::Api,
        versions,
        handle,
    }
}

/// A route by which a user writes own tokens. Nobody writes those of others.
const fn write(method: Method, path: &'static str, word: &'static str, handle: Handler) -> Route {
    Route {
        method,
        path,
        role: Role::Common,
        word,
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle,
    }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    read(
        "/api/token/",
        Role::Common,
        EVERY,
        "list-tokens",
        reading::own,
    ),
    read(
        "/api/token/search",
        Role::Common,
        EVERY,
        "search-tokens",
        reading::find_own,
    ),
    read(
        "/api/token/:id",
        Role::Common,
        EVERY,
        "get-token",
        reading::one_own,
    ),
    write(Method::POST, "/api/token/", "create-token", create::create),
    write(Method::PUT, "/api/token/", "set-token", change::put),
    write(
        Method::DELETE,
        "/api/token/:id",
        "delete-token",
        change::delete,
    ),
    read(
        "/api/admin/tokens/",
        Role::Admin,
        FORK,
        "list-all-tokens",
        reading::all,
    ),
    read(
        "/api/admin/tokens/search",
        Role::Admin,
        FORK,
        "search-all-tokens",
        reading::find_all,
    ),
    read(
        "/api/admin/tokens/:id",
        Role::Admin,
        FORK,
        "get-any-token",
        reading::one_of_all,
    ),
];
