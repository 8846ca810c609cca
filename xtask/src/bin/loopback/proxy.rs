//! Passes a request on to a gateway and its reply back, both as streams. It follows no redirect,
//! repeats nothing and remembers nothing.

use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use reqwest::redirect::Policy;
use serde_json::json;

use crate::headers;

/// How long a gateway may take to accept a connection. There is no limit after that: the app has
/// its own, and a long reply is not a dead one.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A gateway's page opened as a document on our origin may run nothing.
const INERT: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// The way to any gateway.
pub struct Proxy {
    client: reqwest::Client,
}

impl Proxy {
    /// The error is for the reader.
    pub fn new() -> Result<Self, String> {
        // Already installed in a test that makes a second proxy: any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(|error| {
                format!("cannot prepare connections: {error}; are CA certificates installed?")
            })?;
        Ok(Self { client })
    }

    /// Sends `request` to `url` and answers with what comes back.
    pub async fn pass(&self, request: Request, url: &str) -> Response {
        let (parts, body) = request.into_parts();
        let mut request = self
            .client
            .request(parts.method, url)
            .headers(headers::onward(&parts.headers));
        if !body.is_end_stream() {
            request = request.body(reqwest::Body::wrap_stream(body.into_data_stream()));
        }
        match request.send().await {
            Ok(reply) => passed_back(reply),
            Err(error) => {
                // Neither key nor query: the address goes, and reqwest holds no header in errors.
                let why = chain(&error.without_url());
                eprintln!("    {why}");
                refusal(StatusCode::BAD_GATEWAY, "gateway_unreachable", &why)
            }
        }
    }
}

fn passed_back(reply: reqwest::Response) -> Response {
    let (parts, body) = axum::http::Response::from(reply).into_parts();
    let mut response = Response::new(Body::new(body));
    *response.status_mut() = parts.status;
    *response.headers_mut() = headers::back(&parts.headers);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, INERT);
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An answer of our own, in the envelope a gateway uses, so that the app shows our words.
pub fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({
        "error": { "message": message, "type": "proxy_error", "param": null, "code": code }
    });
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body.to_string()).into_response()
}

/// An error with its causes, outermost first.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
