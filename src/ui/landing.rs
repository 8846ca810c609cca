//! A region that receives the focus when it appears, because the focused control was removed.

use crate::reactive::*;
use leptos::html;

/// News in place of a control that was just used. It is read out and receives the focus.
#[component]
pub fn Landing(
    /// Its class.
    class: &'static str,
    /// Whether it receives the focus only if nothing has it.
    #[prop(optional)]
    if_lost: bool,
    /// The news.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    node.on_load(move |place| {
        // The element is in the page one microtask after it is created.
        queue_microtask(move || {
            let active = document().active_element();
            if if_lost && active.is_some_and(|active| active.tag_name() != "BODY") {
                return;
            }
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
