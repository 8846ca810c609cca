//! The modal dialog: everything else waits. Closes only by its owner's hand: Escape asks, and is
//! refused while `closable` is false. Focus goes in, and back to where it came from.

use crate::reactive::*;
use leptos::ev::{Event, KeyboardEvent, MouseEvent, SubmitEvent, popstate};
use leptos::html;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::button::{Button, Kind};
use super::focus::Opener;
use super::icon::{Glyph, Icon};
use super::id::unique_id;
use super::language::t;
use super::live;
use crate::ui::words;

/// A modal that is there while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is there.
    #[prop(into)]
    open: Signal<bool>,
    /// Its name, shown as its heading.
    #[prop(into)]
    title: TextProp,
    /// Whether Escape and the cross may close it now.
    #[prop(default = Signal::stored(true), into)]
    closable: Signal<bool>,
    /// The person asked to close it; the owner turns `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    /// For what needs room: a request, a difference.
    #[prop(optional)]
    wide: bool,
    /// What stands at the foot: the buttons, the main one last.
    #[prop(optional, into)]
    foot: ViewFn,
    /// The body, made anew each time the dialog opens.
    children: ChildrenFn,
) -> impl IntoView {
    let parts = StoredValue::new((title, foot, children));
    let draw = move || {
        let (title, foot, children) = parts.get_value();
        modal(Modal {
            title,
            closable,
            on_close,
            wide,
            foot,
            children,
        })
    };
    live::when(move || open.get(), draw)
}

/// What one opening of a dialog is made of.
struct Modal {
    title: TextProp,
    closable: Signal<bool>,
    on_close: Callback<()>,
    wide: bool,
    foot: ViewFn,
    children: ChildrenFn,
}

/// Draws the element and opens it as soon as it stands in the page.
fn modal(
    Modal {
        title,
        closable,
        on_close,
        wide,
        foot,
        children,
    }: Modal,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = unique_id("dialog");
    let labelled_by = heading.clone();
    let opener = Opener::remember();
    on_cleanup(move || {
        let dialog = node.try_get_untracked().flatten();
        opener.restore(dialog.as_ref().map(AsRef::as_ref));
    });
    let show = move || {
        if let Some(dialog) = node.try_get_untracked().flatten()
            && dialog.is_connected()
            && !dialog.open()
        {
            // Only an element outside the page, or one already open, refuses to be shown.
            let _ = dialog.show_modal();
            focus_first(&dialog, &["input", "select", "h2"]);
        }
    };
    provide_context(Place(node));
    live::effect(move || {
        node.track();
        show();
    });
    let ask = move || {
        if closable.get_untracked() {
            on_close.run(());
        }
    };
    let escape = move |event: KeyboardEvent| {
        // Stopped here: a second Escape would close the element by force.
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            ask();
        }
    };
    let cancel = move |event: Event| {
        event.prevent_default();
        ask();
    };
    // Back leaves what is being asked about behind: the question goes with it.
    let back = window_event_listener(popstate, move |_| ask());
    on_cleanup(move || back.remove());
    // After a press that was refused, the keyboard is where the mistake is.
    let refused = move || {
        live::after_paint(move || {
            if let Some(dialog) = node.try_get_untracked().flatten() {
                focus_first(&dialog, &["input[aria-invalid]"]);
            }
        });
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:wide=wide
            aria-labelledby=labelled_by
            on:keydown=live::handler(escape)
            on:cancel=live::handler(cancel)
            on:close=live::handler(move |_: Event| show())
            on:submit=live::handler(move |_: SubmitEvent| refused())
        >
            <header class="dialog-head">
                <h2 id=heading tabindex="-1">{live::text(title)}</h2>
                {live::when(move || closable.get(), move || cross(on_close))}
            </header>
            <div class="dialog-body">{children()}</div>
            <footer class="dialog-foot" on:click=live::handler(move |_: MouseEvent| refused())>
                {foot.run()}
            </footer>
        </dialog>
    }
    .into_any()
}

/// The dialog that something is drawn in.
#[derive(Clone, Copy)]
struct Place(NodeRef<html::Dialog>);

/// To be called by what is drawn later than its dialog, or in the place of what had the focus: where
/// nothing in the dialog has it by then, the first control takes it.
pub fn arrived() {
    let Some(Place(node)) = use_context() else {
        return;
    };
    live::after_paint(move || {
        let Some(dialog) = node.try_get_untracked().flatten() else {
            return;
        };
        let nowhere = document()
            .active_element()
            .is_none_or(|active| ["BODY", "DIALOG", "H2"].contains(&active.tag_name().as_str()));
        if nowhere && dialog.open() {
            focus_first(&dialog, &["input", "select", "h2"]);
        }
    });
}

/// Gives the focus to the first element of the first kind that there is in a dialog's body or head.
fn focus_first(dialog: &HtmlDialogElement, kinds: &[&str]) {
    let find = |selector: &str| dialog.query_selector(selector).ok().flatten();
    let found = kinds
        .iter()
        .find_map(|kind| find(&format!(".dialog-body {kind}:enabled, .dialog-head {kind}")));
    // Of radio buttons the chosen one: the keyboard enters a group there.
    let chosen = |first: &Element| {
        let is_radio = first
            .get_attribute("type")
            .is_some_and(|kind| kind == "radio");
        let name = first.get_attribute("name").filter(|_| is_radio)?;
        find(&format!("input[name={name}]:checked"))
    };
    let found = found.map(|first| chosen(&first).unwrap_or(first));
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// The cross in the corner of a panel.
pub(super) fn cross(on_close: Callback<()>) -> AnyView {
    view! {
        <Button kind=Kind::Plain label=t(words::CLOSE) on_click=on_close>
            <Icon glyph=Glyph::Close />
        </Button>
    }
    .into_any()
}
