//! All routes of the dialect in one list, and how a path finds its route.

use axum::http::Method;
use form_urlencoded::parse;
use rusqlite::Result;

use super::{
    Context, Limiter, Reply, Role, Version, channels, dashboard, logs, models, options,
    redemptions, relay, tokens, topups, users,
};

/// Handles a request.
pub(crate) type Handler = fn(&Context) -> Result<Reply>;

/// A route.
pub(crate) struct Route {
    pub(crate) method: Method,
    /// The path; `:id` is a parameter that is not empty.
    pub(crate) path: &'static str,
    pub(crate) role: Role,
    /// Its word in the ledger and in `on` of a fault.
    pub(crate) word: &'static str,
    /// Whether it may change something, whatever its method.
    pub(crate) writes: bool,
    pub(crate) limiter: Limiter,
    /// The versions that have it.
    pub(crate) versions: &'static [Version],
    pub(crate) handle: Handler,
}

impl Route {
    /// Whether what it changes may take effect later: channels and options are cached, and a node
    /// that took no part in a change learns of it after a while.
    pub(crate) fn has_delayed_effect(&self) -> bool {
        let is_cached = ["/api/channel/", "/api/option/"]
            .iter()
            .any(|path| self.path.starts_with(path));
        is_cached && self.writes && self.method != Method::GET
    }
}

/// All versions.
pub(crate) const EVERY: &[Version] = &[Version::F2, Version::F1, Version::U];
/// The fork's.
pub(crate) const FORK: &[Version] = &[Version::F2, Version::F1];

/// Every list of routes.
const AREAS: &[&[Route]] = &[
    channels::ROUTES,
    options::routes::ROUTES,
    users::routes::ROUTES,
    models::ROUTES,
    logs::routes::ROUTES,
    tokens::ROUTES,
    topups::ROUTES,
    redemptions::ROUTES,
    dashboard::ROUTES,
    relay::ROUTES,
];

/// All routes.
pub(crate) fn all() -> impl Iterator<Item = &'static Route> {
    AREAS.iter().copied().flatten()
}

/// Finds the route of a request and its parameter. A path without parameters goes before one with.
pub(crate) fn find(
    version: Version,
    method: &Method,
    path: &str,
) -> Option<(&'static Route, String)> {
    let known = all().filter(|route| route.method == *method && route.versions.contains(&version));
    let mut found = None;
    for route in known {
        match matched(route.path, path) {
            Some(None) => return Some((route, String::new())),
            Some(Some(id)) => found = found.or(Some((route, unescaped(id)))),
            None => {}
        }
    }
    found
}

/// Whether a path fits a pattern, and its parameter.
fn matched<'a>(pattern: &str, path: &'a str) -> Option<Option<&'a str>> {
    let (mut of_pattern, mut of_path) = (pattern.split('/'), path.split('/'));
    let mut id = None;
    loop {
        match (of_pattern.next(), of_path.next()) {
            (None, None) => return Some(id),
            (Some(":id"), Some(part)) if !part.is_empty() => id = Some(part),
            (Some(one), Some(other)) if one == other => {}
            _ => return None,
        }
    }
}

/// Undoes `%` escapes; a plus stays one, as in a path.
fn unescaped(part: &str) -> String {
    let part = part
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    parse(part.as_bytes())
        .next()
        .map_or(part.clone(), |(text, _)| text.into_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{EVERY, all, matched, unescaped};

    #[test]
    fn paths_are_matched_to_the_slash() {
        assert_eq!(matched("/api/channel/", "/api/channel/"), Some(None));
        assert_eq!(matched("/api/channel/", "/api/channel"), None);
        assert_eq!(matched("/api/channel/:id", "/api/channel/"), None);
        assert_eq!(
            matched("/api/channel/:id", "/api/channel/7"),
            Some(Some("7"))
        );
        assert_eq!(matched("/api/channel/:id", "/api/channel/7/"), None);
        assert_eq!(matched("/api/channel/test/:id", "/api/channel/7"), None);
        assert_eq!(unescaped("a%20b+c%2Fd"), "a b+c/d");
    }

    #[test]
    fn a_route_stands_once() {
        for version in EVERY {
            let of_version = all().filter(|route| route.versions.contains(version));
            let keys: Vec<_> = of_version
                .map(|route| (route.method.as_str(), route.path))
                .collect();
            let unique: BTreeSet<_> = keys.iter().collect();
            assert_eq!(unique.len(), keys.len(), "{version:?}");
        }
    }
}
