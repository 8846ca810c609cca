//! The fields of a Claude account (contract 5.7).

use serde_json::Value as Json;

use super::super::accounts::fields::{
    CREATED_AT, EMAIL, ID, LAST_USED_AT, NAME, PLAN, REFRESHED_AT, TOKEN_EXPIRES_AT, WORKSPACE,
    WORKSPACE_ID,
};
use super::super::accounts::status::{LIMITED_UNTIL, STATUS, STATUS_REASON};
use super::super::accounts::windows::{FIVE_HOUR, MONTHLY, USAGE_AT, WEEKLY};
use super::super::enabled::ENABLED;
use crate::domain::budget::Window;
use crate::domain::time::UnixSeconds;
use crate::records::{pick, read_time};
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Tone, Value};
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

/// When a setup token ends. A sign-in is renewed before, so it has no such time.
pub const TOKEN_ENDS: Column<UnixSeconds> = FieldSpec::time(
    "token_ends",
    text!("Setup token ends" / "设置令牌到期"),
    &["token_expires_at"],
)
.read_by(token_ends)
.column(128, Priority::Above720)
.counter()
.if_present()
.sorts();

fn token_ends(row: &Json) -> Option<Value> {
    let word = |field: &FieldSpec| pick(row, field.aliases).json()?.as_str();
    let is_token = matches!(word(&AUTH_TYPE.spec), Some("setup_token" | "setup-token"));
    let time = || read_time(pick(row, TOKEN_EXPIRES_AT.spec.aliases).json()?);
    Some(match time().filter(|_| is_token) {
        Some(time) => Value::Time(time),
        None => Value::Missing,
    })
}

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
    TOKEN_ENDS.spec,
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

#[cfg(test)]
mod tests {
    use super::TOKEN_ENDS;
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn only_a_setup_token_ends() {
        check_table(
            r##"
            {"auth_type":"setup_token","token_expires_at":1742000000} => 1742000000
            {"authType":"setup-token","tokenExpiresAt":"2025-03-15T00:53:20Z"} => 1742000000
            {"auth_type":"oauth","token_expires_at":1742000000} => -
            {"auth_type":"setup_token"} => -
            {} => -
            "##,
            |row| {
                let json = serde_json::from_str(row).expect("JSON");
                let row = read_fields(&[TOKEN_ENDS.spec], &json);
                row.get(&TOKEN_ENDS)
                    .map_or("-".to_owned(), |ends| ends.0.to_string())
            },
        );
    }
}
