//! A request without its secrets, and the response as received.

use super::body::Body;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// Returns the method as written in HTTP.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// How a dialect sends the key: `Authorization: Bearer …`, or without a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The header.
    pub header: &'static str,
    /// The text before the key, e.g. `Bearer `.
    pub prefix: &'static str,
}

/// What a gateway limits when it responds with a 429.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limit {
    /// All requests: everything waits.
    #[default]
    Requests,
    /// How often this write is accepted: nothing else waits.
    Write,
}

/// A request, complete except for its secrets and the gateway's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path and query below the gateway's base, encoded.
    pub target: String,
    /// How the key is sent; `None` for a request without a key, to an unknown gateway.
    pub credential: Option<Credential>,
    /// The `Idempotency-Key` header: generated once per change and kept when the operator sends it
    /// again.
    pub idempotency_key: Option<String>,
    /// The JSON body.
    pub body: Option<Body>,
    /// Seconds to wait for a response.
    pub patience_seconds: u16,
    /// What a 429 to it limits.
    pub limit: Limit,
}

/// The usual number of seconds to wait for a response.
pub const PATIENCE_SECONDS: u16 = 30;

impl Request {
    /// Makes a read that carries no key.
    #[must_use]
    pub fn anonymous(target: &str) -> Self {
        Self {
            method: Method::Get,
            target: target.to_owned(),
            credential: None,
            idempotency_key: None,
            body: None,
            patience_seconds: PATIENCE_SECONDS,
            limit: Limit::Requests,
        }
    }

    /// Returns the path without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(&self.target, |(path, _)| path)
    }

    /// Returns the headers without the key, as the review shows them.
    #[must_use]
    pub fn headers_drawn(&self) -> Vec<(&'static str, String)> {
        self.headers("‹admin key›")
    }

    /// Returns the headers, with `key` as the credential.
    #[must_use]
    pub fn headers(&self, key: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if let Some(Credential { header, prefix }) = self.credential {
            headers.push((header, format!("{prefix}{key}")));
        }
        if self.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = &self.idempotency_key {
            headers.push(("Idempotency-Key", key.clone()));
        }
        headers
    }
}

/// A response as received. Its body may hold a secret, so it does not implement `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The `X-Request-Id` header, for support requests.
    pub request_id: Option<String>,
    /// The `Retry-After` header in seconds.
    pub retry_after: Option<u32>,
    /// Whether `Idempotent-Replayed: true` is set: the gateway repeated an earlier response and did
    /// nothing.
    pub replayed: bool,
    /// The `WWW-Authenticate` header, which tells a proxy's sign-in from the gateway's.
    pub authenticate: Option<String>,
    /// The body's text.
    pub body: String,
}

/// Why no complete response was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lost {
    /// The browser reports only a failure: host down, connection cut, or no CORS header.
    Network,
    /// Nothing was received in time.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// The headers were received, but the body was cut short.
    Cut,
    /// The page's content security policy forbids the address: nothing was sent.
    BlockedByPolicy,
    /// The request could not be made: nothing was sent.
    NotSent,
}
