//! Words of the page that checks a key.

use super::declare::words;
use super::{Language, Say};
use crate::api::error::ApiError;
use crate::drafts::check_key::Problem;
use crate::i18n::errors::{Explained, api_error, gateway_words};

words! {
    /// What the page that checks a key says.
    pub enum CheckKey {
        Title: "Check a key" / "查验密钥",
        Lead: "What a client's key says about itself: its budget, its windows, its end. Asked with that key, not with yours." / "客户端密钥自身的信息：预算、用量窗口、到期时间。查询使用该密钥，而非您的密钥。",
        Key: "Client key" / "客户端密钥",
        KeyHint: "Sent to this gateway once, then emptied from this field. It is kept nowhere." / "仅向此网关发送一次，随后从输入框中清除，不会保存在任何地方。",
        Submit: "Check" / "查验",
        Asking: "Asking the gateway" / "正在询问网关",
        Again: "The key was emptied from the field: paste it again to try once more." / "密钥已从输入框中清除：如需重试，请重新粘贴。",
        Unknown: "The gateway does not know this key." / "网关不认识此密钥。",
        UnknownThen: "It may be deleted, rotated, cut off in the paste, or of another gateway. You stay connected." / "它可能已被删除、轮换，粘贴不完整，或属于其他网关。您仍保持连接。",
        NotAClients: "This is no client's key." / "这不是客户端密钥。",
        NotAClientsThen: "The gateway knows it, but it has no usage of its own: an admin key, perhaps. Nothing was changed." / "网关认识它，但它没有自己的用量：可能是管理密钥。未做任何更改。",
        Answer: "What the key said" / "密钥的应答",
        Found: "The key is known here; its answer stands below." / "网关认识此密钥；应答如下。",
        NoEnd: "never, or not told" / "永不，或未提供",
        NoUse: "never, or not told" / "从未，或未提供",
        NotTold: "not told" / "未提供",
        OpenInList: "Open in the list of keys" / "在密钥列表中打开",
        Forget: "Forget the answer" / "清除应答",
    }
}

impl Say for Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Empty => language.pick("Paste a client's key.", "请粘贴客户端密钥。"),
            Self::Broken => language.pick(
                "A key has no blanks or special letters: the paste looks broken.",
                "密钥不含空格或特殊字符：粘贴内容似乎不完整。",
            ),
        }
    }
}

/// Why a key could not be checked. A refusal is about the pasted key, never about the operator's.
#[must_use]
pub fn failure(language: Language, error: &ApiError) -> Explained {
    let (what, then, refusal) = match error {
        ApiError::SignedOut(refusal) => (CheckKey::Unknown, CheckKey::UnknownThen, refusal),
        ApiError::NotAllowed(refusal) => {
            (CheckKey::NotAClients, CheckKey::NotAClientsThen, refusal)
        }
        other => {
            let Explained { what, then } = api_error(language, other);
            let again = CheckKey::Again.say(language);
            return Explained {
                what,
                then: format!("{then} {again}"),
            };
        }
    };
    Explained {
        what: format!("{} {}", what.say(language), gateway_words(refusal)),
        then: then.say(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckKey, failure};
    use crate::api::error::{ApiError, Refusal, Unreachable};
    use crate::i18n::{Language, Say};

    #[test]
    fn refusals_are_about_the_pasted_key() {
        let check = |error: ApiError, then: CheckKey| {
            for language in Language::ALL {
                let words = failure(language, &error);
                assert!(words.then.ends_with(then.say(language)), "{words:?}");
            }
        };
        check(
            ApiError::SignedOut(Refusal::default()),
            CheckKey::UnknownThen,
        );
        check(
            ApiError::NotAllowed(Refusal::default()),
            CheckKey::NotAClientsThen,
        );
        check(ApiError::Unreachable(Unreachable::Network), CheckKey::Again);
    }
}
