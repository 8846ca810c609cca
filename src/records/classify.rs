//! Decides what the result of a call means: the only place that does.

use serde_json::Value as Json;

use super::error_words::{self, said};
use super::reason::{CUT_SHORT, kept};
use crate::call::{ApiError, Lost, Refusal, Reply, Unreachable};
use crate::schema::{Dialect, Meaning};

/// The most characters of a response that are quoted.
const EXCERPT: usize = 200;

/// Whether a call can change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It cannot change anything.
    Read,
    /// It can change something.
    Write,
}

/// Decides what a call's result means before its body is read: `Ok` for a 2xx.
///
/// # Errors
/// The failure; see the table in the tests.
pub fn classify(
    effect: Effect,
    path: &str,
    attempt: Result<Reply, Lost>,
) -> Result<Reply, ApiError> {
    let reply = attempt.map_err(|lost| of_loss(effect, path, lost))?;
    match reply.status {
        200..=299 => Ok(reply),
        401 if is_proxys(&reply) => Err(ApiError::Proxy),
        401 => Err(ApiError::SignedOut(refusal(&reply))),
        403 => Err(ApiError::NotAllowed(refusal(&reply))),
        429 => Err(ApiError::Limited {
            retry_after: reply.retry_after,
        }),
        // The first attempt is still in progress, so its outcome is unknown.
        409 if effect == Effect::Write && has_code(&reply, "idempotency_in_progress") => {
            Err(ApiError::OutcomeUnknown(Unreachable::TimedOut))
        }
        502 | 503 if is_gateways_own(&reply) => Err(ApiError::Refused(refusal(&reply))),
        status @ 500.. => Err(unknown(effect, Unreachable::ServerError(status))),
        _ => Err(ApiError::Refused(refusal(&reply))),
    }
}

/// Applies what a dialect's refusals mean beyond their HTTP status.
#[must_use]
pub fn meant(dialect: &Dialect, error: ApiError) -> ApiError {
    let (ApiError::Refused(refusal) | ApiError::NotAllowed(refusal)) = &error else {
        return error;
    };
    match (dialect.meaning)(refusal) {
        Meaning::OfStatus => error,
        Meaning::SignedOut => ApiError::SignedOut(refusal.clone()),
        Meaning::NotAllowed => ApiError::NotAllowed(refusal.clone()),
    }
}

/// Whether a 401 comes from a proxy in front of the gateway: it is a web page or a basic challenge.
fn is_proxys(reply: &Reply) -> bool {
    // Gateways ask for a bearer. A header can hold several challenges: `Bearer, Basic realm="x"`.
    let asks_otherwise = |challenges: &str| {
        let words = challenges
            .split(',')
            .filter_map(|one| one.split_whitespace().next());
        let mut schemes = words.map(str::to_lowercase);
        schemes.any(|scheme| ["basic", "digest", "negotiate", "ntlm"].contains(&scheme.as_str()))
    };
    is_page(&reply.body) || reply.authenticate.as_deref().is_some_and(asks_otherwise)
}

