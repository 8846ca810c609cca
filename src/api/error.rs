//! What went wrong, in the few kinds that ask something different of the operator, and the one
//! table that decides which. Words for them are in `i18n`.

use super::call::{Lost, Reply};
use super::decode::{self, Said};

/// Characters of a strange answer that are shown.
const EXCERPT: usize = 200;

/// Why a host gave no usable answer to a read, or got nothing from us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// Dead host, cut connection or missing CORS header: a browser cannot tell which.
    Network,
    /// No answer in time.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// Our own content policy forbids this address.
    BlockedByPolicy,
    /// The request could not be made.
    NotSent,
    /// The gateway, or a proxy before it, answered with this 5xx.
    ServerError(u16),
}

/// What a gateway said no with, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status; 200 where a gateway refuses inside an answer.
    pub status: u16,
    /// The gateway's code, e.g. `budget_unlimited`.
    pub code: Option<String>,
    /// The field it names.
    pub param: Option<String>,
    /// Its message.
    pub message: String,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing usable came of a read, or a write was never sent: try again.
    Unreachable(Unreachable),
    /// The key is not, or no longer, accepted: connect again.
    SignedOut(Refusal),
    /// The key works, but not for this.
    NotAllowed(Refusal),
    /// The gateway understood and said no.
    Refused(Refusal),
    /// Too many requests: wait.
    Limited {
        /// Seconds the gateway asks for; `None` when it does not say.
        retry_after: Option<u32>,
    },
    /// It answered something this console cannot read: which version is it?
    Unreadable {
        /// What was asked.
        path: String,
        /// What did not fit.
        why: String,
        /// The beginning of what came.
        excerpt: String,
    },
    /// A write whose answer did not arrive, or said nothing: it may or may not have happened.
    OutcomeUnknown(Unreachable),
}

/// Whether a call could have changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It changes nothing.
    Read,
    /// It may have changed something.
    Write,
}

/// Decides what an attempt means before its body is read: `Ok` for a 2xx that may hold the answer.
///
/// # Errors
/// What the operator has to know; see the table in the tests.
pub fn classify(kind: Kind, path: &str, attempt: Result<Reply, Lost>) -> Result<Reply, ApiError> {
    let reply = attempt.map_err(|lost| of_loss(kind, path, lost))?;
    match reply.status {
        200..=299 => Ok(reply),
        401 => Err(ApiError::SignedOut(refusal(&reply))),
        403 => Err(ApiError::NotAllowed(refusal(&reply))),
        429 => Err(ApiError::Limited {
            retry_after: reply.retry_after,
        }),
        // The first send of this intent is still at work: what it comes to is not known yet.
        409 if kind == Kind::Write && has_code(&reply, "idempotency_in_progress") => {
            Err(ApiError::OutcomeUnknown(Unreachable::TimedOut))
        }
        502 | 503 if is_gateways_own(&reply) => Err(ApiError::Refused(refusal(&reply))),
        status @ 500.. => Err(unknown(kind, Unreachable::ServerError(status))),
        _ => Err(ApiError::Refused(refusal(&reply))),
    }
}

fn has_code(reply: &Reply, code: &str) -> bool {
    said(reply).is_some_and(|said| said.code.as_deref() == Some(code))
}

/// Whether an error is in the gateway's own envelope: an error object with a code. A proxy's error,
/// however much it looks like JSON, says nothing of what the gateway behind it did.
fn is_gateways_own(reply: &Reply) -> bool {
    let code = |json: super::json::Json| {
        let error = json.field("error")?;
        error.field("code")?.text().map(str::to_owned)
    };
    super::json::Json::parse(&reply.body)
        .ok()
        .and_then(code)
        .is_some()
}

fn of_loss(kind: Kind, path: &str, lost: Lost) -> ApiError {
    match lost {
        Lost::BlockedByPolicy => ApiError::Unreachable(Unreachable::BlockedByPolicy),
        Lost::NotSent => ApiError::Unreachable(Unreachable::NotSent),
        Lost::Network => unknown(kind, Unreachable::Network),
        Lost::TimedOut => unknown(kind, Unreachable::TimedOut),
        Lost::Stopped => unknown(kind, Unreachable::Stopped),
        Lost::Cut if kind == Kind::Write => ApiError::OutcomeUnknown(Unreachable::Network),
        Lost::Cut => unreadable(path, "the answer was cut short", ""),
    }
}

const fn unknown(kind: Kind, why: Unreachable) -> ApiError {
    match kind {
        Kind::Read => ApiError::Unreachable(why),
        Kind::Write => ApiError::OutcomeUnknown(why),
    }
}

