//! The table of a list: its columns are fields of the resource. Its order and its open row are
//! bound to the address.

use std::sync::Arc;

use crate::reactive::*;

use super::Screen;
use crate::records::{self, columns};
use crate::route::ORDER;
use crate::schema::{FieldSpec, Kind, Place, Priority};
use crate::screens::act::Doing;
use crate::screens::looks::cell;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::Empty;
use crate::ui::table::{self, Align, Cell, Head, Line, Sort, Table};
use crate::words::{Language, Phrase, Say, Text, shortened};

const UNREADABLE: Text = text!("unreadable row" / "无法解读的行");

const EDIT: Text = text!("Edit {field} of {name}" / "编辑 {name} 的{field}");
const CLEAR_ALL: Text = text!("Clear search and filters" / "清除搜索和筛选");

/// Draws the table, with a checkbox in each row if rows are selected.
pub(super) fn table(screen: Screen, selects: bool) -> AnyView {
    let (resource, navigator, looks) = (screen.resource, screen.navigator, screen.looks);
    // Columns that no loaded row has are hidden.
    let specs = live::memo(move || {
        let columns = screen
            .list
            .listing
            .with(|listing| columns(resource, &mut listing.rows()));
        Columns(columns)
    });
    let heads = Signal::derive(move || {
        Arc::new(
            specs
                .get()
                .0
                .iter()
                .map(|spec| head(spec))
                .collect::<Vec<_>>(),
        )
    });
    let lines = live::fresh(move || screen.rows.read().lines().clone());
    let cells = move |_: &Line, at: usize| -> Vec<Cell> {
        let rows = screen.rows.read_untracked();
        let Some(shown) = rows.get(at) else {
            return Vec::new();
        };
        let specs = specs.get_untracked().0;
        match shown {
            Ok(row) => looks.with(|view| {
                let cells = specs.iter().map(|spec| {
                    let shown = records::cell(spec, &row.record, view);
                    if spec.id == resource.name && shown == records::Shown::Dash {
                        return Cell::Mono(row.id.to_string());
                    }
                    let label = spec.label.say(view.language).to_owned();
                    match resource.edits(spec) {
                        None => cell(shown, label),
                        Some(_) => Cell::Edit {
                            label: edit_label(view.language, &label, row.label(resource)),
                            shown: Box::new(cell(shown, label)),
                            column: spec.id,
                        },
                    }
                });
                cells.collect()
            }),
            Err(place) => looks.with(|view| {
                let words = UNREADABLE.say(view.language).to_owned();
                let first = [Cell::Text(format!("#{}", place + 1)), Cell::Faint(words)];
                let rest = std::iter::repeat_n(Cell::Text(String::new()), specs.len());
                first.into_iter().chain(rest).take(specs.len()).collect()
            }),
        }
    };
    let sort = live::memo(move || Sort::parse(&screen.order()));
    let on_sort = Callback::new(move |sort: Option<Sort>| {
        let sort = sort.map(|sort| sort.to_string()).unwrap_or_default();
        navigator.set(&[(ORDER, sort.as_str())], true);
    });
    let on_open = Callback::new(move |id: String| {
        navigator.set(&[(resource.opens, id.as_str())], false);
    });
    let on_edit = Callback::new(move |(row, column): (String, String)| {
        let (row, at) = (screen.list.row(&row), screen.list.locator(&row));
        let (Some((row, _)), Some(at), Some(field)) = (row, at, resource.field(&column)) else {
            return;
        };
        if let Some(action) = resource.edits(field) {
            let doing = Doing::on(resource, action, at, row);
            screen.doing.set(Some(doing.of_input(field.id)));
        }
    });
    let names = screen.session.labels.version();
    let anew = Signal::derive(move || {
        names.get() * 2 + u64::from(looks.language.get() == Language::Chinese)
    });
    let more = live::derived(move || screen.list.reading.with(|reading| reading.has_more));
    view! {
        <Table
            label=t(resource.title)
            heads
            lines
            cells=Arc::new(cells)
            anew
            sort
            on_sort
            selected=Signal::derive(move || screen.open.get())
            on_open=Some(on_open)
            on_edit
            more
            ticks=selects.then(|| super::selection::boxes(screen))
            empty=move || empty(screen)
        />
    }
    .into_any()
}

fn edit_label(language: Language, field: &str, row: &str) -> String {
    let words = Phrase::from(EDIT).with("field", field.to_owned());
    words
        .with("name", shortened(row).into_owned())
        .say(language)
}

/// The shown columns, compared by their ids.
#[derive(Clone)]
struct Columns(Vec<&'static FieldSpec>);

impl PartialEq for Columns {
    fn eq(&self, other: &Self) -> bool {
        let ids = |columns: &Self| columns.0.iter().map(|spec| spec.id).collect::<Vec<_>>();
        ids(self) == ids(other)
    }
}

/// Makes the header of a field's column.
pub fn head(spec: &'static FieldSpec) -> Head {
    let (width, priority) = match spec.place {
        Place::Table { width, priority } | Place::TableOnly { width, priority } => {
            (width, priority)
        }
        Place::Drawer | Place::Nowhere => (120, Priority::Always),
    };
    Head {
        id: spec.id,
        title: t(spec.label).into(),
        width,
        priority: match priority {
            Priority::Always => table::Priority::High,
            Priority::Above720 => table::Priority::Medium,
            Priority::Above1040 => table::Priority::Low,
            Priority::Above1200 => table::Priority::Lowest,
        },
        align: match spec.kind {
            Kind::Money | Kind::Quota | Kind::Decimal(_) | Kind::Count => Align::End,
            Kind::Part { part, .. } if part != crate::schema::BudgetPart::Share => Align::End,
            _ => Align::Start,
        },
        sorts: spec.sorts,
    }
}

/// Said while no loaded row matches and the rest of the list is still being read.
const READING_THE_REST: [Text; 2] = [
    text!("No loaded row matches yet" / "已加载的行中尚无匹配"),
    text!("The rest of the list is being read." / "正在读取列表的其余部分。"),
];

/// Draws the text for no rows: the list is empty, no row matches, or none does so far.
fn empty(screen: Screen) -> AnyView {
    let words = live::memo(move || {
        let words = screen.resource.words;
        screen.list.reading.with(|reading| match reading.loaded {
            0 if !screen.is_filtered() => words.empty,
            _ if reading.busy && reading.has_more => READING_THE_REST,
            _ => words.no_match,
        })
    });
    live::part(move || {
        let [title, then] = words.get();
        view! { <Empty title=t(title) text=t(then)>{screen.clear(CLEAR_ALL)}</Empty> }.into_any()
    })
}
