//! Whether e-mail addresses are masked on the screen, for screenshots. Masks nothing itself.

use super::preference::Preference;
use crate::ui::words;
use crate::words::Text;

/// How e-mail addresses are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// As they are.
    #[default]
    Shown,
    /// As `a•••@•••.com`.
    Masked,
}

impl Preference for Privacy {
    const STORED_AS: &'static str = "headgate.emails";
    const ATTRIBUTE: &'static str = "data-emails";
    const LABEL: Text = words::EMAILS;
    const HINT: Option<Text> = Some(words::EMAILS_HINT);
    const ALL: &'static [Self] = &[Self::Shown, Self::Masked];

    fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Masked => "masked",
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Shown => words::EMAILS_SHOWN,
            Self::Masked => words::EMAILS_MASKED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Preference, Privacy};

    #[test]
    fn addresses_are_shown_unless_masked() {
        let check = |word, expect| assert_eq!(Privacy::from_word(word), expect, "{word}");
        check("masked", Privacy::Masked);
        check("shown", Privacy::Shown);
        check("", Privacy::Shown);
        check("hidden", Privacy::Shown);
        for privacy in Privacy::ALL {
            check(privacy.word(), *privacy);
        }
    }
}
