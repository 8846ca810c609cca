//! Where the keyboard was before a panel opened, and the way back. Moves no focus by itself.

use crate::reactive::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// The element that had the focus when a panel opened.
#[derive(Clone, Copy)]
pub struct Opener(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Opener {
    /// Remembers the element that has the focus now.
    #[must_use]
    pub fn remember() -> Self {
        Self(StoredValue::new_local(focused()))
    }

    /// Remembers anew, unless the focus is inside `panel` already: the way back stays the old one.
    pub fn remember_outside(&self, panel: &HtmlElement) {
        if let Some(now) = focused()
            && !panel.contains(Some(&now))
        {
            self.0.set_value(Some(now));
        }
    }

    /// Gives the focus back, once `panel` has left the page. Leaves a focus alone that has moved
    /// elsewhere by itself, e.g. to another row.
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
            // What was pressed was drawn anew, or its row is gone: the drawer, or the content, that it
            // stood in takes the focus.
            let content = || {
                let drawer = document().query_selector(".drawer h2").ok().flatten();
                let content = drawer.or_else(|| document().get_element_by_id("content"))?;
                content.dyn_into::<HtmlElement>().ok()
            };
            let back = Some(element).filter(|element| element.is_connected());
            if let Some(element) = back.or_else(content) {
                // What cannot take the focus leaves it to the page.
                let _ = element.focus();
            }
        });
    }
}

/// The element with the focus, unless that is only the page itself.
fn focused() -> Option<HtmlElement> {
    let element = document()
        .active_element()?
        .dyn_into::<HtmlElement>()
        .ok()?;
    (element.tag_name() != "BODY").then_some(element)
}
