//! Plans of several steps: what each requires, what must still be so, what restores the state.

use std::cell::RefCell;

use pollster::block_on;

use super::sample::{create, moves, moves_together, probes, save, send, turns_one, word, words};
use super::script::{Fate, Script};
use crate::domain::ids::id;
use crate::domain::table::{check_table, parts};
use crate::gate::{Outcome, Performed, perform};

use Fate::{Fine, LostAfter, LostBefore, Pretends, Silent, Status};

/// A gateway with these fates, each a word or a status; `done-400` is refused and done all the same,
/// `breaks-400` is refused and leaves a broken text.
fn script(fates: &str) -> Script {
    let fates = fates.split_whitespace().map(|word| match word {
        "fine" => Fine,
        "lost-after" => LostAfter,
        "twice" => Fate::TwiceAndLost,
        "lost-before" => LostBefore,
        "garbles" => Fate::Garbles,
        "silent" => Silent,
        "pretends" => Pretends,
        "done-400" => Fate::DoneAndStatus(400),
        "breaks-400" => Fate::Breaks(400),
        status => Status(status.parse().expect("a status")),
    });
    Script::of(fates.collect())
}

#[test]
fn what_a_step_requires() {
    check_table(
        r##"
        fine => applied | applied | applied | applied | 4 sent
        # The list alone shows what was made.
        lost-after fine => applied, response lost | applied | applied | applied | 4 sent
        garbles fine => applied | applied | applied | applied | 4 sent
        # Two were made: neither is tried, and both are taken away.
        twice fine => applied-twice | not-sent | applied | not-sent | 3 sent
        twice pretends => applied-twice | not-sent | no-change | not-sent | 3 sent
        twice 400 fine => applied-twice | not-sent | refused | not-sent | 3 sent
        # Nothing was made, so nothing is taken away.
        400 fine => refused | not-sent | not-sent | not-sent | 1 sent
        silent fine => unknown | not-sent | not-sent | not-sent | 1 sent
        # The probe is taken away however its test ended.
        fine silent fine => applied | unknown | applied | not-sent | 3 sent
        fine 401 fine => applied | refused | applied | not-sent | 3 sent
        fine 400 fine => applied | refused | applied | not-sent | 3 sent
        fine fine pretends => applied | applied | no-change | not-sent | 3 sent
        "##,
        |fates| {
            let script = script(fates);
            let performed = send(probes(1, &script), &script);
            format!(
                "{} | {} sent",
                words(&performed).join(" | "),
                script.writes()
            )
        },
    );
}

/// Rows that belong together stop at the first that was not applied; others go on after a refusal.
#[test]
fn rows_that_belong_together_stop_at_the_first_failure() {
    check_table(
        r##"
        fine => applied applied applied / applied applied applied
        fine 400 fine => applied refused applied / applied refused not-sent
        fine silent fine => applied unknown not-sent / applied unknown not-sent
        pretends fine => no-change not-sent not-sent / no-change not-sent not-sent
        "##,
        |fates| {
            let (one, other) = (script(fates), script(fates));
            let alone = words(&send(moves(3, &one), &one)).join(" ");
            let together = words(&send(moves_together(3, &other), &other)).join(" ");
            format!("{alone} / {together}")
        },
    );
    // Sent again, it goes on with what was not applied.
    let script = Script::of(vec![Fine, Status(400), Fine]);
    let performed = send(moves_together(3, &script), &script);
    let again = performed.again().expect("may be repeated");
    assert_eq!(words(&send(again, &script)), ["applied"; 3]);
    assert_eq!(script.writes(), 4);
}

