//! Responses about logins in the styles of other servers, which a client must tolerate.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Faults, Kind, iso};
use crate::operation::Operation;

/// The styles of polls, of which one holds at a time; without any it is the gateway's own.
pub(crate) const STYLES: [Kind; 4] = [
    Kind::Rfc8628Poll,
    Kind::OpenAiPoll,
    Kind::OpenAiPoll404,
    Kind::OtherNames,
];

/// Rewrites a success about a login; in some styles it becomes an error.
pub(crate) fn apply(operation: Operation, mut body: Value, faults: &Faults) -> (StatusCode, Value) {
    let is_poll = operation == Operation::PollCodex;
    if !is_poll && !operation.starts_login() {
        return (StatusCode::OK, body);
    }
    if is_poll && faults.has(Kind::CodeOnce) {
        body["user_code"] = Value::Null;
    }
    if faults.has(Kind::OddLinks) {
        for name in ["verification_uri", "authorize_url"] {
            if let Some(link) = body.get_mut(name) {
                *link = json!(odd_link(link.as_str().unwrap_or_default()));
            }
        }
    }
    let failed = body["status"].as_str().filter(|word| *word != "complete");
    if let (true, Some(word)) = (is_poll, failed) {
        let code = body["error"]["code"].as_str().unwrap_or(word);
        if faults.has(Kind::Rfc8628Poll) {
            return rfc8628(code);
        }
        if faults.has(Kind::OpenAiPoll) || faults.has(Kind::OpenAiPoll404) {
            return openai(code, faults.has(Kind::OpenAiPoll404));
        }
    }
    if faults.has(Kind::OtherNames) {
        body = other_names(operation, body);
    }
    (StatusCode::OK, body)
}

/// The same path and query at a host that no provider has.
fn odd_link(link: &str) -> String {
    let behind = link.split_once("://").map_or("", |(_, behind)| behind);
    let path = behind.split_once('/').map_or("", |(_, path)| path);
    format!("https://sign-in.example/{path}")
}

fn rfc8628(code: &str) -> (StatusCode, Value) {
    let body = json!({"error": code, "error_description": "See RFC 8628, section 3.5."});
    (StatusCode::BAD_REQUEST, body)
}

fn openai(code: &str, pending_is_404: bool) -> (StatusCode, Value) {
    if pending_is_404 && code == "authorization_pending" {
        return (StatusCode::NOT_FOUND, json!({"detail": "Not Found"}));
    }
    let code = match code {
        "authorization_pending" | "slow_down" | "access_denied" | "expired_token" => {
            format!("deviceauth_{code}")
        }
        other => other.to_owned(),
    };
    let message = "Device authorization is not complete.";
    let error =
        json!({"error": {"message": message, "type": "invalid_request_error", "code": code}});
    (StatusCode::FORBIDDEN, error)
}

/// The fields of a login under the names that other servers use. The expiry is a date, and the
/// seconds that are left are missing.
fn other_names(operation: Operation, mut body: Value) -> Value {
    let Some(fields) = body.as_object_mut() else {
        return body;
    };
    let is_oauth = operation == Operation::StartClaude;
    let renamed = std::mem::take(fields)
        .into_iter()
        .filter_map(|(name, value)| {
            let name = match name.as_str() {
                "object" | "expires_in" | "created_at" | "verification_uri_complete" => {
                    return None;
                }
                "state" | "redirect_uri" if is_oauth => return None,
                "login_id" if is_oauth => "session_id",
                "login_id" => "flow_id",
                "authorize_url" => "auth_url",
                "user_code" => "usercode",
                "verification_uri" => "verification_url",
                "interval" => "poll_interval",
                other => other,
            };
            let value = match name {
                "poll_interval" => json!(value.to_string()),
                "expires_at" => json!(iso::text(value.as_i64().unwrap_or_default())),
                "status" => json!(other_word(value.as_str().unwrap_or_default())),
                _ => value,
            };
            Some((name.to_owned(), value))
        });
    *fields = renamed.collect();
    body
}

fn other_word(status: &str) -> &str {
    match status {
        "authorization_pending" => "wait",
        "complete" => "ok",
        "access_denied" => "denied",
        "expired_token" => "expired",
        "failed" => "error",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::apply;
    use crate::faults::Faults;
    use crate::operation::Operation;

    fn check(fault: &str, body: Value, status: u16, expect: Value) {
        let faults = Faults::read(fault).expect("a known word");
        let (actual, body) = apply(Operation::PollCodex, body, &faults);
        assert_eq!((actual.as_u16(), body), (status, expect), "{fault}");
    }

    #[test]
    fn styles_of_polls() {
        let pending = || json!({"status": "authorization_pending"});
        let bare =
            |code: &str| json!({"error": code, "error_description": "See RFC 8628, section 3.5."});
        check(
            "rfc8628-poll",
            pending(),
            400,
            bare("authorization_pending"),
        );
        let denied = json!({"status": "access_denied", "error": {"code": "access_denied"}});
        check("rfc8628-poll", denied.clone(), 400, bare("access_denied"));
        let failed = json!({"status": "failed", "error": {"code": "identity_mismatch"}});
        check("rfc8628-poll", failed, 400, bare("identity_mismatch"));
        let done = || json!({"status": "complete"});
        check("rfc8628-poll", done(), 200, done());
        check(
            "openai-poll-404",
            pending(),
            404,
            json!({"detail": "Not Found"}),
        );
        let wrapped = |code: &str| {
            json!({"error": {"message": "Device authorization is not complete.",
                             "type": "invalid_request_error", "code": code}})
        };
        check(
            "openai-poll",
            pending(),
            403,
            wrapped("deviceauth_authorization_pending"),
        );
        check(
            "openai-poll-404",
            denied,
            403,
            wrapped("deviceauth_access_denied"),
        );
        check("openai-poll", done(), 200, done());
    }

    #[test]
    fn other_names_and_links() {
        check(
            "other-names",
            json!({"login_id": "login_1", "status": "authorization_pending", "interval": 5,
                   "expires_in": 7, "expires_at": 0, "verification_uri": "https://a.b/c"}),
            200,
            json!({"flow_id": "login_1", "status": "wait", "poll_interval": "5",
                   "expires_at": "1970-01-01T00:00:00+00:00", "verification_url": "https://a.b/c"}),
        );
        check(
            "odd-links",
            json!({"status": "complete", "verification_uri": "https://a.b/c?d=e"}),
            200,
            json!({"status": "complete", "verification_uri": "https://sign-in.example/c?d=e"}),
        );
        check(
            "code-once",
            json!({"status": "slow_down", "user_code": "A"}),
            200,
            json!({"status": "slow_down", "user_code": null}),
        );
    }
}
