//! The expected outcome of a write, by the reply and by how often the gateway applied it.

use headgate::call::{ApiError, Lost, Reply};
use headgate::gate::{Ending, Outcome};
use headgate::schema::{Action, Check, Str, Yields};
use serde_json::Value as Json;

/// Returns an outcome in a word.
pub(crate) fn word(outcome: &Outcome) -> Str {
    match outcome {
        Outcome::Applied {
            reported_success: false,
            ..
        } => "applied, response lost",
        outcome => Ending::of(Some(outcome)).word(),
    }
}

/// Returns the word for a write that is judged only by the state of the gateway: no response
/// arrived, and it is too late for it to be in progress.
pub(crate) const fn found(applied: u64, check: &Check) -> Str {
    match (applied, check) {
        (0, _) => "not-applied",
        // A value that was replaced twice looks like one that was replaced once.
        (1, _) | (_, Check::Differs { .. }) => "applied, response lost",
        _ => "applied-twice",
    }
}

/// Returns the word for a write with this reply that was applied this often in total, by this
/// request or an earlier one. Reads work.
pub(crate) fn expected(reply: &Result<Reply, Lost>, applied: u64, check: &Check) -> Str {
    let sure = found(applied, check);
    match reply {
        // The connection was cut, and the gateway may still be working on it.
        Err(_) if applied == 0 => "unknown",
        Err(_) => sure,
        Ok(reply) => match reply.status {
            // It was refused because of an earlier request.
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
            // A proxy's page, or a failure that does not show what was done.
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

/// Returns the value in the reply to an action that creates one.
pub(crate) fn value(action: &Action, reply: &Result<Reply, Lost>) -> Option<String> {
    let (Yields::Value { at, .. }, Ok(reply)) = (action.yields, reply) else {
        return None;
    };
    let json: Json = serde_json::from_str(&reply.body).ok()?;
    let is_success = (200..300).contains(&reply.status);
    let mut texts = at.iter().filter_map(|name| json[*name].as_str());
    texts.find(|_| is_success).map(str::to_owned)
}

/// Fails unless a refusal is reported in the gateway's own words.
pub(crate) fn is_quoted(outcome: &Outcome, reply: &Reply, case: &str) {
    let Outcome::Refused { error } = outcome else {
        return;
    };
    if matches!(error, ApiError::Proxy) {
        // Its page is not the gateway's word, and says nothing of the key.
        assert_eq!((reply.status, &reply.body[..1]), (401, "<"), "{case}");
        return;
    }
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

/// Returns the time in a response at which the previous value stops working.
pub(crate) fn old_ends(action: &Action, reply: &Reply) -> Option<i64> {
    let Yields::Value { old_ends, .. } = action.yields else {
        return None;
    };
    let json: Json = serde_json::from_str(&reply.body).ok()?;
    json[old_ends?].as_i64()
}
