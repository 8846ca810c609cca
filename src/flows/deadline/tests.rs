//! Lifetimes from a gateway's words, on clocks that differ.

use proptest::prelude::*;

use super::{DEVICE_SECONDS, Deadline, Told};
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::flows::clock::{Now, SteadyMillis};

/// 2026-06-28T00:23:54Z.
const WALL: i64 = 1_782_606_234;
const END: i64 = WALL + 900;

fn at(seconds: i64) -> Now {
    Now {
        steady: SteadyMillis(seconds * 1000),
        wall: UnixMillis((WALL + seconds) * 1000),
    }
}

fn told(expires_in: impl Into<Option<i64>>, expires_at: impl Into<Option<i64>>) -> Told {
    Told {
        expires_in: expires_in.into(),
        expires_at: expires_at.into().map(UnixSeconds),
        created_at: None,
    }
}

#[test]
fn what_a_start_tells() {
    let check = |told: Told, expect| {
        let deadline = Deadline::start(told, DEVICE_SECONDS, at(0));
        assert_eq!(deadline.seconds_left(at(0)), expect, "{told:?}");
    };
    check(told(900, END), 900);
    check(told(600, None), 600);
    check(told(None, END), 900);
    check(told(None, None), 900);
    // The server's own countdown outranks a comparison of two clocks.
    check(told(900, END - 3600), 900);
    check(told(900, END + 3600), 900);
    // Nothing is over as it begins.
    check(told(0, None), 900);
    check(told(-5, END), 900);
    check(told(None, WALL - 300), 900);
    check(told(None, 0), 900);
    check(told(i64::MAX, None), 86_400);
    check(told(None, i64::MAX), 86_400);
    let by_server = |created_at: i64, expires_at: i64| Told {
        created_at: Some(UnixSeconds(created_at)),
        ..told(None, expires_at)
    };
    check(by_server(WALL + 3600, END + 3600), 900);
    check(by_server(WALL - 3600, END - 3600), 900);
    check(by_server(END, END), 900);
}

#[test]
fn an_end_alone_in_every_spelling() {
    let check = |spelled: &str| {
        let end = UnixSeconds::from_rfc3339(spelled).map(|end| end.0);
        assert!(end.is_some(), "{spelled}");
        let deadline = Deadline::start(told(None, end), DEVICE_SECONDS, at(0));
        assert_eq!(deadline.seconds_left(at(0)), 900, "{spelled}");
    };
    check("2026-06-28T00:38:54.083987+00:00");
    check("2026-06-28T00:38:54+00:00");
    check("2026-06-28T00:38:54");
    check("2026-06-28T02:38:54+02:00");
    assert_eq!(END, 1_782_607_134);
}

#[test]
fn what_later_responses_tell() {
    let check = |start: Told, later: &[(i64, Told)], now, expect| {
        let mut deadline = Deadline::start(start, DEVICE_SECONDS, at(0));
        for (seconds, told) in later {
            deadline.refresh(*told, at(*seconds));
        }
        assert_eq!(
            deadline.seconds_left(at(now)),
            expect,
            "{start:?} {later:?}"
        );
    };
    check(told(900, None), &[], 100, 800);
    check(told(900, None), &[(100, told(None, None))], 100, 800);
    check(told(900, None), &[(100, told(700, None))], 100, 700);
    check(told(900, None), &[(100, told(1000, None))], 100, 1000);
    check(told(900, None), &[(100, told(0, None))], 100, 0);
    // The same number again does not count down: the whole lifetime, repeated.
    check(told(900, None), &[(100, told(900, None))], 100, 800);
    check(
        told(900, None),
        &[(100, told(900, None)), (200, told(900, None))],
        850,
        50,
    );
    check(told(900, None), &[(1, told(900, None))], 1, 900);
    // Only the end is told, by a clock an hour off: what is left stays, and moves as the end moves.
    let off = END + 3600;
    check(told(900, off), &[(100, told(None, off))], 100, 800);
    check(told(900, off), &[(100, told(None, off + 60))], 100, 860);
    check(
        told(900, off - 7200),
        &[(100, told(None, off - 7200))],
        100,
        800,
    );
    check(told(900, None), &[(100, told(None, END + 30))], 100, 830);
    check(told(900, None), &[(100, told(None, WALL - 30))], 100, 800);
}

#[test]
fn across_a_reload() {
    let before = Deadline::start(told(900, END + 3600), DEVICE_SECONDS, at(0));
    let kept = before.ends_at(at(420));
    assert_eq!(kept, UnixMillis(END * 1000));
    // The steady clock begins anew.
    let reloaded = |wall: i64| Now {
        steady: SteadyMillis(17),
        wall: UnixMillis(wall * 1000),
    };
    let left = |wall| Deadline::resume(kept, reloaded(wall)).seconds_left(reloaded(wall));
    assert_eq!(left(WALL + 420), 480);
    assert_eq!(left(END + 5), 0);
    assert_eq!(left(i64::MIN / 2000), 86_400);
    let mut resumed = Deadline::resume(kept, reloaded(WALL + 420));
    resumed.refresh(told(470, None), reloaded(WALL + 420));
    assert_eq!(resumed.seconds_left(reloaded(WALL + 420)), 470);
}

#[test]
fn a_begun_second_is_whole() {
    let check = |millis, expect| {
        let deadline = Deadline::start(told(1, None), DEVICE_SECONDS, at(0));
        let now = Now {
            steady: SteadyMillis(millis),
            ..at(0)
        };
        assert_eq!(deadline.seconds_left(now), expect, "{millis}");
        assert_eq!(deadline.has_passed(now), expect == 0, "{millis}");
    };
    check(0, 1);
    check(1, 1);
    check(999, 1);
    check(1000, 0);
    check(5000, 0);
}

proptest! {
    #[test]
    fn a_wall_clock_that_is_set_changes_nothing(jump in -100_000_i64..100_000, after in 0_i64..900, end in any::<i64>()) {
        let mut plain = Deadline::start(told(900, end), DEVICE_SECONDS, at(0));
        let mut set = plain;
        let jumped = Now { wall: UnixMillis((WALL + after + jump) * 1000), ..at(after) };
        plain.refresh(told(None, end), at(after));
        set.refresh(told(None, end), jumped);
        prop_assert_eq!(plain.seconds_left(at(after)), 900 - after);
        prop_assert_eq!(set.seconds_left(jumped), 900 - after);
    }

    #[test]
    fn no_word_breaks_a_deadline(start in any::<(Option<i64>, Option<i64>, Option<i64>)>(), later in any::<(Option<i64>, Option<i64>)>(), steady in any::<i64>(), wall in any::<i64>()) {
        let now = Now { steady: SteadyMillis(steady), wall: UnixMillis(wall) };
        let created_at = start.2.map(UnixSeconds);
        let mut deadline = Deadline::start(Told { created_at, ..told(start.0, start.1) }, DEVICE_SECONDS, now);
        prop_assert!((0..=86_400).contains(&deadline.seconds_left(now)));
        deadline.refresh(told(later.0, later.1), now);
        prop_assert!((0..=86_400).contains(&deadline.seconds_left(now)));
        prop_assert!(Deadline::resume(deadline.ends_at(now), now).seconds_left(now) <= 86_400);
    }
}
