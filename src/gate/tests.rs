//! Whole plans through a made-up gateway: what is said at the end, and how often it was written to.

mod actions;
pub(super) mod catalogue;
mod laws;
mod plans;
mod preparing;
mod refusals;
mod repeats;
mod sample;
mod script;
mod steps;

use std::cell::RefCell;

use pollster::block_on;

use super::{Confirmed, NotConfirmed, Outcome, Progress, perform, verify_again};
use crate::domain::money::{Amount, Usd};
use crate::schema::{Known, Prior};
use catalogue::DIALECT;
use sample::{ALL, What, review, review_with, send, uncertain, word, words};
use script::{Fate, Script};

#[test]
fn every_fate_ends_with_the_truth() {
    let check = |fate, expect| {
        for what in ALL {
            let script = what.script(fate);
            let performed = send(review(what, &script), what.typed(), &script);
            // Where applying it twice does not show, it is applied all the same.
            let expect = match expect {
                "applied-twice" if !what.adds_up() => "applied, response lost",
                expect => expect,
            };
            assert_eq!(words(&performed), [expect], "{what:?} {fate:?}");
            assert_eq!(script.writes(), 1, "{what:?} {fate:?}: sent once");
        }
    };
    check(Fate::Fine, "applied");
    check(Fate::LostAfter, "applied, response lost");
    check(Fate::TwiceAndLost, "applied-twice");
    check(Fate::LostBefore, "not-applied");
    check(Fate::Silent, "unknown");
    check(Fate::Status(504), "unknown");
    check(Fate::Pretends, "no-change");
    check(Fate::Garbles, "applied");
    check(Fate::Status(400), "refused");
    check(Fate::Status(401), "refused");
    check(Fate::Status(403), "refused");
    check(Fate::Status(429), "refused");
    check(Fate::Status(500), "not-applied");
    check(Fate::Status(502), "not-applied");
}

#[test]
fn without_sight_nothing_is_claimed() {
    for what in ALL {
        let script = Script {
            blind: true,
            ..what.script(Fate::Fine)
        };
        let performed = send(review(what, &script), what.typed(), &script);
        assert!(
            matches!(
                performed.outcomes.as_slice(),
                [Outcome::Unknown { answered: true, .. }]
            ),
            "{what:?}"
        );
    }
}

#[test]
fn what_is_not_visible_is_read_again() {
    let check = |fate, expect: &[u32]| {
        let script = Script::new(fate);
        send(review(What::Add, &script), "", &script);
        assert_eq!(*script.paused.borrow(), expect, "{fate:?}");
    };
    check(Fate::Fine, &[]);
    check(Fate::Pretends, &[1_000, 4_000]);
    check(Fate::Status(400), &[]);
}

#[test]
fn the_steps_are_told_as_they_come() {
    let seen = RefCell::new(Vec::new());
    let script = Script::new(Fate::Pretends);
    let confirmed = review(What::Add, &script).confirm("", 0);
    let confirmed = confirmed.ok().expect("confirmed");
    block_on(perform(confirmed, &script, &|_, progress| {
        seen.borrow_mut().push(progress);
    }));
    use Progress::{NotVisibleYet, Sending, Verifying};
    assert_eq!(
        *seen.borrow(),
        [Sending, Verifying, NotVisibleYet, NotVisibleYet]
    );
}

#[test]
fn a_value_whose_response_was_lost_may_be_asked_for_again_by_hand() {
    let script = Script::new(Fate::LostAfter);
    let review_of = review(What::Create, &script);
    let sent = |review: &super::Review| {
        let step = review.plan().steps().first().expect("a step");
        step.step.write.drawn(DIALECT.credential, 30)
    };
    let before = sent(&review_of);
    let performed = send(review_of, "", &script);
    assert!(performed.lost_its_value());
    let again = performed.again().expect("may be asked for again");
    assert!(
        !again.accepts(""),
        "the name must be typed: it may be applied twice"
    );
    assert!(again.accepts("Fresh"));
    assert_eq!(sent(&again), before, "the same bytes and the same key");
    let script = Script::new(Fate::Fine);
    let performed = send(review(What::Create, &script), "", &script);
    assert!(!performed.lost_its_value());
    assert_eq!(
        performed.value.as_ref().map(|value| value.expose()),
        Some("sk-new")
    );
    assert!(
        performed.again().is_none(),
        "what is applied is not offered again"
    );
}

