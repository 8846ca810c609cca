//! The table's columns for either shape of the rows, as their specification.

use leptos::prelude::*;

use super::model::{Line, Shape};
use crate::domain::charge::PendingCharge;
use crate::domain::filter::known_first;
use crate::domain::ids::KeyId;
use crate::i18n::charges::{Charges, gateways_word};
use crate::i18n::lists::Lists;
use crate::parts::usd::usd_column;
use crate::ui::figure::dash;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::table::{Align, Column, Priority};

/// The columns.
pub fn columns(shape: Shape) -> Vec<Column<Line>> {
    match shape {
        Shape::Single => vec![
            key_name(),
            since(),
            amount(),
            kind(),
            status(),
            model(),
            key_id(),
        ],
        Shape::Sums => vec![key_name(), count(), amount()],
    }
}

fn key_name() -> Column<Line> {
    Column::new("key", Charges::Key, label)
        .width(176)
        .sort(|a, b| label(a).to_lowercase().cmp(&label(b).to_lowercase()))
        .cell(|line| match line.row() {
            Some(charge) if charge.key_name.is_none() => {
                let id = charge.key_label().to_owned();
                view! { <span class="monospace charge-key">{id}</span> }.into_any()
            }
            _ => label(line).into_any(),
        })
}

fn since() -> Column<Line> {
    Column::new("since", Charges::Since, |line| {
        text(line, |charge| {
            let at = charge.created_at;
            at.map(|at| at.wall_clock(0)).unwrap_or_default()
        })
    })
    .width(88)
    .sort(of_charges(|a, b| known_first(a.created_at, b.created_at)))
    .cell(|line| match line.row() {
        Some(charge) => match charge.created_at {
            Some(at) => view! { <Moment at=at.millis() /> }.into_any(),
            None => dash(),
        },
        None => view! { <span class="faint">{t(Lists::Unreadable)}</span> }.into_any(),
    })
}

fn amount() -> Column<Line> {
    Column::new("amount", Charges::Amount, |line| {
        text(line, |charge| {
            let amount = charge.amount.as_ref();
            amount
                .map(|amount| amount.value.plain())
                .unwrap_or_default()
        })
    })
    .width(150)
    .align(Align::End)
    .sort(of_charges(|a, b| {
        let value = |charge: &PendingCharge| charge.amount.as_ref().map(|amount| amount.value);
        known_first(value(a), value(b))
    }))
    .cell(|line| {
        let amount = line.row().and_then(|charge| charge.amount.as_ref());
        amount.map_or_else(dash, usd_column)
    })
}

fn kind() -> Column<Line> {
    word("kind", Charges::Kind, |charge| charge.kind.as_deref()).width(104)
}

fn status() -> Column<Line> {
    word("status", Charges::Status, |charge| charge.status.as_deref()).width(96)
}

/// A column of the gateway's own words.
fn word(id: &'static str, title: Charges, of: fn(&PendingCharge) -> Option<&str>) -> Column<Line> {
    Column::new(id, title, move |line| {
        text(line, |charge| of(charge).unwrap_or_default().to_owned())
    })
    .priority(Priority::Medium)
    .sort(of_charges(move |a, b| known_first(of(a), of(b))))
    .cell(move |line| {
        let Some(word) = line.row().and_then(of).map(str::to_owned) else {
            return dash();
        };
        let language = use_language();
        view! { <span>{live::text(move || gateways_word(language.get(), &word))}</span> }.into_any()
    })
}

fn model() -> Column<Line> {
    monospace("model", Charges::Model, |charge| charge.model.as_deref())
}

fn key_id() -> Column<Line> {
    monospace("id", Charges::KeyId, |charge| {
        charge.key.as_ref().map(KeyId::as_str)
    })
}

fn monospace(
    id: &'static str,
    title: Charges,
    of: fn(&PendingCharge) -> Option<&str>,
) -> Column<Line> {
    Column::new(id, title, move |line| {
        text(line, |charge| of(charge).unwrap_or_default().to_owned())
    })
    .width(148)
    .priority(Priority::Low)
    .sort(of_charges(move |a, b| known_first(of(a), of(b))))
    .cell(
        move |line| match line.row().and_then(of).map(str::to_owned) {
            Some(text) => view! { <span class="monospace">{text}</span> }.into_any(),
            None => dash(),
        },
    )
}

fn count() -> Column<Line> {
    let count = |charge: &PendingCharge| charge.count;
    Column::new("count", Charges::Count, move |line: &Line| {
        let count = line.row().and_then(count);
        count.map(|count| count.to_string()).unwrap_or_default()
    })
    .width(92)
    .align(Align::End)
    .sort(of_charges(move |a, b| known_first(count(a), count(b))))
    .cell(move |line| match line.row().and_then(count) {
        Some(count) => count.to_string().into_any(),
        None => dash(),
    })
}

fn label(line: &Line) -> String {
    match line {
        Line::Row(found, _) => found.row.key_label().to_owned(),
        Line::Unreadable(place, _) => format!("#{}", place + 1),
    }
}

fn text(line: &Line, of: impl Fn(&PendingCharge) -> String) -> String {
    line.row().map(of).unwrap_or_default()
}

/// Orders lines by their charges; rows that made no sense come last.
fn of_charges(
    compare: impl Fn(&PendingCharge, &PendingCharge) -> std::cmp::Ordering + Send + Sync + 'static,
) -> impl Fn(&Line, &Line) -> std::cmp::Ordering + Send + Sync {
    move |a, b| match (a.row(), b.row()) {
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
