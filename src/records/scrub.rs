//! Removes secrets from JSON (contract 6.4), so that it may be shown, stored and searched.

use serde_json::Value as Json;

/// The text in place of a secret.
const HIDDEN: &str = "‹hidden›";

/// Names of secrets in a response of unknown resource.
pub(super) const SECRETS: &[&str] = &["value", "key", "api_key", "secret", "token"];

/// Returns a copy with secrets replaced: values under the names in `secrets`, and values whose name
/// marks a secret in any response. Null, true, false and an empty text are no secrets.
#[must_use]
pub fn scrubbed(json: &Json, secrets: &[&str]) -> Json {
    match json {
        Json::Array(items) => items.iter().map(|item| scrubbed(item, secrets)).collect(),
        Json::Object(fields) => {
            let clean = |(name, value): (&String, &Json)| {
                let hide = !matches!(value, Json::Null | Json::Bool(_))
                    && value.as_str() != Some("")
                    && (is_among(name, secrets) || is_secret_anywhere(name));
                let value = if hide {
                    Json::from(HIDDEN)
                } else {
                    scrubbed(value, secrets)
                };
                (name.clone(), value)
            };
            Json::Object(fields.iter().map(clean).collect())
        }
        other => other.clone(),
    }
}

/// The shortest text inside a secret document that is taken for a secret of its own: shorter ones, such
/// as `true` or a region, would hide parts of words.
const SHORTEST_PART: usize = 8;

/// Removes secrets from a response that quotes them: as they are, or inside JSON. Of a secret that is
/// itself JSON, such as a configuration, each longer text in it is removed as well.
#[must_use]
pub fn unquoted<'a>(mut body: String, secrets: impl Iterator<Item = &'a str>) -> String {
    for secret in secrets {
        let mut texts = vec![secret.to_owned()];
        if let Ok(json) = serde_json::from_str(secret) {
            parts(&json, &mut texts);
        }
        for text in texts {
            let escaped = escaped(&text);
            for form in [self::escaped(&escaped), escaped, text] {
                if !form.is_empty() && body.contains(&form) {
                    body = body.replace(&form, HIDDEN);
                }
            }
        }
    }
    body
}

/// Returns a text as it stands inside a JSON string.
fn escaped(text: &str) -> String {
    let quoted = Json::from(text).to_string();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or_default().to_owned()
}

fn parts(json: &Json, into: &mut Vec<String>) {
    match json {
        Json::String(text) if text.len() >= SHORTEST_PART => into.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| parts(item, into)),
        Json::Object(fields) => fields.values().for_each(|value| parts(value, into)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Returns whether a name is among `secrets`, in snake or camel case. Called for dozens of names in
/// thousands of rows, so it allocates nothing.
fn is_among(name: &str, secrets: &[&str]) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        let letters = text.bytes().filter(|letter| *letter != b'_');
        letters.map(|letter| letter.to_ascii_lowercase())
    }
    secrets
        .iter()
        .any(|secret| letters(secret).eq(letters(name)))
}

/// Returns whether a name marks a secret in any response, in snake or camel case.
fn is_secret_anywhere(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.ends_with("_token")
        || name.ends_with("Token")
        || ["secret", "hash", "password", "verifier"]
            .iter()
            .any(|part| lower.contains(part))
        || [
            "token",
            "device_auth_id",
            "deviceauthid",
            "authorization",
            "cookie",
        ]
        .contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::{scrubbed, unquoted};
    use crate::domain::table::check_table;
    use crate::records::sample::{any_json, json};

    #[test]
    fn secrets_are_hidden_by_resource_and_by_name() {
        check_table(
            r##"
        {"value":"s","name":"n"} => {"value":"‹hidden›","name":"n"}
        {"value":null,"has_secret":true} => {"value":null,"has_secret":true}
        {"value":"","password":""} => {"value":"","password":""}
        {"apiKey":"s"} => {"apiKey":"‹hidden›"}
        {"a":[{"access_token":"s","refreshToken":1}]} => {"a":[{"access_token":"‹hidden›","refreshToken":"‹hidden›"}]}
        {"clientSecret":{"deep":"s"},"key_hash":"s","Authorization":"s"} => {"clientSecret":"‹hidden›","key_hash":"‹hidden›","Authorization":"‹hidden›"}
        {"redacted_value":"sk-...abcd","code":"budget_unlimited"} => {"redacted_value":"sk-...abcd","code":"budget_unlimited"}
        "##,
            |text| scrubbed(&json(text), &["value", "api_key"]).to_string(),
        );
    }

    #[test]
    fn quoted_secrets_are_hidden() {
        let check = |body: &str, secret: &str, expect: &str| {
            assert_eq!(unquoted(body.to_owned(), [secret].into_iter()), expect);
        };
        check("the key sk-1 is wrong", "sk-1", "the key ‹hidden› is wrong");
        check("nothing", "", "nothing");
        // Two lines, inside a JSON string, and inside JSON text in one.
        check(r#"{"key":"a\nb"}"#, "a\nb", r#"{"key":"‹hidden›"}"#);
        check(
            r#"{"config":"{\"key\":\"a\\nb\"}"}"#,
            "a\nb",
            r#"{"config":"{\"key\":\"‹hidden›\"}"}"#,
        );
        // A configuration: whole, and a part of it. Short parts stay.
        let config = r#"{"ak":"AKIA-canary","region":"eu-1"}"#;
        check(
            r#"{"config":"{\"ak\":\"AKIA-canary\",\"region\":\"eu-1\"}"}"#,
            config,
            r#"{"config":"‹hidden›"}"#,
        );
        check(
            "AKIA-canary is refused in eu-1",
            config,
            "‹hidden› is refused in eu-1",
        );
    }

    proptest! {
        #[test]
        fn no_secret_is_left(
            outer in any_json(),
            name in "value|api_key|apiKey|session_token|accessToken|client_secret|password|key_hash|cookie",
        ) {
            // The secret stands beside arbitrary JSON, and below it.
            let mut inner = serde_json::Map::new();
            inner.insert("beside".to_owned(), outer.clone());
            inner.insert(name.clone(), Json::from("canary"));
            let all = Json::Array(vec![outer, Json::Object(inner)]);
            prop_assert!(!scrubbed(&all, &["value", "api_key"]).to_string().contains("canary"));
        }
    }
}
