//! The gateway's clock, in unix seconds.
//!
//! Tests move it forward instead of sleeping, or hold it. It never moves back.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock plus the seconds that tests have added.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead: AtomicI64,
    /// The system's time at which the clock is held; 0 while it runs.
    held_at: AtomicI64,
}

impl Clock {
    /// The current time in whole unix seconds.
    pub(crate) fn now(&self) -> i64 {
        let base = match self.held_at.load(Ordering::Relaxed) {
            0 => system_time(),
            held_at => held_at,
        };
        base.saturating_add(self.ahead.load(Ordering::Relaxed))
    }

    /// Moves the clock forward by `seconds`.
    pub(crate) fn advance(&self, seconds: u32) {
        self.ahead.fetch_add(i64::from(seconds), Ordering::Relaxed);
    }

    /// Holds the clock, so that only [`advance`](Self::advance) moves it, or lets it catch up.
    pub(crate) fn hold(&self, is_held: bool) {
        let at = if is_held { system_time() } else { 0 };
        self.held_at.store(at, Ordering::Relaxed);
    }
}

fn system_time() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_held_clock_moves_by_hand_only() {
        let clock = Clock::default();
        clock.advance(50);
        clock.hold(true);
        let start = clock.now();
        clock.advance(7);
        assert_eq!(clock.now(), start + 7);
        clock.hold(false);
        assert!(clock.now() >= start + 7);
    }
}
