//! What single responses to a poll say.

use super::{PollResponse, Verdict};
use crate::flows::account::Account;

/// A response as `403 word=pending error=slow_down message=…`; the message reaches to the end.
pub(in crate::flows::device) fn response(text: &str) -> PollResponse {
    let (head, message) = match text.split_once(" message=") {
        Some((head, message)) => (head, Some(message.to_owned())),
        None => (text, None),
    };
    let mut words = head.split(' ');
    let status = words.next().and_then(|status| status.parse().ok());
    let mut response = PollResponse {
        status: status.expect("a response begins with its status"),
        message,
        ..PollResponse::default()
    };
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let number = || value.parse().expect("a number");
        match name {
            "word" => response.word = Some(value.to_owned()),
            "error" => response.error = Some(value.to_owned()),
            "retry" => response.retry_after = Some(number()),
            "interval" => response.interval = Some(value.to_owned()),
            "in" => response.told.expires_in = Some(i64::from(number())),
            "account" => {
                response.account = Some(Account {
                    id: (!value.is_empty()).then(|| value.into()),
                    reconnected: false,
                });
            }
            other => panic!("no response has {other}"),
        }
    }
    response
}

#[test]
fn outcomes_at_the_provider() {
    // Contract 2.3, as a gateway relays them.
    let check = |text: &str, expect| assert_eq!(response(text).verdict(), expect, "{text}");
    check("200 word=approved", Verdict::Done);
    check(
        "403 error=deviceauth_authorization_pending",
        Verdict::Pending,
    );
    check(
        "403 error=deviceauth_authorization_unknown",
        Verdict::Pending,
    );
    check("404", Verdict::NotFound);
    check("404 error=deviceauth_not_found", Verdict::Pending);
    for status in [400, 403, 404, 428, 429] {
        check(&format!("{status} error=slow_down"), Verdict::Slow);
        check(
            &format!("{status} error=deviceauth_slow_down"),
            Verdict::Slow,
        );
    }
    for status in [400, 403, 404, 410] {
        for word in [
            "expired_token",
            "deviceauth_expired",
            "deviceauth_expired_token",
        ] {
            check(&format!("{status} error={word}"), Verdict::Expired);
        }
        for word in [
            "access_denied",
            "deviceauth_access_denied",
            "deviceauth_denied",
        ] {
            check(&format!("{status} error={word}"), Verdict::Denied);
        }
    }
    check("403 message=Device code has expired", Verdict::Expired);
    check("403 message=Your API key has expired", Verdict::KeyRefused);
    for status in [429, 500, 502, 503, 504, 408, 425] {
        check(&status.to_string(), Verdict::Transient);
    }
}

#[test]
fn words_and_statuses() {
    // Contract 6.4: words of a state with success.
    let check = |text: &str, expect| assert_eq!(response(text).verdict(), expect, "{text}");
    check("200 word=authorization_pending", Verdict::Pending);
    check("200 word=Pending", Verdict::Pending);
    check("202 word=starting", Verdict::Pending);
    check("200 word=slow_down", Verdict::Slow);
    check("201 word=CONNECTED", Verdict::Done);
    check("200 word=authorization_declined", Verdict::Denied);
    check("200 word=timeout", Verdict::Expired);
    check("200 word=expired", Verdict::Expired);
    check("200 word=failed error=identity_mismatch", Verdict::Failed);
    check(
        "200 word=failed error=provider_unavailable",
        Verdict::Failed,
    );
    check("200 word=failed error=expired_token", Verdict::Expired);
    check("200 word=error message=denied", Verdict::Denied);
    check("200 word=error message=Something broke", Verdict::Failed);
    check("200 word=scanned", Verdict::Pending);
    check("200 word=scanned account=codex_01", Verdict::Pending);
    check("200 word=pending error=access_denied", Verdict::Pending);
    check("204", Verdict::Pending);
    // A state that is derived.
    check("200 account=codex_01", Verdict::Done);
    check("200 account=", Verdict::Done);
    check("200 error=expired_token", Verdict::Expired);
    check("200 error=workspace_not_allowed", Verdict::Failed);
    check("200 error=oddity", Verdict::Pending);
    check("200 error=ok message=success", Verdict::Pending);
    // The same codes in an error envelope.
    for status in [400, 403, 404, 409, 410, 428] {
        check(
            &format!("{status} error=authorization_pending"),
            Verdict::Pending,
        );
        check(&format!("{status} error=wait"), Verdict::Pending);
        check(&format!("{status} error=denied"), Verdict::Denied);
        check(&format!("{status} error=expired"), Verdict::Expired);
        check(&format!("{status} error=failed"), Verdict::Failed);
        check(
            &format!("{status} error=identity_mismatch"),
            Verdict::Failed,
        );
        check(&format!("{status} word=expired"), Verdict::Expired);
        check(
            &format!("{status} word=error error=slow_down"),
            Verdict::Slow,
        );
    }
    check("404 error=login_not_found", Verdict::NotFound);
    check("410 error=oddity", Verdict::NotFound);
    check("400 error=oddity", Verdict::Pending);
    check("400 word=error error=oddity", Verdict::Pending);
    check("428", Verdict::Pending);
    // A login's own word outranks the status; a word that a proxy says too does not.
    check("502 error=access_denied", Verdict::Denied);
    check("500 error=expired_token", Verdict::Expired);
    check("504 error=timeout", Verdict::Transient);
    check("502 word=error message=upstream failed", Verdict::Transient);
    check("502 error=token_exchange_failed", Verdict::Transient);
    check("503 error=provider_unavailable", Verdict::Transient);
    check("429 error=too_many_requests", Verdict::Transient);
    // The admin key.
    check("401", Verdict::KeyRefused);
    check("401 error=expired_token", Verdict::KeyRefused);
    check("403", Verdict::KeyRefused);
    check("403 error=insufficient_permissions", Verdict::KeyRefused);
    // What no gateway should send.
    check("302", Verdict::Transient);
    check("0", Verdict::Transient);
}

#[test]
fn what_stands_in_small_print() {
    let check = |text: &str, expect: Option<&str>| {
        assert_eq!(response(text).remark().as_deref(), expect, "{text}");
    };
    check("200 word=authorization_pending", None);
    check("200 word=scanned", Some("scanned"));
    check("200 word=slow_down", Some("slow_down"));
    check("400 error=slow_down", Some("slow_down"));
    check("404 error=login_not_found", Some("login_not_found"));
    check("200 word=", None);
    check("200", None);
}
