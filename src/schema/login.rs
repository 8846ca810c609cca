//! Logins that an action starts: what a person does at the provider, and how the gateway is told and
//! asked. How a login goes on is decided by `flows`.

use super::All;
use crate::call::{Reply, Write};
use crate::domain::ids::{Id, SpelledId};
use crate::flows::device::{PollResponse, StartResponse};
use crate::flows::paste::{Completion, LinkResponse};
use crate::words::Text;

/// The correlation of a login: its id, and the fields that go with its later requests.
pub type Correlation<'a> = (&'a SpelledId, &'a [(Id, SpelledId)]);

/// The secret input in the finishing write of a [`Login::Paste`].
pub const PASTED_CODE: &str = "code";

/// The secret input that holds the attempt's state: it stands in the link and nowhere on the page.
pub const PASTED_STATE: &str = "state";

/// A login that the only step of an action starts.
#[derive(Clone, Copy)]
pub enum Login {
    /// A person enters a code at the provider while the gateway is asked how it stands.
    Device {
        /// Reads the response to the start.
        start: fn(&Reply) -> StartResponse,
        /// Makes the request that asks how it stands.
        poll: fn(Correlation) -> Write,
        /// Reads the response to it.
        read: fn(&Reply) -> PollResponse,
        /// What has to be switched on at the provider first, by kind of account.
        conditions: All<(Text, Text)>,
    },
    /// A person signs in by a link and pastes what the last page shows.
    Paste {
        /// Reads the response to the start.
        start: fn(&Reply) -> LinkResponse,
        /// Makes the finishing request, with holes for the code and the state.
        complete: fn(Correlation) -> Write,
        /// Reads the response to it.
        read: fn(&Reply) -> Completion,
    },
}
