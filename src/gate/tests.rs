//! Whole plans through a made-up gateway: what is told at the end, and how often it was written to.

mod laws;
mod refusals;
mod repeats;
mod sample;
mod script;

use std::cell::RefCell;

use pollster::block_on;

use super::asking::{Asking, NotConfirmed};
use super::confirmation::Known;
use super::outcome::Outcome;
use super::perform::{Progress, perform, reconcile};
use crate::api::gateway::Dialect;
use crate::domain::money::Usd;
use sample::{ALL, What, plan, send, word, words};
use script::{Fate, Script};

#[test]
fn every_fate_ends_with_the_truth() {
    let check = |fate, expect| {
        for what in ALL {
            let script = what.script(fate);
            let asking = Asking::new(plan(what), Known::default());
            let settled = send(asking, what.typed(), &script);
            // Where doing it twice does not show, it is done all the same.
            let expect = match expect {
                "landed-twice" if !what.adds_up() => "applied, answer lost",
                expect => expect,
            };
            assert_eq!(words(&settled), [expect], "{what:?} {fate:?}");
            assert_eq!(script.writes(), 1, "{what:?} {fate:?}: sent once");
        }
    };
    check(Fate::Fine, "applied");
    check(Fate::LostAfter, "applied, answer lost");
    check(Fate::TwiceAndLost, "landed-twice");
    check(Fate::LostBefore, "not-landed");
    check(Fate::Silent, "cannot-tell");
    check(Fate::Status(504), "cannot-tell");
    check(Fate::Pretends, "not-applied");
    check(Fate::Garbles, "applied");
    check(Fate::Status(400), "refused");
    check(Fate::Status(401), "refused");
    check(Fate::Status(403), "refused");
    check(Fate::Status(429), "refused");
    check(Fate::Status(500), "not-landed");
    check(Fate::Status(502), "not-landed");
}

#[test]
fn without_sight_nothing_is_claimed() {
    for what in ALL {
        let script = Script {
            blind: true,
            ..what.script(Fate::Fine)
        };
        let asking = Asking::new(plan(what), Known::default());
        let settled = send(asking, what.typed(), &script);
        assert!(
            matches!(
                settled.outcomes.as_slice(),
                [Outcome::CannotTell { answered: true, .. }]
            ),
            "{what:?}"
        );
    }
}

#[test]
fn what_is_not_visible_is_looked_for_again() {
    let check = |fate, expect: &[u32]| {
        let script = Script::new(fate);
        send(
            Asking::new(plan(What::TopUp), Known::default()),
            "",
            &script,
        );
        assert_eq!(*script.paused.borrow(), expect, "{fate:?}");
    };
    check(Fate::Fine, &[]);
    check(Fate::Pretends, &[1_000, 4_000]);
    check(Fate::Status(400), &[]);
}

#[test]
fn the_steps_are_told_as_they_come() {
    let seen = RefCell::new(Vec::new());
    let confirmed = Asking::new(plan(What::TopUp), Known::default())
        .confirm("", 0)
        .ok()
        .expect("confirmed");
    block_on(perform(
        confirmed,
        &Script::new(Fate::Pretends),
        &|_, progress| seen.borrow_mut().push(progress),
    ));
    use Progress::{NotVisibleYet, ReadingBack, Sending};
    assert_eq!(
        *seen.borrow(),
        [Sending, ReadingBack, NotVisibleYet, NotVisibleYet]
    );
}

#[test]
fn a_value_whose_answer_was_lost_may_be_asked_for_again_by_hand() {
    let settled = send(
        Asking::new(plan(What::Create), Known::default()),
        "",
        &Script::new(Fate::LostAfter),
    );
    assert!(settled.lost_its_secret());
    let before = settled
        .plan()
        .steps()
        .first()
        .map(|step| step.request().clone());
    let asking = settled.again().expect("may be asked for again");
    assert!(
        !asking.accepts(""),
        "the name must be typed: it may land twice"
    );
    assert!(asking.accepts("Fresh"));
    assert_eq!(
        asking
            .plan()
            .steps()
            .first()
            .map(|step| step.request().clone()),
        before,
        "the same bytes and the same key"
    );
    let settled = send(
        Asking::new(plan(What::Create), Known::default()),
        "",
        &Script::new(Fate::Fine),
    );
    assert!(!settled.lost_its_secret());
    assert!(
        settled.again().is_none(),
        "what is done is not offered again"
    );
}

