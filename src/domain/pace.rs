//! How fast many reads may follow each other, so that a gateway's limit of calls is never reached.

use super::time::UnixMillis;

/// How many calls a gateway takes from one address in some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The calls that may follow each other at once.
    pub burst: u32,
    /// Milliseconds after which one more may be sent.
    pub millis: u32,
}

impl Pace {
    /// No limit that is known.
    pub const NONE: Self = Self {
        burst: 1,
        millis: 0,
    };
}

/// Counts reads against a pace. It begins with a full burst, and every `millis` give back one read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paced {
    /// When the burst would be full again if nothing more were sent.
    full_at: i64,
}

impl Paced {
    /// Counts one read at `now` and returns the milliseconds to wait before it is sent.
    pub fn wait(&mut self, pace: Pace, now: UnixMillis) -> u32 {
        let step = i64::from(pace.millis);
        let taken = self.full_at.max(now.0) + step;
        self.full_at = taken;
        let early = taken - now.0 - step * i64::from(pace.burst);
        u32::try_from(early.max(0)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pace, Paced};
    use crate::domain::time::UnixMillis;
    use proptest::prelude::*;

    const PACE: Pace = Pace {
        burst: 3,
        millis: 100,
    };

    #[test]
    fn a_burst_and_then_one_by_one() {
        let mut paced = Paced::default();
        let mut check = |now: i64, expect: u32| {
            assert_eq!(paced.wait(PACE, UnixMillis(now)), expect, "{now}");
        };
        for (now, expect) in [(5000, 0), (5000, 0), (5000, 0), (5000, 100), (5100, 100)] {
            check(now, expect);
        }
        check(5200, 100);
        // A rest gives the burst back.
        for (now, expect) in [(9000, 0), (9000, 0), (9000, 0), (9000, 100)] {
            check(now, expect);
        }
    }

    #[test]
    fn without_a_limit_nothing_waits() {
        let mut paced = Paced::default();
        for _ in 0..1000 {
            assert_eq!(paced.wait(Pace::NONE, UnixMillis(7)), 0);
        }
    }

    proptest! {
        /// However long each read takes, no span of time sees more reads than its share and a burst.
        #[test]
        fn no_span_sees_too_many(burst in 1_u32..200, millis in 1_u32..1000, takes in prop::collection::vec(0_i64..2000, 1..400), span in 1_i64..200_000) {
            let pace = Pace { burst, millis };
            let (mut paced, mut now) = (Paced::default(), 1_000_000_i64);
            let mut sent = Vec::new();
            for take in takes {
                now += i64::from(paced.wait(pace, UnixMillis(now)));
                sent.push(now);
                now += take;
            }
            let most = i64::from(burst) + span / i64::from(millis) + 1;
            for (at, first) in sent.iter().enumerate() {
                let within = sent[at..].iter().take_while(|other| **other < first + span).count();
                prop_assert!(i64::try_from(within).expect("few") <= most);
            }
        }
    }
}
