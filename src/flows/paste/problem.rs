//! Why a pasted text is not sent, and what to do about it.

use super::Form;
use crate::text;
use crate::words::{Phrase, Text};

/// What is wrong with a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was pasted.
    Empty,
    /// It is a token.
    Token,
    /// It is the link that was opened.
    LoginLink,
    /// It holds no code.
    NoCode(Form),
    /// It holds several codes.
    SeveralCodes,
    /// It is the provider's refusal.
    Refused {
        /// Its code, e.g. `access_denied`.
        error: String,
        /// Its own words.
        description: Option<String>,
    },
    /// It holds more than a code.
    Prose,
    /// A line break or a blank cut the address.
    Broken,
    /// The state behind `#` is missing.
    StateMissing,
    /// Only the beginning of the state is there.
    StateCut,
    /// It is the state without the code.
    OnlyState,
    /// The `#` between code and state is missing.
    Glued,
    /// It is a code from an e-mail.
    EmailCode,
    /// It is too short for a code.
    Short,
    /// It holds a character that no code has.
    Letter(char),
    /// Its state is that of another attempt.
    OtherAttempt,
}

const COPY_CODE: Text = text!(
    "Copy only the code that the provider's page shows, or the whole address of that page."
        / "请只复制提供商页面显示的授权码，或复制该页面的完整地址。"
);

impl Problem {
    /// Returns what is wrong.
    #[must_use]
    pub fn says(&self) -> Phrase {
        let text = match self {
            Self::Empty => text!("Nothing was pasted." / "未粘贴任何内容。"),
            Self::Token => text!(
                "That is a token, not an authorization code. It was not sent and is not kept."
                    / "这是令牌，不是授权码。内容未发送，也不会保留。"
            ),
            Self::LoginLink => text!(
                "That is the link you opened, not the result." / "这是您打开的链接，不是登录结果。"
            ),
            Self::NoCode(Form::Address) => {
                text!("This address holds no code." / "此地址中没有授权码。")
            }
            Self::NoCode(_) => text!("This text holds no code." / "此内容中没有授权码。"),
            Self::SeveralCodes => {
                text!("This text holds several codes." / "此内容中有多个授权码。")
            }
            Self::Refused { error, description } => {
                let words = description.as_deref().unwrap_or(error);
                return Phrase::from(text!(
                    "The provider refused: “{words}”." / "提供商已拒绝：“{words}”。"
                ))
                .with("words", words);
            }
            Self::Prose => text!("There is more here than a code." / "此内容不只是授权码。"),
            Self::Broken => {
                text!("The address is cut by a line break or a blank." / "地址被换行或空格截断。")
            }
            Self::StateMissing => {
                text!("The part after # was not copied." / "未复制 # 之后的部分。")
            }
            Self::StateCut => {
                text!("The part after # was not copied to its end." / "# 之后的部分未复制完整。")
            }
            Self::OnlyState => text!(
                "That is only the part after #; the code is missing."
                    / "这只是 # 之后的部分，缺少授权码。"
            ),
            Self::Glued => text!(
                "The # between the code and its state is missing."
                    / "授权码与状态值之间缺少 # 号。"
            ),
            Self::EmailCode => text!(
                "That is the e-mail code, not the authorization code."
                    / "这是邮件中的验证码，不是授权码。"
            ),
            Self::Short => text!("That is too short for a code." / "内容太短，不是授权码。"),
            Self::Letter(letter) => {
                return Phrase::from(text!(
                    "A code has no “{letter}” in it." / "授权码中不会有“{letter}”。"
                ))
                .with("letter", letter.to_string());
            }
            Self::OtherAttempt => text!(
                "This code comes from the link of another attempt."
                    / "此授权码属于另一次登录的链接。"
            ),
        };
        text.into()
    }

    /// Returns what to do about it.
    #[must_use]
    pub const fn advice(&self) -> Text {
        match self {
            Self::Empty
            | Self::NoCode(_)
            | Self::SeveralCodes
            | Self::Prose
            | Self::Short
            | Self::Letter(_) => COPY_CODE,
            Self::Token => text!(
                "If someone else could see it, revoke it at the provider. Then paste the code that the sign-in page shows."
                    / "如果他人可能看到过它，请在提供商处撤销。然后粘贴登录页面显示的授权码。"
            ),
            Self::LoginLink => text!(
                "Open the link, sign in, and paste what the last page shows."
                    / "请打开链接并登录，然后粘贴最后一页显示的内容。"
            ),
            Self::Refused { .. } => text!(
                "Get a new link, and approve the access this time."
                    / "请获取新链接，并在登录时批准访问。"
            ),
            Self::Broken => text!("Copy the address again in one piece." / "请重新完整复制地址。"),
            Self::StateMissing | Self::StateCut | Self::OnlyState | Self::Glued => text!(
                "Copy the whole text again, with the part before # and the part after #."
                    / "请重新复制全部内容，包括 # 之前和之后的部分。"
            ),
            Self::EmailCode => text!(
                "Enter that one at the provider. Then paste the longer code that its last page shows."
                    / "请在提供商处输入该验证码，然后粘贴最后一页显示的较长授权码。"
            ),
            Self::OtherAttempt => text!(
                "Open the link of this attempt and sign in there, or get a new link."
                    / "请打开本次登录的链接并在其中登录，或获取新链接。"
            ),
        }
    }

    /// Returns whether the pasted text stays in its field. A token does not.
    #[must_use]
    pub fn keeps_text(&self) -> bool {
        *self != Self::Token
    }
}
