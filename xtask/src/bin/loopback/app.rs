//! Serves the built app as static files: precompressed, cached by name, with the policy of a real
//! deployment. A route of the app gets its page; a missing file is 404.

use std::convert::Infallible;
use std::path::PathBuf;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tower::ServiceExt as _;
use tower_http::services::fs::ServeFileSystemResponseBody;
use tower_http::services::{ServeDir, ServeFile};
use xtask::gateways::Gateway;

/// The content security policy: the app loads from and calls its own origin only.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; \
     frame-ancestors 'none'",
);

/// A file named by its content never changes.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The extensions of the app's files.
const FILE_ENDINGS: [&str; 12] = [
    "css", "html", "ico", "js", "json", "map", "mjs", "png", "svg", "txt", "wasm", "woff2",
];

/// Every other file is requested again each time.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// A folder made by `cargo xtask dist`.
pub struct App {
    folder: PathBuf,
}

impl App {
    /// Serves the app in `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Responds with the file at the path, or with the page for a route of the app.
    pub async fn serve(&self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let path = request.uri().path().to_owned();
        let page = (!is_file(&path)).then(|| copy(&request));
        let files = ServeDir::new(&self.folder)
            .precompressed_br()
            .precompressed_gzip();
        let mut response = found(files.oneshot(request).await);
        let is_kept = response.status().is_success() && is_named_by_content(&path);
        if let (StatusCode::NOT_FOUND, Some(request)) = (response.status(), page) {
            let file = ServeFile::new(self.folder.join("index.html"))
                .precompressed_br()
                .precompressed_gzip();
            response = found(file.oneshot(request).await);
        }
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, if is_kept { IMMUTABLE } else { REVALIDATE });
        headers.insert(CONTENT_SECURITY_POLICY, POLICY);
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(
            "cross-origin-opener-policy",
            HeaderValue::from_static("same-origin"),
        );
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}

/// Responds with `headgate.json`: the gateways, each with its path prefix on this origin.
pub fn listing(gateways: &[Gateway]) -> Response {
    let entries: Vec<_> = gateways
        .iter()
        .map(|gateway| {
            json!({
                "name": gateway.label(),
                "base": gateway.base(),
                "environment": gateway.environment(),
            })
        })
        .collect();
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, json!({ "gateways": entries }).to_string()).into_response()
}

/// Unwraps a response; the service has no errors, since a missing file is a response too.
fn found(result: Result<Response<ServeFileSystemResponseBody>, Infallible>) -> Response {
    let Ok(response) = result;
    response.map(Body::new)
}

fn copy(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// Whether a path names a file and not a route of the app. A route may contain a dot too:
/// `/models/gpt-5.4`.
fn is_file(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| FILE_ENDINGS.contains(&ending))
}

/// Whether a name ends in a hash, sixteen hexadecimal digits before the extension:
/// `/start-0123456789abcdef.js`.
fn is_named_by_content(path: &str) -> bool {
    let Some((stem, _)) = path.rsplit_once('.') else {
        return false;
    };
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    hash.len() == 16 && hash.chars().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_distinguished_from_routes() {
        let check = |path: &str, expect: bool| assert_eq!(is_file(path), expect, "{path}");
        check("/headgate.json", true);
        check("/missing.wasm", true);
        check("/", false);
        check("/keys", false);
        check("/models/gpt-5.4", false);
    }

    #[test]
    fn only_a_hash_in_the_name_allows_caching() {
        let check =
            |path: &str, expect: bool| assert_eq!(is_named_by_content(path), expect, "{path}");
        check("/start-0123456789abcdef.js", true);
        check("/headgate_bg-01d48439867ea89e.wasm", true);
        check("/index.html", false);
        check("/headgate.example.json", false);
        check("/start-012345678.js", false);
        check("/keys-0123456789abcdef", false);
        check("/", false);
    }
}
