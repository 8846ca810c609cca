//! Validates the base URL of an upstream.

use axum::http::Uri;
use serde_json::Value;

use crate::error::ApiError;

/// The longest base URL, in bytes.
const MAX_LENGTH: usize = 2048;

/// Reads a base URL: an absolute http or https address without credentials and fragment.
pub(super) fn base_url(sent: &Value) -> Result<String, ApiError> {
    let text = sent.as_str().map(str::trim);
    match text.filter(|text| text.len() <= MAX_LENGTH && is_base_url(text)) {
        Some(text) => Ok(text.to_owned()),
        None => Err(ApiError::invalid(
            "invalid_base_url",
            "base_url",
            "base_url must be an http or https address without credentials and fragment.",
        )),
    }
}

fn is_base_url(text: &str) -> bool {
    // The parser drops a fragment silently, so it is looked for first.
    let uri = match text.parse::<Uri>() {
        Ok(uri) if !text.contains('#') => uri,
        _ => return false,
    };
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    is_web
        && uri.authority().is_some_and(|authority| {
            let port = authority.as_str().strip_prefix(authority.host());
            let has_port = port.is_none_or(|port| port.is_empty() || authority.port().is_some());
            !authority.host().is_empty() && !authority.as_str().contains('@') && has_port
        })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::base_url;

    fn check(sent: Value, expect: Option<&str>) {
        assert_eq!(base_url(&sent).ok().as_deref(), expect, "{sent}");
    }

    #[test]
    fn base_urls() {
        let fits = |text: &str| check(json!(text), Some(text));
        fits("https://provider.example/v1");
        fits("http://10.0.0.7:8000");
        fits("http://[::1]:8080/v1");
        fits("HTTPS://Provider.example/v1/?api-version=2");
        check(
            json!(" https://provider.example "),
            Some("https://provider.example"),
        );
        let refused = |text: &str| check(json!(text), None);
        refused("");
        refused("provider.example/v1");
        refused("/v1");
        refused("https://");
        refused("https:///v1");
        refused("ftp://provider.example");
        refused("javascript:alert(1)");
        refused("https://user:secret@provider.example");
        refused("https://user@provider.example");
        refused("https://provider.example/v1#part");
        refused("https://provider.example/v1#");
        refused("https://provider.example/a b");
        refused("https://provider.example:port");
        refused("https://provider.example:99999");
        refused(&format!("https://provider.example/{}", "x".repeat(2048)));
        check(json!(7), None);
    }
}
