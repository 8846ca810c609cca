//! Top-ups: by an admin, and with a redemption code (contract 6.2).

mod by_admin;
mod redeeming;

use axum::http::Method;

use super::routes::EVERY;
use super::{Limiter, Role, Route};

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    Route {
        method: Method::POST,
        path: "/api/topup",
        role: Role::Admin,
        word: "top-up-user",
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: by_admin::top_up,
    },
    Route {
        method: Method::POST,
        path: "/api/user/topup",
        role: Role::Common,
        word: "redeem",
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: redeeming::redeem,
    },
];
