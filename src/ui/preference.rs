//! A preference that is stored in this browser and set on the page's root element, for the style
//! sheet.

use crate::words::Text;

/// A preference with its options.
pub trait Preference: Copy + Default + PartialEq + Send + Sync + 'static {
    /// The storage key.
    const STORED_AS: &'static str;
    /// The attribute of `<html>`.
    const ATTRIBUTE: &'static str;
    /// The label of the chooser.
    const LABEL: Text;
    /// A hint below the chooser, if the options do not explain themselves.
    const HINT: Option<Text> = None;
    /// All options, in display order.
    const ALL: &'static [Self];

    /// Returns the word for storage and for the attribute.
    fn word(self) -> &'static str;

    /// Returns the label of the option.
    fn title(self) -> Text;

    /// Reads the word of an option; an unknown word gives the default.
    #[must_use]
    fn from_word(word: &str) -> Self {
        let mut all = Self::ALL.iter().copied();
        all.find(|one| one.word() == word).unwrap_or_default()
    }
}
