//! A request as it arrived, with its body read to the end.

use axum::http::{HeaderMap, Method};
use bytes::Bytes;

use super::routes::Route;

/// A request.
pub(crate) struct Arrived {
    /// Its route; `None` for a path that no route has.
    pub(crate) route: Option<&'static Route>,
    pub(crate) method: Method,
    /// The path without the query, escapes kept.
    pub(crate) path: String,
    /// The query without the question mark.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The path's parameter, unescaped; empty where it has none.
    pub(crate) id: String,
    /// The id that the response carries.
    pub(crate) request_id: String,
}

impl Arrived {
    /// A parameter of the query; `None` where it is absent. The first of several counts.
    pub(crate) fn param(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the body is sent as JSON. The fork reads nothing else on writes of channels.
    pub(crate) fn is_json(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default();
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("application/json")
    }
}
