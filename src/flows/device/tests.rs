//! Whole device logins against a scripted gateway, on clocks that the test moves.

use super::poll::tests::response;
use super::{DeviceLogin, Event, Next, Outcome, StartResponse};
use crate::domain::ids::Id;
use crate::domain::time::UnixMillis;
use crate::flows::clock::{Now, SteadyMillis};
use crate::flows::deadline::Told;

mod card;
mod interrupted;
mod laws;

const WALL: i64 = 1_711_471_533_000;

fn at(seconds: i64) -> Now {
    Now {
        steady: SteadyMillis(seconds * 1000),
        wall: UnixMillis(WALL + seconds * 1000),
    }
}

/// A login that starts at 0 with 900 seconds and an interval of 5.
fn started() -> DeviceLogin {
    let start = StartResponse {
        status: 200,
        login_id: Some("login_01".into()),
        correlation: vec![(Id::Borrowed("login_id"), "login_01".into())],
        user_code: Some("ABCD-EFGH".to_owned()),
        address: Some("https://auth.openai.com/codex/device".to_owned()),
        interval: Some("5".to_owned()),
        told: Told {
            expires_in: Some(900),
            ..Told::default()
        },
        ..StartResponse::default()
    };
    DeviceLogin::start(Some(start), at(0)).expect("a login")
}

/// A response, or none for `lost`.
fn event(text: &str) -> Event {
    match text {
        "lost" => Event::Lost,
        text => Event::Responded(Box::new(response(text))),
    }
}

/// Runs a login from `from` as an exact timer would until the script ends; `…` repeats the line
/// before it. Returns when each poll began.
fn run(login: &mut DeviceLogin, script: &[&str], from: i64) -> Vec<i64> {
    let (mut polls, mut now) = (Vec::new(), from);
    let mut line = 0;
    let mut next = login.handle(Event::Tick, at(now));
    loop {
        next = match next {
            Next::End | Next::Await => return polls,
            Next::At(due) => {
                if script.get(line).is_none() || login.is_paused() {
                    return polls;
                }
                now = due.0 / 1000;
                login.handle(Event::Tick, at(now))
            }
            Next::Poll => {
                polls.push(now);
                assert!(polls.len() < 1000, "{script:?} has no end");
                if script.get(line) == Some(&"…") {
                    line -= 1;
                }
                let Some(text) = script.get(line) else {
                    return polls;
                };
                line += 1;
                login.handle(event(text), at(now))
            }
        };
    }
}

/// How a login stands, in a word, with what its card shows.
fn state(login: &DeviceLogin) -> &'static str {
    let code = login.code().is_some();
    match login.outcome() {
        None if login.is_paused() => "paused",
        None if code => "waiting",
        None => "waiting without a code",
        Some(_) if code => "ended with a code",
        Some(Outcome::Completed(_)) => "completed",
        Some(Outcome::Refused(_)) => "refused",
        Some(Outcome::Expired) => "expired",
        Some(Outcome::Failed(_)) => "failed",
        Some(Outcome::Gone) => "gone",
        Some(Outcome::Abandoned) => "abandoned",
        Some(Outcome::Unknown(_)) => "unknown",
    }
}

const PENDING: &str = "200 word=authorization_pending";

