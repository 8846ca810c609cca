//! A text in both languages. `text!` makes one; a text that lacks a language, or has a slot in only
//! one language, does not compile.

use super::language::{Language, Say};

/// A text in both languages, with `{named}` slots. Made only by [`crate::text!`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The English text if the slot `{n}` is 1.
    singular: Option<&'static str>,
    english: &'static str,
    chinese: &'static str,
}

impl Text {
    /// Makes a text; called by [`crate::text!`] at compile time.
    ///
    /// # Panics
    /// When a language is empty, or a slot is in only one language.
    #[must_use]
    pub const fn new(english: &'static str, chinese: &'static str) -> Self {
        assert!(
            !english.is_empty() && !chinese.is_empty(),
            "the message lacks a language"
        );
        assert!(
            slots_are_within(english.as_bytes(), chinese.as_bytes())
                && slots_are_within(chinese.as_bytes(), english.as_bytes()),
            "a slot stands in one language only"
        );
        Self {
            singular: None,
            english,
            chinese,
        }
    }

    /// Makes the text of a proper name, which is the same in both languages.
    #[must_use]
    pub const fn name(name: &'static str) -> Self {
        Self::new(name, name)
    }

    /// Makes a text that agrees with the number in its slot `{n}`.
    ///
    /// # Panics
    /// As [`Text::new`], and when the plural lacks `{n}`.
    #[must_use]
    pub const fn counted(
        singular: &'static str,
        plural: &'static str,
        chinese: &'static str,
    ) -> Self {
        let text = Self::new(plural, chinese);
        assert!(
            has_slot(plural.as_bytes(), b"{n}"),
            "a counted message does not say its number"
        );
        assert!(
            !singular.is_empty() && slots_are_within(singular.as_bytes(), plural.as_bytes()),
            "a slot stands in the singular only"
        );
        Self {
            singular: Some(singular),
            ..text
        }
    }

    /// Returns the text with each `{slot}` replaced by `fill`.
    #[must_use]
    pub fn fill(self, language: Language, fill: &dyn Fn(&str) -> String) -> String {
        let english = match self.singular {
            Some(singular) if fill("n") == "1" => singular,
            _ => self.english,
        };
        let mut out = String::new();
        let mut rest = language.pick(english, self.chinese);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((slot, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            out.push_str(&fill(slot));
            rest = after;
        }
        out + rest
    }

    /// Returns the names of the slots.
    #[must_use]
    pub fn slots(self) -> Vec<&'static str> {
        let pieces = self.english.split('{').skip(1);
        pieces
            .filter_map(|piece| Some(piece.split_once('}')?.0))
            .collect()
    }
}

impl Say for Text {
    /// Returns the text unchanged; use [`Text::fill`] for a text with slots.
    fn say(&self, language: Language) -> &'static str {
        language.pick(self.english, self.chinese)
    }
}

/// Returns whether every slot of `text` is in `other` too.
const fn slots_are_within(text: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' && !has_slot_at(other, text, at) {
            return false;
        }
        at += 1;
    }
    true
}

/// Returns whether the slot that begins at `at` of `text` is in `other`.
const fn has_slot_at(other: &[u8], text: &[u8], at: usize) -> bool {
    let mut start = 0;
    while start < other.len() {
        let mut length = 0;
        while start + length < other.len()
            && at + length < text.len()
            && other[start + length] == text[at + length]
        {
            if text[at + length] == b'}' {
                return true;
            }
            length += 1;
        }
        start += 1;
    }
    false
}

const fn has_slot(text: &[u8], slot: &[u8]) -> bool {
    has_slot_at(text, slot, 0)
}

/// Makes a [`Text`]: `text!("English" / "中文")`, or with a singular
/// `text!("{n} key" / "{n} keys" / "{n} 个密钥")`.
#[macro_export]
macro_rules! text {
    // A constant item is evaluated even by `cargo check`.
    ($english:literal / $chinese:literal) => {{
        const TEXT: $crate::words::Text = $crate::words::Text::new($english, $chinese);
        TEXT
    }};
    ($singular:literal / $plural:literal / $chinese:literal) => {{
        const TEXT: $crate::words::Text =
            $crate::words::Text::counted($singular, $plural, $chinese);
        TEXT
    }};
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text};

    #[test]
    fn slots_are_filled_and_numbers_agree() {
        let check = |text: Text, slots: &[(&str, &str)], english: &str, chinese: &str| {
            let fill = |name: &str| {
                let found = slots.iter().find(|(known, _)| *known == name);
                found.map_or_else(String::new, |(_, value)| (*value).to_owned())
            };
            assert_eq!(text.fill(Language::English, &fill), english);
            assert_eq!(text.fill(Language::Chinese, &fill), chinese);
        };
        let keys = text!("{n} key in {pool}" / "{n} keys in {pool}" / "{pool}：{n} 个密钥");
        let of = |n| [("n", n), ("pool", "A")];
        check(keys, &of("1"), "1 key in A", "A：1 个密钥");
        check(keys, &of("2"), "2 keys in A", "A：2 个密钥");
        check(text!("Plain." / "普通。"), &[], "Plain.", "普通。");
        // A value with braces is a value, not a slot.
        let quoted = text!("“{name}”" / "“{name}”");
        check(quoted, &[("name", "{n}")], "“{n}”", "“{n}”");
        assert_eq!(keys.slots(), ["n", "pool"]);
    }

    #[test]
    #[should_panic(expected = "a slot stands in one language only")]
    fn a_slot_of_one_language_is_refused() {
        let _ = Text::new("a {name}", "b");
    }

    #[test]
    #[should_panic(expected = "the message lacks a language")]
    fn a_missing_language_is_refused() {
        let _ = Text::new("a", "");
    }

    #[test]
    #[should_panic(expected = "a counted message does not say its number")]
    fn a_counted_message_says_its_number() {
        let _ = Text::counted("one", "several", "几个");
    }
}
