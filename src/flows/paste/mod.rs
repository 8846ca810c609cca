//! What a person pastes to finish a sign-in at Claude (contract 6.6): which kind of text it is, what is
//! wrong with it, and what to do. The state is compared before anything is sent.

mod check;
mod completion;
mod fields;
mod form;
mod link;
mod login;
mod problem;
#[cfg(test)]
mod tests;

pub use completion::Completion;
pub use form::Form;
pub use link::{Redirect, redirect_of, state_of};
pub use login::{LinkResponse, PasteLogin};
pub use problem::Problem;

/// Characters that a pasted text has at most; a code and its state have about 150.
const MOST_CHARACTERS: usize = 4096;

/// An authorization that may be sent. It is a secret, so it is not printable.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization {
    code: String,
    state: Option<String>,
}

impl Authorization {
    /// Returns the text that is sent as the code: `code#state` where the paste held the state, which
    /// is then the attempt's own, otherwise the bare code.
    #[must_use]
    pub fn sent(&self) -> String {
        match &self.state {
            Some(state) => format!("{}#{state}", self.code),
            None => self.code.clone(),
        }
    }
}

/// What was found in a pasted text.
pub struct Reading {
    /// Which kind of text it is.
    pub form: Form,
    /// What may be sent, or why nothing is.
    pub result: Result<Authorization, Problem>,
}

/// Reads a pasted text for an attempt whose state is `attempt`; `None` where the gateway did not tell
/// it, so that only the gateway can compare.
#[must_use]
pub fn read(pasted: &str, attempt: Option<&str>) -> Reading {
    let attempt = attempt.filter(|state| !state.is_empty());
    let text = trimmed(pasted);
    let (form, found) = form::find(text, attempt);
    let result = found.and_then(|found| check::check(found, attempt));
    Reading { form, result }
}

/// A text without blanks, marks that cannot be seen, and quotation marks around it.
fn trimmed(text: &str) -> &str {
    let is_unseen = |it: char| {
        it.is_whitespace()
            || it.is_control()
            || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let text = text.trim_matches(is_unseen);
    let pairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('<', '>')];
    let inner = pairs
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.map_or(text, |inner| inner.trim_matches(is_unseen))
}
