//! Responds to paths without a route, and to preflights (contract 1.1, 1.6).

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::reply::{Payload, Reply};
use super::{Arrived, Version, routes};

/// Responds to a request that no route takes: the original redirects to the path with a slash, anything
/// else is a 404 that caches keep for a week.
pub(crate) fn reply(version: Version, request: &Arrived) -> Reply {
    if request.method == Method::OPTIONS {
        return preflight();
    }
    if version == Version::U
        && let Some(redirect) = with_slash(version, request)
    {
        return redirect;
    }
    let message = format!("Invalid URL ({} {})", request.method, request.path);
    let error =
        json!({"message": message, "type": "invalid_request_error", "param": "", "code": ""});
    let reply = Reply::plain(StatusCode::NOT_FOUND, json!({"error": error}))
        .with("cache-control", "max-age=604800");
    let reply = match request.header("origin") {
        Some(_) => reply
            .with("access-control-allow-origin", "*")
            .with("access-control-allow-credentials", "true"),
        None => reply,
    };
    if version != Version::F2 {
        return reply;
    }
    // They mean nothing.
    reply
        .with("ratelimit-limit", "300")
        .with("ratelimit-remaining", "299")
        .with("ratelimit-reset", "60")
        .with("vary", "Accept, Accept-Encoding")
}

fn preflight() -> Reply {
    Reply::empty(StatusCode::NO_CONTENT)
        .with("access-control-allow-origin", "*")
        .with("access-control-allow-credentials", "true")
        .with(
            "access-control-allow-methods",
            "GET,POST,PUT,DELETE,OPTIONS",
        )
        .with("access-control-allow-headers", "*")
        .with("access-control-max-age", "43200")
}

fn with_slash(version: Version, request: &Arrived) -> Option<Reply> {
    let other = match request.path.strip_suffix('/') {
        Some(without) => without.to_owned(),
        None => format!("{}/", request.path),
    };
    routes::find(version, &request.method, &other)?;
    let location = match request.query.as_str() {
        "" => other,
        query => format!("{other}?{query}"),
    };
    let reply = if request.method == Method::GET {
        let shown = location.replace('&', "&amp;");
        let page = format!("<a href=\"{shown}\">Moved Permanently</a>.\n\n");
        Reply {
            payload: Payload::Text(page, "text/html; charset=utf-8"),
            ..Reply::empty(StatusCode::MOVED_PERMANENTLY)
        }
    } else {
        Reply::empty(StatusCode::TEMPORARY_REDIRECT)
    };
    Some(reply.with("location", location))
}
