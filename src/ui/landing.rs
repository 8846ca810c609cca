//! A region that receives the focus when it appears, because the focused control was removed.

use crate::reactive::*;
use leptos::html;

/// News in place of a control that was just used. It is read out and receives the focus.
#[component]
pub fn Landing(
    /// Its class.
    class: &'static str,
    /// The news.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    node.on_load(|place| {
        // The element is in the page one microtask after it is created.
        queue_microtask(move || {
            // A region that cannot receive the focus leaves it unchanged.
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
