//! Stored errors of calls.

use serde_json::Value as Json;

use super::json::{object, optional, read, read_optional, read_text, read_variant, read_whole};
use super::json::{variant, word};
use crate::call::{ApiError, Refusal, Unreachable};

pub(super) fn write_error(error: &ApiError) -> Json {
    match error {
        ApiError::Unreachable(why) => variant("unreachable", write_unreachable(*why)),
        ApiError::SignedOut(refusal) => variant("signed_out", write_refusal(refusal)),
        ApiError::Proxy => word("proxy"),
        ApiError::NotAllowed(refusal) => variant("not_allowed", write_refusal(refusal)),
        ApiError::Refused(refusal) => variant("refused", write_refusal(refusal)),
        ApiError::Limited { retry_after } => {
            let wait = optional(retry_after.as_ref(), |wait| Json::from(*wait));
            variant("limited", object(vec![("retry_after", wait)]))
        }
        ApiError::Unreadable { path, why, excerpt } => variant(
            "unreadable",
            object(vec![
                ("path", word(path)),
                ("why", word(why)),
                ("excerpt", word(excerpt)),
            ]),
        ),
        ApiError::OutcomeUnknown(why) => variant("outcome_unknown", write_unreachable(*why)),
    }
}

/// Reads an error.
pub(crate) fn read_error(json: &Json) -> Option<ApiError> {
    Some(match read_variant(json)? {
        ("unreachable", why) => ApiError::Unreachable(read_unreachable(why)?),
        ("signed_out", refusal) => ApiError::SignedOut(read_refusal(refusal)?),
        ("proxy", _) => ApiError::Proxy,
        ("not_allowed", refusal) => ApiError::NotAllowed(read_refusal(refusal)?),
        ("refused", refusal) => ApiError::Refused(read_refusal(refusal)?),
        ("limited", limit) => ApiError::Limited {
            retry_after: read_optional(limit, "retry_after", read_whole)?,
        },
        ("unreadable", response) => ApiError::Unreadable {
            path: read(response, "path", read_text)?,
            why: read(response, "why", read_text)?,
            excerpt: read(response, "excerpt", read_text)?,
        },
        ("outcome_unknown", why) => ApiError::OutcomeUnknown(read_unreachable(why)?),
        _ => return None,
    })
}

fn write_refusal(refusal: &Refusal) -> Json {
    object(vec![
        ("status", Json::from(refusal.status)),
        ("code", optional(refusal.code.as_ref(), |text| word(text))),
        ("param", optional(refusal.param.as_ref(), |text| word(text))),
        ("message", word(&refusal.message)),
        (
            "request_id",
            optional(refusal.request_id.as_ref(), |text| word(text)),
        ),
    ])
}

fn read_refusal(json: &Json) -> Option<Refusal> {
    Some(Refusal {
        status: read(json, "status", read_whole)?,
        code: read_optional(json, "code", read_text)?,
        param: read_optional(json, "param", read_text)?,
        message: read(json, "message", read_text)?,
        request_id: read_optional(json, "request_id", read_text)?,
    })
}

fn write_unreachable(why: Unreachable) -> Json {
    match why {
        Unreachable::Network => word("network"),
        Unreachable::TimedOut => word("timed_out"),
        Unreachable::Stopped => word("stopped"),
        Unreachable::BlockedByPolicy => word("blocked_by_policy"),
        Unreachable::NotSent => word("not_sent"),
        Unreachable::ServerError(status) => variant("server_error", Json::from(status)),
    }
}

fn read_unreachable(json: &Json) -> Option<Unreachable> {
    Some(match read_variant(json)? {
        ("network", _) => Unreachable::Network,
        ("timed_out", _) => Unreachable::TimedOut,
        ("stopped", _) => Unreachable::Stopped,
        ("blocked_by_policy", _) => Unreachable::BlockedByPolicy,
        ("not_sent", _) => Unreachable::NotSent,
        ("server_error", status) => Unreachable::ServerError(read_whole(status)?),
        _ => return None,
    })
}
