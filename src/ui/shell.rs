//! The frame of every screen: navigation on the left, a top bar, and the content. It receives its
//! links and knows no address.

use crate::reactive::*;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;

use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use crate::ui::words;

/// A link of the navigation.
#[derive(Clone)]
pub struct Place {
    /// The address.
    pub href: Signal<String>,
    /// The label.
    pub label: TextProp,
    /// The icon, which is all that a narrow navigation shows.
    pub glyph: Glyph,
    /// Whether it is the current page.
    pub here: Signal<bool>,
}

/// A group of links.
#[derive(Clone)]
pub struct PlaceGroup {
    /// The label of the group.
    pub label: TextProp,
    /// The links.
    pub places: Vec<Place>,
}

/// The frame.
#[component]
pub fn Shell(
    /// The groups of the navigation, in order.
    groups: Vec<PlaceGroup>,
    /// The product's name, above the navigation.
    #[prop(into)]
    brand: ViewFn,
    /// The top bar.
    #[prop(into)]
    bar: ViewFn,
    /// The part below the navigation: theme, language, disconnecting.
    #[prop(optional, into)]
    below: ViewFn,
    /// The screen.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (main, toggle) = (NodeRef::<html::Main>::new(), NodeRef::<html::Button>::new());
    let skip = move |event: MouseEvent| {
        // An in-page link would be resolved against the base address and leave the screen.
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(toggle) = toggle.get_untracked() {
                let _ = toggle.focus();
            }
        }
    };
    // The previously focused element, such as a connect form, is gone, so the content receives the
    // focus.
    live::after_paint(move || {
        let nowhere = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY");
        if let Some(main) = main.try_get_untracked().flatten().filter(|_| nowhere) {
            let _ = main.focus();
        }
    });
    let links = groups
        .into_iter()
        .map(|group| links(group, open))
        .collect_view();
    view! {
        <div class="shell" class:nav-open=open on:keydown=live::handler(escape)>
            <button type="button" class="skip" on:click=live::handler(skip)>
                {t(words::SKIP_TO_CONTENT)}
            </button>
            <header class="bar">
                <button
                    type="button"
                    class="button plain icon-only nav-toggle"
                    node_ref=toggle
                    aria-label=t(words::NAVIGATION)
                    aria-expanded=live::yes_no(move || open.get())
                    aria-controls="navigation"
                    on:click=live::handler(move |_: MouseEvent| open.update(|open| *open = !*open))
                >
                    <Icon glyph=Glyph::Menu />
                </button>
                {bar.run()}
            </header>
            <nav class="nav" id="navigation" aria-label=t(words::NAVIGATION)>
                <div class="brand">{brand.run()}</div>
                <div class="nav-groups">{links}</div>
                <div class="nav-below">{below.run()}</div>
            </nav>
            <main class="main" id="content" tabindex="-1" node_ref=main>
                {children()}
            </main>
        </div>
    }
    .into_any()
}

/// Draws a group of links; choosing one closes the menu on a narrow screen.
fn links(group: PlaceGroup, open: RwSignal<bool>) -> AnyView {
    let PlaceGroup { label, places } = group;
    let name = label.clone();
    let places = places.into_iter().map(|place| {
        let Place {
            href,
            label,
            glyph,
            here,
        } = place;
        view! {
            <li>
                <a
                    class="nav-link"
                    href=href
                    aria-current=Signal::derive(move || here.get().then_some("page"))
                    on:click=live::handler(move |_: MouseEvent| open.set(false))
                >
                    <Icon glyph=glyph />
                    <span class="nav-label">{live::text(label)}</span>
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <div class="nav-group" role="group" aria-label=label>
            <span class="nav-title" aria-hidden="true">{live::text(name)}</span>
            <ul>{places.collect_view()}</ul>
        </div>
    }
    .into_any()
}
