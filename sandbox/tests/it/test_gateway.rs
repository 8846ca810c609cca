//! A gateway in memory for tests, with short calls to send requests and to change its state.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use sandbox::{AppState, Dropped, Options};
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) const ADMIN: &str = "the-admin-key";
pub(crate) const POOL: &str = "the-pool-key";
pub(crate) const KEYS: &str = "/v1/organization/admin_api_keys";
pub(crate) const MY_KEYS: &str = "/v1/organization/my/admin_api_keys";
pub(crate) const POOLS: &str = "/v1/organization/pools";
pub(crate) const UPSTREAMS: &str = "/v1/organization/upstreams";
pub(crate) const CODEX: &str = "/v1/organization/codex_accounts";
pub(crate) const START_CODEX: &str = "/v1/organization/codex_accounts/device_code";
pub(crate) const CLAUDE: &str = "/v1/organization/claude_accounts";
pub(crate) const START_CLAUDE: &str = "/v1/organization/claude_accounts/oauth/start";
pub(crate) const COMPLETE_CLAUDE: &str = "/v1/organization/claude_accounts/oauth/complete";
pub(crate) const CAPACITY: &str = "/v1/usage/account_capacity";
pub(crate) const CHARGES: &str = "/v1/organization/admin_api_keys/pending_charges";

/// Builds a request, which carries the admin bearer unless another is set.
pub(crate) struct TestRequest {
    method: Method,
    path: String,
    bearer: Option<String>,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl TestRequest {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: impl Into<String>, body: &Value) -> Self {
        Self {
            body: body.to_string().into_bytes(),
            ..Self::new(Method::POST, path)
        }
    }

    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        let bearer = Some(ADMIN.to_owned());
        Self {
            method,
            path: path.into(),
            bearer,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn bearer(self, bearer: &str) -> Self {
        Self {
            bearer: Some(bearer.to_owned()),
            ..self
        }
    }

    pub(crate) fn without_bearer(self) -> Self {
        Self {
            bearer: None,
            ..self
        }
    }

    pub(crate) fn raw(self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn idempotency_key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub(crate) fn fault(self, list: &str) -> Self {
        self.header("x-sandbox-fault", list)
    }
}

/// The response to a request.
pub(crate) struct TestResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body as JSON; null where it is not JSON.
    pub(crate) body: Value,
    pub(crate) text: String,
    pub(crate) dropped: bool,
    /// Whether the body broke off.
    pub(crate) broken: bool,
}

impl TestResponse {
    /// Stops the test unless it is a success, and returns the body.
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, StatusCode::OK.as_u16(), "{}", self.text);
        self.body
    }

    pub(crate) fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// A gateway whose router is called without a socket.
#[derive(Clone)]
pub(crate) struct TestGateway(Router);

impl TestGateway {
    pub(crate) fn new(seed: u32) -> Self {
        Self::open(Options {
            seed: Some(seed),
            ..Options::default()
        })
    }

    /// A gateway with so many keys, pools and charges, and as many upstreams as pools.
    pub(crate) fn sized(seed: u32, pools: u32, charges: u32) -> Self {
        Self::open(Options {
            seed: Some(seed),
            pools: Some(pools),
            charges: Some(charges),
            upstreams: Some(pools),
            ..Options::default()
        })
    }

    pub(crate) fn open(options: Options) -> Self {
        let keys = Options {
            admin_key: Some(ADMIN.to_owned()),
            pool_key: Some(POOL.to_owned()),
            ..options
        };
        Self(sandbox::app(
            AppState::open(keys).expect("the gateway opens"),
        ))
    }

    pub(crate) fn router(&self) -> Router {
        self.0.clone()
    }

    pub(crate) async fn send(&self, request: TestRequest) -> TestResponse {
        let mut builder = Request::builder().method(request.method).uri(request.path);
        if let Some(bearer) = request.bearer {
            builder = builder.header("authorization", format!("Bearer {bearer}"));
        }
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        let request = builder.body(Body::from(request.body)).expect("a request");
        let response = self
            .router()
            .oneshot(request)
            .await
            .expect("the router never fails");
        let dropped = response.extensions().get::<Dropped>().is_some();
        let (parts, body) = response.into_parts();
        let whole = body.collect().await;
        let broken = whole.is_err();
        let bytes = whole.map(|body| body.to_bytes()).unwrap_or_default();
        TestResponse {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            dropped,
            broken,
        }
    }

    /// Creates a key and returns the whole response.
    pub(crate) async fn create(&self, body: Value) -> Value {
        self.send(TestRequest::post(KEYS, &body)).await.ok()
    }

