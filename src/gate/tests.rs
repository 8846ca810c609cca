//! Whole plans through a made-up gateway: what the laws over the catalogue do not reach, because no
//! action of it has several steps yet.

mod again;
pub(super) mod catalogue;
mod laws;
mod plans;
mod preparing;
mod repeats;
mod sample;
mod script;
mod steps;

use std::cell::RefCell;

use pollster::block_on;

use super::{NotConfirmed, Progress, perform};
use sample::{create, moves, probes, send, tries, turns_on, words};
use script::{Fate, Script};

#[test]
fn the_steps_are_told_as_they_come() {
    let seen = RefCell::new(Vec::new());
    let script = Script::new(Fate::Pretends);
    let confirmed = moves(1, &script).confirm("", 0);
    let confirmed = confirmed.ok().expect("confirmed");
    block_on(perform(
        confirmed,
        &script,
        &|_, progress| {
            seen.borrow_mut().push(progress);
        },
        &async |_, _| true,
    ));
    use Progress::{NotVisibleYet, Sending, Verifying};
    assert_eq!(
        *seen.borrow(),
        [Sending, Verifying, NotVisibleYet, NotVisibleYet]
    );
}

/// A connection that ended, or a proxy that waits no longer, says nothing of what the gateway behind
/// it is still doing.
#[test]
fn what_was_lost_may_still_be_under_way() {
    let check = |fate, expect| {
        let script = Script::new(fate);
        assert_eq!(
            words(&send(moves(1, &script), &script)),
            [expect],
            "{fate:?}"
        );
    };
    check(Fate::Status(504), "unknown");
    check(Fate::Silent, "unknown");
    check(Fate::Status(502), "unknown");
    check(Fate::LostBefore, "unknown");
}

/// A gateway that accepts a write only so often refuses the second of two sends for the first. The
/// list tells whether there was one; where it cannot be read, nothing is known.
#[test]
fn a_write_with_its_own_limit_may_be_refused_for_what_it_did() {
    let check = |fate, blind, expect| {
        let script = Script {
            blind,
            ..Script::new(fate)
        };
        let performed = send(turns_on(&script), &script);
        assert_eq!(words(&performed), [expect], "{fate:?}");
        assert_eq!(*script.written.borrow(), ["POST /items/all/enable"]);
    };
    check(Fate::Fine, false, "applied");
    check(Fate::Status(429), false, "refused");
    check(Fate::DoneAndStatus(429), false, "applied, response lost");
    check(Fate::DoneAndStatus(400), false, "refused");
    check(Fate::Status(429), true, "unknown");
    // Of any other write a 429 says that nothing was done.
    let script = Script::new(Fate::DoneAndStatus(429));
    assert_eq!(words(&send(moves(1, &script), &script)), ["refused"]);
}

/// A gateway may refuse inside a success what it has done. Where nothing can be read, a refusal is
/// believed unless a repeat would add the same once more.
#[test]
fn a_refusal_inside_a_success_may_have_been_done() {
    let check = |fate, blind, moved: &str, made: &str| {
        let script = || Script {
            blind,
            ..Script::new(fate)
        };
        let (one, other) = (script(), script());
        let ended = words(&send(moves(1, &one), &one));
        assert_eq!(ended, [moved], "{fate:?}");
        let ended = words(&send(probes(1, &other), &other));
        assert_eq!(ended[0], made, "{fate:?}");
    };
    check(Fate::RefusesInside, false, "refused", "refused");
    check(Fate::RefusesInside, true, "refused", "unknown");
    let done = "applied, response lost";
    check(Fate::DoneAndRefusesInside, false, done, done);
    check(Fate::DoneAndRefusesInside, true, "refused", "unknown");
    // A trial leaves its mark also where it fails, which its refusal says.
    let script = Script::new(Fate::DoneAndRefusesInside);
    assert_eq!(words(&send(tries(&script), &script)), ["refused"]);
}

/// Without an idempotency key a repeat of what may still arrive would do it twice: that has to be typed.
#[test]
fn a_repeat_that_could_double_is_typed() {
    let script = Script::new(Fate::Silent);
    let performed = send(probes(1, &script), &script);
    assert_eq!(words(&performed)[0], "unknown");
    assert_eq!(performed.would_double().next(), Some(true));
    assert!(performed.outcomes[0].may_be_under_way());
    let again = performed.again().expect("may be repeated");
    assert!(!again.accepts("") && again.accepts("I1"));
    // A refusal leaves nothing that could arrive.
    let refused = Script::new(Fate::Status(400));
    let performed = send(probes(1, &refused), &refused);
    assert!(performed.again().expect("may be repeated").accepts(""));
}

#[test]
fn what_was_read_long_ago_is_not_confirmed() {
    let script = Script::new(Fate::Fine);
    let check = |age, expect: bool| {
        let confirmed = moves(1, &script).confirm("", age);
        assert_eq!(confirmed.is_ok(), expect, "{age}");
        assert!(!matches!(confirmed, Err(NotConfirmed::NotTyped(_))));
        let waiting = moves(1, &script).confirm("", 0).ok().expect("confirmed");
        assert_eq!(waiting.is_too_old(age), !expect, "{age}");
    };
    check(0, true);
    check(60_000, true);
    check(60_001, false);
    // A clock that was set back says nothing of age.
    check(-5, true);
}

/// It is judged by what was there before the first attempt, however long ago, and typed again.
#[test]
fn a_repeat_is_the_same_review() {
    let script = Script::new(Fate::Silent);
    let performed = send(create(&script), &script);
    assert_eq!(words(&performed), ["unknown"]);
    let again = performed.again().expect("may be repeated");
    let confirmed = again.confirm("Fresh", 3_600_000).ok().expect("confirmed");
    assert!(!confirmed.is_too_old(3_600_000));
    let back = confirmed.back();
    assert!(back.is_repeat() && !back.accepts("") && back.accepts("Fresh"));
}
