//! The colour theme: light, dark, or the system's. Holds no colours; the style sheet does.

use super::preference::Preference;
use crate::ui::words;
use crate::words::Text;

/// The colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The system's theme.
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
    const LABEL: Text = words::THEME;
    const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark];

    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn title(self) -> Text {
        match self {
            Self::System => words::THEME_SYSTEM,
            Self::Light => words::THEME_LIGHT,
            Self::Dark => words::THEME_DARK,
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
