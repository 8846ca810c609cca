//! The routes of logs.

use axum::http::Method;
use rusqlite::Result;
use serde_json::json;

use super::{Whose, delete_before, list, search, spent};
use crate::oneapi::listing::{Listing, Query};
use crate::oneapi::routes::EVERY;
use crate::oneapi::{Context, Handler, Limiter, Reply, Role, Route};

const fn read(path: &'static str, role: Role, word: &'static str, handle: Handler) -> Route {
    Route {
        method: Method::GET,
        path,
        role,
        word,
        writes: false,
        limiter: Limiter::Api,
        versions: EVERY,
        handle,
    }
}

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    read("/api/log/", Role::Admin, "list-logs", page_of_all),
    read("/api/log/search", Role::Admin, "search-logs", find_in_all),
    read("/api/log/stat", Role::Admin, "log-statistics", spent_by_all),
    read("/api/log/self", Role::Common, "own-logs", page_of_own),
    read(
        "/api/log/self/search",
        Role::Common,
        "search-own-logs",
        find_in_own,
    ),
    read(
        "/api/log/self/stat",
        Role::Common,
        "own-log-statistics",
        spent_by_caller,
    ),
    Route {
        method: Method::DELETE,
        path: "/api/log/",
        role: Role::Admin,
        word: "delete-logs",
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: delete,
    },
];

fn page_of_all(context: &Context) -> Result<Reply> {
    page(context, Whose::Everybody)
}

fn page_of_own(context: &Context) -> Result<Reply> {
    page(context, own(context))
}

fn find_in_all(context: &Context) -> Result<Reply> {
    find(context, Whose::Everybody)
}

fn find_in_own(context: &Context) -> Result<Reply> {
    find(context, own(context))
}

fn spent_by_all(context: &Context) -> Result<Reply> {
    statistics(context, Whose::Everybody)
}

fn spent_by_caller(context: &Context) -> Result<Reply> {
    statistics(context, own(context))
}

fn own(context: &Context) -> Whose {
    Whose::Own(context.caller.map_or(0, |caller| caller.id))
}

fn page(context: &Context, whose: Whose) -> Result<Reply> {
    Ok(
        match list(context.db, context.version, &Query::of(context), whose)? {
            Ok(Listing { rows, total }) => Reply::rows(rows, total),
            Err(message) => Reply::refused(message),
        },
    )
}

fn find(context: &Context, whose: Whose) -> Result<Reply> {
    let found = search(context.db, context.version, &Query::of(context), whose)?;
    Ok(Reply::rows(found.rows, found.total))
}

fn statistics(context: &Context, whose: Whose) -> Result<Reply> {
    Ok(
        match spent(context.db, context.version, &Query::of(context), whose)? {
            Ok(quota) => Reply::data(json!({"quota": quota})),
            Err(message) => Reply::refused(message),
        },
    )
}

/// The moment is in seconds, so one in milliseconds deletes everything.
fn delete(context: &Context) -> Result<Reply> {
    match Query::of(context)
        .integer("target_timestamp")
        .filter(|at| *at != 0)
    {
        None => Ok(Reply::refused("target timestamp is required")),
        Some(at) => Ok(Reply::data(json!(delete_before(context.db, at)?)).changing()),
    }
}
