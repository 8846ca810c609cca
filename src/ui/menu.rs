//! A button with a list of actions below it. The list closes when one is chosen, on Escape, and
//! when the focus goes elsewhere.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, Node};

use super::icon::{Glyph, Icon};
use super::id::unique_id;
use super::language::t;
use super::live;
use super::table::keys;
use crate::i18n::interface::Interface;

/// One action of a menu.
#[derive(Clone)]
pub struct MenuAction {
    label: TextProp,
    run: Callback<()>,
    danger: bool,
    refused: Option<String>,
}

impl MenuAction {
    /// An action with its name.
    pub fn new(label: impl Into<TextProp>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            run: Callback::new(move |()| run()),
            danger: false,
            refused: None,
        }
    }

    /// Marks an action that destroys something.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Says why it cannot be done now; it stays in the list.
    #[must_use]
    pub fn refused(mut self, reason: Option<String>) -> Self {
        self.refused = reason;
        self
    }
}

/// The button and its list. Without children the button shows three dots.
#[component]
pub fn Menu(
    /// The button's name; "Actions" unless said.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// The actions, in order.
    #[prop(into)]
    actions: Signal<Vec<MenuAction>>,
    /// Opens upwards, for a menu at the foot of something.
    #[prop(optional)]
    up: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (wrap, button) = (NodeRef::<html::Span>::new(), NodeRef::<html::Button>::new());
    let list_id = unique_id("menu");
    let controls = list_id.clone();
    let name = label.unwrap_or_else(|| t(Interface::Actions).into());
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let show = move || {
        open.set(true);
        request_animation_frame(move || focus_item(wrap, 0));
    };
    let keydown = move |event: KeyboardEvent| match (event.key().as_str(), open.get_untracked()) {
        ("Escape", true) => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        ("ArrowDown", false) => {
            event.prevent_default();
            show();
        }
        (key, true) => {
            let items = items(wrap);
            let here = items.iter().position(is_focused).unwrap_or_default();
            if let Some(to) = keys::target(key, here, items.len(), items.len()) {
                event.prevent_default();
                event.stop_propagation();
                focus_item(wrap, to);
            }
        }
        _ => {}
    };
    let left = move |event: FocusEvent| {
        let next = event
            .related_target()
            .and_then(|next| next.dyn_into::<Node>().ok());
        // A menu that is taken away with the focus in it still hears that the focus leaves.
        let wrap = wrap.try_get_untracked().flatten();
        if !wrap.is_some_and(|wrap| wrap.contains(next.as_ref())) {
            open.try_set(false);
        }
    };
    view! {
        <span class="menu" class:up=up node_ref=wrap on:keydown=live::handler(keydown) on:focusout=live::handler(left)>
            <button
                type="button"
                class="button plain icon-only"
                node_ref=button
                aria-label=name
                aria-haspopup="menu"
                aria-expanded=live::yes_no(move || open.get())
                aria-controls=Signal::derive(move || open.get().then(|| controls.clone()))
                on:click=live::handler(move |_: MouseEvent| if open.get_untracked() { close() } else { show() })
            >
                <Icon glyph=Glyph::More />
            </button>
            {live::part(move || {
                let items = || actions.get().into_iter().map(|action| item(action, close));
                open.get()
                    .then(|| {
                        view! {
                            <div class="menu-list" role="menu" id=list_id.clone() tabindex="-1">
                                {items().collect_view()}
                            </div>
                        }
                    })
                    .into_any()
            })}
        </span>
    }
    .into_any()
}

/// One line of the list.
fn item(action: MenuAction, close: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let MenuAction {
        label,
        run,
        danger,
        refused,
    } = action;
    let allowed = refused.is_none();
    let choose = move |_: MouseEvent| {
        if allowed {
            close();
            run.run(());
        }
    };
    view! {
        <button
            type="button"
            role="menuitem"
            class="menu-item"
            class:danger=danger
            tabindex="-1"
            aria-disabled=(!allowed).then_some("true")
            on:click=live::handler(choose)
        >
            <span>{live::text(label)}</span>
            {refused.map(|reason| view! { <span class="menu-reason">{reason}</span> })}
        </button>
    }
    .into_any()
}

/// The lines of the list, as they stand in the page.
fn items(wrap: NodeRef<html::Span>) -> Vec<HtmlElement> {
    let Some(list) = wrap
        .get_untracked()
        .and_then(|wrap| wrap.last_element_child())
    else {
        return Vec::new();
    };
    let children = list.children();
    (0..children.length())
        .filter_map(|at| children.item(at)?.dyn_into().ok())
        .collect()
}

/// Moves the focus to one line.
fn focus_item(wrap: NodeRef<html::Span>, at: usize) {
    if let Some(item) = items(wrap).get(at) {
        let _ = item.focus();
    }
}

/// Whether this line has the focus.
fn is_focused(item: &HtmlElement) -> bool {
    document()
        .active_element()
        .is_some_and(|active| item.is_same_node(Some(&active)))
}
