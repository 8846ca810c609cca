//! What a form is stopped by, and what is left out.

use super::catalogue::{ITEMS, MOVE, MOVE_READING, MOVE_TRYING, MOVE_TYPED, MOVE_WITHOUT};
use super::sample::{item, moved, prepared};
use super::script::{Fate, Script};
use crate::gate::Stop;
use crate::schema::{Level, WhyNot};

#[test]
fn why_a_form_does_not_get_to_the_review() {
    let check = |at: &str, to: &str, expect: Option<Stop>| {
        let script = Script::new(Fate::Fine);
        script.held.borrow_mut().members.push(2);
        let ended = prepared(&ITEMS, &MOVE, vec![moved(at, to)], &script);
        if let Ok(prepared) = &ended {
            let subject = prepared.review.plan().subjects().first();
            let at = &subject.expect("a subject").at;
            assert_eq!(
                at.name.as_deref(),
                Some("I1"),
                "it is located as it was read"
            );
            assert!(at.created_at.is_some());
        }
        assert_eq!(ended.err(), expect);
        assert_eq!(script.writes(), 0);
    };
    check("item_1", "box_1", None);
    check("item_2", "box_1", Some(Stop::Refused(WhyNot::ALREADY_SO)));
    check("item_9", "box_1", Some(Stop::Gone(item("item_9"))));
    for id in ["", ".", ".."] {
        let refused = Some(Stop::Refused(WhyNot::NOT_ADDRESSABLE));
        check(id, "box_1", refused.clone());
        check("item_1", id, refused);
    }
}

#[test]
fn a_list_that_only_adds_notes_holds_nothing_up() {
    let check = |action, expect: bool| {
        let script = Script::new(Fate::Fine);
        let ended = prepared(&ITEMS, action, vec![moved("item_1", "box_1")], &script);
        assert_eq!(ended.is_ok(), expect);
    };
    check(&MOVE_READING, false);
    check(&MOVE_TRYING, true);
    check(&MOVE_WITHOUT, true);
}

#[test]
fn rows_that_refuse_are_left_out_and_named() {
    let check = |ids: &[&str], steps: Option<usize>, left: &[(&str, WhyNot)]| {
        let script = Script::new(Fate::Fine);
        script.held.borrow_mut().members.push(2);
        let subjects = ids.iter().map(|id| moved(id, "box_1")).collect();
        let (planned, left_out) = match prepared(&ITEMS, &MOVE, subjects, &script) {
            Ok(prepared) => {
                let plan = prepared.review.plan();
                // The shared note stands once, and one row's own note only without other rows.
                let all = plan.findings().iter().map(|finding| finding.level);
                let (notes, warnings): (Vec<_>, Vec<_>) = all.partition(|it| *it == Level::Note);
                let rows = plan.subjects().len();
                assert_eq!(warnings.len(), rows);
                assert_eq!(notes.len(), if rows == 1 { 2 } else { 1 });
                assert_eq!(plan.subjects().len(), plan.steps().len());
                (Some(plan.steps().len()), prepared.left_out)
            }
            Err(Stop::LeftOut(left_out)) => (None, left_out),
            Err(stop) => panic!("{stop:?}"),
        };
        let left_out: Vec<(&str, WhyNot)> = left_out
            .iter()
            .map(|(at, why)| (at.id.as_str(), *why))
            .collect();
        assert_eq!((planned, left_out.as_slice()), (steps, left), "{ids:?}");
    };
    let (so, gone) = (("item_2", WhyNot::ALREADY_SO), ("item_9", WhyNot::GONE));
    check(&["item_1", "item_3"], Some(2), &[]);
    check(&["item_1", "item_2", "item_9"], Some(1), &[so, gone]);
    check(&["item_2", "item_9"], None, &[so, gone]);
}

/// One row is confirmed by its name, several by their number.
#[test]
fn several_rows_are_confirmed_by_their_number() {
    let check = |ids: &[&str], typed: &str, expect: bool| {
        let script = Script::new(Fate::Fine);
        let subjects = ids.iter().map(|id| moved(id, "box_1")).collect();
        let prepared = prepared(&ITEMS, &MOVE_TYPED, subjects, &script).expect("a review");
        let accepts = prepared.review.confirmation().accepts(typed);
        assert_eq!(accepts, expect, "{ids:?} {typed}");
    };
    check(&["item_1"], "I1", true);
    check(&["item_1"], "1", false);
    check(&["item_1", "item_3"], "I1", false);
    check(&["item_1", "item_3"], "2", true);
}

#[test]
fn more_rows_than_an_action_takes_are_a_mistake() {
    let check = |count: usize, expect: bool| {
        let subjects = vec![moved("item_1", "box_1"); count];
        let ended = prepared(&ITEMS, &MOVE, subjects, &Script::new(Fate::Fine));
        assert_eq!(ended.is_ok(), expect, "{count}");
    };
    check(0, false);
    check(9, true);
    check(10, false);
}
