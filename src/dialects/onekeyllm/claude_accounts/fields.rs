//! The fields of a Claude account (contract 5.7).

use super::super::accounts::fields::{
    CREATED_AT, EMAIL, ID, LAST_USED_AT, NAME, PLAN, REFRESHED_AT, TOKEN_EXPIRES_AT, WORKSPACE,
    WORKSPACE_ID,
};
use super::super::accounts::status::{LIMITED_UNTIL, STATUS, STATUS_REASON};
use super::super::accounts::windows::{FIVE_HOUR, MONTHLY, USAGE_AT, WEEKLY};
use super::super::enabled::ENABLED;
use crate::domain::budget::Window;
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Tone};
use crate::text;

const AUTH_TYPES: StatusWords = &[
    ("oauth", text!("sign-in" / "登录"), Tone::Neutral),
    (
        "setup_token",
        text!("setup token" / "设置令牌"),
        Tone::Neutral,
    ),
];

/// How it signs in: an open word.
pub const AUTH_TYPE: Column<String> = FieldSpec::status(
    "auth_type",
    text!("Sign-in" / "登录方式"),
    &["auth_type", "type", "account_type"],
    AUTH_TYPES,
)
.column(112, Priority::Above1040)
.sorts();

/// Used of the week by the larger models, where the plan counts them apart.
pub const WEEKLY_OPUS: Column<Window> = FieldSpec::window(
    "weekly_opus",
    text!("Week, Opus" / "每周（Opus）"),
    &[
        "usage.weekly_opus",
        "weekly_opus",
        "seven_day_opus",
        "usage.seven_day_opus",
    ],
)
.counter()
.if_present();

/// Used of the week by the middle models, where the plan counts them apart.
pub const WEEKLY_SONNET: Column<Window> = FieldSpec::window(
    "weekly_sonnet",
    text!("Week, Sonnet" / "每周（Sonnet）"),
    &[
        "usage.weekly_sonnet",
        "weekly_sonnet",
        "seven_day_sonnet",
        "usage.seven_day_sonnet",
    ],
)
.counter()
.if_present();

/// All fields, in the order of the table and of the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    FIVE_HOUR.spec,
    WEEKLY.spec,
    MONTHLY.spec,
    WORKSPACE.spec,
    PLAN.spec,
    AUTH_TYPE.spec,
    LAST_USED_AT.spec,
    WEEKLY_OPUS.spec,
    WEEKLY_SONNET.spec,
    USAGE_AT.spec,
    STATUS_REASON.spec,
    LIMITED_UNTIL.spec,
    ENABLED.spec,
    EMAIL.spec,
    WORKSPACE_ID.spec,
    ID.spec,
    REFRESHED_AT.spec,
    TOKEN_EXPIRES_AT.spec,
    CREATED_AT.spec,
];
