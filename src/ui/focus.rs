//! Remembers the focused element when a panel opens, and returns the focus to it.

use crate::reactive::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// The element that was focused when a panel opened.
#[derive(Clone, Copy)]
pub struct Opener(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Opener {
    /// Remembers the element that has the focus now.
    #[must_use]
    pub fn remember() -> Self {
        Self(StoredValue::new_local(focused()))
    }

    /// Remembers the focused element, unless it is inside `panel`.
    pub fn remember_outside(&self, panel: &HtmlElement) {
        if let Some(now) = focused()
            && !panel.contains(Some(&now))
        {
            self.0.set_value(Some(now));
        }
    }

    /// Returns the focus, once `panel` has been removed from the page. Does nothing if the focus
    /// has moved elsewhere, e.g. to another row.
    pub fn restore(&self, panel: Option<&Element>) {
        let Some(element) = self.0.try_get_value().flatten() else {
            return;
        };
        let elsewhere =
            focused().is_some_and(|now| !panel.is_some_and(|panel| panel.contains(Some(&now))));
        if elsewhere {
            return;
        }
        queue_microtask(move || {
            // If the element was drawn again or its row is gone, the drawer or content around it
            // receives the focus.
            let content = || {
                let drawer = document().query_selector(".drawer h2").ok().flatten();
                let content = drawer.or_else(|| document().get_element_by_id("content"))?;
                content.dyn_into::<HtmlElement>().ok()
            };
            let back = Some(element).filter(|element| element.is_connected());
            if let Some(element) = back.or_else(content) {
                // If it cannot receive the focus, the page keeps it.
                let _ = element.focus();
            }
        });
    }
}

/// Focuses the element with this id, because the focused one is about to leave the page.
pub fn move_to(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // If it cannot receive the focus, the page keeps it.
        let _ = element.focus();
    }
}

/// Returns the focused element; `None` if that is only the page itself.
fn focused() -> Option<HtmlElement> {
    let element = document()
        .active_element()?
        .dyn_into::<HtmlElement>()
        .ok()?;
    (element.tag_name() != "BODY").then_some(element)
}
