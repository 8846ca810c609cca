//! Copying, and what to do when the browser refuses: the text is selected instead, ready for the
//! keyboard. The text itself is never stored or logged here.

use crate::reactive::*;
use leptos::ev::FocusEvent;
use leptos::html;

use super::button::{Button, Kind};
use super::devices::use_devices;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use crate::ui::words;

/// How long "Copied" stands, in milliseconds.
const SAY: u32 = 2_000;

/// How the last copy went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Went {
    #[default]
    NotYet,
    Copied,
    Refused,
}

/// A button that copies; on refusal it shows the text in a field, selected.
#[component]
pub fn CopyButton(
    /// What to copy, read at the moment of the press.
    #[prop(into)]
    text: Signal<String>,
    /// The button's words; "Copy" unless said.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Copied, or selected for copying by hand.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let (went, field) = (RwSignal::new(Went::NotYet), NodeRef::new());
    view! {
        <span class="copy">
            {copier(text, label, field, went, on_copied)}
            {live::when(move || went.get() == Went::Refused, move || readonly(text, field))}
            {outcome(went)}
        </span>
    }
    .into_any()
}

/// A value that is shown to be taken away: a field that cannot be changed, and its button.
#[component]
pub fn CopyField(
    /// What it holds.
    #[prop(into)]
    text: Signal<String>,
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// Copied, or selected for copying by hand.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let (went, field) = (RwSignal::new(Went::NotYet), NodeRef::new());
    view! {
        <div class="copy-field" role="group" aria-label=label>
            {readonly(text, field)} {copier(text, None, field, went, on_copied)} {outcome(went)}
        </div>
    }
    .into_any()
}

/// The button both share.
fn copier(
    text: Signal<String>,
    label: Option<TextProp>,
    field: NodeRef<html::Input>,
    went: RwSignal<Went>,
    on_copied: Option<Callback<()>>,
) -> AnyView {
    let devices = StoredValue::new(use_devices());
    let label = label.unwrap_or_else(|| t(words::COPY).into());
    let press = move || {
        let devices = devices.get_value();
        spawn_local(async move {
            let copied = devices.clipboard.copy(text.get_untracked()).await;
            if went
                .try_set(if copied { Went::Copied } else { Went::Refused })
                .is_some()
            {
                return;
            }
            if let Some(on_copied) = on_copied {
                on_copied.run(());
            }
            if copied {
                devices.clock.sleep(SAY).await;
                went.try_set(Went::NotYet);
            } else {
                request_animation_frame(move || select(field));
            }
        });
    };
    let glyph = move || {
        if went.get() == Went::Copied {
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

/// The text in a field that takes a selection.
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

/// Selects all of it.
fn select(field: NodeRef<html::Input>) {
    if let Some(field) = field.try_get_untracked().flatten() {
        // A field that cannot take the focus can still be selected by hand.
        let _ = field.focus();
        field.select();
    }
}

/// Says how it went, for eyes only when there is something to do.
fn outcome(went: RwSignal<Went>) -> AnyView {
    let (copied, refused) = (t(words::COPIED), t(words::COPY_FAILED));
    view! {
        <span class="copy-outcome" role="status" class:refused=Signal::derive(move || went.get() == Went::Refused)>
            {live::text(move || match went.get() {
                Went::NotYet => "",
                Went::Copied => copied.get(),
                Went::Refused => refused.get(),
            })}
        </span>
    }
    .into_any()
}
