//! Channels (contract 3.1).

mod balance;
mod body;
mod catalogue;
mod change;
mod create;
mod fields;
mod metadata;
mod prices;
mod reading;
pub(crate) mod row;
mod testing;
mod texts;
mod tooling;
mod trial;
pub(crate) mod types;

pub(crate) use self::body::name_of;
use axum::http::Method;

use crate::oneapi::routes::{EVERY, FORK};
use crate::oneapi::{Handler, Limiter, Role, Route, Version};

/// A route that reads, for admins.
const fn read(
    path: &'static str,
    versions: &'static [Version],
    word: &'static str,
    handle: Handler,
) -> Route {
    Route {
        method: Method::GET,
        path,
        role: Role::Admin,
        word,
        writes: false,
        limiter: Limiter::Api,
        versions,
        handle,
    }
}

/// A route that may change something, whatever its method is.
const fn write(
    method: Method,
    path: &'static str,
    versions: &'static [Version],
    word: &'static str,
    handle: Handler,
) -> Route {
    Route {
        method,
        path,
        role: Role::Admin,
        word,
        writes: true,
        limiter: Limiter::Api,
        versions,
        handle,
    }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    read("/api/channel/", EVERY, "list-channels", reading::list),
    read(
        "/api/channel/search",
        EVERY,
        "search-channels",
        reading::search,
    ),
    read(
        "/api/channel/models",
        EVERY,
        "list-channel-models",
        catalogue::models,
    ),
    read(
        "/api/channel/metadata",
        FORK,
        "channel-metadata",
        metadata::metadata,
    ),
    read(
        "/api/channel/default-pricing",
        FORK,
        "default-pricing",
        prices::defaults,
    ),
    read(
        "/api/channel/pricing/:id",
        FORK,
        "get-pricing",
        prices::read,
    ),
    write(
        Method::PUT,
        "/api/channel/pricing/:id",
        FORK,
        "set-pricing",
        prices::put,
    ),
    read("/api/channel/:id", EVERY, "get-channel", reading::one),
    write(
        Method::POST,
        "/api/channel/",
        EVERY,
        "create-channel",
        create::create,
    ),
    write(
        Method::POST,
        "/api/channel/:id/duplicate",
        FORK,
        "duplicate-channel",
        create::duplicate,
    ),
    write(
        Method::PUT,
        "/api/channel/",
        EVERY,
        "set-channel",
        change::put,
    ),
    write(
        Method::DELETE,
        "/api/channel/disabled",
        EVERY,
        "delete-disabled-channels",
        change::delete_disabled,
    ),
    write(
        Method::DELETE,
        "/api/channel/:id",
        EVERY,
        "delete-channel",
        change::delete,
    ),
    Route {
        method: Method::GET,
        path: "/api/status/channel",
        role: Role::Guest,
        word: "channel-statuses",
        writes: false,
        limiter: Limiter::Api,
        versions: FORK,
        handle: reading::statuses,
    },
    write(
        Method::GET,
        "/api/channel/test/:id",
        EVERY,
        "test-channel",
        testing::one,
    ),
    write(
        Method::GET,
        "/api/channel/test",
        EVERY,
        "test-channels",
        testing::sweep,
    ),
    write(
        Method::GET,
        "/api/channel/update_balance/:id",
        EVERY,
        "update-balance",
        balance::one,
    ),
    write(
        Method::GET,
        "/api/channel/update_balance",
        EVERY,
        "update-balances",
        balance::all,
    ),
];
