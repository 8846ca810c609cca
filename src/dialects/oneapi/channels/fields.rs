//! The fields of a channel (contract 3.1.1).

pub mod configured;
pub mod health;
pub mod setup;

use super::super::IDS;
use super::types;
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, FieldValue, Priority, StatusWords, Tone};
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
        .column(104, Priority::Above1200)
        .declared()
        .sorts()
        .edited();

/// The share among channels of one priority.
pub const WEIGHT: Column<i64> = FieldSpec::count("weight", text!("Weight" / "权重"), &["weight"])
    .column(96, Priority::Above1200)
    .declared()
    .sorts()
    .edited();

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
    health::USED_QUOTA.spec,
    health::BALANCE.spec,
    health::BALANCE_READ.spec,
    health::RESPONSE_TIME.spec,
    health::TESTED.spec,
    PRIORITY.spec,
    WEIGHT.spec,
    MODELS.spec,
    setup::BASE_URL.spec,
    setup::RATE_LIMIT.spec,
    setup::TESTING_MODEL.spec,
    setup::CONFIG.spec,
    setup::CONFIG_SECRETS.spec,
    setup::SYSTEM_PROMPT.spec,
    setup::HIDDEN_MODELS.spec,
    setup::TEST_MODELS.spec,
    setup::PROFILES.spec,
    setup::OTHER.spec,
    setup::LEGACY_RATIOS.spec,
    setup::LEGACY_COMPLETIONS.spec,
    CREATED.spec,
    UPDATED.spec,
    ID.spec,
    setup::MODEL_MAPPING.spec,
    setup::PRICES.spec,
    setup::OWN_PRICES.spec,
    configured::REGION.spec,
    configured::API_VERSION.spec,
    configured::USER_ID.spec,
    configured::LIBRARY.spec,
    configured::PLUGIN.spec,
    configured::PROJECT.spec,
    configured::AUTH_TYPE.spec,
    configured::API_FORMAT.spec,
    configured::BLACKLIST.spec,
    configured::ENDPOINTS.spec,
    configured::TOOLING.spec,
    configured::NAMES.spec,
];