/// An answer that could not be read, with its beginning as text.
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

fn said(reply: &Reply) -> Option<Said> {
    super::json::Json::parse(&reply.body)
        .ok()
        .and_then(|json| decode::said(&json))
}

/// The gateway's words out of any answer; a page that is no JSON is quoted, never rendered.
#[must_use]
pub fn refusal(reply: &Reply) -> Refusal {
    let said = said(reply).unwrap_or_else(|| Said {
        message: excerpt(&reply.body),
        code: None,
        param: None,
    });
    Refusal {
        status: reply.status,
        code: said.code,
        param: said.param,
        message: said.message,
        request_id: reply.request_id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Kind, classify};
    use crate::api::call::{Lost, Reply};

    fn word(error: &ApiError) -> String {
        match error {
            ApiError::Unreachable(why) => format!("unreachable {why:?}"),
            ApiError::SignedOut(_) => "signed out".into(),
            ApiError::NotAllowed(_) => "not allowed".into(),
            ApiError::Refused(refusal) => {
                format!("refused {}", refusal.code.as_deref().unwrap_or("-"))
            }
            ApiError::Limited { retry_after } => format!("limited {retry_after:?}"),
            ApiError::Unreadable { .. } => "unreadable".into(),
            ApiError::OutcomeUnknown(why) => format!("unknown {why:?}"),
        }
    }

    #[test]
    fn the_table() {
        let check = |attempt: Result<(u16, &str), Lost>, read: &str, write: &str| {
            for (kind, expect) in [(Kind::Read, read), (Kind::Write, write)] {
                let attempt = attempt.map(|(status, body)| Reply {
                    status,
                    body: body.into(),
                    retry_after: Some(2),
                    ..Reply::default()
                });
                let got = classify(kind, "/p", attempt)
                    .map_or_else(|error| word(&error), |_| "ok".into());
                assert_eq!(got, expect, "{kind:?}");
            }
        };
        let envelope = r#"{"error":{"message":"m","type":"t","param":null,"code":"c"}}"#;
        check(Ok((200, "")), "ok", "ok");
        check(Ok((204, "")), "ok", "ok");
        check(Ok((400, envelope)), "refused c", "refused c");
        check(Ok((404, "nope")), "refused -", "refused -");
        let at_work = r#"{"error":{"message":"m","code":"idempotency_in_progress"}}"#;
        check(
            Ok((409, at_work)),
            "refused idempotency_in_progress",
            "unknown TimedOut",
        );
        check(Ok((409, envelope)), "refused c", "refused c");
        let proxy = r#"{"error":"Bad Gateway","message":"upstream","code":502}"#;
        check(
            Ok((502, proxy)),
            "unreachable ServerError(502)",
            "unknown ServerError(502)",
        );
        check(Ok((401, envelope)), "signed out", "signed out");
        check(Ok((403, envelope)), "not allowed", "not allowed");
        check(Ok((429, envelope)), "limited Some(2)", "limited Some(2)");
        check(
            Ok((500, envelope)),
            "unreachable ServerError(500)",
            "unknown ServerError(500)",
        );
        check(Ok((502, envelope)), "refused c", "refused c");
        check(Ok((503, envelope)), "refused c", "refused c");
        check(
            Ok((502, "<html>")),
            "unreachable ServerError(502)",
            "unknown ServerError(502)",
        );
        check(
            Ok((504, envelope)),
            "unreachable ServerError(504)",
            "unknown ServerError(504)",
        );
        check(Err(Lost::Network), "unreachable Network", "unknown Network");
        check(
            Err(Lost::TimedOut),
            "unreachable TimedOut",
            "unknown TimedOut",
        );
        check(Err(Lost::Stopped), "unreachable Stopped", "unknown Stopped");
        check(Err(Lost::Cut), "unreadable", "unknown Network");
        check(
            Err(Lost::BlockedByPolicy),
            "unreachable BlockedByPolicy",
            "unreachable BlockedByPolicy",
        );
        check(
            Err(Lost::NotSent),
            "unreachable NotSent",
            "unreachable NotSent",
        );
    }

    #[test]
    fn a_proxy_page_is_quoted_and_cut() {
        let reply = Reply {
            status: 404,
            body: format!("<html>{}", "x".repeat(500)),
            ..Reply::default()
        };
        let Err(ApiError::Refused(refusal)) = classify(Kind::Read, "/p", Ok(reply)) else {
            panic!("refused")
        };
        assert_eq!(refusal.message.chars().count(), 200);
    }
}
