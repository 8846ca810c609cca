//! Selecting rows to act on them together. The column of checkboxes is there only while it is asked for.

use std::collections::HashSet;
use std::sync::Arc;

use crate::reactive::*;

use super::Screen;
use crate::gate::Outcome;
use crate::records::Row;
use crate::schema::{Action, Locator, Resource, Target};
use crate::screens::act::Doing;
use crate::screens::ticks::why_not;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::table;
use crate::words::{Phrase, Say, Text};

const SELECT: Text = text!("Select rows" / "选择多行");
const DONE: Text = text!("End selecting" / "结束选择");
const ALL_SHOWN: Text = text!("Tick all shown" / "勾选全部显示的行");
const NONE: Text = text!("Untick all" / "全部取消勾选");
const TICKED: Text = text!("{n} ticked" / "已勾选 {n} 项");
const TICKED_HIDDEN: Text =
    text!("{n} ticked, {hidden} of them not shown" / "已勾选 {n} 项，其中 {hidden} 项未显示");
const FIRST: Text = text!("Tick rows first." / "请先勾选。");

/// Returns the actions that can be applied to several rows.
fn actions(resource: &'static Resource) -> impl Iterator<Item = &'static Action> {
    let actions = resource.actions.iter().copied();
    actions.filter(|action| matches!(action.on, Target::Rows { .. }))
}

/// Draws the button that begins selecting, or ends it.
pub(super) fn toggle(screen: Screen) -> AnyView {
    if actions(screen.resource).next().is_none() {
        return ().into_any();
    }
    let language = use_language();
    let words = move || {
        let words = if screen.selecting.get() { DONE } else { SELECT };
        words.say(language.get()).to_owned()
    };
    let press = move || {
        screen.ticks.clear();
        screen
            .selecting
            .update(|selecting| *selecting = !*selecting);
    };
    view! { <Button kind=Kind::Plain on_click=press>{live::text(words)}</Button> }.into_any()
}

/// Draws the number of selected rows, and what can be done with them.
pub(super) fn bar(screen: Screen) -> AnyView {
    live::when(
        move || screen.selecting.get(),
        move || {
            let language = use_language();
            let words = move || {
                let (n, hidden) = (screen.ticks.count(), hidden(screen));
                let words = Phrase::from(if hidden > 0 { TICKED_HIDDEN } else { TICKED });
                let words = words.with("n", n).with("hidden", hidden.to_string());
                words.say(language.get())
            };
            let buttons = actions(screen.resource).map(|action| act(screen, action));
            view! {
                <div class="toolbar selection" role="group">
                    <span role="status">{live::text(words)}</span>
                    <Button kind=Kind::Plain on_click=move || tick_all(screen)>{t(ALL_SHOWN)}</Button>
                    <Button kind=Kind::Plain on_click=move || screen.ticks.clear()>{t(NONE)}</Button>
                    {buttons.collect_view()}
                </div>
            }
            .into_any()
        },
    )
}

/// Counts the selected rows that a search or a filter hides.
fn hidden(screen: Screen) -> usize {
    let rows = screen.rows.read();
    let ticked = screen.ticks.all();
    let shown: HashSet<Arc<str>> = match ticked.is_empty() {
        true => HashSet::new(),
        false => rows.rows().map(|row| row.key()).collect(),
    };
    let is_hidden = |(_, row): &&(Locator, Arc<Row>)| !shown.contains(&row.key());
    ticked.iter().filter(is_hidden).count()
}

fn act(screen: Screen, action: &'static Action) -> AnyView {
    let language = use_language();
    let reason =
        Signal::derive(move || why_not(language.get(), action, FIRST, screen.ticks.count()));
    let busy = live::derived(move || screen.doing.with(Option::is_some));
    let begin = move || {
        screen.doing.set(Some(Doing {
            rows: screen.ticks.all(),
            ..Doing::new(screen.resource, action)
        }));
    };
    view! {
        <Button busy disabled_reason=reason on_click=begin>{t(action.button)}</Button>
    }
    .into_any()
}

fn tick_all(screen: Screen) {
    let shown = screen
        .rows
        .with_untracked(|rows| rows.rows().cloned().collect::<Vec<_>>());
    for row in shown {
        if let Some(at) = screen.list.locator(&row.key()) {
            screen.ticks.set(at, row, true);
        }
    }
}

/// Returns the checkboxes of the table.
pub(super) fn boxes(screen: Screen) -> table::Ticks {
    let row = move |at: usize| screen.rows.read_untracked().get(at)?.clone().ok();
    screen.ticks.boxes(screen.looks, screen.list, row)
}

/// Returns what to do after an action: rows for which it was not applied stay selected.
pub(super) fn done(screen: Screen) -> Callback<(Doing, Vec<Outcome>)> {
    Callback::new(move |(doing, outcomes): (Doing, Vec<Outcome>)| {
        screen.ticks.without_applied(&doing.rows, &outcomes);
    })
}
