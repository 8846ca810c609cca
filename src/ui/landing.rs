//! A place that takes the focus when it appears: where the control that had it went away.

use crate::reactive::*;
use leptos::html;

/// News in the place of a control that was just used. Read out, and where the keyboard goes on.
#[component]
pub fn Landing(
    /// Its class.
    class: &'static str,
    /// The news.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    node.on_load(|place| {
        // The element is in the page one microtask after it is made.
        queue_microtask(move || {
            // A place that cannot take the focus leaves it where it was.
            let _ = place.focus();
        });
    });
    view! {
        <div class=class role="status" tabindex="-1" node_ref=node>
            {children()}
        </div>
    }
    .into_any()
}
