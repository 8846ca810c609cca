//! What a gateway says of a login: its start, how it stands, and its end (contract 5.6, 5.7, 6.3, 6.4).

use serde_json::Value as Json;

use crate::call::Reply;
use crate::domain::ids::{Id, SpelledId, id};
use crate::flows::account::Account;
use crate::flows::deadline::Told;
use crate::flows::device::{Code, PollResponse, StartResponse};
use crate::flows::paste::{Completion, LinkResponse};
use crate::records::{pick, refusal, scalar};
use crate::schema::{All, Str};

const LOGIN_IDS: All<Str> = &[
    "login_id",
    "flow_id",
    "session_id",
    "device_login_id",
    "id",
    "state",
];

/// Fields of the start that go with every later request, unchanged.
const CORRELATION: All<Str> = &["login_id", "session_id", "flow_id", "state"];

/// A response's JSON without its envelope; null where it is none.
struct Said {
    json: Json,
    /// The gateway's words in a refusal, in whatever form they came.
    words: Option<String>,
}

impl Said {
    fn of(reply: &Reply) -> Self {
        let json: Json = serde_json::from_str(&reply.body).unwrap_or_default();
        let inner = |json: &Json, name: &str| json.get(name).filter(|it| it.is_object()).cloned();
        let data = inner(&json, "data");
        // Beside a row of its own, an envelope holds nothing of the login but a refusal.
        let json = data.map_or(json.clone(), |data| match json.get("error") {
            Some(error) if data.get("error").is_none() && !error.is_null() => {
                let mut data = data;
                if let Some(fields) = data.as_object_mut() {
                    fields.insert("error".to_owned(), error.clone());
                }
                data
            }
            _ => data,
        });
        let is_refusal = (400..500).contains(&reply.status) && !reply.body.trim().is_empty();
        Self {
            json: inner(&json, "login").unwrap_or(json),
            words: is_refusal.then(|| refusal(reply).message),
        }
    }

    fn at<'a>(&'a self, names: &[&'a str]) -> Option<&'a Json> {
        pick(&self.json, names).json()
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        scalar::text(self.at(names)?).filter(|text| !text.trim().is_empty())
    }

    /// The text at the first name that holds one: a number or an object may stand at an earlier one.
    fn word(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let word = self.at(&[name])?.as_str()?;
            (!word.trim().is_empty()).then(|| word.to_owned())
        })
    }

    fn id(&self, names: &[&str]) -> Option<SpelledId> {
        names
            .iter()
            .find_map(|name| scalar::spelled_id(self.at(&[name])?))
    }

    fn error(&self) -> Option<String> {
        // A sentence in its place is a message.
        let code = self.word(&["error.code", "error", "code"])?;
        (!code.trim().contains(' ')).then_some(code)
    }

    fn message(&self) -> Option<String> {
        let names = [
            "error.message",
            "error_description",
            "message",
            "error_message",
            "detail",
        ];
        let other = || {
            self.words
                .clone()
                .filter(|words| self.error().as_ref() != Some(words))
        };
        self.word(&names).or_else(other)
    }

    fn correlation(&self) -> Vec<(Id, SpelledId)> {
        let field = |name: &&'static str| Some((id(name), self.id(&[name])?));
        CORRELATION.iter().filter_map(field).collect()
    }

    fn told(&self) -> Told {
        let seconds = self.at(&["expires_in", "expires_in_seconds", "ttl"]);
        let time = |names: &[&str]| self.at(names).and_then(scalar::time).flatten();
        Told {
            expires_in: seconds.and_then(scalar::whole),
            expires_at: time(&["expires_at", "expiry", "expires", "expiration"]),
            created_at: time(&["created_at"]),
        }
    }

    fn interval(&self) -> Option<String> {
        let names = [
            "interval",
            "interval_seconds",
            "poll_interval",
            "retry_after",
        ];
        self.text(&names)
    }

    fn user_code(&self) -> Option<String> {
        // An error's code is no user code.
        let names: &[&str] = if self.at(&["error"]).is_some() {
            &["user_code", "usercode"]
        } else {
            &["user_code", "usercode", "code"]
        };
        self.word(names)
    }

    fn address(&self) -> Option<String> {
        let names = [
            "verification_uri_complete",
            "verification_url_complete",
            "verification_uri",
            "verification_url",
            "verify_url",
            "verification_link",
            "url",
        ];
        self.word(&names)
    }

    fn account(&self) -> Option<Account> {
        let ids = ["account.id", "account.account_id", "account_id"];
        let is_named = self.at(&["account"]).is_some_and(Json::is_object);
        let found = self.id(&ids);
        (is_named || found.is_some()).then(|| Account {
            id: found,
            reconnected: self.reconnected(),
        })
    }

    fn reconnected(&self) -> bool {
        let at = self.at(&["reconnected", "account.reconnected"]);
        at.and_then(scalar::truth).unwrap_or_default()
    }
}

