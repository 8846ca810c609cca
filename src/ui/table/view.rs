//! The table as a component: passes its contents to the painter whenever they change.

use std::sync::Arc;

use crate::reactive::*;

use super::cell::{Cells, Ticks};
use super::head::Head;
use super::line::Line;
use super::paint::{Given, Painter, PainterHandle, Placed, Shown};
use super::sort::Sort;
use crate::ui::chosen::chosen;
use crate::ui::density::Density;
use crate::ui::devices::{use_devices, use_now};
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::words;
use crate::words::Say;

/// A table of `lines`. It follows the language and the row height by itself.
#[component]
pub fn Table(
    /// The accessible name.
    #[prop(into)]
    label: TextProp,
    /// The columns; the first one names the row and opens it.
    #[prop(into)]
    heads: Signal<Arc<Vec<Head>>>,
    /// The rows, already filtered and sorted.
    #[prop(into)]
    lines: Signal<Arc<Vec<Line>>>,
    /// Makes the cells of a row; called only for rows in the page.
    cells: Cells,
    /// Changes when cells change although no row did, e.g. with the name of another row.
    #[prop(optional, into)]
    anew: Signal<u64>,
    /// The order of `lines`, shown in the header.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// Called with the order that a pressed header asks for.
    #[prop(optional, into)]
    on_sort: Option<Callback<Option<Sort>>>,
    /// The id of the row whose drawer is open.
    #[prop(optional, into)]
    selected: Signal<Option<String>>,
    /// Called with the id of a row to open; makes the first cell a button.
    #[prop(optional_no_strip, into)]
    on_open: Option<Callback<String>>,
    /// Whether more rows can be loaded, so that no total is reported.
    #[prop(optional, into)]
    more: Signal<bool>,
    /// The view below the header if there are no rows.
    #[prop(optional, into)]
    empty: ViewFn,
    /// Adds a column of checkboxes.
    #[prop(optional_no_strip)]
    ticks: Option<Ticks>,
) -> impl IntoView {
    let (now, language, density) = (use_now(), use_language(), chosen::<Density>());
    let painter = PainterHandle::new(Given {
        cells,
        ticks,
        on_sort,
        on_open,
        now,
        clock: use_devices().clock,
    });
    live::effect(move || {
        let shown = Shown {
            heads: heads.get(),
            lines: lines.get(),
            sort: sort.get(),
            selected: selected.get(),
            more: more.get(),
            anew: anew.get(),
            language: language.get(),
            row: density.get().row_height(),
            caption: label.get().to_string(),
            hint: words::ROW_KEYS.say(language.get()),
        };
        painter.with(|painter| painter.show(shown));
    });
    live::effect(move || {
        now.track();
        painter.with(Painter::tell);
    });
    live::after_paint(move || painter.with(Painter::widen));
    let none = live::memo(move || lines.with(|lines| lines.is_empty()));
    let below = live::when(
        move || none.get(),
        move || view! { <div class="table-empty">{empty.run()}</div> }.into_any(),
    );
    Placed { painter, below }.into_any()
}
