//! A refusal that may answer what the same write did a moment before, and one that may not.

use super::sample::{ALL, What, review, send, uncertain, words};
use super::script::{Fate, Script};
use crate::gate::Review;

/// How a write ends, and how often lists were read for it.
fn refused(what: What, review: Review, script: &Script) -> (&'static str, u32) {
    script.reads.set(0);
    let performed = send(review, what.typed(), script);
    (words(&performed)[0], script.reads.get())
}

#[test]
fn what_is_refused_for_being_done() {
    const DONE: &str = "applied, response lost";
    let check = |what: What, status, done, expect, read: bool| {
        let fate = if done {
            Fate::DoneAndStatus(status)
        } else {
            Fate::Status(status)
        };
        let script = what.script(fate);
        let (said, reads) = refused(what, review(what, &script), &script);
        assert_eq!((said, reads > 0), (expect, read), "{what:?} {fate:?}");
    };
    for what in [What::Delete, What::DeleteBox, What::Remove] {
        check(what, 404, true, DONE, true);
        check(what, 410, true, DONE, true);
        check(what, 404, false, "refused", true);
        // A refusal that has nothing to do with what is gone is not looked into.
        check(what, 400, false, "refused", false);
        check(what, 409, false, "refused", false);
        check(what, 403, false, "refused", false);
    }
    for what in [What::Create, What::CreateBox] {
        check(what, 409, true, DONE, true);
        check(what, 409, false, "refused", true);
        check(what, 404, false, "refused", false);
    }
    for what in [
        What::Add,
        What::CreateMine,
        What::Rotate,
        What::Assign,
        What::SetOwner,
    ] {
        check(what, 404, false, "refused", false);
        check(what, 409, false, "refused", false);
    }
}

#[test]
fn a_refusal_is_not_turned_into_a_claim_without_sight() {
    let script = Script {
        blind: true,
        ..What::Delete.script(Fate::Status(404))
    };
    let performed = send(review(What::Delete, &script), "CI", &script);
    assert_eq!(words(&performed), ["unknown"]);
}

#[test]
fn a_repeat_by_hand_is_always_looked_into() {
    for what in ALL {
        for status in [400, 403, 404, 409, 429] {
            let check = |fate, expect| {
                let script = what.script(fate);
                let (said, reads) = refused(what, uncertain(what), &script);
                assert_eq!((said, reads > 0), (expect, true), "{what:?} {fate:?}");
            };
            check(Fate::Status(status), "refused");
            check(Fate::DoneAndStatus(status), "applied, response lost");
        }
    }
}
