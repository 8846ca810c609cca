//! A word that a press chooses, and another press lets go.

use crate::reactive::*;
use leptos::ev::MouseEvent;

use super::live;

/// Draws the word, pressed while it is chosen.
#[must_use]
pub fn chip(
    words: impl Into<TextProp>,
    chosen: impl Fn() -> bool + Send + Sync + 'static,
    on_press: Callback<()>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=live::yes_no(chosen)
            on:click=live::handler(move |_: MouseEvent| on_press.run(()))
        >
            {live::text(words)}
        </button>
    }
    .into_any()
}
