//! The fields that accounts of every provider have (contract 5.6, 5.7, 6.3).

use crate::domain::time::UnixSeconds;
use crate::schema::{Column, FieldSpec, Priority};
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
.column(192, Priority::Always)
.sorts()
.searched();

/// The e-mail address that it signs in with.
pub const EMAIL: Column<String> = FieldSpec::text(
    "email",
    text!("E-mail" / "邮箱"),
    &["email", "account_email", "account.email", "email_address"],
)
.none(text!("not known" / "未知"))
.searched();

/// The workspace or organization that it belongs to, by name.
pub const WORKSPACE: Column<String> = FieldSpec::text(
    "workspace",
    text!("Workspace" / "工作区"),
    &["workspace_name", "workspace_label", "organization_name"],
)
.column(112, Priority::Above1040)
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
.column(80, Priority::Above1200)
.sorts()
.searched();

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
