//! The table of the editor. Its order is its own, not the address's.

use std::collections::HashSet;
use std::sync::Arc;

use crate::reactive::*;

use super::seen::Shape;
use super::{Editor, entry};
use crate::pricing::Holds;
use crate::pricing::table::{By, Line, State, arranged, without_exponent};
use crate::text;
use crate::ui::language::{t, use_language};
use crate::ui::table::{self, Align, Cell, Head, Lines, Sort, Stamp, Table, Tick};
use crate::ui::tone::Tone;
use crate::ui::{live, state::Empty};
use crate::words::{Language, Phrase, Say, Text, shortened, visible};

const TITLE: Text = text!("Entries" / "条目");
const NAME: Text = text!("Name" / "名称");
const RATIO: Text = text!("Ratio" / "倍率");
const VALUE: Text = text!("Value" / "值");
const AT_PROVIDER: Text = text!("Name at the provider" / "提供商处的名称");
const PROVIDER: Text = text!("At the provider" / "提供商处");
const BEFORE: Text = text!("Before" / "更改前");
const FACTOR: Text = text!("Factor" / "倍数");
const CHANGE: Text = text!("Change" / "变化");
const SELECT: Text = text!("Select {name}" / "选择 {name}");
/// The digits of a factor that are shown.
const DIGITS: u32 = 4;

const EMPTY: Text = text!("No entry" / "没有条目");
const ADD_ONE: Text = text!("Add one below." / "请在下方添加。");
const CLEAR_SEARCH: Text =
    text!("Add one below, or clear the search." / "请在下方添加，或清除搜索。");

/// The words and the tone of how an entry stands to what it was.
const fn words_of(of: State) -> Option<(Text, Tone)> {
    match of {
        State::Same => None,
        State::Changed => Some((text!("changed" / "已更改"), Tone::Attention)),
        State::New => Some((text!("new" / "新增"), Tone::Good)),
        State::Gone => Some((text!("taken out" / "已移除"), Tone::Bad)),
        State::Faulty => Some((text!("at fault" / "有误"), Tone::Bad)),
    }
}

/// Returns what the value of an entry is called.
pub(super) const fn value_label(shape: Shape) -> Text {
    match shape {
        Shape::Flat => RATIO,
        Shape::Nested => VALUE,
        Shape::Names => AT_PROVIDER,
    }
}

/// Draws the table.
pub(super) fn list(editor: Editor) -> AnyView {
    let language = use_language();
    let sort: RwSignal<Option<Sort>> = RwSignal::new(None);
    let places = live::memo(move || {
        let (by, descending) = match sort.get() {
            Some(sort) => (column(&sort.column), sort.descending),
            None => (By::Document, false),
        };
        let search = editor.search.get();
        editor
            .seen
            .with(|seen| arranged(&seen.lines, &search, by, descending))
    });
    let earlier: StoredValue<Vec<table::Line>> = StoredValue::new(Vec::new());
    let rows = live::fresh(move || {
        let (seen, ticked) = (editor.seen.get(), editor.ticked.read());
        let ticked: HashSet<&str> = ticked.iter().map(String::as_str).collect();
        let rows = earlier.with_value(|earlier| rows_of(&seen.lines, &ticked, earlier));
        earlier.set_value(rows.clone());
        Lines::from(rows)
    });
    let lines = live::fresh(move || rows.with(|rows| rows.only(places.get())));
    let cells = move |row: &table::Line, _: usize| -> Vec<Cell> {
        let language = language.get_untracked();
        let seen = editor.seen.get_untracked();
        let line = seen.lines.iter().find(|line| *line.name == *row.id);
        line.map(|line| cells(line, editor.holds, language))
            .unwrap_or_default()
    };
    let tick = move |row: &table::Line, _: usize| {
        let name = row.id.to_string();
        let words = Phrase::from(SELECT).with("name", shortened(&name).into_owned());
        Tick {
            label: words.say(language.get_untracked()),
            checked: editor.ticked.with(|ticked| ticked.contains(&name)),
            disabled: None,
        }
    };
    let on_tick = Callback::new(move |(name, on): (String, bool)| {
        editor.ticked.update(|ticked| {
            ticked.retain(|other| *other != name);
            if on {
                ticked.push(name);
            }
        });
    });
    // What is half typed in the open entry would be lost: its field says what is wrong.
    let on_open = Callback::new(move |name: String| {
        if !editor.form.is_held_back(editor.state.input.id, entry::PART) {
            editor.chosen.set(Some(name));
        }
    });
    let on_sort = Callback::new(move |by: Option<Sort>| sort.set(by));
    let heads = Signal::derive(move || Arc::new(heads(editor.shape)));
    let selected = Signal::derive(move || editor.chosen.get());
    let then = move || match editor.search.with(|search| search.trim().is_empty()) {
        true => ADD_ONE,
        false => CLEAR_SEARCH,
    };
    view! {
        <Table
            label=t(TITLE)
            heads
            lines
            cells=Arc::new(cells)
            sort=Signal::from(sort)
            on_sort
            selected
            on_open=Some(on_open)
            ticks=Some((Arc::new(tick), on_tick))
            empty=move || view! { <Empty title=t(EMPTY) text=t(then()) /> }.into_any()
        />
    }
    .into_any()
}

