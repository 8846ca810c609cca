//! A form whose owner handles Enter: the browser itself never submits it.

use crate::reactive::*;
use leptos::ev::SubmitEvent;

use super::live;

/// A form that is completed with Enter.
#[component]
pub fn Form(
    /// Called when Enter is pressed in a field.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = live::handler(move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    });
    view! {
        <form class="stack" novalidate on:submit=submit>
            {children()}
            // With several fields a browser needs a button to complete a form with Enter.
            <button type="submit" hidden></button>
        </form>
    }
    .into_any()
}
