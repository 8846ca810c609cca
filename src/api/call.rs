//! A call as a value: the request that would travel, the reply that came, and how to read it.
//! A `Read` and a `Write` are different types, so a write cannot leave by the reading door.

use super::body::Body;
use super::error::{ApiError, Kind, classify};
use crate::domain::address::encode;

/// An HTTP method that some gateway's admin endpoints use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Takes away.
    Delete,
}

impl Method {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// Whose key travels with a request. The key itself is filled in by the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// None: asked of a stranger.
    None,
    /// The admin key, as `Authorization: Bearer`.
    AdminBearer,
}

/// A request, complete but for its secrets and the gateway's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path below the gateway's base, with a leading slash and its parts already encoded.
    pub path: String,
    /// Query fields, not yet encoded.
    pub query: Vec<(&'static str, String)>,
    /// Whose key travels.
    pub credential: Credential,
    /// `Idempotency-Key`: made once per intent and kept across the operator's own repeats.
    pub idempotency_key: Option<String>,
    /// The JSON body.
    pub body: Option<Body>,
    /// How long an answer is waited for, in milliseconds.
    pub patience_millis: u32,
}

/// How long a list or a change may take before waiting ends.
const PATIENCE_MILLIS: u32 = 30_000;

impl Request {
    /// A request to read.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path.into())
    }

    /// A request that changes something.
    #[must_use]
    pub fn post(path: impl Into<String>, body: Body) -> Self {
        Self {
            body: Some(body),
            ..Self::new(Method::Post, path.into())
        }
    }

    /// A request that changes something and says all in its path.
    #[must_use]
    pub fn post_bare(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path.into())
    }

    /// A request that takes something away.
    #[must_use]
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path.into())
    }

    fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            query: Vec::new(),
            credential: Credential::AdminBearer,
            idempotency_key: None,
            body: None,
            patience_millis: PATIENCE_MILLIS,
        }
    }

    /// With a query field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Without any key: for asking a stranger what it is.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.credential = Credential::None;
        self
    }

    /// Path and query as they travel, below the gateway's base.
    #[must_use]
    pub fn target(&self) -> String {
        let field = |(name, value): &(&str, String)| format!("{name}={}", encode(value));
        let query: Vec<String> = self.query.iter().map(field).collect();
        if query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, query.join("&"))
        }
    }

    /// The headers this request sets itself, with the key left out: what the gate draws.
    #[must_use]
    pub fn headers_drawn(&self) -> Vec<(&'static str, String)> {
        self.headers(|| "Bearer ‹admin key›".to_owned())
    }

    /// The headers this request sets itself; `bearer` yields the value of `Authorization`.
    pub fn headers(&self, bearer: impl FnOnce() -> String) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if self.credential == Credential::AdminBearer {
            headers.push(("Authorization", bearer()));
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

/// An answer as it came. Its body may hold a secret, so it is not printable.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `X-Request-Id`, to quote to the gateway's maintainers.
    pub request_id: Option<String>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// `Idempotent-Replayed: true`: the gateway repeated an earlier answer and did nothing.
    pub replayed: bool,
    /// The body's text.
    pub body: String,
}

/// Why no whole answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lost {
    /// The browser reports only that it failed: host dead, connection cut, or no CORS header.
    Network,
    /// Nothing came in the time that is allowed.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// The head came and the body was cut short.
    Cut,
    /// Our own content policy does not let this page reach that address: nothing was sent.
    BlockedByPolicy,
    /// The request could not be made at all: nothing was sent.
    NotSent,
}

/// Reads an answer's body into what it means.
type Decode<T> = Box<dyn Fn(&Reply) -> Result<T, ApiError>>;

/// Turns a certain failure into a meaning, e.g. "none assigned" out of a 404.
type Recover<T> = Box<dyn Fn(&ApiError) -> Option<T>>;

/// A request that changes nothing at the gateway, and how its answer is read.
pub struct Read<T> {
    request: Request,
    decode: Decode<T>,
    recover: Recover<T>,
    refusal_expected: bool,
}

impl<T: 'static> Read<T> {
    /// Pairs a request with the reading of its answer.
    pub fn new(request: Request, decode: impl Fn(&Reply) -> Result<T, ApiError> + 'static) -> Self {
        Self {
            request,
            decode: Box::new(decode),
            recover: Box::new(|_| None),
            refusal_expected: false,
        }
    }

    /// Some failures of this call are normal states; `meaning` says which, and what they mean.
    #[must_use]
    pub fn or_when(mut self, meaning: impl Fn(&ApiError) -> Option<T> + 'static) -> Self {
        self.recover = Box::new(meaning);
        self
    }

    /// A 401 says something about this call only, so the session must not sign out on it.
    #[must_use]
    pub const fn expecting_refusal(mut self) -> Self {
        self.refusal_expected = true;
        self
    }

    /// What would travel.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// Whether a 401 leaves the operator signed in.
    #[must_use]
    pub const fn is_refusal_expected(&self) -> bool {
        self.refusal_expected
    }

    /// What an attempt came to.
    ///
    /// # Errors
    /// When nothing usable came, the answer says no, or it cannot be read.
    pub fn conclude(&self, attempt: Result<Reply, Lost>) -> Result<T, ApiError> {
        classify(Kind::Read, &self.request.path, attempt)
            .and_then(|reply| (self.decode)(&reply))
            .or_else(|error| (self.recover)(&error).ok_or(error))
    }
}

/// A request that changes something, and how its answer is read. Only the gate sends one.
pub struct Write<T> {
    request: Request,
    decode: Decode<T>,
}

impl<T: 'static> Write<T> {
    /// Pairs a request with the reading of its answer.
    pub fn new(request: Request, decode: impl Fn(&Reply) -> Result<T, ApiError> + 'static) -> Self {
        Self {
            request,
            decode: Box::new(decode),
        }
    }

    /// With the key that lets a gateway recognise a repeat of the same intent.
    #[must_use]
    pub fn with_idempotency_key(mut self, key: String) -> Self {
        self.request.idempotency_key = Some(key);
        self
    }

    /// What would travel.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// What an attempt came to.
    ///
    /// # Errors
    /// When the outcome is unknown, the answer says no, or it cannot be read.
    pub fn conclude(&self, attempt: Result<Reply, Lost>) -> Result<T, ApiError> {
        classify(Kind::Write, &self.request.path, attempt).and_then(|reply| (self.decode)(&reply))
    }
}

#[cfg(test)]
mod tests {
    use super::Request;
    use crate::api::body::Body;

    #[test]
    fn targets() {
        let check = |request: Request, expect| assert_eq!(request.target(), expect);
        check(Request::get("/v1/ping"), "/v1/ping");
        check(
            Request::get("/v1/keys")
                .with("q", "a b&c=1/é")
                .with("limit", "100"),
            "/v1/keys?q=a%20b%26c%3D1%2F%C3%A9&limit=100",
        );
    }

    #[test]
    fn the_key_is_drawn_as_a_hole() {
        let mut request = Request::post("/x", Body::Object(vec![]));
        request.idempotency_key = Some("abc".into());
        assert_eq!(
            request.headers_drawn(),
            [
                ("Accept", "application/json".to_owned()),
                ("Authorization", "Bearer ‹admin key›".to_owned()),
                ("Content-Type", "application/json".to_owned()),
                ("Idempotency-Key", "abc".to_owned()),
            ]
        );
        assert_eq!(
            Request::get("/x").anonymous().headers_drawn(),
            [("Accept", "application/json".to_owned())]
        );
    }
}
