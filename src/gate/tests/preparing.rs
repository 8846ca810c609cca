//! What a form is stopped by, what is left out, and what the rules are told.

use super::actions::{self, reference};
use super::catalogue::{BOXES, ITEMS};
use super::sample::{What, amount, new, prepared, review, to, wish};
use super::script::{Fate, Script};
use crate::domain::ids::id;
use crate::gate::{Confirmation, Stop};
use crate::schema::{Locator, Prior, Record, Value, WhyNot};

fn no_prior(_: &Locator, _: &Record) -> Prior {
    Prior::default()
}

fn item(id: &str) -> Locator {
    Locator::of_id("items", id)
}

#[test]
fn why_a_form_does_not_get_to_the_review() {
    let check = |at: Locator, input: Record, expect: Option<Stop>| {
        let who = Record::default();
        let script = Script::new(Fate::Fine);
        script.held.borrow_mut().members.push(2);
        let wish = wish(&ITEMS, &actions::MOVE, &who, vec![(at, input)], &no_prior);
        let stop = prepared(&wish, &script).err();
        assert_eq!(stop, expect);
        assert_eq!(script.writes(), 0);
    };
    check(item("item_1"), to("box_1"), None);
    check(
        item("item_2"),
        to("box_1"),
        Some(Stop::Refused(WhyNot::ALREADY_SO)),
    );
    check(
        item("item_9"),
        to("box_1"),
        Some(Stop::Gone(item("item_9"))),
    );
    for id in ["", ".", ".."] {
        let refused = Some(Stop::Refused(WhyNot::NOT_ADDRESSABLE));
        check(item(id), to("box_1"), refused.clone());
        check(item("item_1"), to(id), refused);
    }
}

#[test]
fn rows_that_refuse_are_left_out_and_named() {
    let check = |ids: &[&str], steps: Option<usize>, left: &[(&str, WhyNot)]| {
        let who = Record::default();
        let script = Script::new(Fate::Fine);
        script.held.borrow_mut().members.push(2);
        let subjects = ids.iter().map(|id| (item(id), to("box_1"))).collect();
        let wish = wish(&ITEMS, &actions::MOVE, &who, subjects, &no_prior);
        let (planned, left_out) = match prepared(&wish, &script) {
            Ok(prepared) => {
                let plan = prepared.review.plan();
                assert_eq!(plan.findings().len(), 1, "a finding stands once");
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
    let (so, gone) = (WhyNot::ALREADY_SO, WhyNot::GONE);
    check(&["item_1", "item_3"], Some(2), &[]);
    check(
        &["item_1", "item_2", "item_9"],
        Some(1),
        &[("item_2", so), ("item_9", gone)],
    );
    check(
        &["item_2", "item_9"],
        None,
        &[("item_2", so), ("item_9", gone)],
    );
}

#[test]
fn more_rows_than_an_action_takes_are_a_mistake() {
    let check = |count: usize, expect: bool| {
        let who = Record::default();
        let subjects = (0..count).map(|_| (item("item_1"), amount("1"))).collect();
        let wish = wish(&ITEMS, &actions::ADD, &who, subjects, &no_prior);
        let stop = prepared(&wish, &Script::new(Fate::Fine)).err();
        assert_eq!(stop.is_none(), expect, "{count}: {stop:?}");
    };
    check(0, false);
    check(1, true);
    check(2, false);
}

#[test]
fn what_a_list_holds_before_something_is_made() {
    let script = Script::new(Fate::Fine);
    let who = Record::default();
    let named = |name: &str| {
        let at = Locator {
            name: Some(name.to_owned()),
            ..new("items")
        };
        let wish = wish(
            &ITEMS,
            &actions::CREATE,
            &who,
            vec![(at, Record::default())],
            &no_prior,
        );
        prepared(&wish, &script).map(|prepared| prepared.review.confirmation().clone())
    };
    assert_eq!(named("Fresh"), Ok(Confirmation::Review));
    let Ok(Confirmation::TypeName { name, id, .. }) = named("CI") else {
        panic!("the name is taken")
    };
    assert_eq!((name.as_str(), id.as_str()), ("CI", ""));
    // Who may not list is asked nothing of it.
    script.reads.set(0);
    let plan = review(What::CreateMine, &script);
    assert_eq!(plan.plan().steps().len(), 1);
}

#[test]
fn a_lookup_compares_rows_again() {
    let check = |members: &[u32], at: &str, expect: bool| {
        let who = Record::default();
        let script = Script::new(Fate::Fine);
        script.held.borrow_mut().members = members.to_vec();
        let subjects = vec![(Locator::of_id("boxes", at), Record::default())];
        let wish = wish(&BOXES, &actions::DELETE_BOX, &who, subjects, &no_prior);
        assert_eq!(prepared(&wish, &script).is_ok(), expect, "{members:?}");
    };
    // The gateway gives all items, whatever it is asked for.
    check(&[], "box_1", true);
    check(&[2], "box_1", false);
}

#[test]
fn a_row_is_located_as_it_was_read() {
    let script = Script::new(Fate::Fine);
    let review = review(What::Add, &script);
    let subject = review.plan().subjects().first().expect("a subject");
    assert_eq!(subject.at.name.as_deref(), Some("CI"));
    assert!(subject.at.created_at.is_some());
    let owner = Record::default().with_value(id("owner"), reference("people", "x"));
    assert_ne!(owner.value("owner"), &Value::Null);
}

#[test]
fn a_read_that_fails_stops_the_form() {
    let script = Script {
        blind: true,
        ..Script::new(Fate::Fine)
    };
    let who = Record::default();
    let subjects = vec![(item("item_1"), amount("1"))];
    let wish = wish(&ITEMS, &actions::ADD, &who, subjects, &no_prior);
    let stop = pollster::block_on(crate::gate::prepare(&wish, &script)).err();
    assert!(matches!(stop, Some(Stop::Failed(_))));
}
