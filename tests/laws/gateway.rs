//! The sandbox as a transport, without a socket: a request goes to the router as the browser's
//! fetch would send it, and the response is reported as the browser would report it. Every request
//! is recorded as it arrived. Nothing is retried, unless a test simulates a browser that does.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use headgate::call::{ApiError, Body, Filling, Hole, Lost, Part, Reply, Request, Secret};
use headgate::dialects::oneapi::ONE_API;
use headgate::dialects::onekeyllm::ONE_KEY_LLM;
use headgate::gate::{self, Live, Transport};
use headgate::records::{Page, conclude_page};
use headgate::schema::{Dialect, Query, Resource, Str};
use http_body_util::BodyExt;
use sandbox::{AppState, Dropped, Options};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

/// The fault that applies a write after its connection was closed.
pub(crate) const LATE: &str = "drop-late";

/// The fault of masked values that are the same for every key.
pub(crate) const FIXED_MASK: &str = "fixed-mask";

/// The sandbox's dialect.
pub(crate) static DIALECT: &Dialect = &ONE_KEY_LLM;
/// The organization-wide bearer.
pub(crate) const ADMIN: Str = "the-admin-key";
/// The one-pool bearer.
pub(crate) const POOL: Str = "the-pool-key";

/// A request as the router received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Lower-case names, in alphabetical order.
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

    /// Returns whether it may change something.
    pub(crate) fn is_write(&self) -> bool {
        self.method != "GET"
    }
}

/// A request with its result.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) arrived: Arrived,
    pub(crate) reply: Result<Reply, Lost>,
}

/// Changes a reply to a read, by its request.
type Change = Box<dyn Fn(&Request, Reply) -> Reply>;

/// A pending attempt at a request.
type Attempt = Pin<Box<dyn Future<Output = Result<Reply, Lost>>>>;

/// A gateway with one operator's bearer.
pub(crate) struct Gateway {
    /// What it speaks.
    pub(crate) dialect: &'static Dialect,
    ask: Rc<dyn Fn(http::Request<String>) -> Attempt>,
    bearer: String,
    /// The values of secret inputs.
    inputs: RefCell<Vec<(Str, Secret)>>,
    /// Whether a write is sent again when its connection dies, as browsers do on a connection that
    /// has served a request before.
    pub(crate) repeats: bool,
    change: Option<Change>,
    exchanges: RefCell<Vec<Exchange>>,
    pauses: Cell<usize>,
}

/// Faults of logins only, of which the catalogue has no action.
const LOGIN_FAULTS: [&str; 11] = [
    "rfc8628-poll",
    "openai-poll",
    "openai-poll-404",
    "other-names",
    "code-once",
    "odd-links",
    "localhost-redirect",
    "provider-unavailable",
    "exchange-failed",
    "network-rejected",
    "login-unavailable",
];

impl Gateway {
    /// Makes a gateway with this many sample rows of each kind, and the organization-wide bearer. It has
    /// as many accounts of each provider as upstreams.
    pub(crate) fn of(keys: u32, pools: u32, charges: u32, upstreams: u32) -> Self {
        Self::sized(Options {
            seed: Some(keys),
            pools: Some(pools),
            charges: Some(charges),
            upstreams: Some(upstreams),
            codex_accounts: Some(upstreams),
            claude_accounts: Some(upstreams),
            ..Options::default()
        })
    }

    /// Makes a gateway with the sample rows that the options ask for.
    pub(crate) fn sized(options: Options) -> Self {
        let options = Options {
            admin_key: Some(ADMIN.to_owned()),
            pool_key: Some(POOL.to_owned()),
            ..options
        };
        let dialect = match options.dialect {
            sandbox::Dialect::OneKeyLlm => DIALECT,
            _ => &ONE_API,
        };
        let state = AppState::open(options).expect("the gateway opens");
        let router = sandbox::app(state);
        let ask = move |request| -> Attempt {
            let router = router.clone();
            Box::pin(async move {
                let Ok(response) = router.oneshot(request).await;
                reply(response).await
            })
        };
        Self {
            dialect,
            ask: Rc::new(ask),
            bearer: ADMIN.to_owned(),
            inputs: RefCell::default(),
            repeats: false,
            change: None,
            exchanges: RefCell::default(),
            pauses: Cell::new(0),
        }
    }

    /// Returns the same gateway with another bearer.
    pub(crate) fn asked_with(self, bearer: &str) -> Self {
        Self {
            bearer: bearer.to_owned(),
            ..self
        }
    }

    /// Returns the same gateway with changed replies to reads.
    pub(crate) fn changed(&self, change: impl Fn(&Request, Reply) -> Reply + 'static) -> Self {
        Self {
            dialect: self.dialect,
            ask: Rc::clone(&self.ask),
            bearer: self.bearer.clone(),
            inputs: RefCell::default(),
            repeats: false,
            change: Some(Box::new(change)),
            exchanges: RefCell::default(),
            pauses: Cell::new(0),
        }
    }

    /// Sets the values of secret inputs.
    pub(crate) fn fill_with(&self, inputs: &[(Str, Secret)]) {
        *self.inputs.borrow_mut() = inputs.to_vec();
    }

    /// Reads one page of a list.
    pub(crate) async fn page(&self, resource: &Resource, query: &Query) -> Result<Page, ApiError> {
        let request = (resource.list)(query).request(Some(self.dialect.credential));
        let request = request.expect("a list has an address");
        conclude_page(self.dialect, resource, query, self.read(&request).await)
    }