#[test]
fn a_repeat_of_what_may_show_late_must_be_typed() {
    let check = |fate, expect| {
        let settled = send(
            Asking::new(plan(What::TopUp), Known::default()),
            "",
            &Script::new(fate),
        );
        let asking = settled.again().expect("may be repeated");
        assert_eq!(asking.accepts(""), expect, "{fate:?}");
    };
    check(Fate::Pretends, false);
    check(Fate::Silent, false);
    check(Fate::LostBefore, true);
}

#[test]
fn a_refused_repeat_does_not_hide_that_the_first_attempt_landed() {
    let check = |landed_before: i128, expect, doubtful| {
        let settled = send(
            Asking::new(plan(What::TopUp), Known::default()),
            "",
            &Script::new(Fate::Silent),
        );
        let script = Script::new(Fate::Status(429));
        script.held.borrow_mut().limit = 100 + 25 * landed_before;
        let settled = send(settled.again().expect("may be repeated"), "25", &script);
        assert_eq!(settled.outcomes.first().map(word), Some(expect));
        assert_eq!(settled.is_doubtful(), doubtful);
        if let Some(asking) = settled.again() {
            assert!(!asking.accepts(""), "still to be typed");
        }
    };
    check(0, "refused", true);
    check(1, "applied, answer lost", false);
}

#[test]
fn a_question_that_was_put_aside_is_the_same_question() {
    let known = Known {
        may_have_landed: true,
        ..Known::default()
    };
    let asking = Asking::new(plan(What::Create), known);
    let asking = asking
        .confirm("Fresh", 0)
        .ok()
        .map(super::asking::Confirmed::take_back);
    assert!(asking.is_some_and(|asking| !asking.accepts("") && asking.accepts("Fresh")));
}

#[test]
fn a_yes_to_what_was_read_long_ago_is_not_taken() {
    let check = |age, expect: bool| {
        let asking = Asking::new(plan(What::TopUp), Known::default());
        let confirmed = asking.confirm("", age);
        assert_eq!(confirmed.is_ok(), expect, "{age}");
        assert!(!matches!(confirmed, Err(NotConfirmed::NotTyped(_))));
        let asking = Asking::new(plan(What::TopUp), Known::default());
        let recorded = asking.confirm("", 0).ok().expect("confirmed");
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
    let settled = send(
        Asking::new(plan(What::TopUp), Known::default()),
        "",
        &Script::new(Fate::LostBefore),
    );
    let repeat = settled.again().expect("may be repeated");
    assert!(repeat.is_repeat());
    let confirmed = repeat.confirm("", 3_600_000).ok().expect("confirmed");
    assert!(!confirmed.is_too_old(3_600_000));
    assert!(confirmed.take_back().is_repeat());
}

#[test]
fn an_open_entry_is_reconciled() {
    let check = |fate, answered, age, expect| {
        let script = Script::new(fate);
        send(
            Asking::new(plan(What::TopUp), Known::default()),
            "",
            &script,
        );
        let plan = plan(What::TopUp);
        let step = plan.steps().first().expect("a step");
        let outcome = block_on(reconcile(
            step.check(),
            Dialect::OneKeyLlm,
            answered,
            age,
            &script,
        ));
        assert_eq!(word(&outcome), expect, "{fate:?} {age}");
        assert_eq!(script.writes(), 1, "looking never sends");
    };
    check(Fate::LostAfter, false, 0, "applied, answer lost");
    check(Fate::LostBefore, false, 34_999, "cannot-tell");
    check(Fate::LostBefore, false, 35_000, "not-landed");
    check(Fate::Pretends, true, 0, "not-applied");
    check(Fate::TwiceAndLost, false, 0, "landed-twice");
}

#[test]
fn a_repeat_keeps_what_had_to_be_typed() {
    let known = Known {
        last_top_up: Usd::from_operator("2.5").ok(),
        ..Known::default()
    };
    let settled = send(
        Asking::new(plan(What::TopUp), known),
        "25",
        &Script::new(Fate::Status(429)),
    );
    let asking = settled.again().expect("may be repeated");
    assert!(!asking.accepts(""));
    assert!(asking.accepts("25.00"));
}
