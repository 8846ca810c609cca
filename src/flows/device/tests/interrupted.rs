//! Logins in a hidden tab, under a refused key, across a reload, and after their end.

use super::super::poll::tests::response;
use super::super::{DeviceLogin, Event, Next, Outcome, PollResponse, Unseen};
use super::{PENDING, WALL, at, event, run, started, state};
use crate::domain::ids::Id;
use crate::domain::time::UnixMillis;
use crate::flows::attempt::Attempt;
use crate::flows::clock::{Now, SteadyMillis};

#[test]
fn late_timers() {
    // A hidden tab wakes after its deadline, or before it.
    let check = |wakes_at, response: &str, expect| {
        let mut login = started();
        assert_eq!(
            login.handle(Event::Tick, at(0)),
            Next::At(SteadyMillis(5000))
        );
        assert_eq!(login.handle(Event::Returned, at(wakes_at)), Next::Poll);
        assert_eq!(login.handle(Event::Returned, at(wakes_at)), Next::Await);
        login.handle(event(response), at(wakes_at));
        assert_eq!(state(&login), expect, "{wakes_at} {response}");
    };
    check(300, PENDING, "waiting");
    check(300, "200 word=complete", "completed");
    check(5000, PENDING, "expired");
    check(5000, "200 word=complete", "completed");
    check(5000, "200 word=pending in=20", "waiting");
}

#[test]
fn a_return_polls_as_soon_as_it_may() {
    let check = |failure: &str, returns_at, expect| {
        let mut login = started();
        assert_eq!(run(&mut login, &["lost", failure], 0), [5, 15]);
        let next = login.handle(Event::Returned, at(returns_at));
        assert_eq!(next, expect, "{failure} {returns_at}");
    };
    // The wait after the second failure is 20 s, the interval 5 s.
    check("lost", 16, Next::At(SteadyMillis(20_000)));
    check("lost", 20, Next::Poll);
    check("429 retry=10", 20, Next::At(SteadyMillis(25_000)));
    check("429 retry=10", 25, Next::Poll);
    // Nothing failed: a return does not poll before the interval has passed.
    let mut login = started();
    assert_eq!(
        login.handle(Event::Returned, at(2)),
        Next::At(SteadyMillis(5000))
    );
}

#[test]
fn a_refused_key_pauses() {
    let mut login = started();
    run(&mut login, &["401"], 0);
    assert_eq!(
        login.handle(Event::Tick, at(100)),
        Next::At(SteadyMillis(900_000))
    );
    assert_eq!(
        login.handle(Event::Returned, at(100)),
        Next::At(SteadyMillis(900_000))
    );
    assert!(login.code().is_some());
    assert_eq!(login.handle(Event::KeyGiven, at(100)), Next::Poll);
    login.handle(event("200 word=complete"), at(101));
    assert_eq!(state(&login), "completed");

    let mut login = started();
    run(&mut login, &["403"], 0);
    assert_eq!(
        login.handle(Event::KeyGiven, at(6)),
        Next::At(SteadyMillis(10_000))
    );

    let mut login = started();
    run(&mut login, &["401"], 0);
    assert_eq!(login.handle(Event::Tick, at(900)), Next::End);
    assert_eq!(login.outcome(), Some(&Outcome::Unknown(Unseen::KeyRefused)));
}

#[test]
fn across_a_reload() {
    let mut login = started();
    run(&mut login, &[PENDING], 0);
    let kept = login
        .attempt(at(420))
        .expect("an open login is kept")
        .to_text();
    for secret in ["ABCD", "https", "codex/device"] {
        assert!(!kept.contains(secret), "{kept}");
    }
    let attempt = Attempt::from_text(&kept).expect("what was kept");
    assert!(attempt.correlation == [(Id::Borrowed("login_id"), "login_01".into())]);
    let resume = |seconds: i64| {
        let now = Now {
            steady: SteadyMillis(0),
            wall: UnixMillis(WALL + seconds * 1000),
        };
        DeviceLogin::resume(attempt.clone(), now)
    };
    // The steady clock begins anew; at minute 7 of 15, 8 minutes are left.
    let now = |seconds: i64| Now {
        wall: UnixMillis(WALL + (420 + seconds) * 1000),
        ..at(seconds)
    };
    let mut login = resume(420);
    assert_eq!(login.seconds_left(now(0)), 480);
    assert_eq!(state(&login), "waiting without a code");
    assert_eq!(
        run(
            &mut login,
            &[
                "200 word=pending in=470",
                "200 word=complete account=codex_01"
            ],
            0
        ),
        [0, 5]
    );
    assert_eq!(state(&login), "completed");
    // The first response tells what is left.
    let mut login = resume(420);
    run(&mut login, &["200 word=pending in=100"], 0);
    assert_eq!(login.seconds_left(at(0)), 100);
    // The code is shown again only if the response holds it.
    let mut login = resume(420);
    login.handle(Event::Tick, at(0));
    let code = super::super::Code {
        user_code: "ABCD-EFGH".to_owned(),
        address: None,
    };
    let shown = PollResponse {
        code_shown: Some(code),
        ..response(PENDING)
    };
    login.handle(Event::Responded(Box::new(shown)), at(0));
    assert_eq!(state(&login), "waiting");
    // After the deadline: one last poll.
    let check = |script: &[&str], expect| {
        let mut login = resume(2000);
        assert_eq!(run(&mut login, script, 0), [0], "{script:?}");
        assert_eq!(state(&login), expect, "{script:?}");
    };
    check(&["200 word=complete"], "completed");
    check(&[PENDING], "expired");
    check(&["404"], "expired");
    check(&["lost"], "unknown");
    check(&["200 word=pending in=30"], "waiting without a code");
}

#[test]
fn what_has_ended_stays_ended() {
    let mut login = started();
    login.handle(Event::Tick, at(5));
    assert_eq!(login.handle(Event::Cancelled, at(6)), Next::End);
    assert_eq!(state(&login), "abandoned");
    assert!(login.attempt(at(6)).is_none());
    for late in [
        event("200 word=complete"),
        Event::Returned,
        Event::KeyGiven,
        Event::Tick,
    ] {
        assert_eq!(login.handle(late, at(7)), Next::End);
        assert_eq!(state(&login), "abandoned");
    }
}
