//! One request to the gateway, with its body read to the end.
//!
//! A bearer token is kept as text only while the request is handled, and is never printed.

use axum::body::{self, Body};
use axum::extract::RawPathParams;
use axum::http::{HeaderMap, Method, header, request::Parts};
use bytes::Bytes;

use crate::error::ApiError;
use crate::operation::Operation;

/// The largest body that is accepted, in bytes.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;
/// How many bytes of a larger body are still read, so that a client that is sending it receives the
/// error response instead of a connection reset. One-api takes documents, whose bodies may be that long.
const DRAIN_LIMIT: usize = 1024 * 1024;

/// A request with its whole body.
pub(crate) struct Call {
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    /// The path without the query.
    pub(crate) path: String,
    /// The query without the question mark; empty where there is none.
    pub(crate) query: String,
    /// The token after `Bearer `.
    pub(crate) bearer: Option<String>,
    /// `Idempotency-Key`; bytes outside of ASCII are replaced.
    pub(crate) idempotency_key: Option<String>,
    /// `X-Sandbox-Fault`.
    pub(crate) fault_header: Option<String>,
    /// The body; empty where none was sent.
    pub(crate) body: Bytes,
    /// The `{id}` in the path, which is always a key's.
    pub(crate) key_id: String,
    pub(crate) pool_id: String,
    /// The `{owner_id}` in the path, which is always a user's.
    pub(crate) owner_id: String,
    pub(crate) upstream_id: String,
    /// The `{account_id}` in the path; the operation tells the provider.
    pub(crate) account_id: String,
    pub(crate) login_id: String,
}

impl Call {
    /// Puts the parts of a request together.
    pub(crate) fn new(
        operation: Operation,
        params: &RawPathParams,
        parts: &Parts,
        body: Bytes,
    ) -> Self {
        let param = |name: &str| {
            params
                .iter()
                .find(|(key, _)| *key == name)
                .map_or_else(String::new, |(_, value)| value.to_owned())
        };
        let headers = &parts.headers;
        Self {
            operation,
            method: parts.method.clone(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            bearer: bearer(headers),
            idempotency_key: text(headers, "idempotency-key"),
            fault_header: text(headers, "x-sandbox-fault"),
            body,
            key_id: param("id"),
            pool_id: param("pool_id"),
            owner_id: param("owner_id"),
            upstream_id: param("upstream_id"),
            account_id: param("account_id"),
            login_id: param("login_id"),
        }
    }
}

/// Reads a whole body; an error where it is too large or incomplete.
pub(crate) async fn read_body(body: Body) -> Result<Bytes, ApiError> {
    let bytes = read_long_body(body).await;
    bytes.and_then(|bytes| match bytes.len() <= BODY_LIMIT {
        true => Ok(bytes),
        false => Err(ApiError::body_too_large(BODY_LIMIT)),
    })
}

/// As [`read_body`], for one that may hold a document of many thousand entries.
pub(crate) async fn read_long_body(body: Body) -> Result<Bytes, ApiError> {
    match body::to_bytes(body, DRAIN_LIMIT).await {
        Ok(bytes) => Ok(bytes),
        Err(cause) if is_length_limit(&cause) => Err(ApiError::body_too_large(DRAIN_LIMIT)),
        Err(_) => Err(ApiError::invalid_json("The body is incomplete.")),
    }
}

fn is_length_limit(cause: &axum::Error) -> bool {
    std::error::Error::source(cause)
        .is_some_and(|source| source.is::<http_body_util::LengthLimitError>())
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
