//! A button that shows or hides the element after it.

use crate::reactive::*;
use leptos::ev::MouseEvent;

use super::icon::{Glyph, Icon};
use super::live;

/// Draws the button; `class` sets its layout.
#[must_use]
pub fn toggle(
    class: &'static str,
    glyph: Glyph,
    words: impl Into<TextProp>,
    open: RwSignal<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=format!("button quiet {class}")
            aria-expanded=live::yes_no(move || open.get())
            on:click=live::handler(move |_: MouseEvent| open.update(|open| *open = !*open))
        >
            <span class="button-label"><Icon glyph /> {live::text(words)}</span>
        </button>
    }
    .into_any()
}