/// Each step but the first is recorded before it is sent, with what came of those before it. One that
/// cannot be recorded is not sent, and neither is what requires it.
#[test]
fn a_step_is_recorded_before_it_is_sent() {
    let check = |fates: &str, fails_at: usize, expect: &str| {
        let (script, told) = (script(fates), RefCell::new(Vec::new()));
        let record = async |step: usize, outcomes: Vec<Outcome>| {
            let words: Vec<_> = outcomes.iter().map(word).collect();
            let line = format!(
                "{step} after {} writes: {}",
                script.writes(),
                words.join(" ")
            );
            told.borrow_mut().push(line);
            step != fails_at
        };
        let Ok(confirmed) = probes(1, &script).confirm("", 0) else {
            panic!("confirmed");
        };
        let performed = block_on(perform(confirmed, &script, &|_, _| {}, &record));
        let ended = words(&performed).join(" ");
        assert_eq!(format!("{} => {ended}", told.take().join(", ")), expect);
    };
    check(
        "fine",
        9,
        "1 after 1 writes: applied, 2 after 2 writes: applied applied, 3 after 3 writes: applied applied applied => applied applied applied applied",
    );
    check(
        "fine 400 fine",
        9,
        "1 after 1 writes: applied, 2 after 2 writes: applied refused => applied refused applied not-sent",
    );
    check(
        "fine",
        1,
        "1 after 1 writes: applied, 2 after 1 writes: applied not-sent => applied not-sent applied not-sent",
    );
}

#[test]
fn steps_are_counted_within_their_row() {
    let script = Script::of(vec![Fine, Status(400), Fine]);
    let performed = send(probes(2, &script), &script);
    assert_eq!(
        words(&performed).join(" | "),
        "applied | refused | applied | not-sent | applied | applied | applied | applied"
    );
    assert_eq!(
        *script.written.borrow(),
        [
            r#"POST /items {"name":"probe-fresh-1"}"#,
            r#"POST /items/new_0/test {"probe":"new_0"}"#,
            "DELETE /items/new_0",
            r#"POST /items {"name":"probe-fresh-2"}"#,
            r#"POST /items/new_1/test {"probe":"new_1"}"#,
            "DELETE /items/new_1",
            "POST /items/item_2/enable",
        ]
    );
}

#[test]
fn a_repeat_sees_that_the_first_attempt_changed_what_must_still_be_so() {
    let check = |state: &str, expect: &str| {
        let script = Script::of(vec![Fine, Fine, Fine, Silent]);
        let performed = send(probes(1, &script), &script);
        assert_eq!(words(&performed)[3], "unknown");
        script.held.borrow_mut().state = state.to_owned();
        let performed = send(performed.again().expect("may be repeated"), &script);
        assert_eq!(words(&performed)[3], expect, "{state}");
        assert_eq!(script.writes(), 4, "it was not sent again");
    };
    check("on", "applied, response lost");
    check("broken", "outdated");
}

/// What shows by now is not sent once more: without an idempotency key it would be made twice.
#[test]
fn a_repeat_of_what_was_applied_late_is_not_sent() {
    let script = Script::of(vec![LostBefore, Fine]);
    let performed = send(probes(1, &script), &script);
    assert_eq!(words(&performed)[0], "unknown");
    let late = ("new_7".to_owned(), "probe-fresh".to_owned());
    script.held.borrow_mut().made.insert(0, late);
    let again = performed.again().expect("may be repeated");
    let Ok(confirmed) = again.confirm("I1", 0) else {
        panic!("confirmed");
    };
    let performed = block_on(perform(confirmed, &script, &|_, _| {}, &async |_, _| true));
    // What comes after it goes on with the one that was made.
    let ended = ["applied, response lost", "applied", "applied", "applied"];
    assert_eq!(words(&performed), ended);
    let made = |write: &&String| write.starts_with("POST /items {");
    assert_eq!(script.written.borrow().iter().filter(made).count(), 1);
}

#[test]
fn what_must_still_be_so_is_read_just_before_sending() {
    let script = Script::new(Fine);
    let review = probes(1, &script);
    script.held.borrow_mut().state = "broken".to_owned();
    let performed = send(review, &script);
    assert_eq!(
        words(&performed),
        ["applied", "applied", "applied", "outdated"]
    );
    assert_eq!(script.writes(), 3);
    assert!(matches!(
        performed.outcomes.last(),
        Some(Outcome::Outdated { field, .. }) if *field == id("state")
    ));
    assert!(performed.again().is_none(), "it must be reviewed again");
}

