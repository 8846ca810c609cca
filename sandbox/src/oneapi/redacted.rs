//! Request bodies for the ledger, with their secrets replaced.

use serde_json::{Map, Value, json};

/// How many characters of a body are kept; a table of ratios has sixteen thousand.
const MAX_CHARACTERS: usize = 32_768;
const REPLACEMENT: &str = "[redacted]";

/// Names whose values are secrets, without underscores and in lower case: names of fields match in
/// any case here. `config` is a text that may hold several.
const SECRETS: [&str; 9] = [
    "key",
    "password",
    "accesstoken",
    "ak",
    "sk",
    "totpcode",
    "vertexaiadc",
    "customheaders",
    "config",
];

/// The body as the ledger keeps it. A body that is no JSON may hold anything, so it is not kept.
pub(super) fn redacted(body: &[u8]) -> String {
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => {
            if without_secrets(&mut value) {
                value.to_string()
            } else {
                String::from_utf8_lossy(body).into_owned()
            }
        }
        Err(_) if body.is_empty() => String::new(),
        Err(_) => REPLACEMENT.to_owned(),
    };
    text.chars().take(MAX_CHARACTERS).collect()
}

/// Replaces all secrets; says whether there was one.
fn without_secrets(value: &mut Value) -> bool {
    match value {
        Value::Object(fields) => {
            let option = option_name(fields);
            let mut found = false;
            for (name, value) in fields {
                let is_secret = match &option {
                    Some(option) => plain(name) == "value" && is_secret_option(option),
                    None => SECRETS.contains(&&*plain(name)),
                };
                if is_secret && !matches!(value, Value::Null) && value.as_str() != Some("") {
                    *value = json!(REPLACEMENT);
                    found = true;
                } else {
                    found |= without_secrets(value);
                }
            }
            found
        }
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |found, item| without_secrets(item) | found),
        _ => false,
    }
}

/// The name of the option, where the fields change one.
fn option_name(fields: &Map<String, Value>) -> Option<String> {
    let named = |wanted: &str| fields.iter().find(|(name, _)| plain(name) == wanted);
    named("value")?;
    Some(named("key")?.1.as_str().unwrap_or_default().to_owned())
}

/// Whether an option holds a secret, as the fork tells them apart.
fn is_secret_option(name: &str) -> bool {
    ["Token", "Secret", "SecretKey", "Password", "APIKey"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|character| *character != '_');
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn secrets_are_replaced_and_nothing_else() {
        for (sent, kept) in [
            ("", ""),
            ("key=secret", "[redacted]"),
            (r#"{ "weight": 1.0 }"#, r#"{ "weight": 1.0 }"#),
            (
                r#"{"Key":"good","name":"a","config":"{\"ak\":1}"}"#,
                r#"{"Key":"[redacted]","name":"a","config":"[redacted]"}"#,
            ),
            (r#"{"key":"","config":null}"#, r#"{"key":"","config":null}"#),
            (
                r#"{"key":"GroupRatio","value":"{}"}"#,
                r#"{"key":"GroupRatio","value":"{}"}"#,
            ),
            (
                r#"{"key":"SMTPToken","value":"secret"}"#,
                r#"{"key":"SMTPToken","value":"[redacted]"}"#,
            ),
        ] {
            assert_eq!(redacted(sent.as_bytes()), kept, "{sent}");
        }
    }
}
