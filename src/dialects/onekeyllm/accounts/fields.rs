//! The fields that accounts of every provider have (contract 5.6, 5.7, 6.3).

use serde_json::Value as Json;

use super::windows::{five_hours, month, week};
use crate::domain::budget::Window;
use crate::domain::time::UnixSeconds;
use crate::records::pick;
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Str, Tone, Value};
use crate::text;

/// What it is called: its own name, else its e-mail address.
pub const NAME: Column<String> = FieldSpec::text(
    "name",
    text!("Account" / "账户"),
    &[
        "name",
        "label",
        "alias",
        "display_name",
        "email",
        "account_email",
        "account.email",
        "email_address",
    ],
)
.column(208, Priority::Always)
.sorts()
.searched();

/// The e-mail address that it signs in with.
pub const EMAIL: Column<String> = FieldSpec::text(
    "email",
    text!("E-mail" / "邮箱"),
    &["email", "account_email", "account.email", "email_address"],
)
.searched();

/// The workspace or organization that it belongs to, by name.
pub const WORKSPACE: Column<String> = FieldSpec::text(
    "workspace",
    text!("Workspace" / "工作区"),
    &["workspace_name", "workspace_label", "organization_name"],
)
.column(136, Priority::Above1040)
.sorts()
.searched();

/// The workspace's id at the provider.
pub const WORKSPACE_ID: Column<String> = FieldSpec::mono(
    "workspace_id",
    text!("Workspace id" / "工作区标识"),
    &[
        "workspace_id",
        "chatgpt_account_id",
        "organization_id",
        "org_uuid",
    ],
)
.searched();

/// Its subscription at the provider: an open word.
pub const PLAN: Column<String> = FieldSpec::text(
    "plan",
    text!("Plan" / "套餐"),
    &[
        "plan_type",
        "plan",
        "subscription_type",
        "chatgpt_plan_type",
        "tier",
        "rate_limit_tier",
    ],
)
.column(96, Priority::Above1200)
.sorts()
.searched();

const STATUS_WORDS: StatusWords = &[
    ("active", text!("active" / "正常"), Tone::Good),
    ("disabled", text!("disabled" / "已停用"), Tone::Neutral),
    (
        "rate_limited",
        text!("rate limited" / "已限流"),
        Tone::Attention,
    ),
    (
        "quota_exceeded",
        text!("quota exceeded" / "额度已用尽"),
        Tone::Attention,
    ),
    (
        "reauth_required",
        text!("sign-in needed" / "需要重新登录"),
        Tone::Bad,
    ),
    ("blocked", text!("blocked" / "已被封禁"), Tone::Bad),
    ("refreshing", text!("refreshing" / "刷新中"), Tone::Neutral),
    ("error", text!("error" / "错误"), Tone::Bad),
];

/// Other gateways' words for a status (contract 4.3).
const SAME_STATUS: All<(Str, Str)> = &[
    ("created", "active"),
    ("normal", "active"),
    ("ok", "active"),
    ("enabled", "active"),
    ("paused", "disabled"),
    ("inactive", "disabled"),
    ("overloaded", "rate_limited"),
    ("temp_error", "rate_limited"),
    ("limit_reached", "quota_exceeded"),
    ("unauthorized", "reauth_required"),
    ("expired", "reauth_required"),
    ("token_invalidated", "reauth_required"),
    ("banned", "blocked"),
    ("deactivated", "blocked"),
    ("pending", "refreshing"),
];

/// Its status, in the words of this console where they are known. An unknown word stays as it came.
pub const STATUS: Column<String> = FieldSpec::status(
    "status",
    text!("Status" / "状态"),
    &["status"],
    STATUS_WORDS,
)
.read_by(status)
.column(128, Priority::Always)
.sorts();

fn status(row: &Json) -> Option<Value> {
    let word = pick(row, &["status"])
        .json()?
        .as_str()?
        .trim()
        .to_lowercase();
    let known = SAME_STATUS.iter().find(|(other, _)| *other == word);
    let canonical = match known {
        Some((_, canonical)) => canonical,
        None if word.starts_with("refresh_token_") => "reauth_required",
        None => return None,
    };
    Some(Value::Text(canonical.to_owned()))
}

