//! Copying to the clipboard. If the browser refuses, the text is selected instead, ready for the
//! keyboard. The text is never stored or logged here.

use crate::reactive::*;
use leptos::ev::FocusEvent;
use leptos::html;

use super::button::{Button, Kind};
use super::devices::use_devices;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use crate::ui::words;

/// How long "Copied" is shown, in milliseconds.
const SAY: u32 = 2_000;

/// The result of the last copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CopyState {
    #[default]
    NotYet,
    Copied,
    Refused,
}

/// A button that copies; if the browser refuses, it shows the text in a field, selected.
#[component]
pub fn CopyButton(
    /// The text to copy, read when the button is pressed.
    #[prop(into)]
    text: Signal<String>,
    /// The label; "Copy" by default.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Called when the text is copied, or selected for copying by hand.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let (state, field) = (RwSignal::new(CopyState::NotYet), NodeRef::new());
    view! {
        <span class="copy">
            {copier(text, label, field, state, on_copied)}
            {live::when(move || state.get() == CopyState::Refused, move || readonly(text, field))}
            {outcome(state)}
        </span>
    }
    .into_any()
}

/// A read-only field with a value to copy, and its button.
#[component]
pub fn CopyField(
    /// The value.
    #[prop(into)]
    text: Signal<String>,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// Called when the value is copied, or selected for copying by hand.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let (state, field) = (RwSignal::new(CopyState::NotYet), NodeRef::new());
    view! {
        <div class="copy-field" role="group" aria-label=label>
            {readonly(text, field)} {copier(text, None, field, state, on_copied)} {outcome(state)}
        </div>
    }
    .into_any()
}

/// Draws the button of both.
fn copier(
    text: Signal<String>,
    label: Option<TextProp>,
    field: NodeRef<html::Input>,
    state: RwSignal<CopyState>,
    on_copied: Option<Callback<()>>,
) -> AnyView {
    let devices = StoredValue::new(use_devices());
    let label = label.unwrap_or_else(|| t(words::COPY).into());
    let press = move || {
        let devices = devices.get_value();
        spawn_local(async move {
            let copied = devices.clipboard.copy(text.get_untracked()).await;
            if state
                .try_set(if copied {
                    CopyState::Copied
                } else {
                    CopyState::Refused
                })
                .is_some()
            {
                return;
            }
            if let Some(on_copied) = on_copied {
                on_copied.run(());
            }
            if copied {
                devices.clock.sleep(SAY).await;
                state.try_set(CopyState::NotYet);
            } else {
                request_animation_frame(move || select(field));
            }
        });
    };
    let glyph = move || {
        if state.get() == CopyState::Copied {
            Glyph::Check
        } else {
            Glyph::Copy
        }
    };
    view! {
        <Button kind=Kind::Quiet on_click=press>
            {live::part(move || view! { <Icon glyph=glyph() /> }.into_any())}
            {live::text(label)}
        </Button>
    }
    .into_any()
}

/// Draws the text in a read-only field that can be selected.
fn readonly(text: Signal<String>, field: NodeRef<html::Input>) -> AnyView {
    view! {
        <input
            class="copy-text"
            node_ref=field
            type="text"
            readonly
            spellcheck="false"
            autocomplete="off"
            aria-label=t(words::TEXT_TO_COPY)
            prop:value=text
            on:focus=live::handler(move |_: FocusEvent| select(field))
        />
    }
    .into_any()
}

/// Selects the whole text.
fn select(field: NodeRef<html::Input>) {
    if let Some(field) = field.try_get_untracked().flatten() {
        // A field that cannot receive the focus can still be selected by hand.
        let _ = field.focus();
        field.select();
    }
}

/// Draws the result; visible only if the user has to act.
fn outcome(state: RwSignal<CopyState>) -> AnyView {
    let (copied, refused) = (t(words::COPIED), t(words::COPY_FAILED));
    view! {
        <span class="copy-outcome" role="status" class:refused=Signal::derive(move || state.get() == CopyState::Refused)>
            {live::text(move || match state.get() {
                CopyState::NotYet => "",
                CopyState::Copied => copied.get(),
                CopyState::Refused => refused.get(),
            })}
        </span>
    }
    .into_any()
}
