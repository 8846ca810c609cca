//! The models that a server knows by channel type.

use axum::http::Method;
use rusqlite::Result;
use serde_json::{Map, Value, json};

use super::{Context, Limiter, Reply, Role, Route, Version, catalogue};

const fn route(role: Role, versions: &'static [Version]) -> Route {
    Route {
        method: Method::GET,
        path: "/api/models",
        role,
        word: "list-models",
        writes: false,
        limiter: Limiter::Api,
        versions,
        handle: by_type,
    }
}

/// The routes: any user may read the list in the original.
pub(crate) const ROUTES: &[Route] = &[
    route(Role::Admin, super::routes::FORK),
    route(Role::Common, &[Version::U]),
];

fn by_type(context: &Context) -> Result<Reply> {
    let version = context.version;
    let mut types: Vec<(String, Value)> = catalogue::types(version)
        .map(|kind| (kind.to_string(), json!(catalogue::models(version, kind))))
        .collect();
    // Go sorts the keys of a map as texts.
    types.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(Reply::data(Value::Object(Map::from_iter(types))))
}
