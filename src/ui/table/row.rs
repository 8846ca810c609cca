//! One drawn row, and finding it again in the page: from an event to its number, from its number
//! to the control that opens it.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};

use super::super::live;
use super::column::Erased;
use super::slots::Slot;

/// What all rows of one table share.
pub(super) struct Shared {
    pub columns: Vec<Erased>,
    pub selected: Signal<Option<String>>,
    pub on_open: Option<Callback<String>>,
    /// The number of the one row that Tab reaches.
    pub stop: Signal<usize>,
}

/// Draws the row of `slot`; its cells follow the slot's value.
pub(super) fn row(shared: &Arc<Shared>, slot: Slot) -> AnyView {
    let Slot { id, row, index, .. } = slot;
    let (number, own_id, selected) = (index.clone(), id.clone(), shared.selected);
    let shared = Arc::clone(shared);
    let cells = move || {
        let row = row.get();
        let mut columns = shared.columns.iter();
        let first = columns.next().map(|column| {
            let content = opener(&shared, &id, &index, (column.draw)(&row));
            view! { <th scope="row" class=column.look.class()>{content}</th> }.into_any()
        });
        let rest = columns.map(|column| {
            let content = (column.draw)(&row);
            view! { <td class=column.look.class()>{content}</td> }.into_any()
        });
        first.into_iter().chain(rest).collect_view().into_any()
    };
    let line = number.clone();
    view! {
        <tr
            class="row"
            data-row=live::derived(move || number.get().to_string())
            // Counted from 1, and the header is the first.
            aria-rowindex=live::derived(move || (line.get() + 2).to_string())
            aria-current=live::flag(move || selected.read().as_ref() == Some(&own_id))
        >
            {live::part(cells)}
        </tr>
    }
    .into_any()
}

/// The first cell's content inside the control that opens the row.
fn opener(shared: &Shared, id: &str, index: &ArcRwSignal<usize>, content: AnyView) -> AnyView {
    let (stop, index) = (shared.stop, index.clone());
    let tabindex = live::derived(move || if stop.get() == index.get() { "0" } else { "-1" });
    let id = id.to_owned();
    if let Some(on_open) = shared.on_open {
        let open = live::handler(move |_: MouseEvent| on_open.run(id.clone()));
        view! { <button type="button" class="row-open" tabindex=tabindex on:click=open>{content}</button> }
            .into_any()
    } else {
        content
    }
}

/// The element an event happened on.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The number of the row around `element`.
pub(super) fn number_at(element: &Element) -> Option<usize> {
    around(element, "[data-row]")?
        .get_attribute("data-row")?
        .parse()
        .ok()
}

/// The nearest element around `element` (itself included) that matches `selector`.
pub(super) fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The control that opens the row with this number, if it is drawn.
pub(super) fn control(table: &Element, number: usize) -> Option<HtmlElement> {
    control_in(table, &format!("[data-row=\"{number}\"] .row-open"))
}

/// The first element inside `element` that matches `selector`.
pub(super) fn control_in(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.query_selector(selector).ok()??.dyn_into().ok()
}