#[test]
fn polls_and_ends() {
    let check = |script: &[&str], polls: &[i64], expect| {
        let mut login = started();
        let got = run(&mut login, script, 0);
        assert_eq!(got, polls, "{script:?}");
        assert_eq!(state(&login), expect, "{script:?}");
    };
    // Contract 5.6.
    check(&[PENDING], &[5], "waiting");
    check(
        &[PENDING, PENDING, "200 word=complete account=codex_01"],
        &[5, 10, 15],
        "completed",
    );
    check(
        &["200 word=access_denied error=access_denied"],
        &[5],
        "refused",
    );
    check(
        &["200 word=expired_token error=expired_token"],
        &[5],
        "expired",
    );
    check(
        &["200 word=failed error=workspace_not_allowed"],
        &[5],
        "failed",
    );
    check(
        &["200 word=slow_down interval=10", PENDING],
        &[5, 15],
        "waiting",
    );
    // Case 4: the word raises the interval by itself, and no later word lowers it.
    let slow = "400 error=slow_down";
    check(
        &[slow, slow, PENDING, "200 word=complete"],
        &[5, 15, 30, 45],
        "completed",
    );
    let told = "200 word=authorization_pending interval=5";
    check(&[slow, told, told], &[5, 15, 25], "waiting");
    check(
        &["200 word=slow_down interval=5", PENDING],
        &[5, 15],
        "waiting",
    );
    check(
        &["200 word=pending interval=2", PENDING, PENDING],
        &[5, 7, 9],
        "waiting",
    );
    check(
        &["200 word=pending interval=abc", PENDING],
        &[5, 10],
        "waiting",
    );
    check(
        &["200 word=pending interval=3600", PENDING],
        &[5, 65],
        "waiting",
    );
    // Case 5: limits.
    check(&["429 retry=30", PENDING], &[5, 35], "waiting");
    check(
        &["429 error=too_many_requests", PENDING],
        &[5, 15],
        "waiting",
    );
    check(&["200 word=pending retry=40", PENDING], &[5, 45], "waiting");
    // Case 6: the dead code is gone.
    check(&["200 word=expired"], &[5], "expired");
    check(&["200 word=error message=denied"], &[5], "refused");
    // Contract 6.5: failures are no end; the waits grow to 30 s and return to the interval.
    check(
        &["lost", "502", "lost", "503", "500", PENDING, PENDING],
        &[5, 15, 35, 65, 95, 125, 130],
        "waiting",
    );
    check(&["502", "200 word=complete"], &[5, 15], "completed");
    check(&["503 retry=2", PENDING], &[5, 15], "waiting");
    check(&[slow, slow, "lost", PENDING], &[5, 15, 30, 60], "waiting");
    // A login that is not found: once, twice, twice with something between.
    check(
        &["404", PENDING, "404", PENDING],
        &[5, 10, 15, 20],
        "waiting",
    );
    check(
        &["404 error=login_not_found", "404 error=login_not_found"],
        &[5, 10],
        "gone",
    );
    check(&["404", "502", "404"], &[5, 10, 20], "gone");
    check(
        &[
            "404 error=deviceauth_not_found",
            "404 error=deviceauth_not_found",
            PENDING,
        ],
        &[5, 10, 15],
        "waiting",
    );
    // The admin key.
    check(&["401", PENDING], &[5], "paused");
    check(&["403", PENDING], &[5], "paused");
    check(
        &["403 error=authorization_pending", PENDING],
        &[5, 10],
        "waiting",
    );
    // Unknown words go on until the deadline.
    check(
        &["200 word=scanned", "200 word=scanned", "200 word=complete"],
        &[5, 10, 15],
        "completed",
    );
    check(
        &["400 error=oddity", "204", PENDING],
        &[5, 10, 15],
        "waiting",
    );
}

#[test]
fn the_deadline() {
    let check = |script: &[&str], first_polls: usize, last: i64, expect| {
        let mut login = started();
        let polls = run(&mut login, script, 0);
        assert_eq!(polls.len(), first_polls, "{script:?} {polls:?}");
        assert_eq!(polls.last(), Some(&last), "{script:?}");
        assert_eq!(state(&login), expect, "{script:?}");
    };
    // One last poll at the deadline.
    check(&[PENDING, "…"], 180, 900, "expired");
    check(&["200 word=scanned", "…"], 180, 900, "expired");
    check(&["200 word=pending in=900", "…"], 180, 900, "expired");
    check(
        &["404 error=deviceauth_not_found", "…"],
        180,
        900,
        "expired",
    );
    // The last poll may still find it approved.
    let in_three = "200 word=pending in=3";
    check(&[in_three, "200 word=complete"], 2, 10, "completed");
    check(&[in_three, PENDING], 2, 10, "expired");
    check(&[in_three, "400 error=slow_down"], 2, 10, "expired");
    check(&[in_three, "404"], 2, 10, "expired");
    check(&["200 word=pending in=0", PENDING], 2, 10, "expired");
    // Unless the server says that there is more time: never shorter than the server says.
    check(
        &[in_three, "200 word=pending in=60", PENDING],
        3,
        15,
        "waiting",
    );
    // Lost at the end: nobody knows.
    check(&[in_three, "lost"], 2, 10, "unknown");
    check(&[in_three, "502"], 2, 10, "unknown");
    check(&[in_three, "401"], 2, 10, "unknown");
    check(&["lost", "…"], 32, 905, "unknown");
    // The last poll waits as it was asked to, but not for ever.
    check(
        &["200 word=pending in=3 retry=30", PENDING],
        2,
        35,
        "expired",
    );
    check(
        &["200 word=pending in=3 retry=3600", PENDING],
        1,
        5,
        "unknown",
    );
    check(&["429 retry=3600", PENDING], 1, 5, "unknown");
}
