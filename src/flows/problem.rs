//! Why a login did not begin, whatever its kind.

use crate::text;
use crate::words::{Phrase, Text};

/// What a response lacks that a login needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The login's id.
    Id,
    /// The code that a person enters.
    Code,
    /// Both.
    IdAndCode,
    /// The link where a person signs in.
    Link,
}

/// A refusal, each part as far as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The error's code.
    pub code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
}

/// Why no login began that a person could finish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartProblem {
    /// The gateway reports success with this HTTP status, and what is needed is missing.
    Missing(u16, Missing),
    /// The gateway or its provider does not offer this kind of login.
    NotOffered(u16),
    /// Too many requests or open logins. The button that begins one counts the seconds to wait.
    Limited,
    /// The gateway refused the admin key.
    KeyRefused(u16),
    /// The gateway, the provider or a proxy failed.
    Failing(u16),
    /// The gateway refused, with its message.
    Refused(u16, Option<String>),
    /// No whole response came.
    Lost,
}

impl StartProblem {
    /// Returns what a refusal means.
    #[must_use]
    pub fn of(refused: Refused) -> Self {
        let status = refused.status;
        match (status, refused.code.as_deref()) {
            (
                _,
                Some("device_login_unavailable" | "device_auth_unavailable" | "route_not_found"),
            ) => Self::NotOffered(status),
            (429, _) => Self::Limited,
            (404 | 405, None) => Self::NotOffered(status),
            (401, _) | (403, None | Some("insufficient_permissions" | "not_pool_owner")) => {
                Self::KeyRefused(status)
            }
            (500.., None) => Self::Failing(status),
            _ => Self::Refused(status, refused.message),
        }
    }

    /// Returns what happened.
    #[must_use]
    pub fn says(&self) -> Phrase {
        match self {
            Self::Missing(status, what) => {
                let sentence = match what {
                    Missing::IdAndCode => text!(
                        "The gateway reported success (HTTP {status}), but its response holds neither a login id nor a code."
                            / "网关报告成功（HTTP {status}），但响应中没有登录 ID，也没有代码。"
                    ),
                    Missing::Id => text!(
                        "The gateway reported success (HTTP {status}), but its response holds no login id."
                            / "网关报告成功（HTTP {status}），但响应中没有登录 ID。"
                    ),
                    Missing::Code => text!(
                        "The gateway reported success (HTTP {status}), but its response holds no code."
                            / "网关报告成功（HTTP {status}），但响应中没有代码。"
                    ),
                    Missing::Link => text!(
                        "The gateway reported success (HTTP {status}), but its response holds no sign-in link."
                            / "网关报告成功（HTTP {status}），但响应中没有登录链接。"
                    ),
                };
                of_status(sentence, *status)
            }
            Self::NotOffered(status) => of_status(
                text!(
                    "This gateway does not offer this kind of login at present (HTTP {status})."
                        / "此网关目前不提供这种登录方式（HTTP {status}）。"
                ),
                *status,
            ),
            Self::Limited => text!(
                "Too many requests or open logins (HTTP 429)."
                    / "请求过多或未完成的登录过多（HTTP 429）。"
            )
            .into(),
            Self::KeyRefused(status) => of_status(
                text!(
                    "The gateway refused the admin key (HTTP {status})."
                        / "网关拒绝了管理密钥（HTTP {status}）。"
                ),
                *status,
            ),
            Self::Failing(status) => of_status(
                text!(
                    "The gateway or its provider failed (HTTP {status})."
                        / "网关或其提供商出错（HTTP {status}）。"
                ),
                *status,
            ),
            Self::Refused(status, message) => refused(*status, message.as_deref()),
            Self::Lost => text!("No response came from the gateway." / "未收到网关的响应。").into(),
        }
    }

    /// Returns what to do about it.
    #[must_use]
    pub fn advice(&self) -> Phrase {
        let advice: Text = match self {
            Self::Limited => text!(
                "Wait a little, or finish an open login, then try again."
                    / "请稍候，或先完成已有的登录，然后重试。"
            ),
            Self::NotOffered(_) => {
                text!("Ask whoever runs the gateway." / "请咨询网关的维护人员。")
            }
            Self::KeyRefused(_) => text!(
                "Connect with a key that may add accounts, then try again."
                    / "请使用有权添加账户的密钥连接，然后重试。"
            ),
            Self::Lost => text!(
                "Try again. A login that was started without your seeing it expires by itself."
                    / "请重试。已发起但您未看到的登录会自行过期。"
            ),
            Self::Missing(..) | Self::Failing(_) | Self::Refused(..) => {
                text!("Try again." / "请重试。")
            }
        };
        advice.into()
    }
}

fn of_status(sentence: Text, status: u16) -> Phrase {
    Phrase::from(sentence).with("status", status.to_string())
}

/// Says that the gateway refused. Some refuse with a success and an error in its body, where the
/// status would say the contrary.
pub(super) fn refused(status: u16, message: Option<&str>) -> Phrase {
    let sentence = match status {
        200..300 => text!("The gateway refused." / "网关已拒绝。").into(),
        _ => of_status(
            text!("The gateway refused (HTTP {status})." / "网关已拒绝（HTTP {status}）。"),
            status,
        ),
    };
    with_message(sentence, message)
}

/// A sentence, followed by the gateway's own message where there is one.
pub(super) fn with_message(sentence: impl Into<Phrase>, message: Option<&str>) -> Phrase {
    let sentence = sentence.into();
    match message.map(str::trim).filter(|message| !message.is_empty()) {
        Some(message) => Phrase::from(text!(
            "{sentence} Its message: {message}" / "{sentence}消息：{message}"
        ))
        .with("sentence", sentence)
        .with("message", message),
        None => sentence,
    }
}
