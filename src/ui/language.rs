//! The chosen language as a signal that every view reads. Holds no texts.

use crate::reactive::*;

use super::choice::{Choice, RadioGroup};
use super::devices::use_devices;
use super::live;
use crate::device::Devices;
use crate::ui::words;
use crate::words::{Language, Say};

/// The storage key of the choice.
const STORED_AS: &str = "headgate.language";

/// Returns the language stored in this browser, if any.
#[must_use]
pub fn stored_language(devices: &Devices) -> Option<Language> {
    Language::from_tag(&devices.browser.read(STORED_AS)?)
}

/// Provides `initial` to the views below, keeps `<html lang>` in sync, and stores changes. A
/// language that was never changed is not stored, so that it follows the browser.
pub fn provide_language(initial: Language) -> RwSignal<Language> {
    let language = RwSignal::new(initial);
    let devices = use_devices();
    provide_context(language);
    let mut before = None;
    live::effect(move || {
        let now = language.get();
        if let Some(root) = document().document_element() {
            // If the root refuses an attribute, the page is readable but mislabelled.
            let _ = root.set_attribute("lang", now.tag());
        }
        if before.replace(now).is_some_and(|before| before != now) {
            devices.browser.write(STORED_AS, now.tag());
        }
    });
    language
}

/// Returns the language of this page.
///
/// # Panics
/// When no view above called [`provide_language`].
#[must_use]
pub fn use_language() -> RwSignal<Language> {
    use_context().expect("the app calls provide_language before it draws a view")
}

/// Returns a text that follows the language: `<p>{t(words::LOADING)}</p>`. Call it while the view
/// is created, not inside an event handler. It has one type for all texts, so that the code that
/// draws it is compiled once.
pub fn t(word: impl Say) -> Signal<&'static str> {
    follow(Language::ALL.map(|language| (language, word.say(language))))
}

/// Returns the text for the current language.
fn follow(wordings: [(Language, &'static str); 2]) -> Signal<&'static str> {
    let language = use_language();
    live::derived(move || {
        let now = language.get();
        let found = wordings.iter().find(|(language, _)| *language == now);
        found.map_or("", |(_, words)| words)
    })
}

/// Draws the chooser of languages, each under its own name.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let language = use_language();
    let value = RwSignal::new(language.get_untracked().tag().to_owned());
    live::effect(move || {
        if let Some(chosen) = Language::from_tag(&value.get())
            && chosen != language.get_untracked()
        {
            language.set(chosen);
        }
    });
    let choices = Language::ALL
        .into_iter()
        .map(|language| Choice::new(language.tag(), language.own_name()))
        .collect::<Vec<_>>();
    view! { <RadioGroup label=t(words::LANGUAGE) value choices segmented=true /> }
}
