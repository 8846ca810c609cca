//! How an account stands at its provider: its status in the words of this console, the reason, and how
//! long a limit lasts (contract 4.3, 6.3).

use serde_json::Value as Json;

use super::fields::REFRESHED_AT;
use crate::domain::time::UnixSeconds;
use crate::records::{pick, read_time};
use crate::schema::{All, Column, FieldSpec, FieldValue, Priority, StatusWords, Str, Tone, Value};
use crate::text;

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
    (
        REFUSED,
        text!("active, but refused" / "显示正常，但被拒绝"),
        Tone::Bad,
    ),
    ("error", text!("error" / "错误"), Tone::Bad),
];

/// The word for an account that the gateway calls active although the provider last refused its sign-in:
/// gateways follow the end of the access token, and do not notice that nothing can renew it.
pub const REFUSED: Str = "refused";

/// Codes of a last error that say that the sign-in was refused. `refresh_token_…` says so too.
const SIGN_IN_REFUSED: All<Str> = &[
    "token_expired",
    "token_invalidated",
    "token_revoked",
    "invalid_grant",
    "unauthorized",
    "authentication_error",
    "401",
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
.column(152, Priority::Always)
.sorts()
.searched();

fn status(row: &Json) -> Option<Value> {
    let word = pick(row, &["status"])
        .json()?
        .as_str()?
        .trim()
        .to_lowercase();
    let known = SAME_STATUS.iter().find(|(other, _)| *other == word);
    let canonical = match known {
        Some((_, canonical)) => canonical,
        None if word.starts_with(LOST_REFRESH) => "reauth_required",
        None if word == "active" => "active",
        None => return None,
    };
    let word = match canonical {
        "active" if is_refused(row) => REFUSED,
        "active" if is_held_back(row) => "rate_limited",
        canonical => canonical,
    };
    Some(Value::Text(word.to_owned()))
}

const LOST_REFRESH: Str = "refresh_token_";

/// Returns whether the last error was a refused sign-in, and nothing was renewed after it.
fn is_refused(row: &Json) -> bool {
    let code = match pick(row, &["last_error.code", "error_code"]).json() {
        Some(Json::String(code)) => code.trim().to_lowercase(),
        Some(Json::Number(code)) => code.to_string(),
        _ => return false,
    };
    let says_so = SIGN_IN_REFUSED.contains(&code.as_str()) || code.starts_with(LOST_REFRESH);
    let time = |field: &FieldSpec| read_time(pick(row, field.aliases).json()?);
    let at = time(&LAST_ERROR_AT.spec);
    let renewed = time(&REFRESHED_AT.spec).filter(|renewed| at.is_some_and(|at| at < *renewed));
    says_so && renewed.is_none()
}

/// Returns whether the gateway holds an active account back for a while.
fn is_held_back(row: &Json) -> bool {
    pick(row, &["unavailable"]).json() == Some(&Json::Bool(true)) && limited_until(row).is_some()
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
)
.column(120, Priority::Above1200)
.if_present()
.searched();

/// When the provider last refused something.
pub const LAST_ERROR_AT: Column<UnixSeconds> = FieldSpec::time(
    "last_error_at",
    text!("Last error" / "上次出错"),
    &["last_error.at", "last_error.created_at", "last_error_at"],
)
.counter();

const LIMIT_NAMES: All<Str> = &[
    "rate_limited_until",
    "rate_limit_reset_at",
    "cooldown_until",
    "next_retry_after",
    "overload_until",
    "temp_unschedulable_until",
];

/// Until when the provider takes no requests from it: the latest of the times that are given.
pub const LIMITED_UNTIL: Column<UnixSeconds> = FieldSpec::time(
    "rate_limited_until",
    text!("Limited until" / "限流至"),
    LIMIT_NAMES,
)
.read_by(|row| limited_until(row).map(FieldValue::value))
.counter();

fn limited_until(row: &Json) -> Option<UnixSeconds> {
    let times = LIMIT_NAMES
        .iter()
        .filter_map(|name| read_time(pick(row, &[name]).json()?));
    times.max()
}

#[cfg(test)]
mod tests {
    use super::super::fields::NAME;
    use super::{LIMITED_UNTIL, STATUS};
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn the_latest_limit_counts() {
        check_table(
            r##"
            {"rate_limited_until":100,"overload_until":"300","cooldown_until":200} => 300
            {"rate_limited_until":null} => -
            {"next_retry_after":"1970-01-01T00:01:40Z"} => 100
            {} => -
            "##,
            |row| {
                let json = serde_json::from_str(row).expect("JSON");
                let row = read_fields(&[LIMITED_UNTIL.spec], &json);
                row.get(&LIMITED_UNTIL)
                    .map_or("-".to_owned(), |until| until.0.to_string())
            },
        );
    }

    #[test]
    fn names_and_states_of_other_gateways() {
        check_table(
            r##"
            {"name":"Ada","email":"a@x","status":"active"} => Ada active
            {"name":null,"email":"a@x","status":"NORMAL"} => a@x active
            {"displayName":"A","status":"paused"} => A disabled
            {"account":{"email":"b@x"},"status":"refresh_token_reused"} => b@x reauth_required
            {"email":"a@x","status":"warming up"} => a@x warming up
            {"email":"a@x","status":"ok","last_error":{"code":"token_expired","at":20}} => a@x refused
            {"email":"a@x","status":"active","last_error":{"code":"Refresh_token_reused","at":20},"last_refreshed_at":10} => a@x refused
            {"email":"a@x","status":"active","last_error":{"code":401}} => a@x refused
            {"email":"a@x","status":"active","last_error":{"code":"token_expired","at":20},"last_refresh":30} => a@x active
            {"email":"a@x","status":"active","last_error":{"code":"rate_limit_exceeded","at":20}} => a@x active
            {"email":"a@x","status":"disabled","last_error":{"code":"token_expired","at":20}} => a@x disabled
            {"email":"a@x","status":"active","last_error":null} => a@x active
            {"email":"a@x","status":"active","unavailable":true,"next_retry_after":100} => a@x rate_limited
            {"email":"a@x","status":"active","unavailable":true} => a@x active
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
