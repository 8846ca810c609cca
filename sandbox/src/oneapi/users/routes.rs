//! The routes of users: reading, writing, and signing in.

use axum::http::Method;
use rusqlite::Result;
use serde_json::json;

use super::{
    Shape, available_models, by_id, by_reference, change, create, list, manage, original_change,
    refusal, removal, search, signing_in,
};
use crate::oneapi::listing::{Listing, Query};
use crate::oneapi::routes::{EVERY, FORK};
use crate::oneapi::{Caller, Context, Handler, Limiter, Reply, Role, Route, Version};

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

/// A route by which an admin writes users.
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
    read("/api/user/", Role::Admin, "list-users", page),
    read("/api/user/search", Role::Admin, "search-users", find),
    read("/api/user/self", Role::Common, "self", own),
    read(
        "/api/user/available_models",
        Role::Common,
        "available-models",
        models,
    ),
    Route {
        method: Method::GET,
        path: "/api/user/token",
        role: Role::Common,
        word: "mint-token",
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: signing_in::mint,
    },
    read("/api/user/:id", Role::Admin, "get-user", one),
    Route {
        method: Method::POST,
        path: "/api/user/login",
        role: Role::Guest,
        word: "login",
        writes: true,
        limiter: Limiter::Critical,
        versions: EVERY,
        handle: signing_in::sign_in,
    },
    write(
        Method::POST,
        "/api/user/",
        EVERY,
        "create-user",
        create::create,
    ),
    write(Method::PUT, "/api/user/", FORK, "set-user", change::put),
    write(
        Method::PUT,
        "/api/user/",
        &[Version::U],
        "set-user",
        original_change::put,
    ),
    write(
        Method::POST,
        "/api/user/manage",
        EVERY,
        "manage-user",
        manage::manage,
    ),
    write(
        Method::DELETE,
        "/api/user/:id",
        EVERY,
        "delete-user",
        removal::delete,
    ),
    write(
        Method::POST,
        "/api/user/totp/disable/:id",
        FORK,
        "disable-second-factor",
        removal::disable_second_factor,
    ),
];

fn page(context: &Context) -> Result<Reply> {
    list(context.db, context.version, &Query::of(context)).map(reply)
}

fn find(context: &Context) -> Result<Reply> {
    search(context.db, context.version, &Query::of(context)).map(reply)
}

fn one(context: &Context) -> Result<Reply> {
    let user = match by_reference(context.db, context.version, &context.request.id)? {
        Ok(user) => user,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let role = context.caller.map_or(0, |caller| caller.role);
    Ok(match refusal(context.version, role, &user) {
        Some(words) => Reply::refused(words),
        None => Reply::data(user.object(context.version, Shape::Single)),
    })
}

fn own(context: &Context) -> Result<Reply> {
    Ok(match by_id(context.db, caller_id(context.caller))? {
        Some(user) => match user.unreadable(12) {
            Some(message) => Reply::refused(message),
            None => Reply::data(user.object(context.version, Shape::Single)),
        },
        None => Reply::refused("record not found"),
    })
}

fn models(context: &Context) -> Result<Reply> {
    let user = by_id(context.db, caller_id(context.caller))?;
    let group = user.map_or_else(|| "default".to_owned(), |user| user.group);
    let models = available_models(context.db, &group)?;
    Ok(Reply::data(json!(models)))
}

fn caller_id(caller: Option<&Caller>) -> i64 {
    caller.map_or(0, |caller| caller.id)
}

fn reply(listing: std::result::Result<Listing, String>) -> Reply {
    match listing {
        Ok(Listing { rows, total }) => Reply::rows(rows, total),
        Err(message) => Reply::refused(message),
    }
}
