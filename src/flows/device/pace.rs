//! How long a login waits between two polls: the gateway's interval, raised by each request to slow
//! down, and longer pauses while nothing comes through.

use crate::domain::decimal;

/// Seconds where the gateway names no usable interval.
const DEFAULT_SECONDS: i64 = 5;
/// Seconds between two polls at most, however a gateway counts.
const MOST_SECONDS: i64 = 60;
/// Seconds that a request to slow down adds (RFC 8628).
const SLOWER_BY_SECONDS: i64 = 5;
/// Seconds that failures alone make the login wait at most.
const MOST_TROUBLE_SECONDS: i64 = 30;

/// Returns the seconds of an interval as a gateway spells it: at least 1, at most 60, and 5 for junk.
#[must_use]
pub fn interval_seconds(told: Option<&str>) -> i64 {
    told.and_then(read).unwrap_or(DEFAULT_SECONDS)
}

fn read(told: &str) -> Option<i64> {
    let millis = decimal::read(told.trim(), 3)?.units;
    let seconds = i64::try_from(millis)
        .unwrap_or(i64::MAX)
        .saturating_add(999)
        / 1000;
    (millis > 0).then(|| seconds.clamp(1, MOST_SECONDS))
}

/// The waits of one login, in seconds.
#[derive(Clone)]
pub(super) struct Pace {
    interval: i64,
    /// What requests to slow down have raised the interval to: no later word lowers it.
    least: i64,
    /// The latest wait.
    waited: i64,
}

impl Pace {
    pub(super) fn new(told: Option<&str>) -> Self {
        let interval = interval_seconds(told);
        Self {
            interval,
            least: 0,
            waited: interval,
        }
    }

    /// Takes the interval of a response; without a usable one nothing changes. `slower` where it asks
    /// to slow down: a gateway may have raised its own interval already.
    pub(super) fn told(&mut self, told: Option<&str>, slower: bool) {
        let told = told.and_then(read);
        if slower {
            let raised = told.filter(|seconds| *seconds > self.interval);
            let raised = raised.unwrap_or(self.interval + SLOWER_BY_SECONDS);
            self.least = raised.min(MOST_SECONDS);
        }
        self.interval = told.unwrap_or(self.interval).max(self.least);
    }

    /// Returns the wait after a response that says how the login stands.
    pub(super) fn after_response(&mut self, retry_after: Option<u32>) -> i64 {
        self.waited = self.interval;
        self.interval.max(retry_after.map_or(0, i64::from))
    }

    /// Returns the wait after a failure, and the least of it, which a return to the tab waits for.
    pub(super) fn after_trouble(&mut self, retry_after: Option<u32>) -> (i64, i64) {
        let least = self.interval.max(retry_after.map_or(0, i64::from));
        self.waited = (2 * self.waited).min(MOST_TROUBLE_SECONDS).max(least);
        (self.waited, least)
    }
}
