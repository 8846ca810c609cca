//! The one place that sends. It fills a request's secrets in, sends it once, and says what came or
//! why nothing did; it never repeats a request, follows a redirect or carries a cookie.

use gloo_net::http::{self, Headers, RequestBuilder, Response};
use js_sys::Array;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

use super::policy::PolicyWatch;
use crate::call::{Filling, Hole, Lost, Method, Reply, Request, Secret};

/// How long a file beside the app may take, in milliseconds.
const FILE_PATIENCE_MILLIS: u32 = 10_000;

/// What only the sender knows of a request.
#[derive(Clone, Copy)]
pub struct Secrets<'a> {
    /// The key, for requests that carry one.
    pub key: Option<&'a Secret>,
    /// What fills the holes of the body: each secret input by its name.
    pub inputs: &'a [(&'static str, Secret)],
}

impl Secrets<'_> {
    fn input(&self, name: &str) -> Option<&Secret> {
        let found = self.inputs.iter().find(|(known, _)| *known == name);
        found.map(|(_, secret)| secret)
    }

    fn fill(&self, hole: &Hole) -> Option<Filling> {
        match hole {
            Hole::Secret(name) => Some(Filling::Text(self.input(name)?.clone())),
            Hole::Joined { inputs, separator } => {
                let parts: Option<Vec<&str>> = inputs
                    .iter()
                    .map(|name| Some(self.input(name)?.expose()))
                    .collect();
                Some(Filling::Text(Secret::new(parts?.join(separator))))
            }
            // Filled before a request comes here, or not at all: then nothing is sent.
            Hole::MadeBy(_) | Hole::Live { .. } => None,
        }
    }
}

/// The operator's "stop waiting". Clones stop the same request.
#[derive(Clone)]
pub struct Stop(AbortController);

impl Stop {
    /// A handle for requests that are still to be sent.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().expect("every browser that runs WebAssembly can abort a fetch"))
    }

    /// Stops waiting. What was sent stays sent.
    pub fn stop(&self) {
        // Without a reason the fetch fails with an Error, and gloo-net takes nothing else.
        self.0.abort();
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.signal().aborted()
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends a request to the gateway at `address` (e.g. `http://host:1/g/prod`), once.
///
/// # Errors
/// Why no whole response came. A request that was stopped before it left was not sent.
pub async fn send(
    address: &str,
    request: &Request,
    secrets: Secrets<'_>,
    stop: &Stop,
) -> Result<Reply, Lost> {
    if stop.is_stopped() {
        return Err(Lost::NotSent);
    }
    let wait = Wait::new(stop, u32::from(request.patience_seconds) * 1000);
    let prepared = prepare(address, request, secrets, &wait).ok_or(Lost::NotSent)?;
    let (head, body) = exchange(prepared, &wait).await?;
    let header = |name| head.headers().get(name);
    Ok(Reply {
        status: head.status(),
        request_id: header("X-Request-Id"),
        retry_after: header("Retry-After").as_deref().and_then(seconds),
        replayed: header("Idempotent-Replayed")
            .is_some_and(|word| word.eq_ignore_ascii_case("true")),
        authenticate: header("WWW-Authenticate"),
        body,
    })
}

/// The status and the text of a file beside the app.
///
/// # Errors
/// Why no whole response came.
pub async fn fetch_text(url: &str) -> Result<(u16, String), Lost> {
    let wait = Wait::new(&Stop::new(), FILE_PATIENCE_MILLIS);
    let request = guarded(url, &wait).build().map_err(|_| Lost::NotSent)?;
    let (head, body) = exchange(request, &wait).await?;
    Ok((head.status(), body))
}

/// How long a response is waited for: until the operator stops, or time runs out.
struct Wait {
    stopped: AbortSignal,
    late: AbortSignal,
}

impl Wait {
    fn new(stop: &Stop, patience_millis: u32) -> Self {
        Self {
            stopped: stop.0.signal(),
            late: AbortSignal::timeout_with_u32(patience_millis),
        }
    }

    /// The signal that ends a fetch.
    fn signal(&self) -> AbortSignal {
        AbortSignal::any(&Array::of2(&self.stopped, &self.late))
    }

    /// Why waiting ended; `None` when it was not we who ended it.
    fn over(&self) -> Option<Lost> {
        if self.stopped.aborted() {
            Some(Lost::Stopped)
        } else if self.late.aborted() {
            Some(Lost::TimedOut)
        } else {
            None
        }
    }
}

/// The request as the browser sends it; `None` when a secret is missing or something in it cannot
/// travel, e.g. a key with a line break.
fn prepare(
    address: &str,
    request: &Request,
    secrets: Secrets<'_>,
    wait: &Wait,
) -> Option<http::Request> {
    let key = match request.credential {
        Some(_) => secrets.key?.expose(),
        None => "",
    };
    let headers = web_sys::Headers::new().ok()?;
    for (name, value) in request.headers(key) {
        headers.set(name, &value).ok()?;
    }
    let url = format!("{address}{}", request.target);
    let builder = guarded(&url, wait)
        .method(method(request.method))
        .headers(Headers::from_raw(headers));
    match &request.body {
        None => builder.build().ok(),
        Some(body) => builder
            .body(body.filled(&|hole| secrets.fill(hole)).ok()?)
            .ok(),
    }
}

/// A request that takes no cookie along, leaves nothing in a cache and goes nowhere else.
fn guarded(url: &str, wait: &Wait) -> RequestBuilder {
    RequestBuilder::new(url)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&wait.signal()))
}

const fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
    }
}

/// Sends, and takes the whole response.
async fn exchange(request: http::Request, wait: &Wait) -> Result<(Response, String), Lost> {
    let policy = PolicyWatch::new(&request.url());
    let Ok(response) = request.send().await else {
        return Err(match wait.over() {
            Some(lost) => lost,
            None if policy.has_refused().await => Lost::BlockedByPolicy,
            None => Lost::Network,
        });
    };
    match response.text().await {
        Ok(body) => Ok((response, body)),
        Err(_) => Err(wait.over().unwrap_or(Lost::Cut)),
    }
}

/// `Retry-After` in seconds. A date is not computed with: the gateway's clock is not ours.
fn seconds(retry_after: &str) -> Option<u32> {
    let figures = retry_after.trim();
    figures
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| figures.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn when_to_come_back() {
        let check = |text, expect| assert_eq!(seconds(text), expect, "{text:?}");
        check("0", Some(0));
        check(" 120 ", Some(120));
        check("", None);
        check("+5", None);
        check("-5", None);
        check("1.5", None);
        check("99999999999", None);
        check("Wed, 21 Oct 2026 07:28:00 GMT", None);
    }
}
