//! The fields of a token, which is a key to call models with (contract 3.3).

use serde_json::Value as Json;

use super::super::IDS;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Column, FieldSpec, Priority, Ref, StatusWords, Str, Tone, Value};
use crate::text;

/// The name, which need not be unique.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(208, Priority::Always)
    .sorts()
    .searched();

/// The status of an enabled token.
pub const ENABLED: &str = "1";
/// The status of a disabled token.
pub const DISABLED: &str = "2";

const STATUSES: StatusWords = &[
    (ENABLED, text!("enabled" / "启用"), Tone::Good),
    (DISABLED, text!("disabled" / "已禁用"), Tone::Neutral),
    ("3", text!("expired" / "已过期"), Tone::Attention),
    ("4", text!("used up" / "已耗尽"), Tone::Attention),
];

/// Whether calls with it are accepted.
pub const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(112, Priority::Always)
        .sorts();

/// Whose it is.
pub const USER: Column<Ref> = FieldSpec::reference(
    "user",
    text!("User" / "用户"),
    &["user_uuid", "user_id"],
    "users",
);

/// Whether it has no limit of its own; the quota of its user ends it all the same.
pub const UNLIMITED: Column<bool> = FieldSpec::truth(
    "unlimited_quota",
    text!("Unlimited" / "无限额"),
    &["unlimited_quota"],
);

/// What is left of its own limit; none if it has no limit, where the gateway's number means nothing.
pub const REMAINING: Column<QuotaUnits> = FieldSpec::quota(
    "remain_quota",
    text!("Remaining quota" / "剩余额度"),
    &["remain_quota"],
)
.column(240, Priority::Above720)
.sorts()
.counter()
.left_to_spend()
.none(text!("unlimited" / "无限额"))
.read_by(|row| {
    let unlimited = row.get("unlimited_quota")?.as_bool() == Some(true);
    unlimited.then_some(Value::Null)
});

/// What was used of its own limit. A token without one counts nothing.
pub const USED: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.column(240, Priority::Above1040)
.sorts()
.counter()
.none(text!("not counted" / "不计"))
.read_by(|row| {
    let unlimited = row.get("unlimited_quota")?.as_bool() == Some(true);
    unlimited.then_some(Value::Null)
});

/// Until when it is accepted; −1 is never (contract 3.3).
pub const EXPIRES: Column<UnixSeconds> = FieldSpec::time(
    "expired_time",
    text!("Expires" / "到期时间"),
    &["expired_time"],
)
.column(128, Priority::Above1040)
.sorts()
.none(text!("never" / "永不"))
.read_by(|row| {
    let at = row.get("expired_time")?.as_i64()?;
    (at < 0).then_some(Value::Null)
});

/// The models that it may call, as the gateway separates them; empty for all.
pub const MODELS: Column<String> = FieldSpec::mono("models", text!("Models" / "模型"), &["models"])
    .none(text!("every model" / "所有模型"))
    .read_by(|row| is_empty(row, "models").then_some(Value::Null));

/// The networks from which it is accepted; empty for all.
pub const SUBNET: Column<String> =
    FieldSpec::mono("subnet", text!("Networks" / "网段"), &["subnet"])
        .none(text!("anywhere" / "不限"))
        .read_by(|row| is_empty(row, "subnet").then_some(Value::Null));

/// Whether a text is told as empty, which is no restriction; one that is not told may be any.
fn is_empty(row: &Json, name: Str) -> bool {
    row.get(name).and_then(Json::as_str) == Some("")
}

/// When it was created, in seconds.
pub const CREATED: Column<UnixSeconds> = FieldSpec::time(
    "created_time",
    text!("Created" / "创建时间"),
    &["created_time"],
);

/// When a limited token was last used. One without a limit keeps its first time.
pub const USED_AT: Column<UnixSeconds> = FieldSpec::time(
    "accessed_time",
    text!("Last used" / "最近使用"),
    &["accessed_time"],
)
.none(text!("no use recorded" / "无使用记录"))
.read_by(|row| {
    let unlimited = row.get("unlimited_quota").and_then(Json::as_bool) == Some(true);
    // A new key has the time at which it was created.
    let is_new = row.get("accessed_time") == row.get("created_time");
    (unlimited || is_new).then_some(Value::Null)
});

/// The id: a UUID or a number.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS).searched();
