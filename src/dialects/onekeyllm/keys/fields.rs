//! The fields of a key (contract 5.3, 6.3).

use crate::domain::budget::Window;
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, Priority, Ref, StatusWords, Tone, Value};
use crate::text;

use super::super::budgets::{BUDGET, LIMIT_PART, REMAINING, SHARE, USED};
use super::super::owners::OWNER;

/// The name.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(176, Priority::Always)
    .declared()
    .sorts()
    .searched();

/// The id.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), &["id"]).searched();

/// The masked value.
pub const REDACTED_VALUE: Column<String> = FieldSpec::mono(
    "redacted_value",
    text!("Key" / "密钥"),
    &[
        "redacted_value",
        "masked_value",
        "masked_key",
        "key_prefix",
        "redacted_key",
        "preview",
    ],
)
.column(176, Priority::Above1200)
.outcome_words(
    text!("The key's value is {value} now." / "密钥当前的值为 {value}。"),
    text!("The gateway does not report the value." / "网关未提供密钥值。"),
)
.searched();

const STATUS_WORDS: StatusWords = &[
    ("active", text!("active" / "启用"), Tone::Good),
    ("expired", text!("expired" / "已过期"), Tone::Bad),
    ("exhausted", text!("exhausted" / "已耗尽"), Tone::Attention),
    ("disabled", text!("disabled" / "已停用"), Tone::Neutral),
];

/// The status.
pub const STATUS: Column<String> = FieldSpec::status(
    "status",
    text!("Status" / "状态"),
    &["status"],
    STATUS_WORDS,
)
.column(106, Priority::Always)
.sorts();

/// The pool. A key without this field is in no pool.
pub const POOL: Column<Ref> = FieldSpec::reference(
    "pool",
    text!("Pool" / "资源池"),
    &["pool_id", "pool", "pool_ids"],
    "pools",
)
.column(108, Priority::Above1040)
.declared()
.or(|_| Value::Null)
.none(text!("no pool" / "无资源池"))
.outcome_words(
    text!("In {value} now." / "现位于 {value}。"),
    text!("In no pool now." / "现不在任何资源池。"),
)
.sorts();

/// The providers that it may use: an open set of words.
pub const FOUNDATION: Column<String> = FieldSpec::text(
    "foundation",
    text!("Foundation" / "模型来源"),
    &["foundation"],
)
.declared();

/// The time of expiry.
pub const EXPIRES_AT: Column<UnixSeconds> = FieldSpec::time(
    "expires_at",
    text!("Expires" / "到期"),
    &["expires_at", "expiry", "expires", "expiration"],
)
.column(96, Priority::Above1040)
.declared()
.or(|_| Value::Null)
.none(text!("never" / "永不"))
.sorts();

/// The time of creation.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]).sorts();

/// The time of the last use.
pub const LAST_USED_AT: Column<UnixSeconds> = FieldSpec::time(
    "last_used_at",
    text!("Last used" / "上次使用"),
    &["last_used_at"],
)
.column(102, Priority::Above1040)
.counter()
.or(|_| Value::Null)
.none(text!("never" / "从未"))
.sorts();

/// The subscription's five-hour window.
pub const FIVE_HOUR: Column<Window> = FieldSpec::window(
    "five_hour",
    text!("Five hours" / "五小时"),
    &[
        "subscription.five_hour",
        "subscription.primary",
        "subscription.primary_window",
    ],
)
.counter()
.if_present();

/// The subscription's weekly window.
pub const WEEKLY: Column<Window> = FieldSpec::window(
    "weekly",
    text!("Week" / "每周"),
    &[
        "subscription.weekly",
        "subscription.seven_day",
        "subscription.secondary",
        "subscription.secondary_window",
    ],
)
.counter()
.if_present();

/// The subscription's product at the payment provider.
pub const PRODUCT: Column<String> = FieldSpec::mono(
    "product",
    text!("Subscription product" / "订阅产品"),
    &["subscription.product_id"],
)
.if_present();

/// All fields, in the order of the table and the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    REMAINING,
    LIMIT_PART,
    SHARE,
    USED,
    POOL.spec,
    LAST_USED_AT.spec,
    EXPIRES_AT.spec,
    REDACTED_VALUE.spec,
    ID.spec,
    OWNER.spec,
    FOUNDATION.spec,
    BUDGET.spec,
    PRODUCT.spec,
    FIVE_HOUR.spec,
    WEEKLY.spec,
    CREATED_AT.spec,
];
