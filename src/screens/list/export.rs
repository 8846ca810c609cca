//! Exports the rows that match the filters, also those that were not loaded, with progress.

use crate::reactive::*;

use super::Screen;
use crate::records::{csv_head, csv_row};
use crate::screens::explained::stale;
use crate::session::export::{Export, Progress, State};
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Language, Phrase, Text};

const EXPORT: Text = text!("Export CSV" / "导出 CSV");
const STOP: Text = text!("Stop" / "停止");
const GO_ON: Text = text!("Go on" / "继续");
const SAVE: Text = text!("Save the rows so far" / "保存已读取的行");
const CLOSE: Text = text!("Close" / "关闭");
const READING: Text = text!(
    "Exporting the rows that match the filters: {read} of {total} read, {written} written."
        / "正在导出符合筛选条件的行：已读取 {read} / {total}，写入 {written}。"
);
const READING_ON: Text = text!(
    "Exporting the rows that match the filters: {read} read, {written} written."
        / "正在导出符合筛选条件的行：已读取 {read}，写入 {written}。"
);
const STOPPED: Text = text!(
    "The export stopped after {read} rows; {written} are in it."
        / "导出在读取 {read} 行后停止；已写入 {written} 行。"
);
const ENDED: Text = text!(
    "{n} row exported to {file}." / "{n} rows exported to {file}." / "已将 {n} 行导出到 {file}。"
);
const NOT_WHOLE: Text =
    text!("Not all rows could be read, so some may be missing." / "未能读取全部行，可能有缺失。");
const UNREADABLE: Text = text!(
    "{n} row cannot be read and is not in it."
        / "{n} rows cannot be read and are not in it."
        / "{n} 行无法解读，未包含在内。"
);
const NOT_MADE: Text = text!(
    "The browser could not make the file. Narrow the filters and export in parts."
        / "浏览器无法生成文件。请缩小筛选范围并分批导出。"
);

/// Draws the button that begins an export.
pub(super) fn button(screen: Screen, export: Export) -> AnyView {
    let busy = live::derived(move || {
        export
            .state
            .with(|state| matches!(state, State::Running(_)))
    });
    let begin = move || {
        let filter = screen.rows.with_untracked(super::rows::Rows::filter);
        let head = screen.looks.with(|view| csv_head(screen.resource, view));
        export.begin(screen.list.query(), filter, &head);
        go_on(screen, export);
    };
    view! { <Button kind=Kind::Plain busy on_click=begin>{t(EXPORT)}</Button> }.into_any()
}

fn go_on(screen: Screen, export: Export) {
    export.go_on(move |row| {
        untrack(|| {
            screen
                .looks
                .with(|view| csv_row(screen.resource, row, view))
        })
    });
}

/// Draws how far the export is, and what can be done with it.
pub(super) fn progress(screen: Screen, export: Export) -> AnyView {
    let language = use_language();
    // The rows that were read go with the list.
    on_cleanup(move || {
        screen.session.exporting.try_set(false);
    });
    let is_there = live::memo(move || export.state.with(|state| *state != State::Idle));
    let words = move || export.state.with(|state| said(language.get(), state));
    let buttons = live::memo(move || export.state.with(kind_of));
    live::when(
        move || is_there.get(),
        move || {
            let buttons = live::part(move || {
                match buttons.get() {
                Some(Stage::Running) => {
                    view! { <Button kind=Kind::Quiet on_click=move || export.stop()>{t(STOP)}</Button> }
                        .into_any()
                }
                Some(Stage::Stopped { some }) => {
                    let save = some.then(|| {
                        view! { <Button kind=Kind::Quiet on_click=move || export.end()>{t(SAVE)}</Button> }
                    });
                    view! {
                        <Button on_click=move || go_on(screen, export)>{t(GO_ON)}</Button>
                        {save}
                        {close(export)}
                    }
                    .into_any()
                }
                Some(Stage::Ended) => close(export),
                None => ().into_any(),
            }
            });
            view! {
                <div class="coverage" role="group">
                    <span role="status">{live::text(words)}</span>
                    {buttons}
                </div>
                {stale(move || match export.state.get() {
                    State::Stopped(_, error) => error,
                    _ => None,
                })}
            }
            .into_any()
        },
    )
}

fn close(export: Export) -> AnyView {
    view! { <Button kind=Kind::Quiet on_click=move || export.dismiss()>{t(CLOSE)}</Button> }
        .into_any()
}

/// What can be done with an export.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Running,
    Stopped {
        /// Whether it has rows.
        some: bool,
    },
    Ended,
}

const fn kind_of(state: &State) -> Option<Stage> {
    match state {
        State::Idle => None,
        State::Running(_) => Some(Stage::Running),
        State::Stopped(at, _) => Some(Stage::Stopped {
            some: at.written > 0,
        }),
        State::Ended(..) => Some(Stage::Ended),
    }
}

fn said(language: Language, state: &State) -> String {
    let of = |words: Text, at: &Progress| {
        Phrase::from(words)
            .with("read", at.read)
            .with("written", at.written)
            .with("total", at.total.unwrap_or_default())
    };
    match state {
        State::Idle => String::new(),
        State::Running(at) => {
            let words = at.total.map_or(READING_ON, |_| READING);
            of(words, at).say(language)
        }
        State::Stopped(at, _) => of(STOPPED, at).say(language),
        State::Ended(_, None) => Phrase::from(NOT_MADE).say(language),
        State::Ended(at, Some(file)) => {
            let words = Phrase::from(ENDED).with("n", at.written);
            let mut words = words.with("file", file.clone()).say(language);
            if !at.whole {
                words = format!("{words} {}", Phrase::from(NOT_WHOLE).say(language));
            }
            if at.unreadable > 0 {
                let left = Phrase::from(UNREADABLE).with("n", at.unreadable);
                words = format!("{words} {}", left.say(language));
            }
            words
        }
    }
}