/// Reads the response to the start of a device login.
#[must_use]
pub fn device_start(reply: &Reply) -> StartResponse {
    let said = Said::of(reply);
    StartResponse {
        status: reply.status,
        error: said.error().filter(|_| said.user_code().is_none()),
        message: said.message(),
        login_id: said.id(LOGIN_IDS),
        correlation: said.correlation(),
        user_code: said.user_code(),
        address: said.address(),
        interval: said.interval(),
        told: said.told(),
    }
}

/// Reads the response to a poll.
#[must_use]
pub fn device_poll(reply: &Reply) -> PollResponse {
    let said = Said::of(reply);
    let code = said
        .user_code()
        .filter(|_| (200..300).contains(&reply.status));
    PollResponse {
        status: reply.status,
        word: said.word(&["status", "state", "result"]),
        error: said.error(),
        message: said.message(),
        retry_after: reply.retry_after,
        interval: said.interval(),
        told: said.told(),
        account: said.account(),
        code_shown: code.map(|user_code| Code {
            user_code,
            address: said.address(),
        }),
    }
}

/// Reads the response to the start of a sign-in by a link.
#[must_use]
pub fn link_start(reply: &Reply) -> LinkResponse {
    let said = Said::of(reply);
    let names = [
        "authorize_url",
        "authorization_url",
        "auth_url",
        "url",
        "login_url",
    ];
    LinkResponse {
        status: reply.status,
        error: said.error(),
        message: said.message(),
        login_id: said.id(LOGIN_IDS),
        correlation: said.correlation(),
        link: said.word(&names),
        told: said.told(),
    }
}

/// Reads the response to a pasted authorization: the error's code outranks the HTTP status.
#[must_use]
pub fn completion(reply: &Reply) -> Completion {
    let said = Said::of(reply);
    let (status, message) = (reply.status, said.message());
    let error = said.error();
    let is_success = (200..300).contains(&status);
    let refuses = said.at(&["success"]).and_then(scalar::truth) == Some(false)
        || (said.word(&["status"]).as_deref() == Some("error") && said.at(&["error"]).is_some());
    match error.as_deref() {
        Some("login_already_completed") => Completion::AlreadyDone(message),
        Some("invalid_code" | "missing_parameter" | "invalid_request") => {
            Completion::WrongCode(message)
        }
        Some("state_mismatch" | "invalid_state") => Completion::OtherAttempt,
        Some("invalid_grant" | "login_consumed") => Completion::CodeRefused(message),
        Some("login_expired" | "expired") => Completion::Expired,
        Some("login_not_found" | "session_not_found") => Completion::Gone,
        Some("identity_mismatch") => Completion::OtherPerson(message),
        Some("provider_rejected_network") => Completion::NetworkBlocked(message),
        Some("token_exchange_failed" | "provider_unavailable") => Completion::NotExchanged(message),
        None if is_success && !refuses => Completion::Done(Account {
            id: said.id(&["account.id", "id", "account_id"]),
            reconnected: said.reconnected(),
        }),
        _ => match status {
            401 | 403 => Completion::KeyRefused(status),
            410 => Completion::Expired,
            429 => Completion::Limited(reply.retry_after),
            500.. => Completion::Failing(status),
            _ => Completion::Refused(status, message),
        },
    }
}

#[cfg(test)]
mod tests;
