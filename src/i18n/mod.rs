//! Every word the console says, English and Chinese side by side, and the wording of the pure
//! rooms' enums. Never decides anything and never formats an exact number: `domain` prints those.
//!
//! A message is an enum variant declared with both languages at once, so a missing translation
//! does not compile. A message with a number or a name in it is a function of the language.

pub mod charges;
pub mod check_key;
pub mod connect;
mod declare;
pub mod errors;
pub mod gate;
pub mod intent;
pub mod interface;
pub mod journal;
pub mod key_form;
pub mod keys;
pub mod lists;
pub mod money;
pub mod outcome;
pub mod overview;
pub mod pool_form;
pub mod pools;

/// The two languages compiled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Both, in the order a chooser shows them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The BCP 47 tag for `<html lang>` and for storage: `en`, `zh`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language's own name, as a chooser shows it in every language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// Reads a tag such as `zh`, `zh-CN` or `en-GB`; anything else is `None`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// Picks one of two wordings.
    #[must_use]
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// Things in a row: `A, B` or `A、B`.
    #[must_use]
    pub fn join(self, things: &[impl AsRef<str>]) -> String {
        let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
        things.join(self.pick(", ", "、"))
    }
}

/// Something with words in every language.
pub trait Say {
    /// The words in `language`.
    fn say(&self, language: Language) -> &'static str;
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn things_in_a_row() {
        let check = |things: &[&str], english, chinese| {
            assert_eq!(Language::English.join(things), english);
            assert_eq!(Language::Chinese.join(things), chinese);
        };
        check(&[], "", "");
        check(&["A"], "A", "A");
        check(&["A", "B", "C"], "A, B, C", "A、B、C");
    }

    #[test]
    fn tags_are_read_by_their_primary_part() {
        let check = |tag, expect| assert_eq!(Language::from_tag(tag), expect, "{tag}");
        check("en", Some(Language::English));
        check("en-GB", Some(Language::English));
        check("zh", Some(Language::Chinese));
        check("zh_CN", Some(Language::Chinese));
        check("ZH-Hans", Some(Language::Chinese));
        check("de", None);
        check("", None);
    }
}
