//! The fields of a user, as its own row and the list of all users carry them (contract 3.2).

use super::super::IDS;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Column, FieldSpec, FieldValue, StatusWords, Tone};
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
    FieldSpec::quota("quota", text!("Remaining quota" / "剩余额度"), &["quota"]).counter();

/// What was used.
pub const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.counter();

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
