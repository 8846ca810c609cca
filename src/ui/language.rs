//! The chosen language as one signal that every view reads. Holds no words.

use crate::reactive::*;

use super::choice::{Choice, RadioGroup};
use super::devices::use_devices;
use super::live;
use crate::device::Devices;
use crate::ui::words;
use crate::words::{Language, Say};

/// Where this browser keeps the choice.
const STORED_AS: &str = "headgate.language";

/// The language chosen here before, if any.
#[must_use]
pub fn stored_language(devices: &Devices) -> Option<Language> {
    Language::from_tag(&devices.browser.read(STORED_AS)?)
}

/// Hands `initial` to every view below, keeps `<html lang>` in step with it, and remembers a
/// change. A language that was never changed is not stored: it keeps following the browser.
pub fn provide_language(initial: Language) -> RwSignal<Language> {
    let language = RwSignal::new(initial);
    let devices = use_devices();
    provide_context(language);
    let mut before = None;
    live::effect(move || {
        let now = language.get();
        if let Some(root) = document().document_element() {
            // A root that refuses an attribute leaves the page readable, only mislabelled.
            let _ = root.set_attribute("lang", now.tag());
        }
        if before.replace(now).is_some_and(|before| before != now) {
            devices.browser.write(STORED_AS, now.tag());
        }
    });
    language
}

/// The language of this page.
///
/// # Panics
/// When no view above called [`provide_language`].
#[must_use]
pub fn use_language() -> RwSignal<Language> {
    use_context().expect("the app calls provide_language before it draws a view")
}

/// Words that follow the language: `<p>{t(words::LOADING)}</p>`.
/// Call it while the view is made, not inside an event handler. It returns one type for all
/// words, so that what draws them is compiled once.
pub fn t(word: impl Say) -> Signal<&'static str> {
    follow(Language::ALL.map(|language| (language, word.say(language))))
}

/// Picks one of the wordings as the language changes.
fn follow(wordings: [(Language, &'static str); 2]) -> Signal<&'static str> {
    let language = use_language();
    live::derived(move || {
        let now = language.get();
        let found = wordings.iter().find(|(language, _)| *language == now);
        found.map_or("", |(_, words)| words)
    })
}

/// Chooses between the languages, each under its own name.
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
