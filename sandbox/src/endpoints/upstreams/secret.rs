//! The secret of an upstream: it comes in with the creation and goes no further than here.

use serde_json::Value;

use crate::error::ApiError;

/// Characters of a secret at most.
const LONGEST: usize = 4096;
/// Characters of a secret at least, for its ends to be shown.
const LONG_ENOUGH: usize = 16;
/// How far into a secret the prefix that names its provider may reach.
const PREFIX: usize = 8;
/// Characters of the end that are shown.
const TAIL: usize = 4;

/// Reads a secret and gives its redacted form, such as `sk-or-...wxyz`; of a short one nothing
/// is shown.
pub(super) fn redacted(sent: &Value) -> Result<String, ApiError> {
    let secret: Vec<char> = sent
        .as_str()
        .map_or_else(Vec::new, |text| text.trim().chars().collect());
    let is_printable = secret
        .iter()
        .all(|character| !character.is_control() && !character.is_whitespace());
    if !(1..=LONGEST).contains(&secret.len()) || !is_printable {
        return Err(ApiError::invalid(
            "invalid_parameter",
            "api_key",
            "api_key must be a string of 1 to 4096 characters without blanks.",
        ));
    }
    if secret.len() < LONG_ENOUGH {
        return Ok("...".to_owned());
    }
    let head = secret[..PREFIX]
        .iter()
        .rposition(|character| *character == '-');
    let head = head.map_or(0, |last| last + 1);
    let text = |part: &[char]| part.iter().collect::<String>();
    let tail = &secret[secret.len() - TAIL..];
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
