//! The fields of a user, as its own row and the list of all users carry them (contract 3.2).

use serde_json::Value as Json;

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
        .column(136, Priority::Always)
        .read_by(|row| is_hidden(row).then(|| HIDDEN.to_owned().value()))
        .sorts();

/// Whether an account was only marked as deleted: the gateway leaves it out of its list, and its access
/// token and keys go on working (contract 0.16). One that was deleted has another name since.
fn is_hidden(row: &Json) -> bool {
    row["status"].as_i64() == Some(3) && !is_deleted(row)
}

/// Whether an account was deleted: it is named `deleted_` and 32 hexadecimal digits (contract 3.2).
pub fn is_deleted(row: &Json) -> bool {
    let name = row["username"].as_str().unwrap_or_default();
    let digits = name.strip_prefix("deleted_").unwrap_or_default();
    let is_renamed = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    row["status"].as_i64() == Some(3) && is_renamed
}

/// The status of an enabled user.
pub const ENABLED: &str = "1";
/// The status of a disabled user.
pub const DISABLED: &str = "2";
/// The status of a deleted user.
pub const DELETED: &str = "3";
/// The status of an account that was only marked as deleted.
pub const HIDDEN: &str = "hidden";

const STATUSES: StatusWords = &[
    (ENABLED, text!("enabled" / "启用"), Tone::Good),
    (DISABLED, text!("disabled" / "已禁用"), Tone::Neutral),
    (
        HIDDEN,
        text!("hidden, keys work" / "已隐藏，密钥可用"),
        Tone::Bad,
    ),
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

#[cfg(test)]
mod tests {
    use super::{STATUS, is_deleted};
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn deleted_accounts_and_those_that_only_look_so() {
        check_table(
            r##"
            {"username":"ann","status":1} => 1 listed
            {"username":"ann","status":3} => hidden listed
            {"username":"deleted_0123456789abcdef0123456789abcdef","status":3} => 3 left out
            {"username":"deleted_0123456789abcdef0123456789abcdef","status":2} => 2 listed
            {"username":"deleted_by_mistake","status":3} => hidden listed
            {"status":3} => hidden listed
            "##,
            |row| {
                let row = serde_json::from_str(row).expect("JSON");
                let word = read_fields(&[STATUS.spec], &row).text(&STATUS).to_owned();
                let place = if is_deleted(&row) {
                    "left out"
                } else {
                    "listed"
                };
                format!("{word} {place}")
            },
        );
    }
}
