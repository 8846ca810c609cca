//! The table's columns, as its specification.

use leptos::prelude::*;

use super::model::{Line, PoolsModel};
use crate::domain::filter::known_first;
use crate::domain::pool::{Owner, Pool};
use crate::domain::time::UnixSeconds;
use crate::i18n::keys::Keys;
use crate::i18n::pools::Pools;
use crate::ui::figure::dash;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::table::{Align, Column, Priority};
use crate::ui::tone::{Badge, Tone};

/// The columns.
pub fn columns(model: PoolsModel) -> Vec<Column<Line>> {
    vec![
        Column::new("name", Keys::Name, name)
            .width(208)
            .sort(|a, b| name(a).to_lowercase().cmp(&name(b).to_lowercase())),
        Column::new("id", Keys::Identifier, |line| {
            text(line, |pool| Some(pool.id.0.clone()))
        })
        .width(168)
        .priority(Priority::Medium)
        .sort(of_pools(|a, b| a.id.cmp(&b.id)))
        .cell(|line| {
            draw(line, |pool| {
                let id = pool.id.0.clone();
                view! { <span class="monospace">{id}</span> }.into_any()
            })
        }),
        Column::new("keys", Pools::KeyCount, |line| text(line, count))
            .width(80)
            .align(Align::End)
            .sort(of_pools(|a, b| known_first(a.key_count, b.key_count)))
            .cell(|line| {
                draw(line, |pool| {
                    count(pool).map_or_else(dash, IntoAny::into_any)
                })
            }),
        Column::new("owner", Keys::Owner, |line| text(line, owner))
            .width(176)
            .priority(Priority::Medium)
            .sort(of_pools(|a, b| {
                known_first(lower(owner(a)), lower(owner(b)))
            }))
            .cell(|line| {
                draw(line, |pool| {
                    owner(pool).map_or_else(nobody, IntoAny::into_any)
                })
            }),
        Column::new("created", Keys::Created, |line| {
            text(line, |pool| pool.created_at.map(|at| at.wall_clock(0)))
        })
        .width(112)
        .priority(Priority::Low)
        .sort(of_pools(|a, b| known_first(b.created_at, a.created_at)))
        .cell(|line| draw(line, |pool| pool.created_at.map_or_else(dash, moment))),
        Column::new("default", Pools::Default, move |line| {
            text(line, |pool| model.is_default(pool).map(|is| is.to_string()))
        })
        .width(120)
        .sort(of_pools(|a, b| b.is_default.cmp(&a.is_default)))
        .cell(move |line| draw(line, |pool| default(model, pool))),
    ]
}

fn name(line: &Line) -> String {
    match line {
        Line::Row(found, _) => found.row.label().to_owned(),
        Line::Unreadable(place, _) => format!("#{}", place + 1),
    }
}

fn text(line: &Line, of: impl Fn(&Pool) -> Option<String>) -> String {
    line.row().and_then(of).unwrap_or_default()
}

fn draw(line: &Line, of: impl Fn(&Pool) -> AnyView) -> AnyView {
    line.row().map_or_else(dash, of)
}

fn nobody() -> AnyView {
    view! { <span class="faint">{t(Pools::Nobody)}</span> }.into_any()
}

/// Orders lines by their pools; rows that made no sense come last.
fn of_pools(
    compare: impl Fn(&Pool, &Pool) -> std::cmp::Ordering + Send + Sync + 'static,
) -> impl Fn(&Line, &Line) -> std::cmp::Ordering + Send + Sync {
    move |a, b| match (a.row(), b.row()) {
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn count(pool: &Pool) -> Option<String> {
    pool.key_count.map(|count| count.to_string())
}

fn owner(pool: &Pool) -> Option<String> {
    let label = pool.owner.as_ref().and_then(Owner::label);
    label.map(str::to_owned)
}

fn lower(text: Option<String>) -> Option<String> {
    text.map(|text| text.to_lowercase())
}

fn moment(at: UnixSeconds) -> AnyView {
    view! { <Moment at=at.millis() /> }.into_any()
}

/// The mark follows the call for the default pool, which is read beside the list.
fn default(model: PoolsModel, pool: &Pool) -> AnyView {
    let pool = pool.clone();
    live::part(move || match model.is_default(&pool) {
        Some(true) => view! { <Badge tone=Tone::Neutral word=t(Pools::YourDefault) /> }.into_any(),
        Some(false) => view! { <span class="faint">{t(Pools::NotYourDefault)}</span> }.into_any(),
        None => dash(),
    })
}
