//! The languages of the console.

/// A language that the console speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages, in the order of the chooser.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Returns the BCP 47 tag for `<html lang>` and for storage: `en`, `zh`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Returns the language's own name, which a chooser shows in every language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// Reads a tag such as `zh`, `zh-CN` or `en-GB` by its primary part.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// Returns the value for this language.
    #[must_use]
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// Joins items into a list: `A, B` or `A、B`.
    #[must_use]
    pub fn join(self, things: &[impl AsRef<str>]) -> String {
        let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
        things.join(self.pick(", ", "、"))
    }
}

/// Something with fixed words in every language.
pub trait Say {
    /// Returns the words in `language`.
    fn say(&self, language: Language) -> &'static str;
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn lists_are_joined() {
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
