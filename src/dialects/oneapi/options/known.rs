//! The options that are known, with their types, defaults and effects (contract 4.3).

mod login;
mod operation;
mod site;

use crate::schema::Str;
use crate::words::Text;

/// The type of an option's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Exactly `true` is true; anything else is false.
    Truth,
    /// A whole number; what is none counts as 0.
    Whole,
    /// A number; what is none counts as 0.
    Number,
    /// Any text.
    Text,
    /// A JSON object.
    Json,
    /// A secret, which is never shown.
    Secret,
}

/// A known option.
pub struct Known {
    /// The key.
    pub key: Str,
    /// What it belongs to, a word of the field `category`.
    pub category: Str,
    /// Its type.
    pub of: Type,
    /// The value on a fresh server; `None` where it differs between versions or is a table.
    pub default: Option<Str>,
    /// What it does.
    pub effect: Text,
}

const fn known(key: Str, category: Str, of: Type, default: Option<Str>, effect: Text) -> Known {
    Known {
        key,
        category,
        of,
        default,
        effect,
    }
}

/// Returns a known option.
#[must_use]
pub fn find(key: &str) -> Option<&'static Known> {
    all().find(|known| known.key == key)
}

/// Returns whether a key names a secret. The gateways' own rules differ and grew over time, so all
/// endings that any version treats so count, in any case (contract 4.2, 8).
#[must_use]
pub fn is_secret(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    ["token", "secret", "secretkey", "password", "apikey"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// Returns all known options.
pub fn all() -> impl Iterator<Item = &'static Known> {
    let parts = [operation::OPTIONS, login::OPTIONS, site::OPTIONS];
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Type, all, find, is_secret};

    #[test]
    fn secrets_are_known_by_their_names() {
        for known in all() {
            assert_eq!(
                is_secret(known.key),
                known.of == Type::Secret,
                "{}",
                known.key
            );
        }
        for key in ["MadeUpToken", "myPassword", "x_apikey", "SECRET"] {
            assert!(is_secret(key), "{key}");
        }
        assert!(!is_secret("OidcTokenEndpoint"));
        assert!(!is_secret("TurnstileSiteKey"));
    }

    #[test]
    fn each_option_stands_once() {
        let keys: BTreeSet<_> = all().map(|known| known.key).collect();
        assert_eq!(keys.len(), all().count());
        assert!(find("GroupRatio").is_some() && find("groupratio").is_none());
    }
}
