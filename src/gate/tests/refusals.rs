//! A no that may be the answer to what the same write did a moment before, and one that may not.

use super::sample::{What, plan, send, words};
use super::script::{Fate, Script};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;

/// How a write ends that is refused with this status, having been done or not, and how often lists
/// were read for it.
fn refused(what: What, fate: Fate, known: Known) -> (&'static str, u32) {
    let script = what.script(fate);
    let settled = send(Asking::new(plan(what), known), what.typed(), &script);
    let words = words(&settled);
    (words[0], script.reads.get())
}

#[test]
fn what_is_refused_for_being_done() {
    const DONE: &str = "applied, answer lost";
    let check = |what, status, done, expect, read: bool| {
        let fate = if done {
            Fate::DoneAndStatus(status)
        } else {
            Fate::Status(status)
        };
        let (said, reads) = refused(what, fate, Known::default());
        assert_eq!((said, reads > 0), (expect, read), "{what:?} {fate:?}");
    };
    for what in [What::Delete, What::DeletePool, What::Remove] {
        check(what, 404, true, DONE, true);
        check(what, 410, true, DONE, true);
        check(what, 404, false, "refused", true);
        // A no that has nothing to do with what is gone is not looked into.
        check(what, 400, false, "refused", false);
        check(what, 409, false, "refused", false);
        check(what, 403, false, "refused", false);
    }
    check(What::CreatePool, 409, true, DONE, true);
    check(What::CreatePool, 409, false, "refused", true);
    check(What::CreatePool, 404, false, "refused", false);
    for what in [
        What::TopUp,
        What::Create,
        What::CreateMine,
        What::Rotate,
        What::Assign,
        What::SetOwner,
        What::RemoveOwner,
    ] {
        check(what, 404, false, "refused", false);
        check(what, 409, false, "refused", false);
    }
}

#[test]
fn a_no_is_not_turned_into_a_claim_without_sight() {
    let script = Script {
        blind: true,
        ..What::Delete.script(Fate::Status(404))
    };
    let asking = Asking::new(plan(What::Delete), Known::default());
    let settled = send(asking, What::Delete.typed(), &script);
    assert_eq!(words(&settled), ["cannot-tell"]);
}

#[test]
fn a_repeat_by_hand_is_always_looked_into() {
    let known = Known {
        may_have_landed: true,
        ..Known::default()
    };
    for what in super::sample::ALL {
        for status in [400, 403, 404, 409, 429] {
            let check = |fate, expect| {
                let (said, reads) = refused(what, fate, known);
                assert_eq!((said, reads > 0), (expect, true), "{what:?} {fate:?}");
            };
            check(Fate::Status(status), "refused");
            check(Fate::DoneAndStatus(status), "applied, answer lost");
        }
    }
}
