//! Sentences with their slots filled, a line per case.

use super::{Wording, say_finding};
use crate::domain::ids::id;
use crate::domain::table::check_table;
use crate::domain::time::UnixSeconds;
use crate::gate::Subject;
use crate::gate::tests::catalogue::ITEMS;
use crate::records::View;
use crate::schema::{Check, FieldValue, Finding, Level, Locator, Record, Ref, Value};
use crate::text;
use crate::words::Language;

fn view(language: Language) -> View<'static> {
    View {
        quota: None,
        language,
        now: UnixSeconds(0),
        stamp: &|_| "then".to_owned(),
        label: &|_, id| (id == "box_2").then(|| "Second".to_owned()),
    }
}

fn a_box(id_of_box: &str) -> Value {
    Ref {
        of: id("boxes"),
        id: Some(id_of_box.into()),
        name: None,
    }
    .value()
}

/// Rows that move: where each was, and where it should be.
fn sentence(moves: &[(Value, Value)], language: Language) -> [String; 2] {
    let rows = moves.iter().enumerate();
    let rows = rows.map(|(number, (was, to))| {
        let at = Locator {
            name: (number == 0).then(|| "CI".to_owned()),
            ..Locator::of_id("items", &*format!("item_{number}"))
        };
        let check = Check::Becomes {
            at: at.clone(),
            field: id("box"),
            before: was.clone(),
            to: to.clone(),
        };
        let input = Record::default().with_value(id("to"), to.clone());
        (
            Subject {
                at,
                input,
                kept: None,
            },
            (number, check),
        )
    });
    let (subjects, checks): (Vec<Subject>, Vec<(usize, Check)>) = rows.unzip();
    let action = ITEMS.action("move").expect("the sample has it");
    let checks = checks.iter().map(|(subject, check)| (*subject, check));
    let wording = Wording::new(&ITEMS, action, &subjects, checks);
    let view = view(language);
    [wording.sentence(&view), wording.verb(&view)]
}

#[test]
fn slots_are_filled() {
    // Where each row was, and where it should be.
    check_table(
        r##"
        null 2 => Move “CI” into Second. ~ 将“CI”移入Second。 ~ Change
        null 1, 2 1 => Move 2 items into box_1 (box_1). ~ 将 2 个物品移入box_1（box_1）。 ~ Change
        2 null => Take “CI” out of Second: no box. ~ 将“CI”移出Second：不放入盒子。 ~ Change
        # Rows that do not agree, and a value that was not there.
        1 null, 2 null => Take “CI, item_1” out of –: no box. ~ 将“CI、item_1”移出–：不放入盒子。 ~ Change
        missing null => Take “CI” out of no box: no box. ~ 将“CI”移出不在任何盒子：不放入盒子。 ~ Change
        "##,
        |moves| {
            let value = |word: &str| match word {
                "null" => Value::Null,
                "missing" => Value::Missing,
                number => a_box(&format!("box_{number}")),
            };
            let moves = moves.split(", ").map(|one| {
                let (was, to) = one.split_once(' ').expect("two places");
                (value(was), value(to))
            });
            let moves: Vec<(Value, Value)> = moves.collect();
            let [sentence, verb] = sentence(&moves, Language::English);
            let [chinese, _] = self::sentence(&moves, Language::Chinese);
            format!("{sentence} ~ {chinese} ~ {verb}")
        },
    );
}

#[test]
fn findings_are_filled() {
    let words = text!("In {where} since {when}." / "自 {when} 起在 {where}。");
    let finding = Finding::new(Level::Caution, words)
        .with("where", a_box("box_2"))
        .with("when", UnixSeconds(5).value());
    assert_eq!(
        say_finding(&finding, &view(Language::English)),
        "In Second since then."
    );
    let of = Finding {
        of: Some("Box".to_owned()),
        ..finding
    };
    assert_eq!(
        say_finding(&of, &view(Language::English)),
        "Box: In Second since then."
    );
}
