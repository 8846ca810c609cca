//! When a login ends, from the server's own words (contract 6.3 and 6.5). Time left is measured on the
//! steady clock, so a wall clock that is wrong, or is set while a login waits, changes nothing.

use super::clock::{Now, SteadyMillis};
use crate::domain::time::{UnixMillis, UnixSeconds};

/// Seconds of a device login whose lifetime is not told.
pub const DEVICE_SECONDS: i64 = 900;
/// Seconds of a pasted authorization whose lifetime is not told.
pub const PASTE_SECONDS: i64 = 600;
/// Seconds that one response can give at most; a later one may give more.
const MOST_SECONDS: i64 = 86_400;
/// A number of seconds that is told again after this long does not count down: it is the login's
/// whole lifetime, repeated.
const REPEATED_AFTER_MILLIS: i64 = 2000;

/// What a response tells of a login's end, each as far as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Seconds left when the response was written.
    pub expires_in: Option<i64>,
    /// The end on the server's clock.
    pub expires_at: Option<UnixSeconds>,
    /// The start on the server's clock.
    pub created_at: Option<UnixSeconds>,
}

/// The end of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    at: SteadyMillis,
    /// The same end on the server's clock: how a later one moves it tells what is left even where the
    /// two wall clocks differ.
    expires_at: Option<UnixSeconds>,
    /// The last number of seconds that was told, and when it came first.
    told: Option<(i64, SteadyMillis)>,
}

impl Deadline {
    /// Returns the end of a login that starts `now`. Without a usable word it has `default_seconds`.
    #[must_use]
    pub fn start(told: Told, default_seconds: i64, now: Now) -> Self {
        // Nothing is over as it begins: such a word is junk, or this machine's clock is wrong.
        let expires_in = told.expires_in.filter(|seconds| *seconds > 0);
        let by_server = || Some(difference(told.expires_at?, told.created_at?));
        let by_wall = || Some(difference(told.expires_at?, now.wall.seconds()));
        let seconds = expires_in
            .or_else(|| by_server().filter(|seconds| *seconds > 0))
            .or_else(|| by_wall().filter(|seconds| *seconds > 0))
            .unwrap_or(default_seconds);
        Self {
            at: within(seconds, now),
            expires_at: told.expires_at,
            told: expires_in.map(|seconds| (seconds, now.steady)),
        }
    }

    /// Returns the end of a login that was kept across a reload, until a response tells better.
    #[must_use]
    pub fn resume(ends_at: UnixMillis, now: Now) -> Self {
        let millis = ends_at.0.saturating_sub(now.wall.0);
        let millis = millis.clamp(0, MOST_SECONDS * 1000);
        Self {
            at: SteadyMillis(now.steady.0.saturating_add(millis)),
            expires_at: None,
            told: None,
        }
    }

    /// Moves the end to where a later response says it is.
    pub fn refresh(&mut self, told: Told, now: Now) {
        if let Some(seconds) = told.expires_in {
            let repeats = |(known, since)| {
                known == seconds && now.steady.since(since) >= REPEATED_AFTER_MILLIS
            };
            if !self.told.is_some_and(repeats) {
                self.at = within(seconds, now);
                self.told = Some((seconds, now.steady));
            }
        } else if let Some(expires_at) = told.expires_at {
            let by_wall = difference(expires_at, now.wall.seconds());
            match self.expires_at {
                Some(known) => {
                    let moved = self.at.plus_seconds(difference(expires_at, known));
                    self.at = moved.min(within(MOST_SECONDS, now));
                }
                None if by_wall > 0 => self.at = within(by_wall, now),
                None => {}
            }
        }
        self.expires_at = told.expires_at.or(self.expires_at);
    }

    /// Returns the end on the steady clock.
    #[must_use]
    pub const fn at(self) -> SteadyMillis {
        self.at
    }

    /// Returns whether it has passed.
    #[must_use]
    pub fn has_passed(self, now: Now) -> bool {
        now.steady >= self.at
    }

    /// Returns the seconds left, a begun second as a whole one.
    #[must_use]
    pub fn seconds_left(self, now: Now) -> i64 {
        let millis = self.at.since(now.steady).max(0);
        millis.saturating_add(999) / 1000
    }

    /// Returns the end on this machine's wall clock: what a reload keeps.
    #[must_use]
    pub fn ends_at(self, now: Now) -> UnixMillis {
        UnixMillis(now.wall.0.saturating_add(self.at.since(now.steady)))
    }
}

const fn difference(later: UnixSeconds, earlier: UnixSeconds) -> i64 {
    later.0.saturating_sub(earlier.0)
}

fn within(seconds: i64, now: Now) -> SteadyMillis {
    now.steady.plus_seconds(seconds.clamp(0, MOST_SECONDS))
}

#[cfg(test)]
mod tests;
