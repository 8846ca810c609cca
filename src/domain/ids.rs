//! Identifiers: the console's own, and a gateway's as received.

use std::borrow::Cow;
use std::fmt;

/// The id of a resource, an action or a field: borrowed if it is from the catalogue, owned if it
/// was read from the journal.
pub type Id = Cow<'static, str>;

/// Borrows an id of the catalogue.
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
                /// Returns the identifier as text.
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
    /// The id of a connection profile: random, generated on this machine.
    ProfileId,
    /// The id of a journal entry: random, generated on this machine.
    EntryId,
}

/// A gateway's identifier with its JSON type, so that a gateway that sends `137` receives `137` and
/// not `"137"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpelledId {
    /// Received as a string.
    Text(String),
    /// Received as a number; its digits.
    Number(String),
}

impl SpelledId {
    /// Returns the identifier as text; rows are compared by it.
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
