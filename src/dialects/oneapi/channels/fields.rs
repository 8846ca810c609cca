//! The fields of a channel (contract 3.1.1).

use serde_json::Value as Json;

use super::super::IDS;
use super::{config, types};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Column, Decimal, Document, DocumentKind, FieldSpec, FieldValue, Priority, StatusWords,
    Tone, Value,
};
use crate::text;

/// The name. Not unique.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(208, Priority::Always)
    .declared()
    .sorts()
    .searched();

/// Disabled by hand.
pub const DISABLED: &str = "disabled";
/// Disabled by the gateway.
pub const AUTO_DISABLED: &str = "auto_disabled";
/// A status that is neither.
pub const UNKNOWN: &str = "unknown";
/// Enabled.
pub const ENABLED: &str = "enabled";

const STATUSES: StatusWords = &[
    (
        AUTO_DISABLED,
        text!("auto-disabled" / "自动禁用"),
        Tone::Bad,
    ),
    (
        DISABLED,
        text!("disabled by hand" / "手动禁用"),
        Tone::Neutral,
    ),
    (
        UNKNOWN,
        text!("unknown (off)" / "未知（停用）"),
        Tone::Attention,
    ),
    (ENABLED, text!("enabled" / "启用"), Tone::Good),
];

/// The status. Any number but 1 is off.
pub const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(160, Priority::Always)
        .declared()
        .sorts()
        .read_by(|row| {
            let number = row.get("status").filter(|number| number.is_number())?;
            let word = match number.as_i64() {
                Some(0) => UNKNOWN,
                Some(1) => ENABLED,
                Some(2) => DISABLED,
                Some(3) => AUTO_DISABLED,
                _ => return Some(format!("status {number}").value()),
            };
            Some(word.to_owned().value())
        });

/// The type.
pub const TYPE: Column<String> =
    FieldSpec::status("type", text!("Type" / "类型"), &["type"], types::TYPES)
        .column(152, Priority::Above720)
        .declared()
        .sorts()
        .read_by(types::read);

/// The groups whose users it serves.
pub const GROUPS: Column<Vec<String>> =
    FieldSpec::words("group", text!("Groups" / "分组"), &["group"])
        .column(144, Priority::Above720)
        .declared()
        .searched();

/// The models it serves.
pub const MODELS: Column<Vec<String>> =
    FieldSpec::words("models", text!("Models" / "模型"), &["models"])
        .column(208, Priority::Above1200)
        .declared()
        .searched();

/// Higher ones are tried first.
pub const PRIORITY: Column<i64> =
    FieldSpec::count("priority", text!("Priority" / "优先级"), &["priority"])
        .column(88, Priority::Above1200)
        .declared()
        .sorts();

/// The share among channels of one priority.
pub const WEIGHT: Column<i64> = FieldSpec::count("weight", text!("Weight" / "权重"), &["weight"])
    .column(80, Priority::Above1200)
    .declared()
    .sorts();

const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.column(240, Priority::Above1040)
.counter()
.sorts();

/// The provider's balance, in the provider's currency. It is 0 until it was read once.
pub const BALANCE: Column<Decimal> =
    FieldSpec::decimal("balance", text!("Balance" / "余额"), &["balance"], "USD")
        .column(112, Priority::Above1040)
        .counter()
        .sorts()
        .none(text!("never read" / "从未读取"))
        .read_by(|row| {
            let number = row.get("balance").filter(|number| number.is_number())?;
            let was_read = row.get("balance_updated_time").and_then(Json::as_i64);
            if was_read.is_none_or(|at| at == 0) {
                return Some(Value::Null);
            }
            let decimal = Decimal {
                text: number.to_string(),
                unit: types::currency(row).into(),
            };
            Some(decimal.value())
        });

/// When the balance was read.
pub const BALANCE_READ: Column<UnixSeconds> = FieldSpec::time(
    "balance_updated_time",
    text!("Balance read" / "余额更新时间"),
    &["balance_updated_time"],
)
.column(120, Priority::Above1200)
.counter()
.none(text!("never" / "从未"))
.sorts();

