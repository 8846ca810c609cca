//! What comes of a pasted authorization that was sent (contract 5.7 and 3.4): in words, with what to
//! do, and whether the attempt goes on.

use crate::flows::account::{Account, End};
use crate::flows::problem::{refused, with_message};
use crate::text;
use crate::words::{Phrase, Text};

/// What came of sending a pasted authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    /// The account was added or signed in again.
    Done(Account),
    /// This attempt was completed before, with the gateway's message.
    AlreadyDone(Option<String>),
    /// The gateway cannot use the code.
    WrongCode(Option<String>),
    /// The code belongs to the link of another attempt.
    OtherAttempt,
    /// The provider refused the code: it was used or it expired. A code works once.
    CodeRefused(Option<String>),
    /// The attempt's time is over.
    Expired,
    /// The gateway does not know the attempt any more.
    Gone,
    /// Somebody else signed in than the account that was to be signed in again.
    OtherPerson(Option<String>),
    /// The provider blocks the gateway's network address.
    NetworkBlocked(Option<String>),
    /// The provider did not exchange the code.
    NotExchanged(Option<String>),
    /// Too many requests, with the seconds to wait where they are told.
    Limited(Option<u32>),
    /// The gateway refused the admin key.
    KeyRefused(u16),
    /// The gateway or a proxy failed, so it may or may not have used the code.
    Failing(u16),
    /// The gateway refused for another reason.
    Refused(u16, Option<String>),
    /// No whole response came, so the gateway may or may not have used the code.
    Lost,
}

