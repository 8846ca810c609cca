//! Light, dark, or as the system says. Holds no colour; the style sheet does.

use super::preference::Preference;
use crate::i18n::interface::Interface;

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

impl Preference for Theme {
    // The boot script reads it before the first paint.
    const STORED_AS: &'static str = "headgate.theme";
    const ATTRIBUTE: &'static str = "data-theme";
    const LABEL: Interface = Interface::Theme;
    const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark];

    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn title(self) -> Interface {
        match self {
            Self::System => Interface::ThemeSystem,
            Self::Light => Interface::ThemeLight,
            Self::Dark => Interface::ThemeDark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Preference, Theme};

    #[test]
    fn themes_are_read_as_they_are_stored() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), *theme);
        }
        assert_eq!(Theme::from_word("sepia"), Theme::System);
    }
}
