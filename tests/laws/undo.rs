//! Every action that can be undone: its undo restores the previous state, is refused if somebody
//! changed it since, and is offered once.

use headgate::domain::ids::EntryId;
use headgate::domain::time::UnixMillis;
use headgate::gate::Performed;
use headgate::history::{
    Entry, LeftOut, UndoContext, UndoProblem, UndoReview, prepare_undo, undo_offer, undone,
};
use headgate::schema::{Paging, Query, Undo};
use serde_json::Value as Json;

use crate::cases::{Case, all, now, send};
use crate::gateway::{DIALECT, Gateway};
use crate::journal::{AT, check, starting, stored};
use crate::ledger::{counted, forget};
use crate::lists::take_away;
use crate::several;
use crate::truth::word;

/// Returns the cases that can be undone.
pub(crate) fn undoable() -> impl Iterator<Item = &'static Case> {
    let cases = all().iter();
    cases.filter(|case| !matches!(case.action.undo, Undo::Not(_)))
}

/// Returns everything that the gateway lists.
async fn snapshot(gateway: &Gateway) -> Vec<Json> {
    let mut lists = Vec::new();
    for resource in DIALECT.resources {
        if resource.paging != Paging::One {
            let list = (resource.list)(&Query::oldest()).request(None);
            let target = list.expect("an address").target;
            lists.push(gateway.call("GET", &target, Json::Null).await);
        }
    }
    lists
}

/// Completes the entry of a sent plan, `number` milliseconds after the first.
fn ended(entry: Entry, number: i64, performed: &Performed, case: &str) -> Entry {
    let words: Vec<_> = performed.outcomes.iter().map(word).collect();
    assert!(
        words.iter().all(|word| *word == "applied"),
        "{case}: {words:?}"
    );
    let entry = Entry {
        id: EntryId(format!("e{number}")),
        at: UnixMillis(AT.0 + number),
        ..entry
    };
    stored(&entry.performed(performed, AT), None, case)
}

/// Sends a case and returns its entry.
async fn done(case: &Case, gateway: &Gateway) -> Entry {
    let review = case.review(gateway).await;
    let entry = starting(review.plan());
    let performed = send(review, gateway).await;
    ended(entry, 0, &performed, &case.label())
}

async fn undo(
    entry: &Entry,
    all: &[&Entry],
    case: &Case,
    gateway: &Gateway,
) -> Result<UndoReview, UndoProblem> {
    let context = UndoContext {
        dialect: DIALECT,
        who: &case.who,
        now: now(),
        fresh: format!("undo-{}", all.len()),
    };
    prepare_undo(entry, all, context, gateway).await
}

/// Undoes an entry and returns the entry of the undo.
async fn taken_back(entry: &Entry, all: &[&Entry], case: &Case, gateway: &Gateway) -> Entry {
    let label = format!("{}, undone", case.label());
    let undo = undo(entry, all, case, gateway).await;
    let UndoReview { review, left_out } = undo.unwrap_or_else(|why| panic!("{label}: {why:?}"));
    assert_eq!(left_out, LeftOut::default(), "{label}");
    let starting = Entry {
        undoes: Some(entry.id.clone()),
        ..starting(review.plan())
    };
    let performed = send(review, gateway).await;
    let number = i64::try_from(all.len()).expect("a few");
    ended(starting, number, &performed, &label)
}

#[tokio::test(start_paused = true)]
async fn an_undo_restores_what_was_there_and_so_does_its_own() {
    let mut tried = 0;
    for case in undoable() {
        let (label, gateway) = (case.label(), case.gateway());
        let before = snapshot(&gateway).await;
        let entry = done(case, &gateway).await;
        let after = snapshot(&gateway).await;
        assert_ne!(before, after, "{label}: it changed something");
        let back = taken_back(&entry, &[&entry], case, &gateway).await;
        assert_eq!(snapshot(&gateway).await, before, "{label}");
        let known = [&entry, &back];
        let names = entry.names().into_iter().map(str::to_owned);
        let names: Vec<String> = names.collect();
        let names_undone = undone(&entry, &known).map(|undone| undone.names(&entry));
        assert_eq!(names_undone.as_deref(), Some(names.as_slice()), "{label}");
        let left_out = LeftOut {
            undone: names,
            ..LeftOut::default()
        };
        let again = undo_offer(&entry, &known, DIALECT).err();
        assert_eq!(again, Some(UndoProblem::NothingLeft(left_out)), "{label}");
        let forth = taken_back(&back, &known, case, &gateway).await;
        assert_eq!(snapshot(&gateway).await, after, "{label}: undone twice");
        assert!(
            undo_offer(&entry, &[&entry, &back, &forth], DIALECT).is_ok(),
            "{label}"
        );
        tried += 1;
    }
    assert!(tried > 0, "some action can be undone");
}

