//! Buttons with a state: one that shows or hides the element after it, and one among others that is chosen.

use crate::reactive::*;
use leptos::ev::MouseEvent;

use super::icon::{Glyph, Icon};
use super::live;

/// A line that is chosen by pressing it, among others of which one is.
#[component]
pub fn Chosen(
    /// The class that sets its layout.
    class: &'static str,
    /// Whether it is chosen.
    #[prop(into)]
    is_chosen: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_choose: Callback<()>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            aria-pressed=live::yes_no(move || is_chosen.get())
            on:click=live::handler(move |_: MouseEvent| on_choose.run(()))
        >
            {children()}
        </button>
    }
    .into_any()
}

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
