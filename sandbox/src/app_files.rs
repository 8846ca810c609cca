//! Serves a built app from the gateway's own origin: its files, `index.html` for the app's routes,
//! and the content security policy that the app is built for.
//!
//! Requests under `/v1/`, `/api/` and `/sandbox/` never get here.

use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::error::ApiError;
use crate::http;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

/// The headers of every file.
const FILE_HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (header::VARY, "Accept-Encoding"),
];

/// File extensions. A path with one of them names a file, never a route of the app.
const FILE_ENDINGS: [&str; 16] = [
    "wasm",
    "js",
    "mjs",
    "css",
    "json",
    "map",
    "svg",
    "png",
    "ico",
    "webp",
    "woff2",
    "txt",
    "xml",
    "webmanifest",
    "br",
    "gz",
];

/// Serves a file of `dir`, its `.br` or `.gz` sibling where the client accepts it, or else the
/// app's page.
pub(crate) async fn serve(dir: &Path, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return http::error(&ApiError::method_not_allowed());
    }
    let path = request.uri().path().to_owned();
    let page = to_page(&request);
    let mut response = file(dir, request).await;
    let is_missing = response.status() == StatusCode::NOT_FOUND;
    if is_missing && !is_file(&path) {
        response = file(dir, page).await;
    }
    let is_immutable = !is_missing && is_hashed(&path);
    add_headers(response.headers_mut(), is_immutable);
    response
}

async fn file(dir: &Path, request: Request) -> Response {
    let files = ServeDir::new(dir).precompressed_br().precompressed_gzip();
    match files.oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

/// Copies the request for `index.html`.
fn to_page(request: &Request) -> Request {
    let mut page = Request::new(Body::empty());
    *page.method_mut() = request.method().clone();
    *page.headers_mut() = request.headers().clone();
    *page.uri_mut() = Uri::from_static("/index.html");
    page
}

fn add_headers(headers: &mut HeaderMap, is_immutable: bool) {
    for (name, value) in FILE_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let caching = if is_immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
}

/// Whether a path names a file, not a route of the app.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| FILE_ENDINGS.contains(&ending))
}

/// Whether a file's name contains a hash of its content, sixteen hexadecimal digits. Such a file
/// may be cached for ever, since other content has another name.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(|digit: char| !digit.is_ascii_hexdigit())
        .any(|run| run.len() == 16)
}

#[cfg(test)]
mod tests {
    use super::{is_file, is_hashed};

    #[test]
    fn files_and_routes() {
        let check = |path, expect| assert_eq!(is_file(path), expect, "{path}");
        check("/app.js", true);
        check("/assets/missing.wasm", true);
        check("/headgate.json", true);
        check("/", false);
        check("/keys", false);
        check("/models/gpt-5.4", false);
    }

    #[test]
    fn names_with_a_hash() {
        let check = |path, expect| assert_eq!(is_hashed(path), expect, "{path}");
        check("/headgate-0123456789abcdef_bg.wasm", true);
        check("/0123456789abcdef/index.html", false);
        check("/headgate-0123456789abcde.js", false);
        check("/index.html", false);
    }
}
