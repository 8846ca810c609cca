//! A client key's secret: made here, shown once by the caller of this file, kept only as a hash.

use crate::random;

/// What every client key begins with.
const PREFIX: &str = "sk-lazytech-";

/// A secret and the two forms of it that may be kept.
pub(super) struct Secret {
    /// The key itself.
    pub(super) value: String,
    /// Its hash.
    pub(super) hash: String,
    /// Prefix, three dots, last four characters.
    pub(super) redacted: String,
}

impl Secret {
    /// A fresh one.
    pub(super) fn make() -> Self {
        let random = random::secret_hex(24);
        let value = format!("{PREFIX}{random}");
        Self {
            hash: random::hash(&value),
            redacted: format!("{PREFIX}...{}", &random[44..]),
            value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn the_redacted_form_shows_four_characters() {
        let Secret {
            value, redacted, ..
        } = Secret::make();
        let tail = redacted
            .strip_prefix("sk-lazytech-...")
            .expect("the prefix");
        assert_eq!(tail.len(), 4);
        assert!(value.ends_with(tail) && value.len() == 60);
    }
}
