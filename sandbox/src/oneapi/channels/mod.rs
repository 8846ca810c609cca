//! Channels (contract 3.1).

mod catalogue;
mod reading;
pub(crate) mod row;
pub(crate) mod types;

use axum::http::Method;

use crate::oneapi::routes::{EVERY, FORK};
use crate::oneapi::{Handler, Limiter, Role, Route, Version};

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

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    read(
        "/api/channel/",
        Role::Admin,
        EVERY,
        "list-channels",
        reading::list,
    ),
    read(
        "/api/channel/search",
        Role::Admin,
        EVERY,
        "search-channels",
        reading::search,
    ),
    read(
        "/api/channel/models",
        Role::Admin,
        EVERY,
        "list-channel-models",
        catalogue::models,
    ),
    read(
        "/api/channel/:id",
        Role::Admin,
        EVERY,
        "get-channel",
        reading::one,
    ),
    read(
        "/api/status/channel",
        Role::Guest,
        FORK,
        "channel-statuses",
        reading::statuses,
    ),
];
