//! Puts the table into the page: one scrolling box, a sticky header, and the drawn rows between
//! two spacers that stand for all others.

use std::sync::Arc;

use leptos::ev::{Event, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::super::id::unique_id;
use super::super::language::t;
use super::super::live;
use super::column::{Column, Erased, Identity, Row};
use super::head::header;
use super::moves::Moves;
use super::row::{Shared, row};
use super::slots::{Slot, reconcile};
use crate::domain::order;
use crate::i18n::interface::Interface;
use crate::ui::density::Density;
use crate::ui::grid::Sort;
use crate::ui::preference::chosen;

/// A table over `rows`.
#[component]
pub fn Table<R: PartialEq + Send + Sync + 'static>(
    /// What it is a table of, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// The columns; the first names the row and opens it.
    columns: Vec<Column<R>>,
    /// The rows, filtered already.
    #[prop(into)]
    rows: Signal<Arc<Vec<Arc<R>>>>,
    /// A row's own id.
    row_id: fn(&R) -> String,
    /// The column to sort by; `None` is the order of `rows`.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// A header was pressed.
    #[prop(optional, into)]
    on_sort: Option<Callback<Option<Sort>>>,
    /// The id of the row whose drawer is open.
    #[prop(optional, into)]
    selected: Signal<Option<String>>,
    /// The row with this id was opened; makes the first cell a button.
    #[prop(optional, into)]
    on_open: Option<Callback<String>>,
    /// Whether there are more rows than are loaded, so that nobody claims a total.
    #[prop(optional, into)]
    more: Signal<bool>,
    /// Stands below the header when there is no row.
    #[prop(optional, into)]
    empty: ViewFn,
) -> impl IntoView {
    let columns: Vec<_> = columns.into_iter().map(Column::erase).collect();
    let rows = Signal::derive(move || {
        rows.read()
            .iter()
            .map(|row| row.clone() as Row)
            .collect::<Vec<_>>()
    });
    let rows = sorted(rows, sort, columns.clone());
    let count = live::memo(move || rows.read().len());
    let density = chosen::<Density>();
    let moves = Moves::new(count, density);
    let slots = slots(rows, moves, Identity::of(row_id));
    moves.back_to_top_on(sort);
    let stop = moves.stop();
    let shared = Shared {
        columns,
        selected,
        on_open,
        stop,
    };
    draw(Parts {
        label,
        shared: Arc::new(shared),
        sort,
        on_sort,
        more,
        density,
        empty,
        count,
        slots,
        moves,
    })
}

/// The rows in the order asked for. Stable: rows that compare equal stay as they came.
fn sorted(
    rows: Signal<Vec<Row>>,
    sort: Signal<Option<Sort>>,
    columns: Vec<Erased>,
) -> Memo<Vec<Row>> {
    live::fresh(move || {
        let (rows, sort) = (rows.get(), sort.get());
        let of = |sort: &Sort| columns.iter().find(|column| column.look.id == sort.column);
        let compare = sort
            .as_ref()
            .and_then(of)
            .and_then(|column| column.compare.as_ref());
        match (compare, sort.as_ref().is_some_and(|sort| sort.descending)) {
            (None, _) => rows,
            (Some(compare), true) => order::sorted(rows, |a, b| compare(b, a)),
            (Some(compare), false) => order::sorted(rows, |a, b| compare(a, b)),
        }
    })
}

/// The slots of the rows that stand in the page, kept in step with the window.
fn slots(rows: Memo<Vec<Row>>, moves: Moves, identity: Identity) -> RwSignal<Vec<Slot>> {
    let slots = RwSignal::new(Vec::new());
    let window = moves.window();
    let mut next = 0;
    live::effect(move || {
        let (window, rows) = (window.get(), rows.read());
        // The window follows the count, and may be one step behind the rows.
        let drawn = rows.get(window.clone()).unwrap_or_default();
        let before = slots.get_untracked();
        slots.set(reconcile(before, drawn, window.start, &identity, &mut next));
    });
    slots
}

/// What the element is drawn from, once the type of the rows is forgotten.
struct Parts {
    label: TextProp,
    shared: Arc<Shared>,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Option<Sort>>>,
    more: Signal<bool>,
    density: Signal<Density>,
    empty: ViewFn,
    count: Memo<usize>,
    slots: RwSignal<Vec<Slot>>,
    moves: Moves,
}

/// Draws the box and the table in it.
fn draw(parts: Parts) -> AnyView {
    let Parts {
        label,
        shared,
        sort,
        on_sort,
        more,
        density,
        empty,
        count,
        slots,
        moves,
    } = parts;
    let hint = unique_id("keys");
    let opens = shared.on_open.is_some();
    let heads = shared
        .columns
        .iter()
        .map(|column| header(column, sort, on_sort))
        .collect_view();
    let row_height = move || density.get().row_height();
    let (above, below) = (moves.window(), moves.window());
    let gap_above = move || above.get().start * row_height();
    let gap_below = move || count.get().saturating_sub(below.get().end) * row_height();
    let row_count = move || {
        if more.get() {
            -1
        } else {
            i64::try_from(count.get() + 1).unwrap_or(-1)
        }
    };
    view! {
        <div
            class="table-box"
            class:sideways=moves.sideways
            node_ref=moves.node
            // Without a control in its rows the box itself must be reached to be scrolled.
            tabindex=if opens { "-1" } else { "0" }
            on:scroll=live::handler(move |_: Event| moves.scrolled())
            on:keydown=live::handler(move |event: KeyboardEvent| moves.key(&event))
        >
            <table
                class="table"
                aria-rowcount=Signal::derive(move || row_count().to_string())
                aria-describedby=opens.then(|| hint.clone())
            >
                <caption class="visually-hidden">{live::text(label)}</caption>
                <thead>
                    <tr aria-rowindex="1">{heads}</tr>
                </thead>
                {spacer(gap_above)}
                <tbody
                    on:focusin=live::handler(move |event: FocusEvent| moves.focused(&event))
                    on:mousedown=live::handler(move |event: MouseEvent| moves.pressed(&event))
                    on:click=live::handler(move |event: MouseEvent| moves.clicked(&event))
                >
                    {live::list(move || {
                        let slots = slots.get().into_iter();
                        slots.map(|slot| drawn(&shared, slot)).collect()
                    })}
                </tbody>
                {spacer(gap_below)}
            </table>
            <p class="visually-hidden" id=hint>{opens.then(|| t(Interface::RowKeys))}</p>
            {live::when(
                move || count.get() == 0,
                move || view! { <div class="table-empty">{empty.run()}</div> }.into_any(),
            )}
        </div>
    }
    .into_any()
}

/// The row of `slot` as a line of the table's body.
fn drawn(shared: &Arc<Shared>, slot: Slot) -> live::Item {
    let shared = Arc::clone(shared);
    live::Item {
        key: slot.serial,
        draw: Box::new(move || row(&shared, slot)),
    }
}

/// Stands for the rows that are not drawn, so that the box scrolls as if they were.
fn spacer(height: impl Fn() -> usize + Send + Sync + 'static) -> impl IntoView {
    view! {
        <tbody class="spacer" aria-hidden="true">
            <tr>
                <td style:height=Signal::derive(move || format!("{}px", height()))></td>
            </tr>
        </tbody>
    }
}
