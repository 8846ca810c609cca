//! The fields of an upstream (contract 5.8, 6.3).

use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Tone, Value};
use crate::text;

use super::super::budgets::{BUDGET, LIMIT_PART, REMAINING, SHARE, USED};
use super::super::enabled::ENABLED;

/// The name.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(192, Priority::Always)
    .declared()
    .sorts()
    .searched();

const PROVIDERS: StatusWords = &[
    (
        "openai_compatible",
        text!("OpenAI-compatible" / "OpenAI 兼容"),
        Tone::Plain,
    ),
    (
        "anthropic_compatible",
        text!("Anthropic-compatible" / "Anthropic 兼容"),
        Tone::Plain,
    ),
];

/// The protocol. An unknown word is shown as received.
pub const PROVIDER: Column<String> = FieldSpec::status(
    "provider",
    text!("Provider" / "提供商"),
    &["provider"],
    PROVIDERS,
)
.column(184, Priority::Above720)
.declared()
.sorts()
.searched();

/// The address.
pub const BASE_URL: Column<String> = FieldSpec::mono(
    "base_url",
    text!("Base URL" / "基础地址"),
    &["base_url", "url", "endpoint", "api_base"],
)
.column(208, Priority::Above1200)
.declared()
.searched();

/// The masked key.
pub const REDACTED_VALUE: Column<String> = FieldSpec::mono(
    "redacted_value",
    text!("Provider key" / "提供商密钥"),
    &[
        "redacted_value",
        "masked_value",
        "masked_key",
        "key_prefix",
        "redacted_key",
        "preview",
    ],
)
.searched();

/// The providers whose models it serves: an open set of words.
pub const FOUNDATION: Column<String> = FieldSpec::text(
    "foundation",
    text!("Foundation" / "模型来源"),
    &["foundation"],
)
.declared();

const STATUS_WORDS: StatusWords = &[
    ("active", text!("active" / "启用"), Tone::Good),
    ("disabled", text!("disabled" / "已停用"), Tone::Neutral),
    ("exhausted", text!("exhausted" / "已耗尽"), Tone::Attention),
    (
        "rate_limited",
        text!("rate limited" / "已限流"),
        Tone::Attention,
    ),
    ("error", text!("error" / "错误"), Tone::Bad),
];

/// The status.
pub const STATUS: Column<String> = FieldSpec::status(
    "status",
    text!("Status" / "状态"),
    &["status"],
    STATUS_WORDS,
)
.column(112, Priority::Always)
.sorts();

/// The reason for its status.
pub const STATUS_REASON: Column<String> = FieldSpec::text(
    "status_reason",
    text!("Status reason" / "状态原因"),
    &[
        "status_reason",
        "status_message",
        "error_message",
        "deactivation_reason",
    ],
);

/// The time of creation.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]).sorts();

/// The time of the last request.
pub const LAST_USED_AT: Column<UnixSeconds> = FieldSpec::time(
    "last_used_at",
    text!("Last used" / "上次使用"),
    &["last_used_at"],
)
.column(104, Priority::Above1040)
.counter()
.or(|_| Value::Null)
.none(text!("never" / "从未"))
.sorts();

/// The provider's last error message.
pub const LAST_ERROR: Column<String> = FieldSpec::text(
    "last_error",
    text!("Last error" / "上次错误"),
    &["last_error.message", "last_error.code", "last_error"],
);

/// The id.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), &["id"]).searched();

/// All fields, in the order of the table and the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    REMAINING,
    LIMIT_PART,
    SHARE,
    USED,
    PROVIDER.spec,
    LAST_USED_AT.spec,
    BASE_URL.spec,
    ENABLED.spec,
    STATUS_REASON.spec,
    LAST_ERROR.spec,
    REDACTED_VALUE.spec,
    ID.spec,
    FOUNDATION.spec,
    BUDGET.spec,
    CREATED_AT.spec,
];
