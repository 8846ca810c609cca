//! The panel beside a list: one row in full, while the list stays usable. Not modal: it covers the
//! list only on a narrow screen.

use crate::reactive::*;
use leptos::ev::KeyboardEvent;
use leptos::html;

use super::dialog::cross;
use super::focus::Opener;
use super::id::unique_id;
use super::live;

/// A panel about one row. Receives the focus when it appears and when its subject changes, and
/// returns it to the row when it closes.
#[component]
pub fn Drawer(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// The subject, e.g. a row's id.
    #[prop(into)]
    subject: Signal<String>,
    /// Called when the user asks to close it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The footer, which stays visible while the body scrolls: the actions.
    #[prop(optional, into)]
    foot: ViewFn,
    /// The body.
    children: Children,
) -> impl IntoView {
    let (panel, head) = (NodeRef::<html::Aside>::new(), NodeRef::<html::H2>::new());
    let body = NodeRef::<html::Div>::new();
    let opener = Opener::remember();
    on_cleanup(move || {
        let panel = panel.try_get_untracked().flatten();
        opener.restore(panel.as_ref().map(AsRef::as_ref));
    });
    let subject = live::memo(move || subject.get());
    live::effect(move || {
        // A memo never notifies unless it is read; tracking it is not enough.
        subject.with(|_| ());
        if let (Some(panel), Some(head)) = (panel.get(), head.get()) {
            opener.remember_outside(&panel);
            // A heading with tabindex -1 can receive the focus.
            let _ = head.focus();
            // A new subject is read from its beginning.
            if let Some(body) = body.get_untracked() {
                body.set_scroll_top(0);
            }
        }
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            on_close.run(());
        }
    };
    let heading = unique_id("drawer");
    view! {
        <aside class="drawer" node_ref=panel aria-labelledby=heading.clone() on:keydown=live::handler(escape)>
            <header class="drawer-head">
                <h2 id=heading.clone() tabindex="-1" node_ref=head>
                    {live::text(title)}
                </h2>
                {cross(on_close)}
            </header>
            <div class="drawer-body" node_ref=body>{children()}</div>
            <footer class="drawer-foot">{foot.run()}</footer>
        </aside>
    }
    .into_any()
}