impl Completion {
    /// Returns how the attempt ended; `None` where it goes on.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        Some(match self {
            Self::Done(account) => End::Completed(account.clone()),
            Self::AlreadyDone(_) => End::Completed(Account::default()),
            Self::CodeRefused(message) | Self::OtherPerson(message) => {
                End::Refused(message.clone())
            }
            Self::Expired => End::Expired,
            Self::Gone => End::Unknown,
            Self::WrongCode(_)
            | Self::OtherAttempt
            | Self::NetworkBlocked(_)
            | Self::NotExchanged(_)
            | Self::Limited(_)
            | Self::KeyRefused(_)
            | Self::Failing(_)
            | Self::Refused(..)
            | Self::Lost => return None,
        })
    }

    /// Returns whether the gateway may have added the account although it did not say so.
    #[must_use]
    pub const fn may_be_done(&self) -> bool {
        matches!(self, Self::Failing(_) | Self::Lost | Self::NotExchanged(_))
    }

    /// Returns what happened.
    #[must_use]
    pub fn says(&self) -> Phrase {
        let (text, message): (Text, Option<&String>) = match self {
            Self::Done(Account { reconnected, .. }) => {
                let text = match reconnected {
                    true => text!("The account was signed in again." / "账户已重新登录。"),
                    false => text!("The account was added." / "账户已添加。"),
                };
                (text, None)
            }
            Self::AlreadyDone(message) => (
                text!(
                    "This sign-in was completed before: nothing was added twice."
                        / "此登录之前已完成：没有重复添加。"
                ),
                message.as_ref(),
            ),
            Self::WrongCode(message) => (
                text!("The gateway cannot use this code." / "网关无法使用此授权码。"),
                message.as_ref(),
            ),
            Self::OtherAttempt => (
                text!(
                    "The gateway says that this code belongs to another attempt."
                        / "网关表示此授权码属于另一次登录。"
                ),
                None,
            ),
            Self::CodeRefused(message) => (
                text!(
                    "The provider refused the code: it was used before, or it expired."
                        / "提供商拒绝了此授权码：已被使用或已过期。"
                ),
                message.as_ref(),
            ),
            Self::Expired => (
                text!("The sign-in link has expired." / "登录链接已过期。"),
                None,
            ),
            Self::Gone => (
                text!("The gateway no longer knows this sign-in." / "网关已不再识别此登录。"),
                None,
            ),
            Self::OtherPerson(message) => (
                text!(
                    "Somebody else signed in than this account's owner, so the account was left as it is."
                        / "登录者不是此账户的所有者，因此账户保持不变。"
                ),
                message.as_ref(),
            ),
            Self::NetworkBlocked(message) => (
                text!(
                    "The provider blocks this gateway's network address. That is not your mistake."
                        / "提供商屏蔽了此网关的网络地址。这不是您的操作问题。"
                ),
                message.as_ref(),
            ),
            Self::NotExchanged(message) => (
                text!(
                    "The gateway could not get a token from the provider."
                        / "网关未能从提供商获取令牌。"
                ),
                message.as_ref(),
            ),
            Self::Limited(_) => (
                text!("The gateway limits requests (HTTP 429)." / "网关限制了请求（HTTP 429）。"),
                None,
            ),
            Self::KeyRefused(status) | Self::Failing(status) => {
                let text = if matches!(self, Self::KeyRefused(_)) {
                    text!(
                        "The gateway refused the admin key (HTTP {status})."
                            / "网关拒绝了管理密钥（HTTP {status}）。"
                    )
                } else {
                    text!(
                        "The gateway failed (HTTP {status}). It may have used the code."
                            / "网关出错（HTTP {status}），授权码可能已被使用。"
                    )
                };
                return Phrase::from(text).with("status", status.to_string());
            }
            Self::Refused(status, message) => return refused(*status, message.as_deref()),
            Self::Lost => (
                text!(
                    "No response came from the gateway. It may have used the code."
                        / "未收到网关的响应，授权码可能已被使用。"
                ),
                None,
            ),
        };
        with_message(text, message.map(String::as_str))
    }

    /// Returns what to do about it; `None` where nothing is left to do.
    #[must_use]
    pub fn advice(&self) -> Option<Phrase> {
        let text: Text = match self {
            Self::Done(_) => return None,
            Self::AlreadyDone(_) => {
                text!("Look for the account in the list." / "请在列表中查找该账户。")
            }
            Self::WrongCode(_) => text!(
                "Copy the code again from the page, or get a new link."
                    / "请重新从页面复制授权码，或获取新链接。"
            ),
            Self::OtherAttempt => text!(
                "Open the link of this attempt and sign in there, or get a new link."
                    / "请打开本次登录的链接并在其中登录，或获取新链接。"
            ),
            Self::CodeRefused(_) | Self::Expired => {
                text!("Get a new link to try again." / "请获取新链接后重试。")
            }
            Self::Gone => text!(
                "Look for the account in the list. If it is not there, get a new link."
                    / "请在列表中查找该账户。如果没有，请获取新链接。"
            ),
            Self::OtherPerson(_) => text!(
                "Get a new link, and sign in as the owner of this account: a private window avoids another sign-in."
                    / "请获取新链接，并以此账户的所有者身份登录：使用隐私窗口可避免误用其他登录。"
            ),
            Self::NetworkBlocked(_) => text!(
                "Ask whoever runs the gateway to send its requests from another address, then send the code again or get a new link."
                    / "请联系网关维护人员更换出口地址，然后重新发送授权码或获取新链接。"
            ),
            Self::NotExchanged(_) => text!(
                "Send it once more. If that fails too, get a new link."
                    / "请再发送一次。如仍失败，请获取新链接。"
            ),
            Self::Limited(Some(seconds)) => {
                let text = text!(
                    "Send it again in {n} second."
                        / "Send it again in {n} seconds."
                        / "请在 {n} 秒后重新发送。"
                );
                return Some(Phrase::from(text).with("n", seconds.to_string()));
            }
            Self::Limited(None) => {
                text!("Wait a little, then send it again." / "请稍候，然后重新发送。")
            }
            Self::KeyRefused(_) => text!(
                "Connect with a key that may add accounts. The sign-in goes on until it expires."
                    / "请使用有权添加账户的密钥连接。登录在过期前继续有效。"
            ),
            Self::Failing(_) | Self::Lost => text!(
                "The account list was read again and does not show it yet. Sending once more is safe: a code works once."
                    / "已重新读取账户列表，尚未显示。再发送一次是安全的：授权码只能使用一次。"
            ),
            Self::Refused(..) => {
                text!("Send it again, or get a new link." / "请重新发送，或获取新链接。")
            }
        };
        Some(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Completion;
    use crate::flows::account::{Account, End};
    use crate::words::Language;

    #[test]
    fn what_comes_of_a_paste() {
        let check = |completion: Completion, end: Option<End>, expect: &str| {
            assert_eq!(completion.end(), end, "{completion:?}");
            let said = completion.says().say(Language::English);
            let advice = completion
                .advice()
                .map(|advice| advice.say(Language::English));
            let all = [Some(said), advice]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>();
            assert_eq!(all.join(" "), expect);
        };
        let own = || Some("No.".to_owned());
        let done = |reconnected| Account {
            id: Some("claude_1".into()),
            reconnected,
        };
        check(
            Completion::Done(done(false)),
            Some(End::Completed(done(false))),
            "The account was added.",
        );
        check(
            Completion::Done(done(true)),
            Some(End::Completed(done(true))),
            "The account was signed in again.",
        );
        check(
            Completion::AlreadyDone(own()),
            Some(End::Completed(Account::default())),
            "This sign-in was completed before: nothing was added twice. Its message: No. Look for the account in the list.",
        );
        check(
            Completion::CodeRefused(None),
            Some(End::Refused(None)),
            "The provider refused the code: it was used before, or it expired. Get a new link to try again.",
        );
        check(
            Completion::Expired,
            Some(End::Expired),
            "The sign-in link has expired. Get a new link to try again.",
        );
        check(
            Completion::WrongCode(own()),
            None,
            "The gateway cannot use this code. Its message: No. Copy the code again from the page, or get a new link.",
        );
        check(
            Completion::NetworkBlocked(None),
            None,
            "The provider blocks this gateway's network address. That is not your mistake. Ask whoever runs the gateway to send its requests from another address, then send the code again or get a new link.",
        );
        check(
            Completion::Limited(Some(1)),
            None,
            "The gateway limits requests (HTTP 429). Send it again in 1 second.",
        );
        check(
            Completion::KeyRefused(403),
            None,
            "The gateway refused the admin key (HTTP 403). Connect with a key that may add accounts. The sign-in goes on until it expires.",
        );
        check(
            Completion::Refused(418, own()),
            None,
            "The gateway refused (HTTP 418). Its message: No. Send it again, or get a new link.",
        );
    }
}
