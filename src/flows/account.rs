//! The account that a login brings, and how a login ends, whatever its kind.

use crate::domain::ids::SpelledId;

/// The account that a login added or renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Its id, unless the gateway does not tell.
    pub id: Option<SpelledId>,
    /// Whether an account that was there before was signed in again.
    pub reconnected: bool,
}

/// How a login ended, as its record keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The gateway reports that the account was added or signed in again.
    Completed(Account),
    /// The person, the provider or the gateway refused, with the message.
    Refused(Option<String>),
    /// Its time was over.
    Expired,
    /// The operator gave it up.
    Abandoned,
    /// How it ended was not seen.
    Unknown,
}