#[test]
fn what_is_replaced_is_compared_beside_what_must_still_be_so() {
    let check = |state: &str, expect: &str, writes: usize| {
        let script = Script::new(Fine);
        let review = turns_one(&script);
        script.held.borrow_mut().state = state.to_owned();
        let performed = send(review, &script);
        assert_eq!(words(&performed), [expect], "{state}");
        assert_eq!(script.writes(), writes, "{state}");
    };
    check("off", "applied", 1);
    check("broken", "outdated", 0);
}

/// Whichever of them no longer holds, nothing is sent, and it is named.
#[test]
fn each_precondition_counts() {
    let script = Script::new(Fine);
    let review = turns_one(&script);
    script.held.borrow_mut().members.push(1);
    let performed = send(review, &script);
    assert!(matches!(
        performed.outcomes.as_slice(),
        [Outcome::Outdated { field, .. }] if *field == id("box")
    ));
    assert_eq!(script.writes(), 0);
}

#[test]
fn a_repeat_goes_on_with_what_was_made() {
    let script = Script::of(vec![Fine, Status(400), LostBefore, Fine]);
    let performed = send(probes(1, &script), &script);
    assert_eq!(
        words(&performed),
        ["applied", "refused", "unknown", "not-sent"]
    );
    let again = performed.again().expect("may be repeated");
    let performed = send(again, &script);
    assert_eq!(words(&performed), ["applied"; 4]);
    let written = script.written.borrow();
    assert_eq!(written.len(), 6);
    assert_eq!(written[4], "DELETE /items/new_0");
}

#[test]
fn the_id_in_a_response_is_looked_for() {
    let check = |fate, blind, expect| {
        let script = Script {
            blind,
            ..Script::new(fate)
        };
        let performed = send(create(&script), &script);
        assert_eq!(words(&performed), [expect], "{fate:?}");
    };
    check(Fine, false, "applied");
    check(Pretends, false, "no-change");
    check(LostAfter, false, "unknown");
    check(Fine, true, "unknown");
}

