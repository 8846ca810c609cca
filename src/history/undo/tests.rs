//! What undoes an entry, and when nothing does.

use super::{NOT_APPLIED, NOT_KNOWN, NOT_READABLE, UndoOffer, UndoProblem};
use super::{undo_offer, undo_words};
use crate::domain::ids::{SpelledId, id};
use crate::gate::Outcome;
use crate::history::Entry;
use crate::history::sample::{
    CREATE, DISABLE, MOVE, NAMELESS, NO_LOWER, RAISE, SAMPLE, applied, create, disable, group,
    moving, raise,
};
use crate::schema::{Action, Check, Record, Value};
use crate::words::Text;

fn why(offer: Result<UndoOffer, UndoProblem>) -> Text {
    match offer {
        Err(UndoProblem::Not(why)) => why,
        other => panic!("it cannot be undone: {other:?}"),
    }
}

#[test]
fn why_nothing_undoes_it() {
    let check = |entry: Entry, expect: Text| {
        let case = format!("{entry:?}");
        assert_eq!(why(undo_offer(&entry, &[], &SAMPLE)), expect, "{case}");
    };
    check(raise("/", "k", "1", 0, applied()), NO_LOWER);
    check(moving(0, None, &[("a", None)]), NOT_APPLIED);
    let refused = Some(Outcome::NotApplied);
    check(moving(0, None, &[("a", refused.clone())]), NOT_APPLIED);
    check(disable(0, refused), NOT_APPLIED);
    let mut unknown = moving(0, None, &[("a", applied())]);
    unknown.action = "shake".into();
    check(unknown.clone(), NOT_KNOWN);
    unknown.resource = "nothings".into();
    check(unknown, NOT_KNOWN);
}

#[test]
fn what_is_said_before_it_is_sent() {
    let check = |action: &Action, expect: &str| {
        use crate::words::{Language, Say};
        let said = undo_words(action).say(Language::English);
        assert!(said.starts_with(expect), "{said}");
    };
    check(&MOVE, "Can be undone from the journal");
    check(&DISABLE, "Can be undone from the journal");
    check(&RAISE, "Cannot be undone: nothing lowers");
    check(&CREATE, "Cannot be undone: only deletion");
}

/// An entry that moves these things from a group to a group.
fn moves(rows: &[(&str, Value, Value, Option<Outcome>)]) -> Entry {
    let ends: Vec<_> = rows
        .iter()
        .map(|(key, _, _, outcome)| (*key, outcome.clone()))
        .collect();
    let mut entry = moving(0, None, &ends);
    for (step, (_, from, into, _)) in entry.steps.iter_mut().zip(rows) {
        for check in &mut step.checks {
            if let Check::Becomes { before, to, .. } = check {
                (*before, *to) = (from.clone(), into.clone());
            }
        }
    }
    entry
}

#[test]
fn things_go_back_where_they_came_from() {
    let check = |b_ended, expect: &[(&str, Value, Value)]| {
        let entry = moves(&[
            ("a", group("p"), group("q"), applied()),
            ("b", Value::Null, group("q"), b_ended),
            ("c", group("q"), Value::Null, applied()),
            ("d", Value::Missing, group("q"), applied()),
        ]);
        let offer = undo_offer(&entry, &[], &SAMPLE).expect("it can be undone");
        assert_eq!(offer.action.id, "move");
        let rows = offer.rows.iter();
        let got: Vec<_> = rows
            .map(|row| {
                let left = row.left.first().map(|(_, left)| left.clone());
                let to = row.input.value("group").clone();
                (row.at.id.as_str(), left.unwrap_or_default(), to)
            })
            .collect();
        assert_eq!(got, expect);
        let left_out = offer.left_out.not_applied.len();
        assert_eq!(left_out, 4 - expect.len());
    };
    let a = ("a", group("q"), group("p"));
    let b = ("b", group("q"), Value::Null);
    let c = ("c", Value::Null, group("q"));
    let d = ("d", group("q"), Value::Null);
    let three = [a.clone(), c.clone(), d.clone()];
    check(Some(Outcome::NotApplied), &three);
    check(None, &three);
    check(applied(), &[a, b, c, d]);
}

#[test]
fn what_was_changed_since_stays() {
    let check = |left: Value, now: Value, expect| {
        let entry = moves(&[("a", group("p"), left, applied())]);
        let offer = undo_offer(&entry, &[], &SAMPLE).expect("it can be undone");
        let row = Record::default().with_value(id("group"), now);
        assert_eq!(offer.rows[0].still_holds(&row), expect, "{row:?}");
    };
    let named = |name: &str| match group("q") {
        Value::Ref(mut reference) => {
            reference.name = Some(name.to_owned());
            Value::Ref(reference)
        }
        other => other,
    };
    check(group("q"), group("q"), true);
    check(group("q"), named("New name"), true);
    check(group("q"), group("x"), false);
    check(group("q"), Value::Null, false);
    check(Value::Null, Value::Null, true);
    check(Value::Null, Value::Missing, true);
    check(Value::Null, group("x"), false);
    check(group("q"), Value::Unreadable("?".into()), false);
}

#[test]
fn a_value_that_cannot_be_set_again() {
    let nameless = match group("p") {
        Value::Ref(mut reference) => {
            reference.id = None;
            Value::Ref(reference)
        }
        other => other,
    };
    let alone = |before: &Value| moves(&[("a", before.clone(), group("q"), applied())]);
    let check = |before: &Value, expect: Text| {
        let entry = alone(before);
        assert_eq!(why(undo_offer(&entry, &[], &SAMPLE)), expect, "{before:?}");
    };
    check(&nameless, NAMELESS);
    check(&Value::Unreadable("?".into()), NOT_READABLE);
    let both = moves(&[
        ("a", nameless, group("q"), applied()),
        ("b", Value::Null, group("q"), applied()),
    ]);
    let offer = undo_offer(&both, &[], &SAMPLE).expect("the other goes back");
    assert_eq!(offer.rows.len(), 1);
    assert_eq!(offer.left_out.refused, [("A".to_owned(), NAMELESS)]);
}

#[test]
fn another_action_undoes() {
    let offer = undo_offer(&disable(0, applied()), &[], &SAMPLE).expect("it can be undone");
    let [row] = offer.rows.as_slice() else {
        panic!("one row: {offer:?}")
    };
    assert_eq!(offer.action.id, "enable");
    assert_eq!(row.at.id, SpelledId::from("k"));
    assert_eq!(row.input, Record::default());
    let check = |state: &str, expect| {
        let record = Record::default().with_value(id("state"), Value::Text(state.to_owned()));
        assert_eq!(row.still_holds(&record), expect, "{state}");
    };
    check("off", true);
    check("on", false);
}

#[test]
fn what_was_made_is_not_undone_by_guessing() {
    let made = create("New", 0, applied());
    let said = why(undo_offer(&made, &[], &SAMPLE));
    assert_eq!(said, undo_words(&CREATE));
}
