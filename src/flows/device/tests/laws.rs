//! Laws of every login, whatever happens and in whatever order.

use proptest::prelude::*;

use super::super::poll::tests::response;
use super::super::{Event, Next};
use super::{PENDING, WALL, at, started};
use crate::domain::time::UnixMillis;
use crate::flows::clock::{Now, SteadyMillis};

/// One thing that happens, and how many milliseconds after the one before.
fn happening() -> impl Strategy<Value = (u8, u16, Option<u16>, Option<i16>)> {
    (
        0_u8..14,
        0_u16..40_000,
        proptest::option::of(0_u16..90),
        proptest::option::of(-5_i16..1200),
    )
}

fn happen(kind: u8, retry: Option<u16>, left: Option<i16>) -> Event {
    let mut response = match kind {
        0..=2 => return Event::Tick,
        3 => return Event::Returned,
        4 => return Event::KeyGiven,
        5 => return Event::Lost,
        6 => response("401"),
        7 => response("502"),
        8 => response("429"),
        9 => response("404"),
        10 => response("400 error=slow_down"),
        11 => response("200 word=pending interval=1"),
        12 => response("200 word=complete"),
        _ => response(PENDING),
    };
    response.retry_after = retry.map(u32::from);
    response.told.expires_in = left.map(i64::from);
    Event::Responded(Box::new(response))
}

proptest! {
    #[test]
    fn polls_keep_their_distance(happenings in proptest::collection::vec(happening(), 1..80)) {
        let mut login = started();
        let mut millis = 0_i64;
        let (mut in_flight, mut may_poll_at) = (false, 5000_i64);
        // What the gateway asked for: an interval, raised by each request to slow down.
        let (mut interval, mut least) = (5_i64, 0_i64);
        for (kind, after, retry, left) in happenings {
            millis += i64::from(after);
            let now = Now { steady: SteadyMillis(millis), wall: UnixMillis(WALL - millis) };
            let event = happen(kind, retry, left);
            if in_flight && kind >= 5 {
                in_flight = false;
                match kind {
                    10 => least = (interval + 5).min(60),
                    11 => interval = 1,
                    _ => {}
                }
                interval = interval.max(least);
                let asked = if kind == 5 { 0 } else { retry.unwrap_or(0) };
                may_poll_at = millis + 1000 * interval.max(i64::from(asked));
            }
            match login.handle(event, now) {
                Next::Poll => {
                    prop_assert!(!in_flight, "two polls at once");
                    prop_assert!(millis >= may_poll_at, "a poll at {} before {}", millis, may_poll_at);
                    in_flight = true;
                }
                Next::At(due) => prop_assert!(due.0 > millis),
                Next::Await => prop_assert!(in_flight),
                Next::End => {
                    prop_assert!(login.code().is_none() && login.outcome().is_some());
                    prop_assert!(login.attempt(now).is_none());
                    in_flight = false;
                }
            }
        }
    }

    #[test]
    fn every_login_ends(happenings in proptest::collection::vec(happening(), 1..40), last in 5_u8..12) {
        let mut login = started();
        let mut now = at(0);
        for (kind, after, retry, left) in happenings {
            now = Now { steady: SteadyMillis(now.steady.0 + i64::from(after)), ..now };
            login.handle(happen(kind, retry, left), now);
        }
        // From here on the gateway tells no more time, and timers run exactly.
        if login.handle(Event::Tick, now) == Next::Await {
            login.handle(happen(last, None, None), now);
        }
        let (deadline, since) = (login.deadline.at(), now.steady);
        let mut polls_after_the_deadline = 0;
        let mut next = login.handle(Event::Tick, now);
        while next != Next::End {
            next = match next {
                Next::At(due) => {
                    now = Now { steady: due, ..now };
                    login.handle(Event::Tick, now)
                }
                _ => {
                    polls_after_the_deadline += u32::from(now.steady >= deadline);
                    login.handle(happen(last, None, None), now)
                }
            };
            prop_assert!(polls_after_the_deadline <= 1);
        }
prop_assert!(now.steady <= deadline.max(since).plus_seconds(60));
        prop_assert!(login.outcome().is_some());
    }
}
