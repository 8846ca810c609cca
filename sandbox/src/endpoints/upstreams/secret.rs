//! The secret of an upstream: it is redacted when the upstream is created, and never stored.

use serde_json::Value;

use crate::error::ApiError;

/// The longest secret, in characters.
const MAX_LENGTH: usize = 4096;
/// The shortest secret of which any character is shown.
const MIN_SHOWN_LENGTH: usize = 16;
/// How many characters are searched for a prefix that names the provider.
const PREFIX_LENGTH: usize = 8;
/// How many characters of the end are shown.
const TAIL_LENGTH: usize = 4;

/// Reads a secret and returns its redacted form, such as `sk-or-...wxyz`. A short secret is
/// redacted completely.
pub(super) fn redacted(sent: &Value) -> Result<String, ApiError> {
    let secret: Vec<char> = sent
        .as_str()
        .map_or_else(Vec::new, |text| text.trim().chars().collect());
    let is_printable = secret
        .iter()
        .all(|character| !character.is_control() && !character.is_whitespace());
    if !(1..=MAX_LENGTH).contains(&secret.len()) || !is_printable {
        return Err(ApiError::invalid(
            "invalid_parameter",
            "api_key",
            "api_key must be a string of 1 to 4096 characters without blanks.",
        ));
    }
    if secret.len() < MIN_SHOWN_LENGTH {
        return Ok("...".to_owned());
    }
    let head = secret[..PREFIX_LENGTH]
        .iter()
        .rposition(|character| *character == '-');
    let head = head.map_or(0, |last| last + 1);
    let text = |part: &[char]| part.iter().collect::<String>();
    let tail = &secret[secret.len() - TAIL_LENGTH..];
    Ok(format!("{}...{}", text(&secret[..head]), text(tail)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::redacted;

    fn check(sent: Value, expect: Option<&str>) {
        assert_eq!(redacted(&sent).ok().as_deref(), expect, "{sent}");
    }

    #[test]
    fn redacted_forms() {
        check(json!("sk-or-v1-0123456789wxyz"), Some("sk-or-...wxyz"));
        check(json!(" sk-ant-api03-0123456789 "), Some("sk-ant-...6789"));
        check(json!("0123456789abcdef"), Some("...cdef"));
        check(json!("0123456789-abcdef"), Some("...cdef"));
        check(json!("sk-0123456789ab"), Some("..."));
        check(
            json!("钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙"),
            Some("...钥匙钥匙"),
        );
        check(json!(""), None);
        check(json!("  "), None);
        check(json!("sk 1"), None);
        check(json!("x".repeat(4096)), Some("...xxxx"));
        check(json!("x".repeat(4097)), None);
        check(json!(7), None);
    }
}
