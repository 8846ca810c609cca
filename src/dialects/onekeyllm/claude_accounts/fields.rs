//! The fields of a Claude account (contract 5.7).

use serde_json::Value as Json;

use super::super::accounts::fields::{
    CREATED_AT, EMAIL, ID, LAST_USED_AT, NAME, PLAN, REFRESHED_AT, TOKEN_EXPIRES_AT, WORKSPACE,
    WORKSPACE_ID,
};
use super::super::accounts::status::{LAST_ERROR_AT, LIMITED_UNTIL, STATUS, STATUS_REASON};
use super::super::accounts::windows::{
    FIVE_HOUR, MONTHLY, USAGE_AT, WEEKLY, WEEKLY_OPUS, WEEKLY_SONNET,
};
use super::super::enabled::ENABLED;
use crate::domain::time::UnixSeconds;
use crate::records::{Picked, pick, read_time};
use crate::schema::{All, Column, FieldSpec, Priority, StatusWords, Str, Tone, Value};
use crate::text;

const AUTH_TYPES: StatusWords = &[
    ("oauth", text!("sign-in" / "登录"), Tone::Neutral),
    (
        "setup_token",
        text!("setup token" / "设置令牌"),
        Tone::Neutral,
    ),
];

/// How it signs in: an open word, or what its scopes say where the gateway tells no word.
pub const AUTH_TYPE: Column<String> = FieldSpec::status(
    "auth_type",
    text!("Sign-in" / "登录方式"),
    &["auth_type", "type", "account_type"],
    AUTH_TYPES,
)
.read_by(|row| auth_type(row).map(|word| Value::Text(word.to_owned())))
.column(120, Priority::Above1040)
.sorts();

/// The only scope of a setup token. A sign-in has others too (contract 3).
const SETUP_SCOPE: Str = "user:inference";

/// Returns how a row signs in, in the words of this console; `None` where it says another word or nothing.
fn auth_type(row: &Json) -> Option<Str> {
    if let Some(word) = pick(row, AUTH_TYPE.spec.aliases)
        .json()
        .and_then(Json::as_str)
    {
        return ["setup_token", "setup-token"]
            .contains(&word)
            .then_some("setup_token");
    }
    let scopes: Vec<&str> = match pick(row, &["scopes", "scope"]) {
        Picked::At(_, Json::String(scopes)) => scopes.split([' ', ',']).collect(),
        Picked::At(_, Json::Array(scopes)) => scopes.iter().filter_map(Json::as_str).collect(),
        // A gateway that keeps no scopes knows the person and the windows of every account but these.
        Picked::Null => return is_nobodys(row).then_some("setup_token"),
        _ => return None,
    };
    let mut told = scopes
        .into_iter()
        .filter(|scope| !scope.is_empty())
        .peekable();
    told.peek()?;
    Some(if told.all(|scope| scope == SETUP_SCOPE) {
        "setup_token"
    } else {
        "oauth"
    })
}

/// Returns whether a row says that neither its e-mail address nor its windows are known.
fn is_nobodys(row: &Json) -> bool {
    let is_null = |names: &[&str]| matches!(pick(row, names), Picked::Null);
    is_null(EMAIL.spec.aliases) && is_null(&["usage"])
}

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
    let time = || read_time(pick(row, TOKEN_EXPIRES_AT.spec.aliases).json()?);
    let is_token = auth_type(row) == Some("setup_token");
    Some(match time().filter(|_| is_token) {
        Some(time) => Value::Time(time),
        None => Value::Missing,
    })
}

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
    LAST_ERROR_AT.spec,
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
    use super::{AUTH_TYPE, FIELDS, TOKEN_ENDS};
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn how_an_account_signs_in() {
        check_table(
            r##"
            {"auth_type":"setup_token"} => setup_token
            {"authType":"setup-token","scopes":"user:profile"} => setup_token
            {"auth_type":"oauth","scopes":"user:inference"} => oauth
            {"auth_type":"passkey"} => passkey
            {"email":null,"account_uuid":"","scopes":"user:inference","usage":null,"status":"active"} => setup_token
            {"email":null,"account_uuid":"","scopes":["user:inference"],"usage":null,"status":"active"} => setup_token
            {"email":null,"account_uuid":"","scopes":null,"usage":null,"status":"active"} => setup_token
            {"email":"a@x","scopes":null,"usage":null} => -
            {"email":null,"usage":null} => -
            {"scopes":"user:profile user:inference"} => oauth
            {"scopes":["user:inference","user:profile"]} => oauth
            {"scopes":""} => -
            {"scopes":[]} => -
            {"scopes":7} => -
            "##,
            |row| {
                let row = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                match row.text(&AUTH_TYPE) {
                    "" => "-".to_owned(),
                    word => word.to_owned(),
                }
            },
        );
    }

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
