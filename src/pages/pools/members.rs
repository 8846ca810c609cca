//! The keys of one pool: the key list, asked for this pool and filtered again here, because a
//! gateway may ignore what it was asked for.

use std::sync::Arc;

use leptos::prelude::*;

use super::moving::{Review, Wanted};
use super::subject::Desk;
use super::ticks::Tick;
use crate::domain::entity;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::membership::MOST_MOVES;
use crate::domain::pool::PoolRef;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::keys::Keys;
use crate::i18n::lists::Lists;
use crate::i18n::pool_form;
use crate::i18n::pools::{self, Pools};
use crate::parts::link::link;
use crate::parts::list::{Lines, Listed, body, more, stale};
use crate::parts::status::key_status;
use crate::route::List;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::table::{Column, Table};

type Line = entity::Line<Key>;

/// The members of the pool that the drawer is about.
pub fn members(desk: Desk, pool: PoolRef) -> AnyView {
    let list = desk.members;
    let rows = rows(desk, pool.id.clone());
    let of = Listed::new(List::Keys, list.reading, list.error, move |ask| {
        list.ask(ask)
    });
    let review = Review::new(desk, list, desk.ticks);
    view! {
        <section class="members">
            <div class="members-head">
                <h3>{t(Pools::Members)}</h3>
                <Button kind=Kind::Plain label=t(Interface::Reload) busy=list.busy on_click=move || list.reload()>
                    <Icon glyph=Glyph::Reload />
                </Button>
            </div>
            {coverage(of, rows)}
            {stale(move || list.error.get().filter(|_| !list.is_empty()))}
            {body(of, || ().into_any())}
            {live::when(move || !rows.read().is_empty(), move || view! {
                {table(desk, rows)}
                {removal(desk, review, pool.clone())}
            }.into_any())}
            {review.view()}
        </section>
    }
    .into_any()
}

/// The rows that are in this pool, and those that made no sense, which may be.
fn rows(desk: Desk, pool: PoolId) -> Lines<Key> {
    live::fresh(move || {
        let here = |line: &&Arc<Line>| {
            line.row()
                .is_none_or(|key| key.pool.as_ref() == Some(&pool))
        };
        let lines = desk.members.lines.read();
        Arc::new(lines.iter().filter(here).cloned().collect())
    })
}

/// How many members are among how many rows, and more of them.
fn coverage(of: Listed, rows: Lines<Key>) -> AnyView {
    let (reading, language) = (of.reading, use_language());
    let words = move || {
        let members = rows
            .read()
            .iter()
            .filter(|line| line.row().is_some())
            .count();
        let reading = reading.get();
        pools::members(language.get(), members, reading.loaded, reading.whole)
    };
    let started = live::memo(move || reading.with(|reading| reading.started));
    let has_more = live::memo(move || reading.with(|reading| reading.has_more));
    let line = move || {
        view! {
            <div class="line">
                <span class="members-coverage" role="status">{live::text(words)}</span>
                {live::when(move || has_more.get(), move || more(of))}
            </div>
        }
        .into_any()
    };
    live::when(move || started.get(), line)
}

fn table(desk: Desk, rows: Lines<Key>) -> AnyView {
    view! {
        <div class="members-table">
            <Table
                label=t(Pools::Members)
                columns=columns(desk)
                rows=rows
                row_id=Line::id
                more=Signal::derive(move || desk.members.has_more())
            />
        </div>
    }
    .into_any()
}

fn columns(desk: Desk) -> Vec<Column<Line>> {
    let label = |line: &Line| {
        line.row()
            .map_or_else(String::new, |key| key.label().to_owned())
    };
    vec![
        Column::new("name", Keys::Name, label)
            .width(208)
            .cell(move |line| name(desk, line)),
        Column::new("status", Keys::Status, |line: &Line| {
            let status = line.row().map(|key| key.status.word().to_owned());
            status.unwrap_or_default()
        })
        .width(104)
        .cell(|line| {
            line.row()
                .map_or_else(|| ().into_any(), |key| key_status(&key.status))
        }),
    ]
}

/// The box that ticks the key, and the way to its drawer.
fn name(desk: Desk, line: &Line) -> AnyView {
    let Some(tick) = Tick::of(line) else {
        return view! { <span class="faint">{t(Lists::Unreadable)}</span> }.into_any();
    };
    let (language, spoken) = (use_language(), tick.label.clone());
    let key = link(
        List::Keys.opened_at(&tick.at.id),
        tick.label.clone().into_any(),
    );
    let box_name = move || pool_form::tick(language.get(), &spoken);
    view! {
        <span class="tick">
            {desk.ticks.tick_box(tick, false, Some(box_name.into()))}
            {key}
        </span>
    }
    .into_any()
}

/// The button that takes the ticked members out.
fn removal(desk: Desk, review: Review, pool: PoolRef) -> AnyView {
    let (ticks, language) = (desk.ticks, use_language());
    let reason = Signal::derive(move || match ticks.count() {
        0 => Some(Pools::ChooseToRemove.say(language.get()).to_owned()),
        count if count > MOST_MOVES => Some(pool_form::too_many(language.get(), count)),
        _ => None,
    });
    let wanted = Wanted {
        here: pool,
        into: false,
    };
    let click = move || review.start(wanted.clone(), move || ticks.clear());
    view! {
        <Button
            reason_beside=true
            busy=Signal::derive(move || review.is_busy())
            disabled_reason=reason
            on_click=click
        >
            {live::text(move || pools::remove(language.get(), ticks.count()))}
        </Button>
    }
    .into_any()
}
