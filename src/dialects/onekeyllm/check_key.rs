//! Checks a client's key: what it says about itself, asked with that key (contract 5.9).

use crate::call::Read;
use crate::schema::{Ask, Asked, FieldSpec, Hidden, Input, Picture};
use crate::text;

use super::budgets::BUDGET;
use super::keys::fields::{
    CREATED_AT, EXPIRES_AT, FIVE_HOUR, FOUNDATION, ID, LAST_USED_AT, NAME, PRODUCT, REDACTED_VALUE,
    STATUS, WEEKLY,
};

const KEY: Asked<Hidden> = Input::secret("key", text!("Client key" / "客户端密钥"))
    .hint(text!(
        "Sent to this gateway once, then removed from this field. It is not stored."
            / "仅向此网关发送一次，随后从输入框中清除，不会保存。"
    ))
    .required(text!("Paste a client's key." / "请粘贴客户端密钥。"));

/// Where the response tells no moment, there may be none, or it is not told.
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
};
