//! Redemption codes, which are money to whoever holds them (contract 6.2).

mod change;
mod create;
mod reading;
mod row;

use axum::http::Method;

use super::routes::EVERY;
use super::{Handler, Limiter, Role, Route};

const fn route(
    method: Method,
    path: &'static str,
    word: &'static str,
    writes: bool,
    handle: Handler,
) -> Route {
    Route {
        method,
        path,
        role: Role::Admin,
        word,
        writes,
        limiter: Limiter::Api,
        versions: EVERY,
        handle,
    }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    route(
        Method::GET,
        "/api/redemption/",
        "list-redemptions",
        false,
        reading::list,
    ),
    route(
        Method::GET,
        "/api/redemption/search",
        "search-redemptions",
        false,
        reading::search,
    ),
    route(
        Method::GET,
        "/api/redemption/:id",
        "get-redemption",
        false,
        reading::one,
    ),
    route(
        Method::POST,
        "/api/redemption/",
        "create-redemptions",
        true,
        create::create,
    ),
    route(
        Method::PUT,
        "/api/redemption/",
        "set-redemption",
        true,
        change::put,
    ),
    route(
        Method::DELETE,
        "/api/redemption/:id",
        "delete-redemption",
        true,
        change::delete,
    ),
];
