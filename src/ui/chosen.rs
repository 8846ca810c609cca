//! Applies a preference: stores it in the browser, sets it on `<html>`, and draws its chooser.

use crate::reactive::*;

use super::choice::{Choice, RadioGroup};
use super::devices::use_devices;
use super::language::t;
use super::live;
use super::preference::Preference;

/// Provides the choice to the views below, and keeps `<html>` and this browser's storage in sync
/// with it.
pub fn provide<P: Preference>() {
    let devices = use_devices();
    let stored = devices.browser.read(P::STORED_AS).unwrap_or_default();
    let chosen = RwSignal::new(P::from_word(&stored));
    provide_context(chosen);
    let mut before = None;
    live::effect(move || {
        let now = chosen.get();
        if let Some(root) = document().document_element() {
            // If the root refuses an attribute, the default look stays, which is readable.
            let _ = root.set_attribute(P::ATTRIBUTE, now.word());
        }
        if before.replace(now).is_some_and(|before| before != now) {
            devices.browser.write(P::STORED_AS, now.word());
        }
    });
}

/// Returns the choice; the default if no view above provides one.
#[must_use]
pub fn chosen<P: Preference>() -> Signal<P> {
    let chosen: Option<RwSignal<P>> = use_context();
    chosen.map_or_else(|| Signal::stored(P::default()), Into::into)
}

/// Returns the choice as a signal that can be set.
///
/// # Panics
/// When no view above called [`provide`].
#[must_use]
pub fn choosing<P: Preference>() -> RwSignal<P> {
    use_context().expect("the app provides a preference before it draws its choice")
}

/// Draws the chooser, with its hint.
///
/// # Panics
/// When no view above called [`provide`].
#[must_use]
pub fn choice<P: Preference>() -> AnyView {
    let chosen = choosing::<P>();
    let value = RwSignal::new(chosen.get_untracked().word().to_owned());
    live::effect(move || {
        let now = P::from_word(&value.read());
        if now != chosen.get_untracked() {
            chosen.set(now);
        }
    });
    // It may be chosen elsewhere too.
    live::effect(move || {
        let word = chosen.get().word();
        if *value.read_untracked() != word {
            value.set(word.to_owned());
        }
    });
    let choice = |one: &P| Choice::new(one.word(), t(one.title()));
    let choices: Vec<_> = P::ALL.iter().map(choice).collect();
    let hint = |hint| view! { <p class="field-hint">{t(hint)}</p> };
    view! {
        <div>
            <RadioGroup label=t(P::LABEL) value choices segmented=true />
            {P::HINT.map(hint)}
        </div>
    }
    .into_any()
}