#[test]
fn a_repeat_of_what_may_show_later_must_be_typed() {
    let check = |fate, expect| {
        let script = Script::new(fate);
        let performed = send(review(What::Add, &script), "", &script);
        let again = performed.again().expect("may be repeated");
        assert_eq!(again.accepts(""), expect, "{fate:?}");
    };
    check(Fate::Pretends, false);
    check(Fate::Silent, false);
    check(Fate::LostBefore, true);
}

#[test]
fn a_repeat_that_does_no_harm_is_not_typed() {
    let check = |what: What, expect| {
        assert_eq!(uncertain(what).accepts(""), expect, "{what:?}");
    };
    check(What::Add, false);
    check(What::Create, false);
    check(What::CreateBox, false);
    check(What::Assign, true);
    check(What::SetOwner, true);
    // It is typed each time.
    check(What::Delete, false);
}

#[test]
fn a_refused_repeat_does_not_hide_that_the_first_attempt_was_applied() {
    let check = |applied_before: i128, expect, must_repeat| {
        let script = Script::new(Fate::Status(429));
        script.held.borrow_mut().limit = 100 + 25 * applied_before;
        let performed = send(uncertain(What::Add), "25", &script);
        assert_eq!(performed.outcomes.first().map(word), Some(expect));
        assert_eq!(performed.must_repeat(), must_repeat);
        if let Some(again) = performed.again() {
            assert!(!again.accepts(""), "still to be typed");
        }
    };
    check(0, "refused", true);
    check(1, "applied, response lost", false);
}

#[test]
fn a_review_that_was_put_aside_is_the_same_review() {
    let confirmed = uncertain(What::Create).confirm("Fresh", 0);
    let back = confirmed.ok().map(Confirmed::back);
    assert!(back.is_some_and(|review| !review.accepts("") && review.accepts("Fresh")));
}

#[test]
fn what_was_read_long_ago_is_not_confirmed() {
    let check = |age, expect: bool| {
        let script = Script::new(Fate::Fine);
        let confirmed = review(What::Add, &script).confirm("", age);
        assert_eq!(confirmed.is_ok(), expect, "{age}");
        assert!(!matches!(confirmed, Err(NotConfirmed::NotTyped(_))));
        let recorded = review(What::Add, &script).confirm("", 0);
        let recorded = recorded.ok().expect("confirmed");
        assert_eq!(recorded.is_too_old(age), !expect, "{age}");
    };
    check(0, true);
    check(60_000, true);
    check(60_001, false);
    // A clock that was set back says nothing of age.
    check(-5, true);
}

#[test]
fn a_repeat_is_judged_by_what_was_there_before_the_first_attempt() {
    let script = Script::new(Fate::LostBefore);
    let performed = send(review(What::Add, &script), "", &script);
    let again = performed.again().expect("may be repeated");
    assert!(again.is_repeat());
    let confirmed = again.confirm("", 3_600_000).ok().expect("confirmed");
    assert!(!confirmed.is_too_old(3_600_000));
    assert!(confirmed.back().is_repeat());
}

#[test]
fn an_open_entry_is_verified_again() {
    let check = |fate, answered, age, expect| {
        let script = Script::new(fate);
        let performed = send(review(What::Add, &script), "", &script);
        let step = performed.plan().steps().first().expect("a step");
        let checks = &step.step.checks;
        let outcome = block_on(verify_again(&DIALECT, checks, answered, age, &script));
        assert_eq!(word(&outcome), expect, "{fate:?} {age}");
        assert_eq!(script.writes(), 1, "verifying never sends");
    };
    check(Fate::LostAfter, false, 0, "applied, response lost");
    check(Fate::LostBefore, false, 34_999, "unknown");
    check(Fate::LostBefore, false, 35_000, "not-applied");
    check(Fate::Pretends, true, 0, "no-change");
    check(Fate::TwiceAndLost, false, 0, "applied-twice");
}

#[test]
fn a_repeat_keeps_what_had_to_be_typed() {
    let last = Usd::from_operator("2.5").ok().map(Amount::computed);
    let prior = Prior {
        last: last.map(Known::value),
        ..Prior::default()
    };
    let script = Script::new(Fate::Status(429));
    let performed = send(review_with(What::Add, prior, &script), "25", &script);
    let again = performed.again().expect("may be repeated");
    assert!(!again.accepts(""));
    assert!(again.accepts("25.00"));
}
