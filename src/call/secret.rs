//! Text that must not leave memory. It has no `Debug` or `Display`, so that it cannot
//! reach a log, a picture, a store or an address by accident.

/// A secret: an admin key while the tab lives, or a new key's value while its dialog is open.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret's text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the one place that sends it and the one that shows it once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}