/// Why its status is what it is.
pub const STATUS_REASON: Column<String> = FieldSpec::text(
    "status_reason",
    text!("Status reason" / "状态原因"),
    &[
        "status_reason",
        "status_message",
        "error_message",
        "deactivation_reason",
        "last_error.message",
    ],
);

/// Used of the five hours that roll.
pub const FIVE_HOUR: Column<Window> = FieldSpec::window(
    "five_hour",
    text!("Five hours" / "5 小时"),
    &["usage.five_hour", "five_hour"],
)
.read_by(five_hours)
.column(128, Priority::Above720)
.counter()
.if_present()
.sorts();

/// Used of the week that rolls.
pub const WEEKLY: Column<Window> = FieldSpec::window(
    "weekly",
    text!("Week" / "每周"),
    &["usage.weekly", "weekly"],
)
.read_by(week)
.column(128, Priority::Above720)
.counter()
.if_present()
.sorts();

/// Used of the month that rolls.
pub const MONTHLY: Column<Window> = FieldSpec::window(
    "monthly",
    text!("Month" / "每月"),
    &["usage.monthly", "monthly"],
)
.read_by(month)
.column(128, Priority::Above1040)
.counter()
.if_present()
.sorts();

/// When the gateway last asked the provider for the windows.
pub const USAGE_AT: Column<UnixSeconds> = FieldSpec::time(
    "usage_at",
    text!("Windows as of" / "用量数据时间"),
    &["usage.updated_at", "usage_updated_at"],
)
.counter();

/// Until when the provider takes no requests from it.
pub const LIMITED_UNTIL: Column<UnixSeconds> = FieldSpec::time(
    "rate_limited_until",
    text!("Limited until" / "限流至"),
    &[
        "rate_limited_until",
        "rate_limit_reset_at",
        "cooldown_until",
        "next_retry_after",
        "overload_until",
        "temp_unschedulable_until",
    ],
)
.counter();

/// When a request last went through it.
pub const LAST_USED_AT: Column<UnixSeconds> = FieldSpec::time(
    "last_used_at",
    text!("Last used" / "上次使用"),
    &["last_used_at"],
)
.column(104, Priority::Above1040)
.counter()
.none(text!("never" / "从未"))
.sorts();

/// When its sign-in was last renewed.
pub const REFRESHED_AT: Column<UnixSeconds> = FieldSpec::time(
    "last_refreshed_at",
    text!("Sign-in renewed" / "登录续期时间"),
    &[
        "last_refreshed_at",
        "last_refresh_at",
        "last_refresh",
        "refreshed_at",
    ],
)
.counter();

/// When its token ends. One that can be renewed is renewed before.
pub const TOKEN_EXPIRES_AT: Column<UnixSeconds> = FieldSpec::time(
    "token_expires_at",
    text!("Token expires" / "令牌到期"),
    &[
        "token_expires_at",
        "access_token_expires_at",
        "auth.access.expires_at",
        "expires_at",
    ],
)
.counter();

/// When it was brought in.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]).sorts();

/// Its id at the gateway.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), &["id"]).searched();

#[cfg(test)]
mod tests {
    use super::{LIMITED_UNTIL, NAME, STATUS};
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn names_and_states_of_other_gateways() {
        check_table(
            r##"
            {"name":"Ada","email":"a@x","status":"active"} => Ada active
            {"name":null,"email":"a@x","status":"NORMAL"} => a@x active
            {"displayName":"A","status":"paused"} => A disabled
            {"account":{"email":"b@x"},"status":"refresh_token_reused"} => b@x reauth_required
            {"email":"a@x","status":"warming up"} => a@x warming up
            {} => - -
            "##,
            |row| {
                let json = serde_json::from_str(row).expect("JSON");
                let row = read_fields(&[NAME.spec, STATUS.spec, LIMITED_UNTIL.spec], &json);
                let said = [&NAME, &STATUS].map(|field| match row.text(field) {
                    "" => "-",
                    text => text,
                });
                said.map(str::to_owned).join(" ")
            },
        );
    }
}
