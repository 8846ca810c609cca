//! How a device login ends, in words.

use crate::flows::account::{Account, End};
use crate::flows::problem::with_message;
use crate::text;
use crate::words::{Phrase, Text};

/// How a login ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Approved; the account list shows the account.
    Completed(Account),
    /// The person refused, with the gateway's message.
    Refused(Option<String>),
    /// The code's time is over.
    Expired,
    /// The gateway could not finish it, with its message.
    Failed(Option<String>),
    /// The gateway does not know the login any more.
    Gone,
    /// The operator gave it up.
    Abandoned,
    /// The time is over and the gateway did not say how it ended.
    Unknown(Unseen),
}

/// Why the end of a login was not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// The last poll failed.
    LastPollLost,
    /// The gateway did not allow a last poll in time.
    Limited,
    /// The admin key was refused until the end.
    KeyRefused,
}

impl Outcome {
    /// Returns how it ended, as its record keeps it.
    #[must_use]
    pub fn end(&self) -> End {
        match self {
            Self::Completed(account) => End::Completed(account.clone()),
            Self::Refused(message) | Self::Failed(message) => End::Refused(message.clone()),
            Self::Expired => End::Expired,
            Self::Abandoned => End::Abandoned,
            Self::Gone | Self::Unknown(_) => End::Unknown,
        }
    }

    /// Returns what happened.
    #[must_use]
    pub fn says(&self) -> Phrase {
        let text = match self {
            Self::Completed(Account { reconnected, .. }) => match reconnected {
                true => text!("The account was signed in again." / "账户已重新登录。"),
                false => text!("The account was added." / "账户已添加。"),
            },
            Self::Refused(message) => {
                let refused =
                    text!("The sign-in was refused at the provider." / "登录在提供商处被拒绝。");
                return with_message(refused, message.as_deref());
            }
            Self::Expired => text!("The code has expired." / "代码已过期。"),
            Self::Failed(message) => {
                let failed = text!("The login failed." / "登录失败。");
                return with_message(failed, message.as_deref());
            }
            Self::Gone => {
                text!("The gateway no longer knows this login." / "网关已不再识别此登录。")
            }
            Self::Abandoned => text!(
                "This login was cancelled. Its code stays valid until it expires."
                    / "已取消此登录。其代码在过期前仍然有效。"
            ),
            Self::Unknown(Unseen::LastPollLost) => text!(
                "Outcome unknown: the code has expired, and the last check failed."
                    / "结果未知：代码已过期，且最后一次检查失败。"
            ),
            Self::Unknown(Unseen::Limited) => text!(
                "Outcome unknown: the code expired while the gateway accepted no more requests."
                    / "结果未知：代码过期时，网关不再接受更多请求。"
            ),
            Self::Unknown(Unseen::KeyRefused) => text!(
                "Outcome unknown: the code expired while the gateway refused the admin key."
                    / "结果未知：代码过期时，网关拒绝了管理密钥。"
            ),
        };
        text.into()
    }

    /// Returns what to do about it; `None` where nothing is left to do.
    #[must_use]
    pub const fn advice(&self) -> Option<Text> {
        match self {
            Self::Completed(_) => None,
            Self::Refused(_) | Self::Failed(_) => Some(text!(
                "Get a new code to try again." / "请获取新代码后重试。"
            )),
            // A gateway sees nothing of a page that refuses the code (contract 2.4).
            Self::Expired => Some(text!(
                "Get a new code to try again. If the page refused the code, device codes are not switched on for that account yet."
                    / "请获取新代码后重试。如果页面拒绝了代码，说明该账户尚未开启设备代码登录。"
            )),
            Self::Abandoned => Some(text!(
                "If someone enters the code before then, the account is still added."
                    / "如果在此之前有人输入该代码，账户仍会被添加。"
            )),
            Self::Gone | Self::Unknown(_) => Some(text!(
                "Look for the account in the account list. If it is not there, get a new code."
                    / "请在账户列表中查找该账户。如果没有，请获取新代码。"
            )),
        }
    }
}
