//! The start of a device login: a login that a person can finish, or what is wrong with the response.

use super::outcome::with_message;
use super::pace::Pace;
use super::{Code, DeviceLogin, interval_seconds};
use crate::domain::ids::{Id, SpelledId};
use crate::flows::clock::Now;
use crate::flows::deadline::{DEVICE_SECONDS, Deadline, Told};
use crate::text;
use crate::words::{Phrase, Slot, Text};

/// A response to the start, each part as far as it came.
#[derive(Clone, Default)]
pub struct StartResponse {
    /// The HTTP status.
    pub status: u16,
    /// The error's code.
    pub error: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// The login's id.
    pub login_id: Option<SpelledId>,
    /// Fields that go with each poll, by name.
    pub correlation: Vec<(Id, SpelledId)>,
    /// What the person enters.
    pub user_code: Option<String>,
    /// Where it is entered.
    pub address: Option<String>,
    /// The interval in seconds as it was spelled.
    pub interval: Option<String>,
    /// When the login ends.
    pub told: Told,
}

/// Why no login began that a person could finish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartProblem {
    /// The gateway reports success, and what is needed is missing.
    Missing {
        /// The HTTP status.
        status: u16,
        /// Whether the login's id is missing.
        login_id: bool,
        /// Whether the code is missing.
        code: bool,
    },
    /// The gateway or its provider does not offer device logins.
    NotOffered(u16),
    /// Too many requests or open logins, with the seconds to wait where they are told.
    Limited(Option<u32>),
    /// The gateway refused the admin key.
    KeyRefused(u16),
    /// The gateway, the provider or a proxy failed.
    Failing(u16),
    /// The gateway refused, with its message.
    Refused(u16, Option<String>),
    /// No whole response came.
    Lost,
}

impl DeviceLogin {
    /// Begins a login from the response to its start; `None` where no whole response came.
    ///
    /// # Errors
    /// What is wrong, where no login began that a person could finish.
    pub fn start(response: Option<StartResponse>, now: Now) -> Result<Self, StartProblem> {
        let response = response.ok_or(StartProblem::Lost)?;
        let is_success = (200..300).contains(&response.status);
        if !is_success || (response.user_code.is_none() && response.error.is_some()) {
            return Err(refusal(response));
        }
        let is_told = |text: &String| !text.trim().is_empty();
        let login_id = response.login_id.filter(|id| !id.as_str().is_empty());
        let user_code = response.user_code.filter(is_told);
        let (Some(login_id), Some(user_code)) = (&login_id, &user_code) else {
            return Err(StartProblem::Missing {
                status: response.status,
                login_id: login_id.is_none(),
                code: user_code.is_none(),
            });
        };
        let interval = response.interval.as_deref();
        Ok(Self::new(
            login_id.clone(),
            response.correlation,
            Some(Code {
                user_code: user_code.clone(),
                address: response.address.filter(is_told),
            }),
            Deadline::start(response.told, DEVICE_SECONDS, now),
            Pace::new(interval),
            now.steady.plus_seconds(interval_seconds(interval)),
        ))
    }
}

fn refusal(response: StartResponse) -> StartProblem {
    let status = response.status;
    match (status, response.error.as_deref()) {
        (_, Some("device_login_unavailable" | "device_auth_unavailable" | "route_not_found")) => {
            StartProblem::NotOffered(status)
        }
        (429, _) => StartProblem::Limited(response.retry_after),
        (404, None) => StartProblem::NotOffered(status),
        (401, _) | (403, None | Some("insufficient_permissions" | "not_pool_owner")) => {
            StartProblem::KeyRefused(status)
        }
        (500.., _) => StartProblem::Failing(status),
        _ => StartProblem::Refused(status, response.message),
    }
}

impl StartProblem {
    /// Returns what happened.
    #[must_use]
    pub fn says(&self) -> Phrase {
        match self {
            Self::Missing {
                status,
                login_id,
                code,
            } => {
                let sentence = match (login_id, code) {
                    (true, true) => text!(
                        "The gateway reported success (HTTP {status}), but its response holds neither a login id nor a code."
                            / "网关报告成功（HTTP {status}），但响应中没有登录 ID，也没有代码。"
                    ),
                    (true, false) => text!(
                        "The gateway reported success (HTTP {status}), but its response holds no login id."
                            / "网关报告成功（HTTP {status}），但响应中没有登录 ID。"
                    ),
                    _ => text!(
                        "The gateway reported success (HTTP {status}), but its response holds no code."
                            / "网关报告成功（HTTP {status}），但响应中没有代码。"
                    ),
                };
                of_status(sentence, *status)
            }
            Self::NotOffered(status) => of_status(
                text!(
                    "This gateway does not offer device logins at present (HTTP {status})."
                        / "此网关目前不提供设备代码登录（HTTP {status}）。"
                ),
                *status,
            ),
            Self::Limited(_) => text!(
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
                        / "网关或其服务商出错（HTTP {status}）。"
                ),
                *status,
            ),
            Self::Refused(status, message) => {
                let refused = of_status(
                    text!("The gateway refused (HTTP {status})." / "网关已拒绝（HTTP {status}）。"),
                    *status,
                );
                with_message(refused, message.as_deref())
            }
            Self::Lost => text!("No response came from the gateway." / "未收到网关的响应。").into(),
        }
    }

    /// Returns what to do about it.
    #[must_use]
    pub fn advice(&self) -> Phrase {
        let advice: Text = match self {
            Self::Limited(Some(seconds)) => {
                return Phrase::from(text!(
                    "Try again in {n} second."
                        / "Try again in {n} seconds."
                        / "请在 {n} 秒后重试。"
                ))
                .with("n", Slot::Same(seconds.to_string()));
            }
            Self::Limited(None) => text!(
                "Wait a little, or finish an open login, then try again."
                    / "请稍候，或先完成已有的登录，然后重试。"
            ),
            Self::NotOffered(_) => {
                text!("Ask whoever runs the gateway." / "请咨询网关的维护人员。")
            }
            Self::KeyRefused(_) => text!(
                "Connect with a key that may add accounts, then try again."
                    / "请使用有权添加账号的密钥连接，然后重试。"
            ),
            Self::Lost => text!(
                "Try again. A login that was started without your seeing its code expires by itself."
                    / "请重试。已发起但您未看到代码的登录会自行过期。"
            ),
            Self::Missing { .. } | Self::Failing(_) | Self::Refused(..) => {
                text!("Try again." / "请重试。")
            }
        };
        advice.into()
    }
}

fn of_status(sentence: Text, status: u16) -> Phrase {
    Phrase::from(sentence).with("status", status.to_string())
}

#[cfg(test)]
mod tests;
