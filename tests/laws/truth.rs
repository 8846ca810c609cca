//! What must be said of a write, by the reply that arrived and by how often the gateway applied it.

use headgate::call::{ApiError, Lost, Reply};
use headgate::gate::{Ending, Outcome};
use headgate::schema::{Action, Check, Str, Yields};
use serde_json::Value as Json;

/// Returns how a step ended, in a word.
pub(crate) fn word(outcome: &Outcome) -> Str {
    match outcome {
        Outcome::Applied {
            reported_success: false,
            ..
        } => "applied, response lost",
        outcome => Ending::of(Some(outcome)).word(),
    }
}

/// Returns the word for a write that is judged by what the gateway holds alone: nobody got a
/// response, and it is too late for it to be under way.
pub(crate) const fn found(applied: u64, check: &Check) -> Str {
    match (applied, check) {
        (0, _) => "not-applied",
        // A value that was replaced twice looks like one that was replaced once.
        (1, _) | (_, Check::Differs { .. }) => "applied, response lost",
        _ => "applied-twice",
    }
}

/// Returns the word for a write whose reply arrived so, and which was applied so often in all: by this
/// request, or by an earlier one. Whatever is read besides is sound.
pub(crate) fn expected(reply: &Result<Reply, Lost>, applied: u64, check: &Check) -> Str {
    let sure = found(applied, check);
    match reply {
        // The connection ended, and the gateway may still be at it.
        Err(_) if applied == 0 => "unknown",
        Err(_) => sure,
        Ok(reply) => match reply.status {
            // It was refused for what an earlier request did.
            400..=499 if applied > 0 => sure,
            400..=499 => "refused",
            // The gateway itself says why it did nothing.
            502 | 503 if says_code(reply) => "refused",
            200..=299 if refuses_inside(reply) => "refused",
            200..=299 => match sure {
                "not-applied" => "no-change",
                "applied, response lost" => "applied",
                twice => twice,
            },
            // A proxy's page, or a failure that says nothing of what was done.
            _ if applied == 0 => "unknown",
            _ => sure,
        },
    }
}

/// Returns whether a reply is an error object with a code, which no proxy sends.
fn says_code(reply: &Reply) -> bool {
    let json: Result<Json, _> = serde_json::from_str(&reply.body);
    json.is_ok_and(|json| json["error"]["code"].is_string())
}

/// Returns whether a reply refuses inside a success.
pub(crate) fn refuses_inside(reply: &Reply) -> bool {
    let json: Result<Json, _> = serde_json::from_str(&reply.body);
    json.is_ok_and(|json| json["success"] == false)
}

/// Returns the value in a reply to an action that makes one.
pub(crate) fn value(action: &Action, reply: &Result<Reply, Lost>) -> Option<String> {
    let (Yields::Value { at, .. }, Ok(reply)) = (action.yields, reply) else {
        return None;
    };
    let json: Json = serde_json::from_str(&reply.body).ok()?;
    let is_success = (200..300).contains(&reply.status);
    let mut texts = at.iter().filter_map(|name| json[*name].as_str());
    texts.find(|_| is_success).map(str::to_owned)
}

/// Fails where a refusal is not told in the gateway's own words.
pub(crate) fn is_quoted(outcome: &Outcome, reply: &Reply, case: &str) {
    let Outcome::Refused { error } = outcome else {
        return;
    };
    let json: Json = serde_json::from_str(&reply.body).expect("a refusal is JSON");
    let (refusal, status) = match (error, reply.status) {
        (ApiError::SignedOut(refusal), 401) => (refusal, 401),
        (ApiError::NotAllowed(refusal), 403) => (refusal, 403),
        (ApiError::Refused(refusal), status) => (refusal, status),
        (ApiError::Limited { retry_after }, 429) => {
            assert_eq!(*retry_after, reply.retry_after, "{case}");
            return;
        }
        other => panic!("{case}: {other:?}"),
    };
    let said = [
        &json["error"]["message"],
        &json["error"],
        &json["message"],
        &json["detail"][0]["msg"],
    ];
    let said = said.into_iter().find_map(Json::as_str);
    assert_eq!(Some(refusal.message.as_str()), said, "{case}");
    assert_eq!(
        refusal.code.as_deref(),
        json["error"]["code"].as_str(),
        "{case}"
    );
    assert_eq!(
        (refusal.status, &refusal.request_id),
        (status, &reply.request_id),
        "{case}"
    );
}

/// Returns the moment at which the value before ends, as a response tells it.
pub(crate) fn old_ends(action: &Action, reply: &Reply) -> Option<i64> {
    let Yields::Value { old_ends, .. } = action.yields else {
        return None;
    };
    let json: Json = serde_json::from_str(&reply.body).ok()?;
    json[old_ends?].as_i64()
}
