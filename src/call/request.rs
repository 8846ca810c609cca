//! A request as it is sent but for its secrets, and the response as it came.

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
    /// Returns the word on the wire.
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

/// How a dialect's key travels: `Authorization: Bearer …`, or bare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The header.
    pub header: &'static str,
    /// What stands before the key, e.g. `Bearer `.
    pub prefix: &'static str,
}

/// A request, complete but for its secrets and the gateway's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query below the gateway's base, encoded.
    pub target: String,
    /// How the key travels; `None` for a question that is asked of a stranger.
    pub credential: Option<Credential>,
    /// `Idempotency-Key`: made once for an intent and kept when the operator sends it again.
    pub idempotency_key: Option<String>,
    /// The JSON body.
    pub body: Option<Body>,
    /// Seconds for which a response is waited for.
    pub patience_seconds: u16,
}

/// Seconds that a list or an ordinary change may take.
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
        }
    }

    /// Returns the path without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(&self.target, |(path, _)| path)
    }

    /// Returns the headers that the request sets, the key left out: what the review shows.
    #[must_use]
    pub fn headers_drawn(&self) -> Vec<(&'static str, String)> {
        self.headers("‹admin key›")
    }

    /// Returns the headers that the request sets, with `key` as the credential.
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

/// A response as it came. Its body may hold a secret, so it is not printable.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `X-Request-Id`, to quote to whoever runs the gateway.
    pub request_id: Option<String>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// `Idempotent-Replayed: true`: the gateway repeated an earlier response and did nothing.
    pub replayed: bool,
    /// `WWW-Authenticate`, by which a proxy's sign-in is told from the gateway's.
    pub authenticate: Option<String>,
    /// The body's text.
    pub body: String,
}

/// Why no whole response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lost {
    /// The browser reports only a failure: host dead, connection cut, or no CORS header.
    Network,
    /// Nothing came in the time allowed.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// The head came and the body was cut short.
    Cut,
    /// The page's content policy forbids the address: nothing was sent.
    BlockedByPolicy,
    /// The request could not be made: nothing was sent.
    NotSent,
}