    /// Creates a key with a limit and returns its id.
    pub(crate) async fn key(&self, limit: &str) -> String {
        id(&self.create(json!({"name": "CI", "limit_usd": limit})).await)
    }

    /// Finds the key with this id in the list.
    pub(crate) async fn row(&self, id: &str) -> Option<Value> {
        self.row_of(KEYS, id).await
    }

    /// Finds the pool with this id in the list.
    pub(crate) async fn pool(&self, id: &str) -> Option<Value> {
        self.row_of(POOLS, id).await
    }

    /// Finds the upstream with this id in the list.
    pub(crate) async fn upstream(&self, id: &str) -> Option<Value> {
        self.row_of(UPSTREAMS, id).await
    }

    pub(crate) async fn row_of(&self, list: &str, id: &str) -> Option<Value> {
        let newest = TestRequest::get(format!("{list}?limit=100&order=desc"));
        let page = self.send(newest.fault("none")).await.ok();
        rows(&page).iter().find(|row| row["id"] == id).cloned()
    }

    /// Creates a pool without an owner and returns its id.
    pub(crate) async fn make_pool(&self, name: &str) -> String {
        let made = self.send(TestRequest::post(POOLS, &json!({"name": name})).fault("none"));
        id(&made.await.ok())
    }

    /// Creates an upstream with a limit and returns its id.
    pub(crate) async fn make_upstream(&self, name: &str, limit: &str) -> String {
        let mut body = upstream_body(name);
        body["limit_usd"] = json!(limit);
        id(&self
            .send(TestRequest::post(UPSTREAMS, &body).fault("none"))
            .await
            .ok())
    }

    /// Adds a pending charge by hand and returns it as JSON.
    pub(crate) async fn charge(&self, charge: Value) -> Value {
        self.send(TestRequest::post("/sandbox/charge", &charge))
            .await
            .ok()
    }

    /// The ledger's entry for the newest write.
    pub(crate) async fn last_write(&self) -> Value {
        let ledger = self.ledger().await;
        rows(&ledger).last().expect("a write").clone()
    }

    pub(crate) async fn ledger(&self) -> Value {
        self.send(TestRequest::get("/sandbox/ledger")).await.ok()
    }

    pub(crate) async fn arm(&self, fault: Value) -> Value {
        self.send(TestRequest::post("/sandbox/faults", &fault))
            .await
            .ok()
    }

    /// Waits until a request has met an armed fault.
    pub(crate) async fn until_fired(&self) {
        until(async || {
            let armed = self.send(TestRequest::get("/sandbox/faults")).await.ok();
            rows(&armed)
                .iter()
                .any(|switch| switch["fired"] != json!(0))
        })
        .await;
    }

    /// Uses one of the switches at `/sandbox/`.
    pub(crate) async fn switch(&self, name: &str, body: &Value) -> Value {
        let request = TestRequest::post(format!("/sandbox/{name}"), body);
        self.send(request).await.ok()
    }

    /// Stops the clock, so that only [`advance`](Self::advance) moves it.
    pub(crate) async fn hold_clock(&self) {
        self.switch("clock", &json!({"held": true})).await;
    }

    /// What a person would paste for a started Claude login, by its name on the switch page.
    pub(crate) async fn paste(&self, login: &Value, name: &str) -> String {
        let logins = self.send(TestRequest::get("/sandbox/logins")).await.ok();
        let logins = logins["oauth_logins"].as_array().expect("a list");
        let login = logins
            .iter()
            .find(|row| row["login_id"] == login["login_id"]);
        let paste = &login.expect("the login")["pastes"][name];
        paste.as_str().expect("a text").to_owned()
    }

    pub(crate) async fn advance(&self, seconds: u32) {
        self.send(TestRequest::post(
            "/sandbox/clock",
            &json!({"advance_seconds": seconds}),
        ))
        .await
        .ok();
    }
}

/// Polls until `is_so` holds. A busy machine may take long, which is not a failure.
pub(crate) async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..6_000 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the condition never held");
}

/// The required fields of an upstream, and no others.
pub(crate) fn upstream_body(name: &str) -> Value {
    json!({"name": name, "provider": "openai_compatible", "base_url": "https://provider.example/v1",
           "api_key": "sk-or-v1-0123456789wxyz"})
}

pub(crate) fn id(object: &Value) -> String {
    object["id"].as_str().expect("an id").to_owned()
}

pub(crate) fn rows(list: &Value) -> &[Value] {
    list["data"].as_array().expect("a list")
}
