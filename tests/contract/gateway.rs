//! The sandbox as a transport, without a socket: a request goes to the router as the browser's
//! fetch would send it, and what comes back is told as the browser would tell it. Every request
//! is kept as it arrived. Nothing here is tried again unless a test asks for a browser that does.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use headgate::api::call::{Lost, Read, Reply, Request};
use headgate::api::error::ApiError;
use headgate::gate::perform::Transport;
use http_body_util::BodyExt;
use sandbox::{AppState, Dropped, Options};
use serde_json::{Value, json};
use tower::ServiceExt;

/// The organization-wide bearer.
pub(crate) const ADMIN: &str = "the-admin-key";
/// The one-pool bearer.
pub(crate) const POOL: &str = "the-pool-key";

/// A request as the router got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in small letters, in alphabetical order.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Arrived {
    fn of(request: &http::Request<String>) -> Self {
        let text =
            |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = request.headers().iter();
        let mut headers: Vec<_> = headers
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect();
        headers.sort();
        Self {
            method: request.method().to_string(),
            target: request.uri().to_string(),
            headers,
            body: request.body().clone(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        found.next().map(|(_, value)| value.as_str())
    }
}

/// One request and what became of it.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) arrived: Arrived,
    pub(crate) reply: Result<Reply, Lost>,
}

/// A gateway and one operator's way to it.
pub(crate) struct Gateway {
    state: AppState,
    bearer: String,
    /// Sends a write a second time when its connection dies unanswered, as browsers do on a
    /// connection that had served a request before.
    pub(crate) repeats: bool,
    exchanges: RefCell<Vec<Exchange>>,
    pauses: Cell<u32>,
}

impl Gateway {
    /// A gateway with so many sample keys, asked with the organization-wide bearer.
    pub(crate) fn new(seed: u32) -> Self {
        let options = Options {
            seed: Some(seed),
            admin_key: Some(ADMIN.to_owned()),
            pool_key: Some(POOL.to_owned()),
            ..Options::default()
        };
        let state = AppState::open(options).expect("the gateway opens");
        Self {
            state,
            bearer: ADMIN.to_owned(),
            repeats: false,
            exchanges: RefCell::default(),
            pauses: Cell::new(0),
        }
    }

    /// The same gateway, asked with another bearer.
    pub(crate) fn asked_with(self, bearer: &str) -> Self {
        Self {
            bearer: bearer.to_owned(),
            ..self
        }
    }

    /// Sends a read once and says what it came to.
    pub(crate) async fn ask<T: 'static>(&self, read: &Read<T>) -> Result<T, ApiError> {
        read.conclude(self.read(read.request()).await)
    }

    /// What was sent through this transport, oldest first.
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.borrow().clone()
    }

    /// How often a plan let time pass.
    pub(crate) fn pauses(&self) -> u32 {
        self.pauses.get()
    }

    /// Asks something that the console has no call for, and gives the JSON of a success.
    pub(crate) async fn desk(&self, method: &str, path: &str, body: Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {ADMIN}"));
        let request = request.body(body).expect("a request");
        let reply = self.exchange(request).await.expect("it answers");
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        serde_json::from_str(&reply.body).expect("JSON")
    }

    /// Arms a fault such as `drop-after` or `latency=40000`, until it is cleared.
    pub(crate) async fn arm(&self, fault: &str, on: &str) {
        let (word, measure) = fault.split_once('=').unwrap_or((fault, ""));
        let mut wanted = json!({"fault": word, "on": on});
        if let Ok(millis) = measure.parse::<u32>() {
            wanted["ms"] = json!(millis);
        }
        self.desk("POST", "/sandbox/faults", wanted).await;
    }

    async fn send(&self, request: &Request) -> Result<Reply, Lost> {
        let mut outgoing = http::Request::builder()
            .method(request.method.word())
            .uri(request.target());
        for (name, value) in request.headers(|| format!("Bearer {}", self.bearer)) {
            outgoing = outgoing.header(name, value);
        }
        let filled = request.body.as_ref().map(|body| body.filled(&|_| None));
        let body = filled.transpose().map_err(|_| Lost::NotSent)?;
        let outgoing = outgoing.body(body.unwrap_or_default());
        let outgoing = outgoing.map_err(|_| Lost::NotSent)?;
        let arrived = Arrived::of(&outgoing);
        let patience = Duration::from_millis(request.patience_millis.into());
        let waiting = tokio::time::timeout(patience, self.exchange(outgoing));
        let reply = waiting.await.unwrap_or(Err(Lost::TimedOut));
        let exchange = Exchange {
            arrived,
            reply: reply.clone(),
        };
        self.exchanges.borrow_mut().push(exchange);
        reply
    }

    async fn exchange(&self, request: http::Request<String>) -> Result<Reply, Lost> {
        let router = sandbox::app(self.state.clone());
        let Ok(response) = router.oneshot(request).await;
        if response.extensions().get::<Dropped>().is_some() {
            return Err(Lost::Network);
        }
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Lost::Cut)?.to_bytes();
        let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
        Ok(Reply {
            status: head.status.as_u16(),
            request_id: header("x-request-id").map(str::to_owned),
            retry_after: header("retry-after").and_then(|seconds| seconds.parse().ok()),
            replayed: header("idempotent-replayed") == Some("true"),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}

impl Transport for Gateway {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.send(request).await
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        let first = self.send(request).await;
        match first {
            Err(Lost::Network) if self.repeats => self.send(request).await,
            _ => first,
        }
    }

    async fn pause(&self, _: u32) {
        self.pauses.set(self.pauses.get() + 1);
    }
}
