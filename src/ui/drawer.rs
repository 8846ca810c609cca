//! The panel beside a list: one thing in full, while the list stays in reach. Not modal: it
//! covers the list only where there is no room for both.

use crate::reactive::*;
use leptos::ev::KeyboardEvent;
use leptos::html;

use super::dialog::cross;
use super::focus::Opener;
use super::id::unique_id;
use super::live;

/// A panel about one thing. Takes the focus when it appears and when its subject changes; gives
/// it back to the row when it goes.
#[component]
pub fn Drawer(
    /// The thing's name, shown as the heading.
    #[prop(into)]
    title: TextProp,
    /// What it is about, e.g. a row's id.
    #[prop(into)]
    subject: Signal<String>,
    /// The person asked to close it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Stays at the foot while the body scrolls: the actions.
    #[prop(optional, into)]
    foot: ViewFn,
    /// The body.
    children: Children,
) -> impl IntoView {
    let (panel, head) = (NodeRef::<html::Aside>::new(), NodeRef::<html::H2>::new());
    let opener = Opener::remember();
    on_cleanup(move || {
        let panel = panel.try_get_untracked().flatten();
        opener.restore(panel.as_ref().map(AsRef::as_ref));
    });
    let subject = live::memo(move || subject.get());
    live::effect(move || {
        // Reading it computes it: a memo that is only tracked never tells of anything.
        subject.with(|_| ());
        if let (Some(panel), Some(head)) = (panel.get(), head.get()) {
            opener.remember_outside(&panel);
            // A heading with tabindex -1 takes the focus wherever it is drawn.
            let _ = head.focus();
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
            <div class="drawer-body">{children()}</div>
            <footer class="drawer-foot">{foot.run()}</footer>
        </aside>
    }
    .into_any()
}
