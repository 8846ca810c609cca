//! Request bodies for the ledger, with their secrets removed.

use serde_json::{Value, json};

use crate::operation::Operation;

/// How many characters of a body are kept.
const MAX_CHARACTERS: usize = 4096;
/// The text that replaces a secret.
const REPLACEMENT: &str = "[redacted]";

/// A body with its secrets replaced. An unreadable body of an operation that takes a secret is
/// replaced as a whole.
pub(crate) fn without_secrets(operation: Operation, body: &[u8]) -> String {
    let read = serde_json::from_slice(body);
    let is_unreadable = read.is_err() && !body.is_empty();
    let redacted = read
        .ok()
        .and_then(|mut json| redact(operation, &mut json).then(|| json.to_string()));
    let text = match redacted {
        Some(redacted) => redacted,
        None if is_unreadable && operation.takes_secret() => REPLACEMENT.to_owned(),
        None => String::from_utf8_lossy(body).into_owned(),
    };
    text.chars().take(MAX_CHARACTERS).collect()
}

/// Replaces the fields that the contract calls secret; true if there was one.
fn redact(operation: Operation, json: &mut Value) -> bool {
    match json {
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| redact(operation, item) | any),
        Value::Object(fields) => fields.iter_mut().fold(false, |any, (name, value)| {
            let secret = is_secret(name) || is_login_secret(operation, name);
            if secret {
                *value = json!(REPLACEMENT);
            }
            secret | redact(operation, value) | any
        }),
        _ => false,
    }
}

/// Whether a field of the completion of a login may contain a code: all but its id may, because a
/// pasted address has the code in the middle.
fn is_login_secret(operation: Operation, name: &str) -> bool {
    operation == Operation::CompleteClaude && name != "login_id"
}

/// Whether a field with this name contains a secret, misspelled names included.
fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    matches!(
        plain.as_str(),
        "value" | "key" | "apikey" | "code" | "state"
    ) || ["secret", "token", "password"]
        .iter()
        .any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::without_secrets;
    use crate::operation::Operation;

    fn check(sent: &str, expect: &str) {
        let kept = without_secrets(Operation::CreateKey, sent.as_bytes());
        assert_eq!(kept, expect);
    }

    #[test]
    fn bodies_are_unchanged_unless_secret() {
        check("{ \"name\": \"CI\" }", "{ \"name\": \"CI\" }");
        check("not json", "not json");
        check(
            "{\"api_key\":\"sk-1\",\"name\":\"up\"}",
            "{\"api_key\":\"[redacted]\",\"name\":\"up\"}",
        );
        check(
            "[{\"a\":{\"token\":7}}]",
            "[{\"a\":{\"token\":\"[redacted]\"}}]",
        );
        check(&"x".repeat(5000), &"x".repeat(4096));
        check("{\"z\":1.0,\"a\":1e3}", "{\"z\":1.0,\"a\":1e3}");
        check(
            "{\"z\":1.0,\"key\":1,\"a\":12345678901234567890123}",
            "{\"z\":1.0,\"key\":\"[redacted]\",\"a\":12345678901234567890123}",
        );
    }

    #[test]
    fn a_code_is_replaced_wherever_it_is_pasted() {
        let check = |sent: &str, expect: &str| {
            let kept = without_secrets(Operation::CompleteClaude, sent.as_bytes());
            assert_eq!(kept, expect);
        };
        check(
            "{\"login_id\":\"login_1\",\"code\":\"c#s\",\"state\":\"s\"}",
            "{\"login_id\":\"login_1\",\"code\":\"[redacted]\",\"state\":\"[redacted]\"}",
        );
        check(
            "{\"callback_url\":\"http://x/?code=c\"}",
            "{\"callback_url\":\"[redacted]\"}",
        );
        check("code=c", "[redacted]");
    }

    fn check_upstream(sent: &str, expect: &str) {
        let kept = without_secrets(Operation::CreateUpstream, sent.as_bytes());
        assert_eq!(kept, expect);
    }

    #[test]
    fn the_secret_of_an_upstream_is_replaced_in_every_spelling() {
        check_upstream("", "");
        check_upstream("{\"name\":\"up\"}", "{\"name\":\"up\"}");
        check_upstream("{\"api_key\":\"sk-1\"", "[redacted]");
        check_upstream("api_key=sk-1", "[redacted]");
        for name in [
            "api_key",
            "apiKey",
            "API-Key",
            "key",
            "secret",
            "token",
            "access_token",
        ] {
            check_upstream(
                &format!("{{\"{name}\":\"sk-1\"}}"),
                &format!("{{\"{name}\":\"[redacted]\"}}"),
            );
        }
        check_upstream(
            "{\"api_key\":\"sk-1\",\"api_key\":\"sk-2\"}",
            "{\"api_key\":\"[redacted]\"}",
        );
        check_upstream(
            "{\"\\u0061pi_key\":\"sk-1\"}",
            "{\"api_key\":\"[redacted]\"}",
        );
    }
}
