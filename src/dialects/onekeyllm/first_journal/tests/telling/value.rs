//! Values in the words of the table.

use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;
use crate::schema::{Known, Locator, Ref, Value};

pub(super) fn place(at: &Locator) -> String {
    let told = |text: &Option<String>, none: &str| match text {
        Some(text) => format!("“{text}”"),
        None => none.to_owned(),
    };
    let made = at.created_at.map(|made| made.0.to_string());
    format!(
        "{} (name {}, cursor {}, made {})",
        at.id,
        told(&at.name, "not told"),
        told(&at.cursor, "none"),
        made.unwrap_or_else(|| "not told".to_owned())
    )
}

pub(super) fn pool(reference: &Ref) -> String {
    let id = reference.id.as_ref().expect("a pool has an id");
    match &reference.name {
        Some(name) => format!("pool {id} (name “{name}”)"),
        None => format!("pool {id} (name not told)"),
    }
}

pub(super) fn in_pool(value: &Value) -> String {
    let id = Ref::read(value).and_then(|pool| pool.id.as_ref());
    id.map_or_else(|| "no pool".to_owned(), |id| format!("pool {id}"))
}

pub(super) fn person(value: &Value) -> String {
    let Some(person) = Ref::read(value) else {
        return "nobody".to_owned();
    };
    let id = person.id.as_ref().map_or("not told", |id| id.as_str());
    match &person.name {
        Some(name) => format!("a person (id {id}, name “{name}”)"),
        None => format!("a person (id {id}, name not told)"),
    }
}

pub(super) fn budget(budget: &Budget) -> String {
    let figures: &Figures = match budget {
        Budget::NotTold => return "budget not told".to_owned(),
        Budget::Unlimited => return "no limit".to_owned(),
        Budget::Limited(figures) => figures,
    };
    let none = || "–".to_owned();
    let told = |amount: &Option<Amount>| amount.as_ref().map_or_else(none, amount_text);
    let share =
        |share: Option<Percent>| share.map_or_else(none, |share| format!("{} %", share.plain()));
    format!(
        "limit {}, used {}, remaining {}, share used {}, share remaining {}",
        told(&figures.limit),
        told(&figures.used),
        told(&figures.remaining),
        share(figures.used_percent),
        share(figures.remaining_percent)
    )
}

pub(super) fn amount_text(amount: &Amount) -> String {
    let precision = match amount.precision {
        Precision::Exact => "exact",
        Precision::Rounded => "rounded",
        Precision::Approximate => "approximate",
    };
    format!("{} (“{}”, {precision})", amount.value.plain(), amount.text)
}

pub(super) fn money(value: &Value) -> String {
    let amount = Amount::read(value).map(|amount| amount.value);
    amount.map(Usd::plain).expect("an amount")
}

pub(super) fn text(value: &Value) -> &str {
    String::read(value).expect("a text")
}

pub(super) fn whole_number(value: &Value) -> i64 {
    match value {
        Value::Whole(number) => *number,
        Value::Time(time) => time.0,
        other => panic!("no number: {other:?}"),
    }
}

/// A text as it stands in a cell.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('\\', r"\\").replace('|', r"\|");
    let text = text.replace('<', "&lt;").replace('\n', "⏎");
    text.replace('\t', "⇥")
}
