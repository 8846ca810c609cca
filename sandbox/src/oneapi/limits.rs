//! The rate limiters (contract 1.5). They are off until a switch turns them on.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use serde_json::json;

use super::reply::Reply;
use super::version::Version;

/// Which limiter counts a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Limiter {
    /// Every route of the API: 480 in 180 s.
    Api,
    /// Login and the like: 20 in 1200 s.
    Critical,
    /// What is not routed: 240 in 180 s.
    Web,
    /// The relay, which these limiters do not count.
    Relay,
}

impl Limiter {
    /// The number of requests and the window in seconds.
    const fn usual(self) -> (usize, i64) {
        match self {
            Self::Api => (480, 180),
            Self::Critical => (20, 1200),
            Self::Web => (240, 180),
            Self::Relay => (usize::MAX, 0),
        }
    }
}

/// The limiters of a running gateway.
#[derive(Default)]
pub(crate) struct Limits(Mutex<State>);

#[derive(Default)]
struct State {
    is_on: bool,
    /// The number of requests that all limiters allow instead of their own.
    allowed: Option<usize>,
    /// The times of the counted requests, by limiter and client.
    counted: HashMap<(Limiter, String), Vec<i64>>,
}

impl Limits {
    /// Switches the limiters and forgets what was counted.
    pub(crate) fn switch(&self, is_on: bool, allowed: Option<usize>) {
        *self.state() = State {
            is_on,
            allowed,
            counted: HashMap::new(),
        };
    }

    /// Whether they are on, and how many requests all of them allow instead of their own number.
    pub(crate) fn switched(&self) -> (bool, Option<usize>) {
        let state = self.state();
        (state.is_on, state.allowed)
    }

    /// Counts a request of `client`, or refuses it. A refused request is not counted.
    pub(crate) fn count(
        &self,
        limiter: Limiter,
        client: &str,
        now: i64,
        version: Version,
        request_id: &str,
    ) -> Result<(), Reply> {
        let mut state = self.state();
        if !state.is_on || limiter == Limiter::Relay {
            return Ok(());
        }
        let (usual, window) = limiter.usual();
        let allowed = state.allowed.unwrap_or(usual);
        let counted = state
            .counted
            .entry((limiter, client.to_owned()))
            .or_default();
        counted.retain(|at| now - at < window);
        if counted.len() < allowed {
            counted.push(now);
            return Ok(());
        }
        Err(refusal(version, allowed, window, request_id))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Only the fork since 2026-07 has headers, and only the fork a body. `Retry-After` is the whole
/// window, an upper bound.
fn refusal(version: Version, allowed: usize, window: i64, request_id: &str) -> Reply {
    let status = StatusCode::TOO_MANY_REQUESTS;
    if version == Version::U {
        return Reply::empty(status);
    }
    let message = format!("rate limit exceeded (request id: {request_id})");
    let body = json!({"error": {"message": message, "type": "one_api_error"}});
    let reply = Reply::plain(status, body);
    if version == Version::F1 {
        return reply;
    }
    reply
        .with("ratelimit-limit", allowed.to_string())
        .with("ratelimit-remaining", "0")
        .with("ratelimit-reset", window.to_string())
        .with("retry-after", window.to_string())
}