/// Returns the rows of the table. One that is as it was is the same row, which is not drawn again.
fn rows_of(
    lines: &[Arc<Line>],
    ticked: &HashSet<&str>,
    earlier: &[table::Line],
) -> Vec<table::Line> {
    let row = |(at, line): (usize, &Arc<Line>)| {
        let is_ticked = !ticked.is_empty() && ticked.contains(line.name.as_str());
        let stamp = Stamp::of(line, usize::from(is_ticked));
        match earlier.get(at) {
            Some(same) if same.stamp == stamp => same.clone(),
            _ => table::Line {
                id: line.name.as_str().into(),
                stamp,
            },
        }
    };
    lines.iter().enumerate().map(row).collect()
}

fn column(id: &str) -> By {
    match id {
        "name" => By::Name,
        "ratio" => By::Ratio,
        _ => By::State,
    }
}

fn heads(shape: Shape) -> Vec<Head> {
    let head = |id, title: Text, width, align, sorts| Head {
        id,
        title: t(title).into(),
        width,
        priority: table::Priority::High,
        align,
        sorts,
    };
    // A path is longer than a name, and a name than a number.
    let (width, value, of_value, align) = match shape {
        Shape::Flat => (160, RATIO, 88, Align::End),
        Shape::Nested => (240, VALUE, 88, Align::End),
        Shape::Names => (160, PROVIDER, 160, Align::Start),
    };
    let state = head("state", CHANGE, 96, Align::Start, true);
    let mut heads = vec![
        head("name", NAME, width, Align::Start, true),
        head("ratio", value, of_value, align, true),
        head("before", BEFORE, of_value, align, false),
    ];
    if shape != Shape::Names {
        heads.push(head("factor", FACTOR, 80, Align::End, false));
    }
    heads.push(state);
    heads
}

fn cells(line: &Line, holds: Holds, language: Language) -> Vec<Cell> {
    // A person reads 0.0000002; the raw text keeps 2e-7.
    let number = |text: &Option<String>| match text {
        Some(text) => {
            let typed = holds.typed(text);
            Cell::Mono(visible(&shortened(&without_exponent(&typed))).into_owned())
        }
        None => Cell::Dash,
    };
    let is_other = !matches!(line.state, State::Same | State::New);
    let factor = line
        .factor()
        .map(|by| Cell::Text(format!("×{}", by.rounded(DIGITS).plain())));
    let stands = words_of(line.state).map(|(word, tone)| Cell::Badge {
        tone,
        word: word.say(language).to_owned(),
    });
    let nothing = || Cell::Text(String::new());
    let mut cells = vec![
        Cell::Text(visible(&line.name).into_owned()),
        number(&line.ratio),
        if is_other {
            number(&line.before)
        } else {
            nothing()
        },
    ];
    if holds != Holds::Names {
        cells.push(factor.unwrap_or_else(nothing));
    }
    cells.push(stands.unwrap_or_else(nothing));
    cells
}
