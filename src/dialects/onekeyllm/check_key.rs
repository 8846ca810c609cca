//! Checks a client's key: reads what the gateway says about it, with that key (contract 5.9).

use crate::call::Read;
use crate::schema::{Ask, FieldSpec, Hidden, Input, Picture, TypedInput};
use crate::text;

use super::budgets::BUDGET;
use super::keys::fields::{
    CREATED_AT, EXPIRES_AT, FIVE_HOUR, FOUNDATION, ID, LAST_USED_AT, NAME, PRODUCT, REDACTED_VALUE,
    STATUS, WEEKLY,
};

const KEY: TypedInput<Hidden> = Input::secret("key", text!("Client key" / "客户端密钥"))
    .hint(text!(
        "Sent to this gateway once, then removed from this field. It is not stored."
            / "仅向此网关发送一次，随后从输入框中清除，不会保存。"
    ))
    .required(text!("Paste a client's key." / "请粘贴客户端密钥。"));

/// A missing time may mean "never" or "not reported".
const LAST_USED: FieldSpec = FieldSpec {
    none: Some(text!("never, or not reported" / "从未，或未提供")),
    ..LAST_USED_AT.spec
};

/// The read.
pub static CHECK_KEY: Ask = Ask {
    id: "check-key",
    picture: Picture::Look,
    title: text!("Check a key" / "查询密钥"),
    lead: text!(
        "What a client's key reports about itself: its budget, its windows, its expiry. The request is sent with that key, not with yours."
            / "客户端密钥自身的信息：预算、用量窗口、到期时间。查询使用该密钥，而非您的密钥。"
    ),
    key: KEY.spec,
    button: text!("Check" / "查询"),
    read: || Read::new("/v1/usage", []),
    fields: &[
        NAME.spec,
        STATUS.spec,
        REDACTED_VALUE.spec,
        ID.spec,
        FOUNDATION.spec,
        BUDGET.spec,
        PRODUCT.spec,
        FIVE_HOUR.spec,
        WEEKLY.spec,
        FieldSpec {
            none: Some(text!("never, or not reported" / "永不，或未提供")),
            ..EXPIRES_AT.spec
        },
        LAST_USED,
        CREATED_AT.spec,
    ],
    of: "keys",
    unknown: text!(
        "The gateway does not know this key. It may be deleted, rotated, pasted incompletely, or from another gateway. You stay connected."
            / "网关不认识此密钥。它可能已被删除、轮换，粘贴不完整，或属于其他网关。您仍保持连接。"
    ),
    not_allowed: text!(
        "This is not a client's key. The gateway knows it, but it has no usage of its own: it may be an admin key."
            / "这不是客户端密钥。网关认识它，但它没有自己的用量：可能是管理密钥。"
    ),
    not_offered: text!(
        "This gateway does not offer it: a key cannot ask for its own usage here."
            / "此网关不提供该查询：密钥无法在此查询自身用量。"
    ),
};

#[cfg(test)]
mod tests {
    use super::CHECK_KEY;
    use crate::call::Reply;
    use crate::domain::table::check_table;
    use crate::records::{Effect, classify};
    use crate::words::{Language, Say};

    #[test]
    fn what_a_refusal_means() {
        check_table(
            r##"
            401 => The gateway does not know this key.
            403 => This is not a client's key.
            404 => This gateway does not offer it: a key cannot ask for its own usage here.
            400 => -
            429 => -
            "##,
            |status| {
                let reply = Reply {
                    status: status.parse().expect("a status"),
                    ..Reply::default()
                };
                let refused = classify(Effect::Read, "/v1/usage", Ok(reply));
                let meaning = refused.as_ref().err();
                let meaning = meaning.and_then(|error| CHECK_KEY.meaning(error));
                let Some((words, _)) = meaning else {
                    return "-".to_owned();
                };
                let words = words.say(Language::English);
                let first = words.split_inclusive('.').next();
                first.unwrap_or(words).to_owned()
            },
        );
    }
}