/// How long the last test took. 0 means that there was none, or that it failed.
pub const RESPONSE_TIME: Column<Decimal> = FieldSpec::decimal(
    "response_time",
    text!("Response time" / "响应时间"),
    &["response_time"],
    "ms",
)
.column(128, Priority::Above1040)
.counter()
.sorts()
.none(text!("none" / "无"))
.read_by(|row| {
    let is_zero = row.get("response_time").and_then(Json::as_i64) == Some(0);
    is_zero.then_some(Value::Null)
});

/// When it was last tested.
pub const TESTED: Column<UnixSeconds> =
    FieldSpec::time("test_time", text!("Last test" / "上次测试"), &["test_time"])
        .column(104, Priority::Above1040)
        .counter()
        .none(text!("never" / "从未"))
        .sorts();

/// Where calls are forwarded to.
const BASE_URL: Column<String> =
    FieldSpec::mono("base_url", text!("Base URL" / "基础地址"), &["base_url"])
        .declared()
        .searched();

const RATE_LIMIT: Column<i64> = FieldSpec::count(
    "ratelimit",
    text!("Calls per key in 180 s" / "每密钥 180 秒请求数"),
    &["ratelimit"],
)
.declared()
.none(text!("no limit" / "不限"))
.read_by(|row| {
    let is_zero = row.get("ratelimit").and_then(Json::as_i64) == Some(0);
    is_zero.then_some(Value::Null)
});

const TESTING_MODEL: Column<String> = FieldSpec::mono(
    "testing_model",
    text!("Model for tests" / "测试模型"),
    &["testing_model"],
)
.declared();

/// Names of models, and what they are called at the provider.
pub const MODEL_MAPPING: Column<Document> = FieldSpec::document(
    "model_mapping",
    text!("Model mapping" / "模型重定向"),
    &["model_mapping"],
    DocumentKind::Json,
)
.declared()
.nowhere();

/// The prices of its models; empty where the provider's usual prices apply.
pub const PRICES: Column<Document> = FieldSpec::document(
    "model_configs",
    text!("Prices" / "价格"),
    &["model_configs"],
    DocumentKind::Json,
)
.declared()
.nowhere();

const CONFIG: Column<Vec<String>> =
    FieldSpec::words("config", text!("Configuration" / "配置"), &["config"])
        .declared()
        .read_by(|row| Some(config::plain(row).unwrap_or(Value::Missing)));

const CONFIG_SECRETS: Column<Vec<String>> = FieldSpec::words(
    "config_secrets",
    text!("Configured, not shown" / "已配置（不显示）"),
    &["config_secrets"],
)
.read_by(config::hidden);

const SYSTEM_PROMPT: Column<String> = FieldSpec::text(
    "system_prompt",
    text!("System prompt" / "系统提示词"),
    &["system_prompt"],
)
.declared();

const HIDDEN_MODELS: Column<String> = FieldSpec::mono(
    "hidden_models",
    text!("Hidden models" / "隐藏模型"),
    &["hidden_models"],
)
.declared();

/// When it was created.
pub const CREATED: Column<UnixSeconds> = FieldSpec::time(
    "created_time",
    text!("Created" / "创建时间"),
    &["created_time", "created_at"],
)
.sorts();

/// When anything in the row last changed, counters too.
pub const UPDATED: Column<UnixSeconds> = FieldSpec::time(
    "updated_at",
    text!("Row changed" / "记录更新时间"),
    &["updated_at"],
)
.counter();

/// The id: a UUID or a number.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS).searched();

/// All fields, in the order of the table and the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    TYPE.spec,
    GROUPS.spec,
    USED_QUOTA.spec,
    BALANCE.spec,
    BALANCE_READ.spec,
    RESPONSE_TIME.spec,
    TESTED.spec,
    PRIORITY.spec,
    WEIGHT.spec,
    MODELS.spec,
    BASE_URL.spec,
    RATE_LIMIT.spec,
    TESTING_MODEL.spec,
    CONFIG.spec,
    CONFIG_SECRETS.spec,
    SYSTEM_PROMPT.spec,
    HIDDEN_MODELS.spec,
    CREATED.spec,
    UPDATED.spec,
    ID.spec,
    MODEL_MAPPING.spec,
    PRICES.spec,
];
