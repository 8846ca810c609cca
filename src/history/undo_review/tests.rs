//! From an entry to the review that undoes it, and refused where the gateway no longer holds what the
//! change left.

use pollster::block_on;

use super::{UndoReview, UndoWish, prepare_undo};
use crate::domain::ids::{EntryId, ProfileId};
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::{Review, perform};
use crate::history::sample::SAMPLE;
use crate::history::sample::gateway::{Gateway, moves};
use crate::history::{Entry, LeftOut, UndoProblem};
use crate::profile::{Account, Environment, Profile};
use crate::schema::Record;

/// Sends a review and returns its entry.
fn send(review: Review, at: i64, undoes: Option<&Entry>, gateway: &Gateway) -> Entry {
    let profile = Profile {
        id: ProfileId("p".into()),
        name: "G".into(),
        base: "/".into(),
        dialect: "sample".into(),
        environment: Environment::Sandbox,
    };
    let mut entry = Entry::starting(
        EntryId(format!("entry-{at}")),
        UnixMillis(at),
        &profile,
        Account::default(),
        "/",
        review.plan(),
    );
    entry.undoes = undoes.map(|undoes| undoes.id.clone());
    let confirmed = review.confirm("", 0).ok().expect("confirmed");
    let performed = block_on(perform(confirmed, gateway, &|_, _| {}));
    entry.performed(&performed, UnixMillis(at))
}

fn undo(entry: &Entry, all: &[&Entry], gateway: &Gateway) -> Result<UndoReview, UndoProblem> {
    let who = Record::default();
    let wish = UndoWish {
        dialect: &SAMPLE,
        who: &who,
        now: UnixSeconds(0),
        fresh: "fresh".to_owned(),
    };
    block_on(prepare_undo(entry, all, wish, gateway))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_thing_goes_back_to_where_it_was() {
    let places = [Some("p"), Some("q"), None];
    for before in [Some("p"), None] {
        for moved_on in places {
            for loses in [false, true] {
                let mut gateway = Gateway::new(&[("a", before)]);
                gateway.loses = loses;
                let entry = send(moves(&["a"], "q", &gateway), 1, None, &gateway);
                assert_eq!(gateway.group_of("a").as_deref(), Some("q"));
                gateway.put("a", moved_on);
                let case = format!("from {before:?}, then {moved_on:?}");
                match undo(&entry, &[&entry], &gateway) {
                    Ok(way) => {
                        assert_eq!(moved_on, Some("q"), "{case}");
                        assert!(way.left_out.is_empty(), "{case}");
                        send(way.review, 2, Some(&entry), &gateway);
                        assert_eq!(gateway.group_of("a").as_deref(), before, "{case}");
                    }
                    Err(problem) => {
                        assert_ne!(moved_on, Some("q"), "{case}: nobody changed it");
                        let changed = LeftOut {
                            changed: names(&["A"]),
                            ..LeftOut::default()
                        };
                        assert_eq!(problem, UndoProblem::NothingLeft(changed), "{case}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_thing_that_is_gone_or_out_of_sight_is_not_said_to_be_changed() {
    let mut gateway = Gateway::new(&[("a", None)]);
    let entry = send(moves(&["a"], "q", &gateway), 1, None, &gateway);
    gateway.remove("a");
    let not_found = LeftOut {
        not_found: names(&["A"]),
        ..LeftOut::default()
    };
    let problem = undo(&entry, &[&entry], &gateway).err();
    assert_eq!(problem, Some(UndoProblem::NothingLeft(not_found)));
    gateway.blind = true;
    let problem = undo(&entry, &[&entry], &gateway).err();
    assert!(
        matches!(problem, Some(UndoProblem::Failed(_))),
        "{problem:?}"
    );
}

#[test]
fn what_was_undone_is_not_undone_again() {
    let gateway = Gateway::new(&[("a", Some("p")), ("b", None)]);
    let entry = send(moves(&["a", "b"], "q", &gateway), 1, None, &gateway);

    // One was changed since, so the other goes back alone.
    gateway.put("a", None);
    let way = undo(&entry, &[&entry], &gateway).expect("one goes back");
    assert_eq!(way.left_out.changed, ["A"]);
    assert_eq!(way.review.plan().subjects().len(), 1);
    let first = send(way.review, 2, Some(&entry), &gateway);
    assert_eq!(gateway.group_of("b"), None);

    // It came back to where the change had put it: now it is all that is asked.
    gateway.put("a", Some("q"));
    let way = undo(&entry, &[&entry, &first], &gateway);
    let way = way.expect("the rest goes back");
    assert_eq!(way.review.plan().steps().len(), 1);
    assert_eq!(way.left_out.undone, ["B"]);
    let second = send(way.review, 3, Some(&entry), &gateway);
    assert_eq!(gateway.group_of("a").as_deref(), Some("p"));

    // All is back; nobody else is said to have changed it.
    let undone = LeftOut {
        undone: names(&["A", "B"]),
        ..LeftOut::default()
    };
    let problem = undo(&entry, &[&entry, &first, &second], &gateway).err();
    assert_eq!(problem, Some(UndoProblem::NothingLeft(undone)));

    // An undo is a change like any other, and can be undone.
    let all = [&entry, &first, &second];
    let way = undo(&second, &all, &gateway).expect("it can be undone");
    send(way.review, 4, Some(&second), &gateway);
    assert_eq!(gateway.group_of("a").as_deref(), Some("q"));
}
