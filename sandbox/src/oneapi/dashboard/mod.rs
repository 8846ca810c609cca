//! The dashboard: what was spent by day, model, user and token (contract 7.6).

mod days;
mod original;
mod overview;
mod people;
mod statistics;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::routes::FORK;
use super::{Handler, Limiter, Reply, Role, Route, Version};

const fn read(
    path: &'static str,
    versions: &'static [Version],
    word: &'static str,
    handle: Handler,
) -> Route {
    Route {
        method: Method::GET,
        path,
        role: Role::Common,
        word,
        writes: false,
        limiter: Limiter::Api,
        versions,
        handle,
    }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    read("/api/user/dashboard", FORK, "dashboard", overview::read),
    read(
        "/api/user/dashboard",
        &[Version::U],
        "dashboard",
        original::read,
    ),
    read(
        "/api/user/dashboard/users",
        FORK,
        "dashboard-users",
        people::read,
    ),
];

/// A refusal, which holds `data` here.
fn refused(message: &str) -> Reply {
    let body = json!({"data": Value::Null, "message": message, "success": false});
    Reply::plain(StatusCode::OK, body)
}
