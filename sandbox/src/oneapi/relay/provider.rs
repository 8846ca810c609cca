//! The stand-in for all model providers. It speaks chat completions and chooses its response by the
//! channel's key, so that a rotation shows in what comes back.

use std::time::Duration;

use serde_json::{Value, json};

/// How long a slow provider takes.
const SLOW: Duration = Duration::from_secs(2);
/// The tokens of every prompt and of every response.
pub(crate) const PROMPT_TOKENS: i64 = 1200;
pub(crate) const COMPLETION_TOKENS: i64 = 300;
/// What every model says.
const SAID: &str = "2 + 2 = 4";

/// A provider's response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProviderResponse {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The body as text, which need not be JSON.
    pub(crate) body: String,
    /// How long it takes.
    pub(crate) wait: Duration,
}

/// Why a provider gave no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// The channel has no base URL, and its type has none either.
    NoScheme,
    /// Nobody listens at the address. Port 9 stands for such an address.
    Refused,
}

/// Asks the provider behind a channel.
pub(crate) fn ask(base_url: &str, key: &str, model: &str) -> Result<ProviderResponse, Unreachable> {
    if base_url.is_empty() {
        return Err(Unreachable::NoScheme);
    }
    let host = base_url.split("://").nth(1).unwrap_or(base_url);
    if host.split('/').next().unwrap_or_default().ends_with(":9") {
        return Err(Unreachable::Refused);
    }
    Ok(respond(key, model))
}

fn respond(key: &str, model: &str) -> ProviderResponse {
    let refused = |status, message: &str, kind: &str, code: &str| {
        let error =
            json!({"error": {"message": message, "type": kind, "param": null, "code": code}});
        plain(status, error.to_string())
    };
    match key {
        _ if key.starts_with("bad") => refused(
            401,
            "Incorrect API key provided: bad",
            "invalid_request_error",
            "invalid_api_key",
        ),
        _ if key.starts_with("credit") => refused(
            429,
            "You exceeded your current quota",
            "insufficient_quota",
            "insufficient_quota",
        ),
        _ if key.starts_with("k404html") => plain(404, "<html>not found</html>".to_owned()),
        _ if key.starts_with("k404") => refused(
            404,
            "The API deployment for this resource does not exist.",
            "invalid_request_error",
            "DeploymentNotFound",
        ),
        _ if key.starts_with("k403") => refused(403, "no way", "forbidden", "forbidden"),
        _ if key.starts_with("k500") => plain(500, String::new()),
        _ if key.starts_with("k200html") => plain(200, "<html>hello</html>".to_owned()),
        _ => ProviderResponse {
            wait: if key.starts_with("slow") {
                SLOW
            } else {
                Duration::ZERO
            },
            ..plain(200, completion(model).to_string())
        },
    }
}

fn plain(status: u16, body: String) -> ProviderResponse {
    ProviderResponse {
        status,
        body,
        wait: Duration::ZERO,
    }
}

/// A chat completion.
fn completion(model: &str) -> Value {
    json!({
        "id": "chatcmpl-sandbox",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": model,
        "choices": [{
            "index": 0,
            "message": {"role": "assistant", "content": SAID},
            "finish_reason": "stop",
        }],
        "usage": {
            "prompt_tokens": PROMPT_TOKENS,
            "completion_tokens": COMPLETION_TOKENS,
            "total_tokens": PROMPT_TOKENS + COMPLETION_TOKENS,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{Unreachable, ask};

    #[test]
    fn the_key_decides() {
        for (key, status, part) in [
            ("good-1", 200, "2 + 2 = 4"),
            ("anything", 200, "2 + 2 = 4"),
            ("slow-1", 200, "2 + 2 = 4"),
            ("bad-1", 401, "Incorrect API key provided: bad"),
            ("credit-1", 429, "insufficient_quota"),
            ("k404", 404, "does not exist"),
            ("k404html", 404, "<html>"),
            ("k403", 403, "no way"),
            ("k500", 500, ""),
            ("k200html", 200, "<html>"),
        ] {
            let response = ask("http://127.0.0.1:3110", key, "gpt-4o").expect("a response");
            assert_eq!(response.status, status, "{key}");
            assert!(response.body.contains(part), "{key}: {}", response.body);
            assert_eq!(response.wait.is_zero(), !key.starts_with("slow"), "{key}");
        }
    }

    #[test]
    fn some_addresses_lead_nowhere() {
        assert_eq!(ask("", "good", "m"), Err(Unreachable::NoScheme));
        assert_eq!(
            ask("http://127.0.0.1:9", "good", "m"),
            Err(Unreachable::Refused)
        );
        assert_eq!(
            ask("http://127.0.0.1:9/v1", "good", "m"),
            Err(Unreachable::Refused)
        );
    }
}
