//! The fields of a user, as its own row and the list of all users carry them (contract 3.2).

use super::super::IDS;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Column, FieldSpec, FieldValue, Priority, StatusWords, Tone};
use crate::text;

/// The name to sign in with.
pub const USERNAME: Column<String> =
    FieldSpec::text("username", text!("Username" / "用户名"), &["username"]);

/// The name that is shown.
pub const DISPLAY_NAME: Column<String> = FieldSpec::text(
    "display_name",
    text!("Display name" / "显示名称"),
    &["display_name"],
);

const ROLES: StatusWords = &[
    ("root", text!("root" / "超级管理员"), Tone::Plain),
    ("admin", text!("admin" / "管理员"), Tone::Plain),
    ("common", text!("user" / "普通用户"), Tone::Plain),
];

/// The address of mails; empty if none.
pub const EMAIL: Column<String> =
    FieldSpec::text("email", text!("E-mail" / "邮箱"), &["email"]).declared();

/// Whether calls are accepted (contract 3.2).
pub const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(112, Priority::Always)
        .sorts();

/// The status of an enabled user.
pub const ENABLED: &str = "1";
/// The status of a disabled user.
pub const DISABLED: &str = "2";
/// The status of a deleted user.
pub const DELETED: &str = "3";

const STATUSES: StatusWords = &[
    (ENABLED, text!("enabled" / "启用"), Tone::Good),
    (DISABLED, text!("disabled" / "已禁用"), Tone::Neutral),
    (DELETED, text!("deleted" / "已删除"), Tone::Attention),
];

/// The role, in words for its number (contract 1.4).
pub const ROLE: Column<String> =
    FieldSpec::status("role", text!("Role" / "角色"), &["role"], ROLES).read_by(|row| {
        let role = row.get("role")?.as_i64()?;
        let word = match role {
            100.. => "root",
            10.. => "admin",
            _ => "common",
        };
        Some(word.to_owned().value())
    });

/// The group whose ratio and channels apply.
pub const GROUP: Column<String> = FieldSpec::text("group", text!("Group" / "分组"), &["group"]);

/// What is left.
pub const QUOTA: Column<QuotaUnits> =
    FieldSpec::quota("quota", text!("Remaining quota" / "剩余额度"), &["quota"])
        .counter()
        .left_to_spend();

/// What was used.
pub const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.counter();

/// What was ever granted: what is left and what was used. A call moves quota from one to the other, so a
/// top-up can be told from calls that were made meanwhile.
pub const GRANTED: Column<QuotaUnits> = FieldSpec::quota(
    "granted",
    text!("Granted in all" / "累计额度"),
    &["granted"],
)
.counter()
.read_by(|row| {
    let units = |name: &str| row.get(name)?.as_i64();
    let granted = units("quota")?.checked_add(units("used_quota")?)?;
    Some(QuotaUnits(granted).value())
});

/// How many calls were made.
pub const REQUEST_COUNT: Column<i64> = FieldSpec::count(
    "request_count",
    text!("Requests" / "请求次数"),
    &["request_count"],
)
.counter();

/// When it was created.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]);

/// The id: a UUID or a number.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS);
