//! Plans of several steps: what each requires, what must still be so, what restores the state.

use super::sample::{create, probes, save, send, word, words};
use super::script::{Fate, Script};
use crate::domain::ids::id;
use crate::gate::{Outcome, Performed};

use Fate::{Fine, Garbles, LostAfter, LostBefore, Pretends, Silent, Status};

#[test]
fn what_a_step_requires() {
    let check = |fates: &[Fate], expect: &str, sent: usize| {
        let script = Script::of(fates.to_vec());
        let performed = send(probes(1, &script), &script);
        assert_eq!(words(&performed).join(" | "), expect, "{fates:?}");
        assert_eq!(script.writes(), sent, "{fates:?}");
    };
    check(&[Fine], "applied | applied | applied | applied", 4);
    // The list alone shows what was made.
    check(
        &[LostAfter, Fine],
        "applied, response lost | applied | applied | applied",
        4,
    );
    check(&[Garbles, Fine], "applied | applied | applied | applied", 4);
    // Nothing was made, so nothing is taken away.
    check(
        &[Status(400), Fine],
        "refused | not-sent | not-sent | not-sent",
        1,
    );
    check(
        &[Silent, Fine],
        "unknown | not-sent | not-sent | not-sent",
        1,
    );
    // The probe is taken away whatever became of its test.
    check(
        &[Fine, Silent, Fine],
        "applied | unknown | applied | not-sent",
        3,
    );
    check(
        &[Fine, Status(401), Fine],
        "applied | refused | applied | not-sent",
        3,
    );
    check(
        &[Fine, Status(400), Fine],
        "applied | refused | applied | not-sent",
        3,
    );
    check(
        &[Fine, Fine, Pretends],
        "applied | applied | no-change | not-sent",
        3,
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

fn restored(performed: &Performed) -> Vec<(usize, &'static str)> {
    let all = performed.compensations.iter();
    all.map(|(step, outcome)| (*step, word(outcome))).collect()
}

#[test]
fn a_document_is_restored_only_where_it_must_be() {
    const GOOD: &str = r#"{"a":1}"#;
    const ODD: &str = r#"{"odd":1}"#;
    let check = |text: &str, fates: &[Fate], expect: (&str, &[(usize, &str)], &str)| {
        let script = Script::of(fates.to_vec());
        let performed = send(save(text, &script), &script);
        let live = script.held.borrow().text.clone();
        let ends = words(&performed);
        assert_eq!(
            (ends[0], restored(&performed).as_slice(), live.as_str()),
            expect,
            "{text} {fates:?}"
        );
        assert_eq!(performed.compensations.is_empty(), expect.1.is_empty());
    };
    check(GOOD, &[Fine], ("applied", &[], GOOD));
    check(
        GOOD,
        &[LostAfter, Fine],
        ("applied, response lost", &[], GOOD),
    );
    check(GOOD, &[Status(400), Fine], ("refused", &[], "{}"));
    check(GOOD, &[Pretends, Fine], ("no-change", &[], "{}"));
    // It was refused, and yet it is live.
    check(
        GOOD,
        &[Fate::DoneAndStatus(400), Fine],
        ("refused", &[(0, "applied")], "{}"),
    );
    // It was saved, and the other check does not accept it.
    check(ODD, &[Fine], ("unknown", &[(0, "applied")], "{}"));
    check("{", &[Fine], ("applied", &[], "{"));
    check(
        ODD,
        &[Fine, LostBefore],
        ("unknown", &[(0, "unknown")], ODD),
    );
}

#[test]
fn what_somebody_else_saved_is_never_overwritten() {
    let script = Script::of(vec![Status(400), Fine]);
    let review = save(r#"{"a":1}"#, &script);
    script.held.borrow_mut().text = r#"{"colleague":1}"#.to_owned();
    let performed = send(review, &script);
    assert_eq!(restored(&performed), []);
    assert_eq!(script.held.borrow().text, r#"{"colleague":1}"#);
    // Broken, it is restored.
    let script = Script::of(vec![Status(400), Fine]);
    let review = save(r#"{"a":1}"#, &script);
    script.held.borrow_mut().text = "{".to_owned();
    let performed = send(review, &script);
    assert_eq!(restored(&performed), [(0, "applied")]);
    assert_eq!(script.held.borrow().text, "{}");
}

#[test]
fn a_step_is_undone_where_a_later_one_failed() {
    let check = |fates: &[Fate], expect: &[(usize, &str)], offered: bool| {
        let script = Script::of(fates.to_vec());
        let performed = send(save(r#"{"a":1}"#, &script), &script);
        assert_eq!(restored(&performed), expect, "{fates:?}");
        assert_eq!(performed.again().is_some(), offered, "{fates:?}");
    };
    check(&[Fine], &[], false);
    check(&[Fine, Fine, Status(400), Fine], &[(1, "applied")], false);
    // It may have been published.
    check(&[Fine, Fine, Silent, Fine], &[], true);
    check(&[Fine, Status(400), Fine], &[], true);
    check(&[Fine, Fine, Status(401), Fine], &[(1, "not-sent")], false);
    check(&[Fine, Fine, Status(400), Silent], &[(1, "unknown")], false);
}
