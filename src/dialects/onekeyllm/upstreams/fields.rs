//! The fields of an upstream (contract 5.8, 6.3).

use serde_json::Value as Json;

use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Str, Tone, Value};
use crate::text;

use super::super::budgets::{BUDGET, LIMIT_PART, REMAINING, SHARE, USED};

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
        Tone::Neutral,
    ),
    (
        "anthropic_compatible",
        text!("Anthropic-compatible" / "Anthropic 兼容"),
        Tone::Neutral,
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

const ENABLED_ALIASES: All<Str> = &["enabled", "is_active", "schedulable"];

/// Whether it may receive requests.
pub const ENABLED: Column<bool> =
    FieldSpec::truth("enabled", text!("Enabled" / "已启用"), ENABLED_ALIASES)
        .read_by(unless_told)
        .declared()
        .outcome_words(
            text!("Enabled now: {value}." / "当前已启用：{value}。"),
            text!("The gateway does not report whether it is enabled." / "网关未提供是否启用。"),
        );

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

/// Reads the state of gateways that send the opposite field instead, or only a status.
fn unless_told(row: &Json) -> Option<Value> {
    let is_present = |name| row.get(name).is_some_and(|told| !told.is_null());
    if is_present("enabled") {
        return None;
    }
    if let Some(disabled) = row.get("disabled").and_then(Json::as_bool) {
        return Some(Value::Truth(!disabled));
    }
    if ["is_active", "isActive", "schedulable"]
        .into_iter()
        .any(is_present)
    {
        return None;
    }
    let status = row.get("status")?.as_str()?.trim().to_lowercase();
    let is_off = matches!(status.as_str(), "disabled" | "paused");
    (!status.is_empty()).then_some(Value::Truth(!is_off))
}

#[cfg(test)]
mod tests {
    use super::{ENABLED, FIELDS};
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn what_is_enabled() {
        check_table(
            r##"
            {"enabled":false,"status":"active"} => false
            {"enabled":true,"disabled":true} => true
            {"enabled":null,"disabled":true} => false
            {"isActive":1} => true
            {"schedulable":"false"} => false
            {"status":"paused"} => false
            {"enabled":null,"status":"error"} => true
            {} => -
            "##,
            |row| {
                let row = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                row.get(&ENABLED).map_or("-".to_owned(), bool::to_string)
            },
        );
    }
}
