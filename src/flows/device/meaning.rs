//! What a gateway's words for a login's state mean (contract 2.3 and 6.4).

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The person has not finished.
    Pending,
    /// The same, and polls come too fast.
    Slow,
    /// Approved.
    Done,
    /// Refused by the person.
    Denied,
    /// The code's time is over.
    Expired,
    /// Failed for another reason.
    Failed,
}

/// Words that only a device login has, so that no proxy and no other part of a gateway says them: they
/// count whatever the HTTP status is.
const OWN: [(Meaning, &[&str]); 4] = [
    (
        Meaning::Pending,
        &[
            "authorization_pending",
            "deviceauth_authorization_pending",
            "deviceauth_authorization_unknown",
            "deviceauth_not_found",
        ],
    ),
    (Meaning::Slow, &["slow_down", "deviceauth_slow_down"]),
    (
        Meaning::Denied,
        &[
            "access_denied",
            "authorization_declined",
            "deviceauth_access_denied",
            "deviceauth_denied",
        ],
    ),
    (
        Meaning::Expired,
        &[
            "expired_token",
            "deviceauth_expired",
            "deviceauth_expired_token",
        ],
    ),
];

/// Words that anything may say: they count in a response about the login only.
const SHARED: [(Meaning, &[&str]); 5] = [
    (
        Meaning::Pending,
        &["pending", "wait", "waiting", "in_progress", "starting"],
    ),
    (
        Meaning::Done,
        &[
            "complete",
            "completed",
            "success",
            "succeeded",
            "ok",
            "approved",
            "authorized",
            "connected",
            "active",
        ],
    ),
    (Meaning::Denied, &["denied"]),
    (Meaning::Expired, &["expired", "timeout"]),
    (Meaning::Failed, &["failed", "error"]),
];

/// Codes of a login that the provider approved and the gateway could not finish.
const FAILURES: [&str; 3] = [
    "token_exchange_failed",
    "identity_mismatch",
    "workspace_not_allowed",
];

/// Returns what a device login's own word means.
pub(super) fn own(word: &str) -> Option<Meaning> {
    find(&OWN, word)
}

/// Returns what a word about the login means.
pub(super) fn of(word: &str) -> Option<Meaning> {
    own(word).or_else(|| find(&SHARED, word))
}

/// Returns whether an error's code says that the login failed.
pub(super) fn is_failure(code: &str) -> bool {
    FAILURES.contains(&plain(code).as_str())
}

fn plain(word: &str) -> String {
    word.trim().to_ascii_lowercase()
}

fn find(table: &[(Meaning, &[&str])], word: &str) -> Option<Meaning> {
    let word = plain(word);
    let found = table
        .iter()
        .find(|(_, words)| words.contains(&word.as_str()));
    found.map(|(meaning, _)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::{Meaning, of, own};

    #[test]
    fn words_of_the_contract() {
        let check = |words: &str, expect| {
            for word in words.split(' ') {
                assert_eq!(of(word), expect, "{word}");
                assert_eq!(of(&word.to_uppercase()), expect, "{word}");
            }
        };
        check(
            "pending wait waiting in_progress authorization_pending deviceauth_authorization_pending starting",
            Some(Meaning::Pending),
        );
        check(
            "deviceauth_authorization_unknown deviceauth_not_found",
            Some(Meaning::Pending),
        );
        check("slow_down deviceauth_slow_down", Some(Meaning::Slow));
        check(
            "complete completed success succeeded ok approved authorized connected active",
            Some(Meaning::Done),
        );
        check(
            "access_denied denied authorization_declined deviceauth_access_denied deviceauth_denied",
            Some(Meaning::Denied),
        );
        check(
            "expired expired_token timeout deviceauth_expired deviceauth_expired_token",
            Some(Meaning::Expired),
        );
        check("failed error", Some(Meaning::Failed));
        check("scanned linked not_ok success! null", None);
    }

    #[test]
    fn words_that_no_proxy_says() {
        for word in [
            "timeout", "error", "failed", "ok", "active", "expired", "denied",
        ] {
            assert_eq!(own(word), None, "{word}");
        }
        assert_eq!(own(" Slow_Down "), Some(Meaning::Slow));
    }
}
