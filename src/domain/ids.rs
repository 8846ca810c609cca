//! Identifiers: the console's own, and a gateway's as it spelled them.

use std::borrow::Cow;
use std::fmt;

/// A name that the catalogue gives (a resource, an action, a field), or that a stored entry holds:
/// borrowed from the program, owned where it was read from the journal.
pub type Id = Cow<'static, str>;

/// Borrows a name of the catalogue.
#[must_use]
pub const fn id(name: &'static str) -> Id {
    Cow::Borrowed(name)
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub String);

            impl $name {
                /// Returns the identifier's own text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(&self.0)
                }
            }
        )+
    };
}

ids! {
    /// A connection profile's id: random, made once on this machine.
    ProfileId,
    /// A journal entry's id: random, made once on this machine.
    EntryId,
}

/// A gateway's identifier with its JSON type, so that a gateway that sent `137` is sent `137` and
/// not `"137"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpelledId {
    /// Sent as a string.
    Text(String),
    /// Sent as a number; its digits.
    Number(String),
}

impl SpelledId {
    /// Returns the identifier's text, which tells rows apart.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
        }
    }
}

impl fmt::Display for SpelledId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl From<&str> for SpelledId {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
