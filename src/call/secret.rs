//! Text that must not leave memory. It has no `Debug` or `Display`, so it cannot reach a log, a
//! screen, a store or an address by accident.

/// A secret: an admin key while the tab lives, or a new key's value while its dialog is open.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret's text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text, for the code that sends it and the code that shows it once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}
