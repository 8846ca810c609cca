//! A client key's secret: created here, shown once by the endpoint, stored only as a hash.

use crate::random;

/// The prefix of every client key.
const PREFIX: &str = "sk-lazytech-";

/// A secret and its two forms that may be stored.
pub(super) struct Secret {
    pub(super) value: String,
    pub(super) hash: String,
    /// The prefix, three dots and the last four characters.
    pub(super) redacted: String,
}

impl Secret {
    /// Creates a random secret.
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
