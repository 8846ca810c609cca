//! Passes a request to a gateway and its response back, both as streams. It follows no redirect,
//! repeats no request and stores nothing.

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

/// How long a gateway may take to accept a connection. There is no later limit: the app has its
/// own, and a long response does not mean a failure.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Makes a gateway's page harmless when it is opened on our origin.
const INERT: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// A client for requests to any gateway.
pub struct Proxy {
    client: reqwest::Client,
}

impl Proxy {
    /// Creates the client. The error message is shown to the operator.
    pub fn new() -> Result<Self, String> {
        // Fails only if a provider is installed already, as in tests with a second proxy.
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

    /// Sends `request` to `url` and returns the response.
    pub async fn forward(&self, request: Request, url: &str) -> Response {
        let (parts, body) = request.into_parts();
        let mut request = self
            .client
            .request(parts.method, url)
            .headers(headers::to_gateway(&parts.headers));
        if !body.is_end_stream() {
            request = request.body(reqwest::Body::wrap_stream(body.into_data_stream()));
        }
        match request.send().await {
            Ok(response) => to_response(response),
            Err(error) => {
                // The message contains neither key nor query: the URL is removed, and reqwest keeps no headers in errors.
                let why = chain(&error.without_url());
                eprintln!("    {why}");
                error_response(StatusCode::BAD_GATEWAY, "gateway_unreachable", &why)
            }
        }
    }
}

fn to_response(response: reqwest::Response) -> Response {
    let (parts, body) = axum::http::Response::from(response).into_parts();
    let mut response = Response::new(Body::new(body));
    *response.status_mut() = parts.status;
    *response.headers_mut() = headers::to_browser(&parts.headers);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, INERT);
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A response of this server, in a gateway's error envelope, so that the app shows its message.
pub fn error_response(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({
        "error": { "message": message, "type": "proxy_error", "param": null, "code": code }
    });
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body.to_string()).into_response()
}

/// Joins an error with its causes, outermost first.
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