/// Whether a body is a web page rather than data.
pub(super) fn is_page(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn has_code(reply: &Reply, code: &str) -> bool {
    refusal(reply).code.as_deref() == Some(code)
}

/// Whether an error is the gateway's own: an error object with a code. A proxy's error, even as
/// JSON, does not show what the gateway behind it did.
fn is_gateways_own(reply: &Reply) -> bool {
    let json: Option<Json> = serde_json::from_str(&reply.body).ok();
    let code = |json: &Json| json.get("error")?.get("code")?.as_str().map(str::len);
    json.as_ref().and_then(code).is_some()
}

fn of_loss(effect: Effect, path: &str, lost: Lost) -> ApiError {
    match lost {
        Lost::BlockedByPolicy => ApiError::Unreachable(Unreachable::BlockedByPolicy),
        Lost::NotSent => ApiError::Unreachable(Unreachable::NotSent),
        Lost::Network => unknown(effect, Unreachable::Network),
        Lost::TimedOut => unknown(effect, Unreachable::TimedOut),
        Lost::Stopped => unknown(effect, Unreachable::Stopped),
        Lost::Cut if effect == Effect::Write => ApiError::OutcomeUnknown(Unreachable::Network),
        Lost::Cut => unreadable(path, kept(CUT_SHORT), ""),
    }
}

const fn unknown(effect: Effect, why: Unreachable) -> ApiError {
    match effect {
        Effect::Read => ApiError::Unreachable(why),
        Effect::Write => ApiError::OutcomeUnknown(why),
    }
}

/// Makes the error for a response that could not be read; it quotes the beginning as text.
#[must_use]
pub fn unreadable(path: &str, why: impl Into<String>, body: &str) -> ApiError {
    ApiError::Unreadable {
        path: path.to_owned(),
        why: why.into(),
        excerpt: excerpt(body),
    }
}

fn excerpt(body: &str) -> String {
    body.trim().chars().take(EXCERPT).collect()
}

/// Returns the gateway's words from any response; a response that is not JSON is quoted as text.
#[must_use]
pub fn refusal(reply: &Reply) -> Refusal {
    let json: Option<Json> = serde_json::from_str(&reply.body).ok();
    let said = json.as_ref().and_then(said).unwrap_or_else(|| Refusal {
        message: excerpt(&reply.body),
        ..Refusal::default()
    });
    error_words::from(reply, said)
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Effect, classify};
    use crate::call::{Lost, Reply};
    use crate::domain::table::{check_table, parts};

    fn word(error: &ApiError) -> String {
        match error {
            ApiError::Unreachable(why) => format!("unreachable {why:?}"),
            ApiError::SignedOut(_) => "signed out".into(),
            ApiError::Proxy => "proxy".into(),
            ApiError::NotAllowed(_) => "not allowed".into(),
            ApiError::Refused(refusal) => {
                format!("refused {}", refusal.code.as_deref().unwrap_or("-"))
            }
            ApiError::Limited { retry_after } => format!("limited {retry_after:?}"),
            ApiError::Unreadable { .. } => "unreadable".into(),
            ApiError::OutcomeUnknown(why) => format!("unknown {why:?}"),
        }
    }

    /// What a reply is to a read, and to a write where that differs.
    #[test]
    fn the_table() {
        check_table(
            r##"
            200 | => ok
            204 | => ok
            400 | {"error":{"message":"m","code":"c"}} => refused c
            404 | nope => refused -
            409 | {"error":{"message":"m","code":"idempotency_in_progress"}} => refused idempotency_in_progress ~ unknown TimedOut
            409 | {"error":{"message":"m","code":"c"}} => refused c
            401 | {"error":{"message":"m","code":"c"}} => signed out
            401 | => signed out
            401 | <html>Sign in => proxy
            403 | {"error":{"message":"m","code":"c"}} => not allowed
            403 | <html> => not allowed
            429 | {"error":{"message":"m","code":"c"}} => limited Some(2)
            500 | {"error":{"message":"m","code":"c"}} => unreachable ServerError(500) ~ unknown ServerError(500)
            502 | {"error":{"message":"m","code":"c"}} => refused c
            503 | {"error":{"message":"m","code":"c"}} => refused c
            502 | {"error":"Bad Gateway","message":"upstream","code":502} => unreachable ServerError(502) ~ unknown ServerError(502)
            502 | <html> => unreachable ServerError(502) ~ unknown ServerError(502)
            504 | {"error":{"message":"m","code":"c"}} => unreachable ServerError(504) ~ unknown ServerError(504)
            "##,
            |line| {
                let [status, body] = parts(line);
                both(Ok(Reply {
                    status: status.parse().expect("a status"),
                    body: body.into(),
                    retry_after: Some(2),
                    ..Reply::default()
                }))
            },
        );
    }

    fn both(attempt: Result<Reply, Lost>) -> String {
        let [read, write] = [Effect::Read, Effect::Write].map(|effect| {
            let got = classify(effect, "/p", attempt.clone());
            got.map_or_else(|error| word(&error), |_| "ok".to_owned())
        });
        match read == write {
            true => read,
            false => format!("{read} ~ {write}"),
        }
    }

    #[test]
    fn what_never_came() {
        let check = |lost, expect| assert_eq!(both(Err(lost)), expect);
        check(Lost::Network, "unreachable Network ~ unknown Network");
        check(Lost::TimedOut, "unreachable TimedOut ~ unknown TimedOut");
        check(Lost::Stopped, "unreachable Stopped ~ unknown Stopped");
        check(Lost::Cut, "unreadable ~ unknown Network");
        check(Lost::BlockedByPolicy, "unreachable BlockedByPolicy");
        check(Lost::NotSent, "unreachable NotSent");
    }

    #[test]
    fn a_basic_challenge_is_a_proxys() {
        let check = |challenge: &str, expect: &str| {
            let reply = Reply {
                status: 401,
                authenticate: Some(challenge.to_owned()),
                body: r#"{"error":{"code":"c"}}"#.to_owned(),
                ..Reply::default()
            };
            let error = classify(Effect::Write, "/p", Ok(reply)).err();
            assert_eq!(error.as_ref().map(word).as_deref(), Some(expect));
        };
        check("Basic realm=\"admin\"", "proxy");
        check("Digest realm=\"x\", nonce=\"y\"", "proxy");
        check("Negotiate", "proxy");
        check("Bearer, Basic realm=\"x\"", "proxy");
        check("basic", "proxy");
        check("Bearer error=\"invalid_token\"", "signed out");
        check("", "signed out");
    }

    #[test]
    fn a_page_is_quoted_and_cut() {
        let reply = Reply {
            status: 404,
            body: format!("<html>{}", "x".repeat(500)),
            ..Reply::default()
        };
        let Err(ApiError::Refused(refusal)) = classify(Effect::Read, "/p", Ok(reply)) else {
            panic!("refused")
        };
        assert_eq!(refusal.message.chars().count(), 200);
        assert!(refusal.message.starts_with("<html>x"), "tags stay");
    }
}
