//! The only place that sends requests. Fills in a request's secrets, sends it once, and returns the
//! response or why there is none. Never repeats a request, follows a redirect or sends a cookie.

use gloo_net::http::{self, Headers, RequestBuilder, Response};
use js_sys::Array;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

use super::policy::PolicyWatch;
use crate::call::{Filling, Hole, Lost, Method, Part, Reply, Request, Secret};
use crate::gate::{Live, live};

/// The timeout for a file of this site, in milliseconds.
const FILE_PATIENCE_MILLIS: u32 = 10_000;

/// The secrets of a request.
#[derive(Clone, Copy)]
pub struct Secrets<'a> {
    /// The key, for requests that carry one.
    pub key: Option<&'a Secret>,
    /// The secret inputs of the body, by name.
    pub inputs: &'a [(&'static str, Secret)],
    /// Parts of rows that were read for the body.
    pub live: Live<'a>,
}

impl Secrets<'_> {
    fn input(&self, name: &str) -> Option<&Secret> {
        let found = self.inputs.iter().find(|(known, _)| *known == name);
        found.map(|(_, secret)| secret)
    }

    fn fill(&self, hole: &Hole) -> Option<Filling> {
        match hole {
            Hole::Secret(name) => Some(Filling::Text(self.input(name)?.clone())),
            Hole::Joined { parts, separator } => {
                let parts: Option<Vec<&str>> = parts
                    .iter()
                    .map(|part| match part {
                        Part::Secret(name) => Some(self.input(name)?.expose()),
                        Part::Text(text) => Some(text.as_str()),
                    })
                    .collect();
                Some(Filling::Text(Secret::new(parts?.join(separator))))
            }
            Hole::Live { .. } => live(hole, self.live).cloned(),
            // It is filled earlier; if it is not, nothing is sent.
            Hole::MadeBy(_) => None,
        }
    }
}

/// A handle to cancel waiting for a request. Clones cancel the same request.
#[derive(Clone)]
pub struct Stop(AbortController);

impl Stop {
    /// Makes a handle for requests that are not sent yet.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().expect("every browser that runs WebAssembly can abort a fetch"))
    }

    /// Cancels waiting. A request that was sent stays sent.
    pub fn stop(&self) {
        // Only an abort without a reason is reported as an Error, the only type that gloo-net
        // handles.
        self.0.abort();
    }

    /// Returns whether it was cancelled.
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
/// Why no complete response was received. A request that was cancelled before it was sent is
/// reported as not sent.
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
        request_id: header("X-Request-Id").or_else(|| header("X-Oneapi-Request-Id")),
        retry_after: header("Retry-After").as_deref().and_then(seconds),
        replayed: header("Idempotent-Replayed")
            .is_some_and(|word| word.eq_ignore_ascii_case("true")),
        authenticate: header("WWW-Authenticate"),
        body,
    })
}

/// Fetches the status and the text of a file of this site.
///
/// # Errors
/// Why no complete response was received.
pub async fn fetch_text(url: &str) -> Result<(u16, String), Lost> {
    let wait = Wait::new(&Stop::new(), FILE_PATIENCE_MILLIS);
    let request = guarded(url, &wait).build().map_err(|_| Lost::NotSent)?;
    let (head, body) = exchange(request, &wait).await?;
    Ok((head.status(), body))
}

/// Waiting for a response, until the operator cancels or the timeout ends.
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

    /// Returns the signal that ends a fetch.
    fn signal(&self) -> AbortSignal {
        AbortSignal::any(&Array::of2(&self.stopped, &self.late))
    }

    /// Returns why waiting ended; `None` if it was not ended by us.
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

/// Returns the request for the browser; `None` if a secret is missing or a value is not valid in a
/// request, e.g. a key with a line break.
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

/// Makes a request without cookies, cache and redirects.
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

/// Sends a request, and reads the complete response.
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

/// Reads `Retry-After` in seconds. A date is ignored, because the gateway's clock may differ from
/// ours.
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
