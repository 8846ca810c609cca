//! Buttons: one primary per screen, the rest quiet. Never swallows why an action is refused:
//! a refused button stays in the tab order and says its reason.

use crate::reactive::*;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};

use super::id::unique_id;
use super::live;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do next on this screen.
    Primary,
    /// Everything else.
    #[default]
    Quiet,
    /// Destroys something: outlined, and filled only where it is armed.
    Danger,
    /// Without a frame, for toolbars and table cells.
    Plain,
}

impl Kind {
    /// The classes of a button, also for a link that looks like one.
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

/// A button that can be busy (keeps its width, takes no second press) or refused with a reason.
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: Kind,
    /// What a press does.
    #[prop(into)]
    on_click: Callback<()>,
    /// While true, a press does nothing and a spinner turns.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed now; `None` when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Shows the reason beside the button instead of on focus and hover.
    #[prop(optional)]
    reason_beside: bool,
    /// The name of a button that shows only a picture.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Pressed by Enter in the form around it.
    #[prop(optional)]
    submit: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let reason_id = unique_id("reason");
    let described_by = reason_id.clone();
    let refused = move || disabled_reason.with(Option::is_some);
    let hushed = RwSignal::new(false);
    let press = move |event: MouseEvent| {
        // A submit button must not submit: the page would be left.
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
