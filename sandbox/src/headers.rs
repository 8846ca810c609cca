//! The headers of every response: a request id, and for the API no caching and CORS for any origin.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::random;

/// Adds the headers, and responds to preflights.
pub(crate) async fn add(request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let is_preflight = is_api && request.method() == Method::OPTIONS;
    let mut response = if is_preflight {
        preflight()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let id = HeaderValue::from_str(&format!("req_{}", random::secret_hex(8)));
    headers.insert("x-request-id", id.expect("hexadecimal digits fit a header"));
    if is_api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("X-Request-Id, Retry-After, Idempotent-Replayed"),
        );
    }
    response
}

/// Whether a path belongs to the gateway's API, even without a route.
pub(crate) fn is_api(path: &str) -> bool {
    ["/v1", "/api"].iter().any(|root| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

fn preflight() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, DELETE"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key"),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("600"),
    );
    response
}