    /// Returns the requests of this transport, oldest first.
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.borrow().clone()
    }

    /// Forgets the requests of this transport.
    pub(crate) fn forget_exchanges(&self) {
        self.exchanges.borrow_mut().clear();
        self.pauses.set(0);
    }

    /// Returns the writes of this transport.
    pub(crate) fn writes(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(|exchange| exchange.arrived.is_write());
        exchanges
    }

    /// Returns how often a plan paused.
    pub(crate) fn pauses(&self) -> usize {
        self.pauses.get()
    }

    /// Calls something that the console never calls, and returns the JSON of a success.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Json) -> Json {
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
        let reply = (self.ask)(request).await.expect("it answers");
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        serde_json::from_str(&reply.body).expect("JSON")
    }

    /// Stops the gateway's clock, so that a busy machine cannot reach a limit that a test stays short of.
    pub(crate) async fn hold_clock(&self) {
        self.call("POST", "/sandbox/clock", json!({"held": true}))
            .await;
    }

    /// Arms a fault such as `drop-after` or `latency=40000`, until it is cleared.
    pub(crate) async fn arm(&self, fault: &str, on: &str) {
        self.arm_times(fault, on, None).await;
    }

    /// Arms a fault for this many requests.
    pub(crate) async fn arm_times(&self, fault: &str, on: &str, times: Option<u32>) {
        let (word, measure) = fault.split_once('=').unwrap_or((fault, ""));
        let mut wanted = json!({"fault": word, "on": on, "times": times});
        if let Ok(millis) = measure.parse::<u32>() {
            wanted["ms"] = json!(millis);
        }
        self.call("POST", "/sandbox/faults", wanted).await;
    }

    /// Clears every fault.
    pub(crate) async fn clear(&self) {
        self.call("DELETE", "/sandbox/faults", Json::Null).await;
    }

    /// Returns every fault of the sandbox, and latencies longer than any timeout.
    pub(crate) async fn faults(&self) -> Vec<String> {
        let faults = self.call("GET", "/sandbox/faults", Json::Null).await;
        let kinds = faults["kinds"].as_array().expect("a list");
        // Late application has a law of its own: here nothing changes after the response. A mask that is
        // the same for every key is so from the start, or not at all.
        let kinds = kinds.iter().filter_map(Json::as_str);
        let is_apart = |kind: &str| [LATE, FIXED_MASK].contains(&kind);
        let kinds = kinds.filter(|kind| !is_apart(kind) && !LOGIN_FAULTS.contains(kind));
        let kinds = kinds.map(str::to_owned);
        let late = ["latency=40000", "latency-after=40000"].map(str::to_owned);
        kinds.chain(late).collect()
    }

    async fn send(&self, request: &Request, live: Live<'_>) -> Result<Reply, Lost> {
        let mut outgoing = http::Request::builder()
            .method(request.method.word())
            .uri(&request.target);
        for (name, value) in request.headers(&self.bearer) {
            outgoing = outgoing.header(name, value);
        }
        let fill = |hole: &Hole| match hole {
            Hole::Live { .. } => gate::live(hole, live).cloned(),
            hole => self.filling(hole),
        };
        let filled = request.body.as_ref().map(|body: &Body| body.filled(&fill));
        let body = filled.transpose().map_err(|_| Lost::NotSent)?;
        let outgoing = outgoing.body(body.unwrap_or_default());
        let outgoing = outgoing.map_err(|_| Lost::NotSent)?;
        let arrived = Arrived::of(&outgoing);
        let patience = Duration::from_secs(request.patience_seconds.into());
        let waiting = tokio::time::timeout(patience, (self.ask)(outgoing));
        let reply = waiting.await.unwrap_or(Err(Lost::TimedOut));
        let exchange = Exchange {
            arrived,
            reply: reply.clone(),
        };
        self.exchanges.borrow_mut().push(exchange);
        reply
    }

    fn filling(&self, hole: &Hole) -> Option<Filling> {
        let inputs = self.inputs.borrow();
        let input = |name: &str| {
            let found = inputs.iter().find(|(known, _)| *known == name);
            found.map(|(_, secret)| secret.clone())
        };
        let text = match hole {
            Hole::Secret(name) => input(name)?,
            Hole::Joined { parts, separator } => {
                let parts = parts.iter().map(|part| match part {
                    Part::Secret(name) => Some(input(name)?.expose().to_owned()),
                    Part::Text(text) => Some(text.clone()),
                });
                let parts: Option<Vec<String>> = parts.collect();
                Secret::new(parts?.join(separator))
            }
            _ => return None,
        };
        Some(Filling::Text(text))
    }
}

/// Converts a response as a browser would.
async fn reply<B: BodyExt>(response: http::Response<B>) -> Result<Reply, Lost> {
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
        authenticate: header("www-authenticate").map(str::to_owned),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

impl Transport for Gateway {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        let reply = self.send(request, &[]).await;
        match &self.change {
            Some(change) => reply.map(|reply| change(request, reply)),
            None => reply,
        }
    }

    async fn write(&self, request: &Request, live: Live<'_>) -> Result<Reply, Lost> {
        let first = self.send(request, live).await;
        match first {
            Err(Lost::Network) if self.repeats => self.send(request, live).await,
            _ => first,
        }
    }

    async fn pause(&self, _: u32) {
        self.pauses.set(self.pauses.get() + 1);
    }
}
