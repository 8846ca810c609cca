//! Light, dark, or as the system says: kept by this browser and written on `<html>`.
//! Holds no colour; the style sheet does.

use leptos::prelude::*;

use super::choice::{Choice, RadioGroup};
use super::devices::use_devices;
use super::language::t;
use super::live;
use crate::device::Devices;
use crate::i18n::interface::Interface;

/// Where this browser keeps the choice; the boot script reads it before the first paint.
const STORED_AS: &str = "headgate.theme";

/// Which of the two sets of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the operating system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order a chooser shows them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word for storage and for `data-theme`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads such a word; one that is not known means the system's choice.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.word() == word)
            .unwrap_or_default()
    }

    /// What a chooser calls it.
    const fn title(self) -> Interface {
        match self {
            Self::System => Interface::ThemeSystem,
            Self::Light => Interface::ThemeLight,
            Self::Dark => Interface::ThemeDark,
        }
    }
}

/// The theme chosen here before.
#[must_use]
pub fn stored_theme(devices: &Devices) -> Theme {
    Theme::from_word(&devices.browser.read(STORED_AS).unwrap_or_default())
}

/// Keeps `<html data-theme>` and this browser's storage in step with the choice.
pub fn provide_theme() -> RwSignal<Theme> {
    let devices = use_devices();
    let theme = RwSignal::new(stored_theme(&devices));
    provide_context(theme);
    let mut before = None;
    live::effect(move || {
        let now = theme.get();
        if let Some(root) = document().document_element() {
            // A root that refuses an attribute follows the system, which is readable.
            let _ = match now {
                Theme::System => root.remove_attribute("data-theme"),
                Theme::Light | Theme::Dark => root.set_attribute("data-theme", now.word()),
            };
        }
        if before.replace(now).is_some_and(|before| before != now) {
            devices.browser.write(STORED_AS, now.word());
        }
    });
    theme
}

/// Chooses between the three.
///
/// # Panics
/// When no view above called [`provide_theme`].
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let theme: RwSignal<Theme> =
        use_context().expect("the app calls provide_theme before it draws a view");
    let value = RwSignal::new(theme.get_untracked().word().to_owned());
    live::effect(move || {
        let chosen = Theme::from_word(&value.read());
        if chosen != theme.get_untracked() {
            theme.set(chosen);
        }
    });
    let choices: Vec<_> = Theme::ALL
        .into_iter()
        .map(|theme| Choice::new(theme.word(), t(theme.title())))
        .collect();
    view! { <RadioGroup label=t(Interface::Theme) value choices segmented=true /> }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn themes_are_read_as_they_are_stored() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), theme);
        }
        assert_eq!(Theme::from_word("sepia"), Theme::System);
    }
}
