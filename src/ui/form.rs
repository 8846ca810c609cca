//! A form whose Enter is the owner's: nothing is ever submitted by the browser itself.

use crate::reactive::*;
use leptos::ev::SubmitEvent;

use super::live;

/// Fields that Enter completes.
#[component]
pub fn Form(
    /// Enter was pressed in a field.
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
            // With several fields a browser wants a button before Enter completes a form.
            <button type="submit" hidden></button>
        </form>
    }
    .into_any()
}
