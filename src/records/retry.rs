//! Decides when a failed read is retried, and how long requests wait after a 429. Writes are never
//! retried.

use crate::call::{Limit, Lost, Reply};

/// The most attempts at a read.
pub const MOST_ATTEMPTS: u32 = 3;
/// The first pause before a retry, in milliseconds; it doubles each time.
const FIRST_PAUSE_MILLIS: u32 = 400;
/// Seconds to wait after a 429 that does not say how long.
const DEFAULT_LIMIT_SECONDS: u32 = 5;
/// The most seconds that all requests wait, whatever a gateway asks for.
const MOST_LIMIT_SECONDS: u32 = 120;
/// The most seconds that a single write waits: a day.
const MOST_WRITE_LIMIT_SECONDS: u32 = 86_400;

/// What to do after an attempt at a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Use its result.
    Done,
    /// Retry after this many milliseconds.
    After(u32),
}

/// Returns whether to retry after an attempt (the first is 1), and after which pause. `jitter` is 0
/// to 255 and spreads the pause over half to one and a half times its length.
#[must_use]
pub fn after(attempt: u32, outcome: &Result<Reply, Lost>, jitter: u8) -> Next {
    let worth = match outcome {
        Err(Lost::Network | Lost::TimedOut | Lost::Cut) => true,
        Err(Lost::Stopped | Lost::BlockedByPolicy | Lost::NotSent) => false,
        Ok(reply) => matches!(reply.status, 429 | 500 | 502 | 503 | 504),
    };
    if !worth || attempt >= MOST_ATTEMPTS {
        return Next::Done;
    }
    if let Ok(Reply { status: 429, .. }) = outcome {
        // The sender of the next request waits for the shared pause after a 429.
        return Next::After(0);
    }
    let pause = FIRST_PAUSE_MILLIS << attempt.saturating_sub(1).min(8);
    Next::After(pause / 2 + pause * u32::from(jitter) / 255)
}

/// Returns how many seconds what is limited waits after this response; `None` unless it is a 429.
#[must_use]
pub fn limit_seconds(limit: Limit, outcome: &Result<Reply, Lost>) -> Option<u32> {
    let most = match limit {
        Limit::Requests => MOST_LIMIT_SECONDS,
        Limit::Write => MOST_WRITE_LIMIT_SECONDS,
    };
    match outcome {
        Ok(reply) if reply.status == 429 => {
            let asked = reply.retry_after.unwrap_or(DEFAULT_LIMIT_SECONDS);
            Some(asked.clamp(1, most))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Next, after, limit_seconds};
    use crate::call::{Limit, Lost, Reply};

    fn status(status: u16) -> Result<Reply, Lost> {
        Ok(Reply {
            status,
            ..Reply::default()
        })
    }

    #[test]
    fn which_reads_are_tried_again() {
        let check =
            |attempt, outcome, expect| assert_eq!(after(attempt, &outcome, 0), expect, "{attempt}");
        check(1, status(200), Next::Done);
        check(1, status(404), Next::Done);
        check(1, status(401), Next::Done);
        check(1, status(500), Next::After(200));
        check(2, status(502), Next::After(400));
        check(3, status(502), Next::Done);
        check(1, status(429), Next::After(0));
        check(1, Err(Lost::Network), Next::After(200));
        check(1, Err(Lost::Cut), Next::After(200));
        check(1, Err(Lost::Stopped), Next::Done);
        check(1, Err(Lost::BlockedByPolicy), Next::Done);
        assert_eq!(after(1, &Err(Lost::TimedOut), 255), Next::After(600));
    }

    #[test]
    fn how_long_requests_wait() {
        let check = |retry_after, all: u32, alone: u32| {
            let reply = Reply {
                status: 429,
                retry_after,
                ..Reply::default()
            };
            let outcome = Ok(reply);
            let got = [Limit::Requests, Limit::Write].map(|limit| limit_seconds(limit, &outcome));
            assert_eq!(got, [Some(all), Some(alone)], "{retry_after:?}");
        };
        check(None, 5, 5);
        check(Some(0), 1, 1);
        check(Some(7), 7, 7);
        check(Some(3_600), 120, 3_600);
        check(Some(100_000), 120, 86_400);
        assert_eq!(limit_seconds(Limit::Write, &status(503)), None);
    }
}
