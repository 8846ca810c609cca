//! Selects the headers that pass between browser and gateway. Pure.

use axum::http::header::{self, HeaderMap, HeaderName};

/// Headers about a connection, not about the message.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Request headers that the gateway does not need, and cookies: the app signs in with its key
/// alone.
const HIDDEN_FROM_GATEWAY: [HeaderName; 4] = [
    header::HOST,
    header::COOKIE,
    header::ORIGIN,
    header::REFERER,
];

/// Response headers that would act on our origin instead of the gateway's: cookies, policies,
/// reports, redirections of the page, and deleting the storage that contains the journal.
const HIDDEN_FROM_BROWSER: [&str; 11] = [
    "set-cookie",
    "set-cookie2",
    "clear-site-data",
    "content-security-policy",
    "content-security-policy-report-only",
    "strict-transport-security",
    "alt-svc",
    "nel",
    "refresh",
    "report-to",
    "reporting-endpoints",
];

/// The headers of a browser's request to pass on to the gateway.
pub fn to_gateway(headers: &HeaderMap) -> HeaderMap {
    let mut passed = end_to_end(headers);
    for name in HIDDEN_FROM_GATEWAY {
        passed.remove(name);
    }
    passed
}

/// The headers of a gateway's response to pass on to the browser.
pub fn to_browser(headers: &HeaderMap) -> HeaderMap {
    let mut passed = end_to_end(headers);
    for name in HIDDEN_FROM_BROWSER {
        passed.remove(name);
    }
    passed
}

/// Removes the headers about the connection: the standard ones, and those named by `Connection`.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut passed = headers.clone();
    for value in headers.get_all(header::CONNECTION) {
        for name in value.to_str().unwrap_or("").split(',') {
            passed.remove(name.trim());
        }
    }
    for name in HOP_BY_HOP {
        passed.remove(name);
    }
    passed
}

/// Whether a `Host` header names this machine's loopback, with or without a port.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn map(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn a_request_keeps_the_key_but_not_its_origin() {
        let passed = to_gateway(&map(&[
            ("authorization", "Bearer sk"),
            ("idempotency-key", "1"),
            ("content-type", "application/json"),
            ("host", "127.0.0.1:8080"),
            ("cookie", "a=1"),
            ("origin", "http://127.0.0.1:8080"),
            ("referer", "http://127.0.0.1:8080/keys"),
            ("connection", "keep-alive, X-Private"),
            ("x-private", "1"),
            ("keep-alive", "5"),
            ("te", "trailers"),
            ("transfer-encoding", "chunked"),
            ("upgrade", "websocket"),
            ("proxy-authorization", "Basic x"),
        ]));
        let expect = map(&[
            ("authorization", "Bearer sk"),
            ("idempotency-key", "1"),
            ("content-type", "application/json"),
        ]);
        assert_eq!(passed, expect);
    }

    #[test]
    fn a_response_loses_headers_that_act_on_our_origin() {
        let passed = to_browser(&map(&[
            ("content-type", "application/json"),
            ("retry-after", "3"),
            ("content-encoding", "gzip"),
            ("x-request-id", "r"),
            ("set-cookie", "session=1"),
            ("clear-site-data", "\"storage\""),
            ("content-security-policy", "default-src *"),
            ("strict-transport-security", "max-age=1"),
            ("report-to", "{}"),
            ("connection", "close"),
            ("transfer-encoding", "chunked"),
        ]));
        let expect = map(&[
            ("content-type", "application/json"),
            ("retry-after", "3"),
            ("content-encoding", "gzip"),
            ("x-request-id", "r"),
        ]);
        assert_eq!(passed, expect);
    }

    #[test]
    fn only_loopback_names_are_accepted() {
        let check = |host: &str, expect: bool| assert_eq!(is_loopback(host), expect, "{host}");
        check("127.0.0.1:8080", true);
        check("localhost:1", true);
        check("localhost", true);
        check("[::1]:8080", true);
        check("evil.example:8080", false);
        check("127.0.0.1.evil.example", false);
        check("localhost:evil", false);
        check("", false);
    }
}