/// Returns why an entry cannot be undone.
async fn problem(entry: &Entry, case: &Case, gateway: &Gateway, label: &str) -> LeftOut {
    forget(gateway).await;
    let problem = undo(entry, &[entry], case, gateway).await.err();
    assert_eq!(counted(gateway).await, (0, 0), "{label}: nothing is sent");
    match problem {
        Some(UndoProblem::NothingLeft(left_out)) => left_out,
        other => panic!("{label}: {other:?}"),
    }
}

/// Returns every other change of the same field of the same row, by the same action or its undo.
pub(crate) fn changes_since(case: &Case) -> Vec<Case> {
    let by = match case.action.undo {
        Undo::By(other) => other().id,
        _ => case.action.id,
    };
    let others = all().iter().filter(|other| other.action.id == by);
    let others = others.map(|other| Case {
        rows: case.rows.clone(),
        ..other.clone()
    });
    others.collect()
}

#[tokio::test(start_paused = true)]
async fn what_was_changed_since_is_not_undone() {
    let mut tried = 0;
    for case in undoable() {
        for other in changes_since(case) {
            let gateway = case.gateway();
            let entry = done(case, &gateway).await;
            // It would change nothing.
            let Ok(review) = other.prepare(&gateway).await else {
                continue;
            };
            let label = format!("{}, then {}", case.label(), other.label());
            assert_eq!(
                check(&entry).field().map(|(field, _)| field),
                check(&starting(review.plan()))
                    .field()
                    .map(|(field, _)| field)
            );
            send(review, &gateway).await;
            let left_out = problem(&entry, case, &gateway, &label).await;
            let names = entry.names();
            assert_eq!(left_out.changed, names, "{label}");
            tried += 1;
        }
    }
    assert!(tried > 0, "somebody changes something");
}

#[tokio::test(start_paused = true)]
async fn what_is_gone_is_not_undone() {
    for case in undoable() {
        let (label, gateway) = (case.label(), case.gateway());
        let entry = done(case, &gateway).await;
        for row in &case.rows {
            take_away(&gateway, case.resource, row).await;
        }
        let left_out = problem(&entry, case, &gateway, &label).await;
        assert_eq!(left_out.not_found, entry.names(), "{label}");
        gateway.arm("drop-before", "read").await;
        let unseen = undo(&entry, &[&entry], case, &gateway).await.err();
        assert!(matches!(unseen, Some(UndoProblem::Failed(_))), "{label}");
    }
}

/// If one of several rows is gone, the others are undone, and it is named.
#[tokio::test(start_paused = true)]
async fn what_is_gone_keeps_no_other_row_from_being_undone() {
    let mut tried = 0;
    for case in several::cases().await {
        if matches!(case.action.undo, Undo::Not(_)) {
            continue;
        }
        let (label, gateway) = (case.label(), several::gateway(&case));
        let entry = done(&case, &gateway).await;
        take_away(&gateway, case.resource, &case.rows[1]).await;
        let undo = undo(&entry, &[&entry], &case, &gateway).await;
        let UndoReview { review, left_out } = undo.unwrap_or_else(|why| panic!("{label}: {why:?}"));
        assert_eq!(left_out.not_found, [entry.names()[1]], "{label}");
        let rows = review
            .plan()
            .subjects()
            .iter()
            .map(|row| row.at.id.to_string());
        let others = [&case.rows[0], &case.rows[2], &case.rows[3]];
        assert!(rows.eq(others.into_iter().cloned()), "{label}");
        tried += 1;
    }
    assert!(tried > 0, "some action on several rows can be undone");
}
