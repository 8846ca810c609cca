//! What a device login's card says while it runs and when it has ended.

use super::{DeviceLogin, Phase, Trouble};
use crate::flows::clock::Now;
use crate::flows::link::may_open;
use crate::text;
use crate::words::{Phrase, Text, shortened};

/// What stands under every code.
pub const KEEP_TO_YOURSELF: Text = text!(
    "Give this code to nobody but the account's owner: whoever enters it decides which account is added."
        / "此代码只能交给账户所有者：输入它的人决定添加哪个账户。"
);

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The state of the login.
    pub lead: Phrase,
    /// What to do about it.
    pub advice: Option<Phrase>,
    /// What the gateway said besides; small print.
    pub remark: Option<Phrase>,
}

impl DeviceLogin {
    /// Returns what its card says.
    #[must_use]
    pub fn telling(&self, now: Now) -> Telling {
        let (lead, advice) = match &self.phase {
            Phase::Ended(outcome) => (outcome.says(), outcome.advice().map(Phrase::from)),
            Phase::Paused { .. } => (
                text!("The gateway refused the admin key." / "网关拒绝了管理密钥。").into(),
                Some(
                    text!(
                        "Connect with a key that may add accounts to see the result. The login itself may go on at the provider."
                            / "请使用有权添加账户的密钥连接以查看结果。登录本身可能仍在提供商处继续。"
                    )
                    .into(),
                ),
            ),
            Phase::Waiting { due, .. } => {
                let seconds = due.since(now.steady).max(0).saturating_add(999) / 1000;
                (self.lead(now), self.waits(seconds))
            }
            Phase::Polling { .. } => (self.lead(now), self.waits(0)),
        };
        let remark = self.remark.as_deref().filter(|_| self.outcome().is_none());
        let remark = remark.map(|word| {
            let words = text!("The gateway reports: {word}" / "网关状态：{word}");
            Phrase::from(words).with("word", shortened(word).into_owned())
        });
        Telling {
            lead,
            advice,
            remark,
        }
    }

    fn lead(&self, now: Now) -> Phrase {
        let sentence = match self.trouble {
            _ if self.deadline.has_passed(now) => {
                text!(
                    "The code has expired. Checking once more." / "代码已过期，正在最后检查一次。"
                )
            }
            Some(Trouble::Lost) => {
                text!(
                    "Reconnecting: no response came from the gateway. If a proxy before it asks for a sign-in, sign in there in another tab."
                        / "正在重新连接：未收到网关的响应。如果网关前的代理要求登录，请在另一个标签页中登录。"
                )
            }
            Some(Trouble::Limited) => {
                text!(
                    "Reconnecting: the gateway limits requests." / "正在重新连接：网关限制了请求。"
                )
            }
            Some(Trouble::Status(status)) => {
                let words = text!(
                    "Reconnecting: the gateway failed (HTTP {status})."
                        / "正在重新连接：网关出错（HTTP {status}）。"
                );
                return Phrase::from(words).with("status", status.to_string());
            }
            None if self.code.is_none() => {
                text!("Waiting for a login that was started before." / "正在等待之前发起的登录。")
            }
            None => text!("Waiting for approval at the provider." / "正在等待提供商处的批准。"),
        };
        sentence.into()
    }

    fn waits(&self, seconds: i64) -> Option<Phrase> {
        if self.trouble.is_some() && seconds > 0 {
            let words = text!(
                "The login goes on. Next check in {n} second."
                    / "The login goes on. Next check in {n} seconds."
                    / "登录仍在继续。{n} 秒后再次检查。"
            );
            return Some(Phrase::from(words).with("n", seconds.to_string()));
        }
        let advice = match &self.code {
            None => text!(
                "Continue at the provider, or get a new code." / "请在提供商处继续，或获取新代码。"
            ),
            Some(code) if code.address.is_none() => text!(
                "The gateway does not say where the code is entered. Enter it on the provider's page for device codes."
                    / "网关未说明在哪里输入代码。请在提供商的设备代码页面输入。"
            ),
            Some(code) if !code.address.as_deref().is_some_and(may_open) => text!(
                "Check the address, then enter the code there."
                    / "请先核对地址，再在那里输入代码。"
            ),
            Some(_) => {
                text!("Open the link and enter the code there." / "请打开链接并在那里输入代码。")
            }
        };
        Some(advice.into())
    }
}