fn restored(performed: &Performed) -> String {
    let all = performed.compensations.iter();
    let all = all.map(|(step, outcome)| format!("{step} {}", word(outcome)));
    all.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_document_is_restored_only_where_it_must_be() {
    // How the first step ended, what was restored, and the text that is live.
    check_table(
        r##"
        {"a":1} | fine => applied | | {"a":1}
        {"a":1} | lost-after fine => applied, response lost | | {"a":1}
        {"a":1} | 400 fine => refused | | {}
        {"a":1} | pretends fine => no-change | | {}
        # It was refused, and yet it is live and every check passes: what applies may be part of it.
        {"a":1} | done-400 fine => refused | 0 applied | {}
        # It was refused, is live, and the other check does not accept it.
        {"odd":1} | done-400 fine => refused | 0 applied | {}
        # It was refused, and what is live is broken.
        {"a":1} | breaks-400 fine => refused | 0 applied | {}
        # It was saved, and the other check does not accept it.
        {"odd":1} | fine => unknown | 0 applied | {}
        { | fine => applied | | {
        {"odd":1} | fine lost-before => unknown | 0 unknown | {"odd":1}
        "##,
        |input| {
            let [text, fates] = parts(input);
            let script = script(fates);
            let performed = send(save(text, &script), &script);
            let (first, restored) = (words(&performed)[0], restored(&performed));
            let blank = if restored.is_empty() { "" } else { " " };
            format!("{first} |{blank}{restored} | {}", script.held.borrow().text)
        },
    );
}

#[test]
fn what_somebody_else_saved_is_never_overwritten() {
    for theirs in [r#"{"colleague":1}"#, "{"] {
        let script = Script::of(vec![Fine, Fine]);
        let review = save(r#"{"a":1}"#, &script);
        script.held.borrow_mut().text = theirs.to_owned();
        let performed = send(review, &script);
        assert_eq!(words(&performed)[0], "outdated");
        assert_eq!(restored(&performed), "");
        assert_eq!(script.writes(), 0);
        assert_eq!(script.held.borrow().text, theirs);
    }
}

/// Somebody else saves before one of the calls of a plan, whichever it is. It is written over only between
/// a read and the write right after it, which nobody can tell: these gateways compare no versions.
#[test]
fn what_somebody_else_saves_in_the_middle_stays() {
    // The text, what becomes of its write, and before which call somebody else saves; then how the first step
    // ended, what was restored, and what is live. Call 0 is the last read, 1 the write, 2 and 3 read what it
    // came to, 4 restores and 5 verifies that.
    check_table(
        r##"
        {"a":1} | fine | 0 => outdated || {"colleague":1}
        {"a":1} | fine | 1 => applied || {"a":1}
        {"a":1} | fine | 2 => unknown || {"colleague":1}
        {"a":1} | fine | 3 => applied || {"colleague":1}
        {"a":1} | fine | 4 => applied || {"colleague":1}
        {"a":1} | 400 fine | 0 => outdated || {"colleague":1}
        {"a":1} | 400 fine | 1 => refused || {"colleague":1}
        {"a":1} | 400 fine | 2 => refused || {"colleague":1}
        {"a":1} | 400 fine | 3 => refused || {"colleague":1}
        {"a":1} | done-400 fine | 0 => outdated || {"colleague":1}
        {"a":1} | done-400 fine | 1 => refused |0 applied| {}
        {"a":1} | done-400 fine | 2 => refused || {"colleague":1}
        {"a":1} | done-400 fine | 3 => refused || {"colleague":1}
        {"a":1} | done-400 fine | 4 => refused |0 applied| {}
        {"a":1} | done-400 fine | 5 => refused |0 unknown| {"colleague":1}
        {"odd":1} | fine | 0 => outdated || {"colleague":1}
        {"odd":1} | fine | 1 => unknown |0 applied| {}
        {"odd":1} | fine | 2 => unknown || {"colleague":1}
        {"odd":1} | fine | 3 => unknown || {"colleague":1}
        {"odd":1} | fine | 4 => unknown |0 applied| {}
        {"odd":1} | fine | 5 => unknown |0 unknown| {"colleague":1}
        {"a":1} | breaks-400 fine | 0 => outdated || {"colleague":1}
        {"a":1} | breaks-400 fine | 1 => refused |0 applied| {}
        {"a":1} | breaks-400 fine | 2 => refused || {"colleague":1}
        {"a":1} | breaks-400 fine | 3 => refused || {"colleague":1}
        {"a":1} | breaks-400 fine | 4 => refused |0 applied| {}
        {"a":1} | breaks-400 fine | 5 => refused |0 unknown| {"colleague":1}
        {"a":1} | lost-after fine | 0 => outdated || {"colleague":1}
        {"a":1} | lost-after fine | 1 => applied, response lost || {"a":1}
        {"a":1} | lost-after fine | 2 => unknown || {"colleague":1}
        "##,
        |input| {
            let [text, fates, at] = parts(input);
            let script = Script {
                colleague: Some((at.parse().expect("a number"), r#"{"colleague":1}"#)),
                ..script(fates)
            };
            let performed = send(save(text, &script), &script);
            let (first, restored) = (words(&performed)[0], restored(&performed));
            format!("{first} |{restored}| {}", script.held.borrow().text)
        },
    );
}

#[test]
fn a_step_is_undone_where_a_later_one_failed() {
    check_table(
        r##"
        fine =>
        fine fine 400 fine => 1 applied
        # It may have been published.
        fine fine silent fine => may be repeated
        fine 400 fine => may be repeated
        fine fine 401 fine => 1 not-sent
        fine fine 400 silent => 1 unknown
        "##,
        |fates| {
            let script = script(fates);
            let performed = send(save(r#"{"a":1}"#, &script), &script);
            let restored = restored(&performed);
            match performed.again() {
                Some(_) => format!("{restored}may be repeated"),
                None => restored,
            }
        },
    );
}
