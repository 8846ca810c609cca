//! What undoes an entry, and when nothing does.

use super::{
    CAN_BE_UNDONE, CHANGED_NOTHING, Change, IN_ANOTHER_ATTEMPT, NOT_APPLIED, NOT_KNOWN,
    NOT_READABLE, NOT_SETTABLE, SOME_CAN_BE_UNDONE, UndoProblem, undo_offer, undo_words,
    value_again,
};
use crate::domain::ids::id;
use crate::gate::Outcome;
use crate::history::Entry;
use crate::history::sample::{
    NAMELESS, NO_LOWER, SAMPLE, applied, create, disable, group, moving, raise,
};
use crate::schema::sample::{ACTION, FINAL};
use crate::schema::{Action, Check, Input, Locator, Ref, TypedInput, Value};
use crate::text;
use crate::words::Text;

/// An entry that moves things from groups.
fn moves(rows: &[(&str, Value)]) -> Entry {
    let ends: Vec<_> = rows.iter().map(|(key, _)| (*key, applied())).collect();
    let mut entry = moving(0, None, &ends);
    for (step, (_, from)) in entry.steps.iter_mut().zip(rows) {
        if let Some(Check::Becomes { before, .. }) = step.checks.first_mut() {
            *before = from.clone();
        }
    }
    entry
}

fn nameless() -> Value {
    match group("p") {
        Value::Ref(reference) => Value::Ref(Box::new(Ref {
            id: None,
            ..*reference
        })),
        other => other,
    }
}

#[test]
fn why_nothing_undoes_it() {
    let check = |entry: Entry, expect: Text| match undo_offer(&entry, &[], &SAMPLE) {
        Err(UndoProblem::Not(why)) => assert_eq!(why, expect, "{entry:?}"),
        other => panic!("it cannot be undone: {other:?}"),
    };
    check(raise("/", "k", "1", 0, applied()), NO_LOWER);
    check(create("New", 0, applied()), FINAL);
    check(moving(0, None, &[("a", None)]), NOT_APPLIED);
    let refused = || Some(Outcome::NotApplied);
    check(moving(0, None, &[("a", refused())]), CHANGED_NOTHING);
    check(disable(refused()), CHANGED_NOTHING);
    // Rather than that the old value cannot be restored.
    check(raise("/", "k", "1", 0, refused()), CHANGED_NOTHING);
    let elsewhere = Some(Outcome::InAnotherAttempt);
    check(disable(elsewhere), IN_ANOTHER_ATTEMPT);
    check(moves(&[("a", nameless())]), NAMELESS);
    let unreadable = Value::Unreadable("?".into());
    check(moves(&[("a", unreadable)]), NOT_READABLE);
    let mut unknown = moving(0, None, &[("a", applied())]);
    unknown.action = "shake".into();
    check(unknown.clone(), NOT_KNOWN);
    unknown.resource = "nothings".into();
    check(unknown, NOT_KNOWN);
}

#[test]
fn rows_go_back_one_by_one() {
    let entry = moves(&[("a", nameless()), ("b", group("q")), ("c", Value::Missing)]);
    let offer = undo_offer(&entry, &[], &SAMPLE).expect("two go back");
    assert_eq!(offer.left_out.refused, [("A".to_owned(), NAMELESS)]);
    let rows = offer.rows.iter();
    let back: Vec<_> = rows
        .map(|row| (row.at.id.as_str(), row.input.value("group").clone()))
        .collect();
    assert_eq!(back, [("b", group("q")), ("c", Value::Null)]);
}

#[test]
fn a_review_says_what_the_values_before_allow() {
    let check = |entry: &Entry, expect: Text| {
        let (_, action) = entry.known(&SAMPLE).expect("it is known");
        assert_eq!(undo_words(entry, action), expect, "{entry:?}");
    };
    check(&raise("/", "k", "1", 0, None), NO_LOWER);
    check(&disable(None), CAN_BE_UNDONE);
    check(&moves(&[("a", group("q"))]), CAN_BE_UNDONE);
    check(&moves(&[("a", Value::Missing)]), CAN_BE_UNDONE);
    check(&moves(&[("a", nameless())]), NAMELESS);
    let unreadable = || Value::Unreadable("?".into());
    check(&moves(&[("a", unreadable())]), NOT_READABLE);
    check(&moves(&[("a", nameless()), ("b", unreadable())]), NAMELESS);
    check(
        &moves(&[("a", nameless()), ("b", group("q"))]),
        SOME_CAN_BE_UNDONE,
    );
}

/// What no form takes is not promised to be set again.
#[test]
fn a_value_before_that_no_input_takes() {
    const SIZE: TypedInput<i64> =
        Input::whole("size", text!("Size" / "大小"), 1, 9).check(|value, _| {
            (*value == Value::Whole(0)).then_some(text!("Type more." / "请输入更大的数。"))
        });
    static RESIZE: Action = Action {
        inputs: &[SIZE.spec],
        ..ACTION
    };
    let check = |before: Value, expect: Result<Value, Text>| {
        let (at, field) = (Locator::of_id("things", "a"), id("size"));
        let change = Change {
            at: &at,
            field: &field,
            before: &before,
            to: &Value::Whole(5),
        };
        assert_eq!(value_again(&RESIZE, "size", &change, |_, _| None), expect);
        // Another input has other rules.
        let other = value_again(&RESIZE, "weight", &change, |_, _| None);
        assert!(other.is_ok() || before == Value::Unreadable("?".into()));
    };
    check(Value::Whole(3), Ok(Value::Whole(3)));
    check(Value::Whole(0), Err(NOT_SETTABLE));
    check(Value::Missing, Ok(Value::Null));
    check(Value::Unreadable("?".into()), Err(NOT_READABLE));
}
