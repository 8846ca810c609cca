//! The three versions of the dialect and how they are told apart (contract 8, "Detection order").

use crate::schema::Str;

/// A version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The fork since it identifies everything by UUID.
    F2,
    /// The fork before, with integer ids.
    F1,
    /// The original.
    U,
    /// Not settled: no write may be offered.
    Unknown,
}

/// What tells the versions apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Whether the status holds keys that only the fork has. A missing key proves nothing.
    pub is_fork: bool,
    /// Whether the account's own row has a UUID; `None` if it has neither a UUID nor a number.
    pub has_uuid: Option<bool>,
    /// Whether a list came with a total; `None` if none could be read.
    pub has_total: Option<bool>,
}

impl Version {
    /// Decides the version.
    #[must_use]
    pub const fn of(signs: Signs) -> Self {
        match (signs.has_uuid, signs.is_fork, signs.has_total) {
            (Some(true), ..) => Self::F2,
            (Some(false), true, _) | (Some(false), _, Some(true)) => Self::F1,
            (Some(false), false, Some(false)) => Self::U,
            (Some(false), false, None) | (None, ..) => Self::Unknown,
        }
    }

    /// Returns the word that stands in the account's record.
    #[must_use]
    pub const fn word(self) -> Str {
        match self {
            Self::F2 => "f2",
            Self::F1 => "f1",
            Self::U => "u",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the version of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "f2" => Self::F2,
            "f1" => Self::F1,
            "u" => Self::U,
            _ => Self::Unknown,
        }
    }

    /// Whether a call is billed at the lowest ratio among the groups of its channel, rather than at
    /// the ratio of the user's own group (contract 0.9).
    #[must_use]
    pub const fn bills_by_channel(self) -> bool {
        matches!(self, Self::F1 | Self::F2)
    }

    /// Whether prices stand in the options `ModelRatio` and `CompletionRatio`, rather than in each
    /// channel (contract 0.10).
    #[must_use]
    pub const fn prices_in_options(self) -> bool {
        matches!(self, Self::U)
    }
}

#[cfg(test)]
mod tests {
    use super::{Signs, Version};
    use crate::domain::table::{check_table, parts};

    #[test]
    fn versions_by_their_signs() {
        // Fork keys in the status, a UUID in the own row, a total beside a list.
        check_table(
            r##"
            yes | yes | yes => f2
            no | yes | - => f2
            yes | no | yes => f1
            yes | no | - => f1
            no | no | yes => f1
            no | no | no => u
            no | no | - => unknown
            yes | - | yes => unknown
            "##,
            |line| {
                let [fork, uuid, total] = parts(line);
                let told = |word| match word {
                    "-" => None,
                    word => Some(word == "yes"),
                };
                let version = Version::of(Signs {
                    is_fork: fork == "yes",
                    has_uuid: told(uuid),
                    has_total: told(total),
                });
                assert_eq!(Version::from_word(version.word()), version);
                version.word().to_owned()
            },
        );
    }
}
