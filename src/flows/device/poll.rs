//! What a response to a poll says of the login (contract 2.3 and 6.4): the word in the body outranks
//! the HTTP status, and a word that nobody knows is no end.

use super::Code;
use super::meaning::{self, Meaning};
use crate::flows::account::Account;

use crate::flows::deadline::Told;

/// Statuses whose body speaks of the login, besides success.
const OF_THE_LOGIN: [u16; 6] = [400, 403, 404, 409, 410, 428];

/// A response to a poll, each part as far as it came.
#[derive(Clone, Default)]
pub struct PollResponse {
    /// The HTTP status.
    pub status: u16,
    /// The login's state in the gateway's word.
    pub word: Option<String>,
    /// The error's code.
    pub error: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// The interval in seconds as it was spelled.
    pub interval: Option<String>,
    /// When the login ends.
    pub told: Told,
    /// The account, where the response names one.
    pub account: Option<Account>,
    /// The code, where the response shows it again.
    pub code_shown: Option<Code>,
}

/// What a response says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Pending,
    Slow,
    Done,
    Denied,
    Expired,
    Failed,
    /// The gateway does not find the login: once may be a slip, twice in a row is not.
    NotFound,
    /// The admin key was refused; the login may go on.
    KeyRefused,
    /// It says nothing of the login.
    Transient,
}

impl PollResponse {
    pub(super) fn verdict(&self) -> Verdict {
        let error = self.error.as_deref();
        let word = self.word.as_deref();
        if self.status == 401 {
            return Verdict::KeyRefused;
        }
        if (200..300).contains(&self.status) {
            return self.of_success();
        }
        if let Some(meaning) = error.and_then(meaning::own).or(word.and_then(meaning::own)) {
            return of_meaning(meaning);
        }
        if OF_THE_LOGIN.contains(&self.status) {
            // `"status": "error"` beside a refusal only says that it is one.
            let word = word.and_then(meaning::of);
            let word = word.filter(|meaning| *meaning != Meaning::Failed);
            if let Some(meaning) = error.and_then(meaning::of).or(word) {
                return of_meaning(meaning);
            }
            if error.is_some_and(meaning::is_failure) {
                return Verdict::Failed;
            }
            if self.only_the_message_says_expired() {
                return Verdict::Expired;
            }
        }
        match self.status {
            403 => Verdict::KeyRefused,
            404 | 410 => Verdict::NotFound,
            408 | 425 | 429 => Verdict::Transient,
            400..500 => Verdict::Pending,
            _ => Verdict::Transient,
        }
    }

    /// The verdict of a successful response: the state's word, and for a plain failure, or where no
    /// word came, the error's.
    fn of_success(&self) -> Verdict {
        let word = self.word.as_deref().and_then(meaning::of);
        if let Some(meaning) = word.filter(|meaning| *meaning != Meaning::Failed) {
            return of_meaning(meaning);
        }
        let error = self.error.as_deref().and_then(meaning::of);
        if word.is_some() {
            // It has ended; the error's code or a one-word message may say how.
            let message = self.message.as_deref().and_then(meaning::of);
            return match error.or(message) {
                Some(Meaning::Denied) => Verdict::Denied,
                Some(Meaning::Expired) => Verdict::Expired,
                _ => Verdict::Failed,
            };
        }
        match error.filter(|meaning| *meaning != Meaning::Done) {
            Some(meaning) => of_meaning(meaning),
            None if self.error.as_deref().is_some_and(meaning::is_failure) => Verdict::Failed,
            None if self.says_nothing_but_the_account() => Verdict::Done,
            None => Verdict::Pending,
        }
    }

    fn says_nothing_but_the_account(&self) -> bool {
        self.account.is_some() && self.word.is_none() && self.error.is_none()
    }

    /// Whether a refusal's only hint is a message with "expired". One that speaks of a key means the
    /// admin key.
    fn only_the_message_says_expired(&self) -> bool {
        let message = self.message.as_deref().unwrap_or_default();
        let message = message.to_ascii_lowercase();
        let says_expired = message.contains("expired") && !message.contains("key");
        [400, 403, 410].contains(&self.status) && self.error.is_none() && says_expired
    }

    /// What the small print says: a word that has no meaning here, or that asks to slow down.
    pub(super) fn remark(&self) -> Option<String> {
        let is_small =
            |word: &&String| meaning::of(word).is_none_or(|meaning| meaning == Meaning::Slow);
        let words = [&self.word, &self.error].into_iter().flatten();
        words
            .filter(|word| !word.trim().is_empty())
            .find(is_small)
            .cloned()
    }
}

const fn of_meaning(meaning: Meaning) -> Verdict {
    match meaning {
        Meaning::Pending => Verdict::Pending,
        Meaning::Slow => Verdict::Slow,
        Meaning::Done => Verdict::Done,
        Meaning::Denied => Verdict::Denied,
        Meaning::Expired => Verdict::Expired,
        Meaning::Failed => Verdict::Failed,
    }
}

#[cfg(test)]
pub(super) mod tests;
