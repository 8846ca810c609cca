//! The modal dialog. Only its owner closes it: Escape asks to close, and is ignored while
//! `closable` is false. The focus moves into it, and back when it closes.

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

/// The controls that a dialog gives the focus to, whichever comes first.
const CONTROL: &str = ":is(input, select, textarea)";

/// A modal dialog, shown while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Its title.
    #[prop(into)]
    title: TextProp,
    /// Whether Escape and the close button may close it now.
    #[prop(default = Signal::stored(true), into)]
    closable: Signal<bool>,
    /// Called when the user asks to close it; the owner then sets `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether it is wide: for a request, a comparison.
    #[prop(optional)]
    wide: bool,
    /// The footer: the buttons, the primary one last.
    #[prop(optional, into)]
    foot: ViewFn,
    /// The body, created each time the dialog opens.
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

/// One opening of a dialog.
struct Modal {
    title: TextProp,
    closable: Signal<bool>,
    on_close: Callback<()>,
    wide: bool,
    foot: ViewFn,
    children: ChildrenFn,
}

/// Draws the element and opens it as soon as it is in the page.
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
            // Only an element outside the page, or one already open, cannot be opened.
            let _ = dialog.show_modal();
            focus_first(&dialog, &[CONTROL, "h2"]);
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
        // Escape is cancelled, because a second one would close the element by force.
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
    // Navigating back leaves the screen of the dialog, so the dialog asks to close.
    let back = window_event_listener(popstate, move |_| ask());
    on_cleanup(move || back.remove());
    // After a press that was refused, the focus moves to the error.
    let refused = move || {
        live::after_paint(move || {
            if let Some(dialog) = node.try_get_untracked().flatten() {
                focus_first(&dialog, &[":is(input, textarea, code-area)[aria-invalid]"]);
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

/// The dialog around a view.
#[derive(Clone, Copy)]
struct Place(NodeRef<html::Dialog>);

/// Gives the focus to the first control, if nothing in the dialog has it. To be called by content
/// that is drawn later than its dialog, or that replaces the focused element.
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
            focus_first(&dialog, &[CONTROL, "h2"]);
        }
    });
}

/// Gives the focus to the first element in a dialog's body or head that matches the first possible
/// selector.
fn focus_first(dialog: &HtmlDialogElement, kinds: &[&str]) {
    let find = |selector: &str| dialog.query_selector(selector).ok().flatten();
    let found = kinds
        .iter()
        .find_map(|kind| find(&format!(".dialog-body {kind}:enabled, .dialog-head {kind}")));
    // Of radio buttons the chosen one, where the keyboard enters the group.
    let chosen = |first: &Element| {
        let is_radio = first
            .get_attribute("type")
            .is_some_and(|kind| kind == "radio");
        let name = first.get_attribute("name").filter(|_| is_radio)?;
        find(&format!("input[name={name}]:checked"))
    };
    let found = found.map(|first| chosen(&first).unwrap_or(first));
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot receive the focus leaves it unchanged.
        let _ = element.focus();
    }
}

/// Draws the close button of a panel.
pub(super) fn cross(on_close: Callback<()>) -> AnyView {
    view! {
        <Button kind=Kind::Plain label=t(words::CLOSE) on_click=on_close>
            <Icon glyph=Glyph::Close />
        </Button>
    }
    .into_any()
}
