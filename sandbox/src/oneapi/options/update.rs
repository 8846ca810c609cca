//! What a PUT of an option asks for, and what is refused before anything is stored.

use serde_json::Value;

use super::{Options, is_secret};
use crate::oneapi::go_json;
use crate::oneapi::version::Version;

/// A change of one option.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Update {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Whether a secret is to be wiped; the fork with UUIDs knows it.
    pub(crate) clear: bool,
}

/// Why an update is not stored.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    /// The body cannot be decoded: HTTP 400.
    Malformed,
    /// A rule of the option: HTTP 200 without success.
    Rule(String),
    /// A secret with a blank value: success, and nothing happens.
    Ignored,
}

impl Update {
    /// Decodes a body. Missing and null fields are empty, names match in any case, and whatever
    /// stands behind the first value is not read.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Refusal> {
        let first = go_json::first_value(body).map_err(|_| Refusal::Malformed)?;
        let fields = match serde_json::from_slice(first) {
            Ok(Value::Object(fields)) => fields,
            Ok(Value::Null) => return Ok(Self::default()),
            _ => return Err(Refusal::Malformed),
        };
        let mut update = Self::default();
        for (name, value) in fields {
            let text = match name.to_ascii_lowercase().as_str() {
                "key" => &mut update.key,
                "value" => &mut update.value,
                "clear" => {
                    match value {
                        Value::Bool(clear) => update.clear = clear,
                        Value::Null => {}
                        _ => return Err(Refusal::Malformed),
                    }
                    continue;
                }
                _ => continue,
            };
            match value {
                Value::String(sent) => *text = sent,
                Value::Null => {}
                _ => return Err(Refusal::Malformed),
            }
        }
        Ok(update)
    }

    /// Applies the rules that come before storing. Some change the value.
    pub(crate) fn check(mut self, options: Options) -> rusqlite::Result<Result<Self, Refusal>> {
        let version = options.version;
        if version == Version::F2 && is_secret(version, &self.key) {
            if self.clear {
                self.value = String::new();
            } else if self.value.trim().is_empty() {
                return Ok(Err(Refusal::Ignored));
            }
        }
        let (needed, words) = match &*self.key {
            "Theme" => return Ok(self.with_theme(version)),
            "EmailProvider" if version == Version::F2 => return Ok(self.with_email_provider()),
            "GitHubOAuthEnabled" => (
                "GitHubClientId",
                [
                    "Unable to enable GitHub OAuth, please fill in the GitHub Client Id and GitHub Client Secret first!",
                    "无法启用 GitHub OAuth，请先填入 GitHub Client Id 以及 GitHub Client Secret！",
                ],
            ),
            "EmailDomainRestrictionEnabled" => (
                "EmailDomainWhitelist",
                [
                    "Unable to enable email domain restriction, please fill in the restricted email domain first!",
                    "无法启用邮箱域名限制，请先填入限制的邮箱域名！",
                ],
            ),
            "WeChatAuthEnabled" => (
                "WeChatServerAddress",
                [
                    "Unable to enable WeChat login, please fill in the relevant configuration information for WeChat login first!",
                    "无法启用微信登录，请先填入微信登录相关配置信息！",
                ],
            ),
            "TurnstileCheckEnabled" => (
                "TurnstileSiteKey",
                [
                    "Unable to enable Turnstile verification, please fill in the relevant configuration information for Turnstile verification first!",
                    "无法启用 Turnstile 校验，请先填入 Turnstile 校验相关配置信息！",
                ],
            ),
            _ => return Ok(Ok(self)),
        };
        if self.value != "true" || !options.text(needed)?.is_empty() {
            return Ok(Ok(self));
        }
        let [fork, original] = words;
        Ok(Err(Refusal::Rule(version.say(fork, original).to_owned())))
    }

    fn with_theme(mut self, version: Version) -> Result<Self, Refusal> {
        let (themes, refusal): (&[&str], _) = if version.is_fork() {
            (&["modern", "berry", "air"], "invalid theme")
        } else {
            (&["default", "berry", "air"], "无效的主题")
        };
        if version.is_fork() && self.value == "default" {
            self.value = "modern".to_owned();
        }
        if themes.contains(&&*self.value) {
            return Ok(self);
        }
        Err(Refusal::Rule(refusal.to_owned()))
    }

    fn with_email_provider(self) -> Result<Self, Refusal> {
        if matches!(&*self.value, "" | "smtp" | "resend") {
            return Ok(self);
        }
        Err(Refusal::Rule(format!(
            "invalid email provider {:?} (expected \"smtp\", \"resend\", or empty)",
            self.value
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Update};

    #[test]
    fn a_body_is_decoded_loosely() {
        let update = |key: &str, value: &str| {
            Ok(Update {
                key: key.to_owned(),
                value: value.to_owned(),
                clear: false,
            })
        };
        for (body, expect) in [
            (r#"{"key":"Notice","value":"x"}"#, update("Notice", "x")),
            (
                r#"{"KEY":"Notice","Value":"x","more":1}"#,
                update("Notice", "x"),
            ),
            (r#"{"key":"Notice"}"#, update("Notice", "")),
            (r#"{"key":"Notice","value":null}"#, update("Notice", "")),
            (r#"{"value":"x"}"#, update("", "x")),
            (r#"{"key":"a","value":"b"} trailing"#, update("a", "b")),
            ("null", update("", "")),
            (r#"{"key":"a","value":3}"#, Err(Refusal::Malformed)),
            (r#"{"key":"a","value":true}"#, Err(Refusal::Malformed)),
            (r#"{"key":"a","value":{}}"#, Err(Refusal::Malformed)),
            ("nope", Err(Refusal::Malformed)),
            ("[]", Err(Refusal::Malformed)),
            ("", Err(Refusal::Malformed)),
        ] {
            assert_eq!(Update::read(body.as_bytes()), expect, "{body}");
        }
    }
}
