//! The two clocks of a login: one that only runs forward and measures time left, and the wall clock,
//! which may be wrong or be set while a login waits.

use crate::domain::time::UnixMillis;

/// Milliseconds on a clock that only runs forward. Its zero means nothing, and changes with a reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SteadyMillis(pub i64);

impl SteadyMillis {
    /// Returns the instant so many seconds later; saturates at the end of time.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Returns the milliseconds since an earlier instant; negative for a later one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// What both clocks show at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The clock that measures.
    pub steady: SteadyMillis,
    /// The clock on the wall: only compared with a wall-clock time that a gateway or a reload left.
    pub wall: UnixMillis,
}
