//! The table's columns, as its specification.

use leptos::prelude::*;

use super::model::{KeysModel, Line};
use crate::domain::budget::{Budget, Figures};
use crate::domain::filter::{by_limit, by_remaining, by_spent, known_first};
use crate::domain::key::Key;
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use crate::i18n::keys::Keys;
use crate::i18n::lists::Lists;
use crate::parts::budget::spent_cell;
use crate::parts::status::key_status;
use crate::parts::usd::budget_cell;
use crate::ui::figure::dash;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::table::{Align, Column, Priority};

/// The columns.
pub fn columns(model: KeysModel) -> Vec<Column<Line>> {
    vec![
        Column::new("name", Keys::Name, name)
            .width(192)
            .sort(|a, b| name(a).to_lowercase().cmp(&name(b).to_lowercase())),
        Column::new("status", Keys::Status, |line| {
            text(line, |key| key.status.word().to_owned())
        })
        .width(98)
        .sort(of_keys(|a, b| a.status.cmp(&b.status)))
        .cell(|line| draw(line, |key| key_status(&key.status), unreadable)),
        Column::new("remaining", Keys::Remaining, |line| {
            text(line, |key| {
                money(figures(key).and_then(|figures| figures.remaining.as_ref()))
            })
        })
        .width(138)
        .align(Align::End)
        .sort(of_keys(by_remaining))
        .cell(|line| {
            draw(
                line,
                |key| budget_cell(&key.budget, |figures| figures.remaining.as_ref()),
                dash,
            )
        }),
        Column::new("limit", Keys::Limit, |line| {
            text(line, |key| {
                money(figures(key).and_then(|figures| figures.limit.as_ref()))
            })
        })
        .width(138)
        .align(Align::End)
        .priority(Priority::Medium)
        .sort(of_keys(by_limit))
        .cell(|line| {
            draw(
                line,
                |key| budget_cell(&key.budget, |figures| figures.limit.as_ref()),
                dash,
            )
        }),
        Column::new("used", Keys::Used, |line| {
            text(line, |key| {
                figures(key)
                    .and_then(Figures::spent)
                    .map(Percent::short)
                    .unwrap_or_default()
            })
        })
        .width(128)
        .priority(Priority::Medium)
        .sort(of_keys(by_spent))
        .cell(|line| draw(line, |key| spent_cell(&key.budget), dash)),
        Column::new("pool", Keys::Pool, move |line| {
            text(line, |key| {
                key.pool
                    .as_ref()
                    .map(|pool| model.pool_label(pool))
                    .unwrap_or_default()
            })
        })
        .width(124)
        .priority(Priority::Low)
        .sort(of_keys(|a, b| {
            known_first(a.pool.as_ref(), b.pool.as_ref())
        }))
        .cell(move |line| draw(line, |key| pool(model, key), dash)),
        Column::new("last_used", Keys::LastUsed, |line| {
            text(line, |key| instant(key.last_used_at))
        })
        .width(104)
        .priority(Priority::Low)
        .sort(of_keys(|a, b| known_first(b.last_used_at, a.last_used_at)))
        .cell(|line| draw(line, |key| moment(key.last_used_at, Keys::Never), dash)),
        Column::new("expires", Keys::Expires, |line| {
            text(line, |key| instant(key.expires_at))
        })
        .width(104)
        .priority(Priority::Low)
        .sort(of_keys(|a, b| known_first(a.expires_at, b.expires_at)))
        .cell(|line| draw(line, |key| moment(key.expires_at, Keys::NeverExpires), dash)),
        Column::new("value", Keys::Value, |line| {
            text(line, |key| key.redacted_value.clone().unwrap_or_default())
        })
        .width(176)
        .priority(Priority::Lowest)
        .cell(|line| draw(line, value, dash)),
    ]
}

fn name(line: &Line) -> String {
    match line {
        Line::Row(found, _) => found.row.label().to_owned(),
        Line::Unreadable(place, _) => format!("#{}", place + 1),
    }
}

fn text(line: &Line, of: impl Fn(&Key) -> String) -> String {
    line.row().map(of).unwrap_or_default()
}

fn draw(line: &Line, of: impl Fn(&Key) -> AnyView, otherwise: fn() -> AnyView) -> AnyView {
    line.row().map_or_else(otherwise, of)
}

fn unreadable() -> AnyView {
    view! { <span class="faint">{t(Lists::Unreadable)}</span> }.into_any()
}

/// Orders lines by their keys; rows that made no sense come last.
fn of_keys(
    compare: impl Fn(&Key, &Key) -> std::cmp::Ordering + Send + Sync + 'static,
) -> impl Fn(&Line, &Line) -> std::cmp::Ordering + Send + Sync {
    move |a, b| match (a.row(), b.row()) {
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn figures(key: &Key) -> Option<&Figures> {
    match &key.budget {
        Budget::Limited(figures) => Some(figures),
        Budget::NotTold | Budget::Unlimited => None,
    }
}

fn money(amount: Option<&Amount>) -> String {
    amount
        .map(|amount| amount.value.plain())
        .unwrap_or_default()
}

fn instant(at: Option<UnixSeconds>) -> String {
    at.map(|at| at.wall_clock(0)).unwrap_or_default()
}

fn moment(at: Option<UnixSeconds>, otherwise: Keys) -> AnyView {
    match at {
        Some(at) => view! { <Moment at=at.millis() /> }.into_any(),
        None => view! { <span class="faint">{t(otherwise)}</span> }.into_any(),
    }
}

fn pool(model: KeysModel, key: &Key) -> AnyView {
    match key.pool.clone() {
        Some(id) => view! { <span>{live::text(move || model.pool_label(&id))}</span> }.into_any(),
        None => view! { <span class="faint">{t(Keys::NoPool)}</span> }.into_any(),
    }
}

fn value(key: &Key) -> AnyView {
    let value = key.redacted_value.clone();
    value.map_or_else(dash, |value| {
        view! { <span class="monospace">{value}</span> }.into_any()
    })
}
