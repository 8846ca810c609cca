//! A box that is ticked from outside: for lists whose state is one value. It says what was pressed
//! and keeps nothing.

use crate::reactive::*;
use leptos::ev::Event;

use super::live;

/// The box alone; its words are the label around it, or `label`.
#[component]
pub fn Tick(
    /// Whether it is ticked.
    #[prop(into)]
    on: Signal<bool>,
    /// It was ticked, or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Shown, and not to be changed.
    #[prop(optional)]
    disabled: bool,
    /// The name, where no label stands around it.
    #[prop(optional_no_strip, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let change = move |event: Event| on_change.run(event_target_checked(&event));
    view! {
        <input
            type="checkbox"
            class="tick-box"
            disabled=disabled
            aria-label=label.map(IntoAttributeValue::into_attribute_value)
            prop:checked=on
            on:change=live::handler(change)
        />
    }
    .into_any()
}
