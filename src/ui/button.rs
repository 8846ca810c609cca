//! Buttons: one primary per screen, the others quiet. A disabled button stays in the tab order and
//! shows its reason.

use crate::reactive::*;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;

use super::id::unique_id;
use super::live;

/// How prominent a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The main action of the screen.
    Primary,
    /// Any other action.
    #[default]
    Quiet,
    /// A destructive action: outlined, and filled only once it is enabled by a confirmation.
    Danger,
    /// Without a frame, for toolbars and table cells.
    Plain,
}

impl Kind {
    /// Returns the classes of a button, also for a link that looks like one.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
            Self::Plain => "button plain",
        }
    }
}

/// A button that can be busy (it keeps its width and ignores presses) or disabled with a reason.
#[component]
pub fn Button(
    /// How prominent it is.
    #[prop(optional)]
    kind: Kind,
    /// Called when it is pressed.
    #[prop(into)]
    on_click: Callback<()>,
    /// While true, presses are ignored and a spinner is shown.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it is disabled; `None` if it is enabled.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Shows the reason beside the button instead of on focus and hover.
    #[prop(optional)]
    reason_beside: bool,
    /// The accessible name of a button that shows only an icon.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Whether Enter in the surrounding form presses it.
    #[prop(optional)]
    submit: bool,
    /// Whether it receives the focus when it appears, if nothing has it or only a region around it.
    #[prop(optional)]
    takes_focus: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Button>::new();
    if takes_focus {
        node.on_load(|button| {
            // The element is in the page one microtask after it is created.
            queue_microtask(move || {
                let active = document().active_element();
                if active.is_none_or(|active| active.contains(Some(&button))) {
                    // A control that cannot receive the focus leaves it unchanged.
                    let _ = button.focus();
                }
            });
        });
    }
    let reason_id = unique_id("reason");
    let described_by = reason_id.clone();
    let refused = move || disabled_reason.with(Option::is_some);
    let hushed = RwSignal::new(false);
    let press = move |event: MouseEvent| {
        // The button must not submit the form, because that would leave the page.
        event.prevent_default();
        if !busy.get_untracked() && disabled_reason.with_untracked(Option::is_none) {
            on_click.run(());
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && disabled_reason.with_untracked(Option::is_some) {
            hushed.set(true);
        }
    };
    view! {
        <span class="button-wrap" class:reason-beside=reason_beside class:hushed=hushed>
            <button
                node_ref=node
                type=if submit { "submit" } else { "button" }
                class=kind.class()
                class:icon-only=label.is_some()
                aria-label=label.map(IntoAttributeValue::into_attribute_value)
                aria-disabled=live::flag(refused)
                aria-busy=live::flag(move || busy.get())
                aria-describedby=Signal::derive(move || refused().then(|| described_by.clone()))
                on:click=live::handler(press)
                on:keydown=live::handler(escape)
                on:focus=live::handler(move |_: FocusEvent| hushed.set(false))
                on:mouseenter=live::handler(move |_: MouseEvent| hushed.set(false))
            >
                <span class="button-label">{children()}</span>
                <span class="spinner" aria-hidden="true"></span>
            </button>
            {live::part(move || {
                let id = reason_id.clone();
                disabled_reason
                    .get()
                    .map(|reason| {
                        view! { <span class="reason" id=id role="tooltip">{reason}</span> }
                    })
                    .into_any()
            })}
        </span>
    }
    .into_any()
}
