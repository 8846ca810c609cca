//! A choice that this browser keeps and the page's root element carries, for the style sheet.
//! Knows neither what is chosen nor what it looks like.

use crate::words::Text;

/// What may be chosen, by its words.
pub trait Preference: Copy + Default + PartialEq + Send + Sync + 'static {
    /// Where this browser keeps the word.
    const STORED_AS: &'static str;
    /// The attribute of `<html>` that says the word.
    const ATTRIBUTE: &'static str;
    /// What is chosen.
    const LABEL: Text;
    /// All choices, in the order in which they are shown.
    const ALL: &'static [Self];

    /// The word for storage and for the attribute.
    fn word(self) -> &'static str;

    /// What a chooser calls it.
    fn title(self) -> Text;

    /// Reads such a word; one that is not known means the usual choice.
    #[must_use]
    fn from_word(word: &str) -> Self {
        let mut all = Self::ALL.iter().copied();
        all.find(|one| one.word() == word).unwrap_or_default()
    }
}
