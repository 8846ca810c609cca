//! The table as a component: passes its contents to the painter whenever they change.

use std::sync::Arc;

use crate::reactive::*;

use super::cell::{Cells, Ticks};
use super::head::Head;
use super::line::Lines;
use super::paint::{Given, Painter, PainterHandle, Placed, Shown};
use super::sort::Sort;
use crate::device::Clock;
use crate::ui::chosen::chosen;
use crate::ui::density::Density;
use crate::ui::devices::{use_devices, use_now};
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::words;
use crate::words::Say;

/// Milliseconds without a change of the rows after which those around the visible ones are added:
/// longer than a pause while typing. Scrolling and the focus add them at once.
const REST: u32 = 1_000;

/// Adds the rows around the visible ones once `turn` has not counted another change for [`REST`].
fn widen_at_rest(painter: PainterHandle, clock: &dyn Clock, turn: StoredValue<u32, LocalStorage>) {
    turn.update_value(|turn| *turn = turn.wrapping_add(1));
    let (of, rest) = (turn.get_value(), clock.sleep(REST));
    spawn_local(async move {
        rest.await;
        if turn.try_get_value() == Some(of) {
            painter.with(Painter::widen);
        }
    });
}

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
    lines: Signal<Lines>,
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
    /// Called with a row's id and a column whose content is to be edited.
    #[prop(optional, into)]
    on_edit: Option<Callback<(String, String)>>,
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
    let clock = use_devices().clock;
    let painter = PainterHandle::new(Given {
        cells,
        ticks,
        on_sort,
        on_open,
        on_edit,
        now,
        clock: clock.clone(),
    });
    let turn = StoredValue::new_local(0_u32);
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
        widen_at_rest(painter, &*clock, turn);
    });
    live::effect(move || {
        now.track();
        painter.with(Painter::tell);
    });
    live::after_paint(move || painter.with(Painter::resized));
    let none = live::memo(move || lines.with(Lines::is_empty));
    let below = live::when(
        move || none.get(),
        move || view! { <div class="table-empty">{empty.run()}</div> }.into_any(),
    );
    Placed { painter, below }.into_any()
}
