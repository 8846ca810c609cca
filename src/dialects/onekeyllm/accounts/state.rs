//! Whether an account works, in the words that the lists are filtered by, and how much of its windows
//! is used.

use super::fields::{EMAIL, TOKEN_EXPIRES_AT, WORKSPACE, WORKSPACE_ID};
use super::status::{REFUSED, STATUS};
use super::windows::{FIVE_HOUR, MONTHLY, WEEKLY, WEEKLY_OPUS, WEEKLY_SONNET};
use crate::dialects::onekeyllm::budgets;
use crate::dialects::onekeyllm::enabled::ENABLED;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use crate::schema::{AttentionGroup, Choices, Facet, FacetOf, Field, Record, Str, Value};
use crate::text;

/// From this part on a window is nearly used.
const NEARLY: Percent = Percent::from_thousandths(90_000);

/// A setup token cannot be renewed: it is pointed out this long before its end.
const SOON_SECONDS: i64 = 30 * 86_400;

/// How an account signs in: an open word.
pub const AUTH_TYPE: Field<String> = Field::new("auth_type");

/// The states of an account.
pub const STATES: Choices = &[
    ("sign-in", text!("sign-in needed" / "需要重新登录")),
    ("failing", text!("failing" / "出错")),
    ("disabled", text!("disabled" / "已停用")),
    ("limited", text!("limited" / "受限")),
    ("working", text!("working" / "正常")),
    ("other", text!("unknown status" / "未知状态")),
];

/// Returns an account's state.
#[must_use]
pub fn state(row: &Record, now: UnixSeconds) -> Option<Str> {
    Some(match row.text(&STATUS) {
        "reauth_required" | REFUSED => "sign-in",
        "blocked" | "error" => "failing",
        _ if has_ended(row, now) => "sign-in",
        "disabled" => "disabled",
        _ if row.get(&ENABLED) == Some(&false) => "disabled",
        "rate_limited" | "quota_exceeded" => "limited",
        "" | "active" | "refreshing" => "working",
        _ => "other",
    })
}

/// Ranks those that need a person first; a provider's limit ends by itself.
#[must_use]
pub fn rank(row: &Record, now: UnixSeconds) -> Option<i64> {
    match state(row, now)? {
        "sign-in" => Some(2),
        "failing" => Some(1),
        "disabled" => Some(0),
        _ => None,
    }
}

/// The groups of accounts that need a person.
pub const IN_TROUBLE: &[AttentionGroup] = &[
    AttentionGroup {
        view: ("state", "sign-in"),
        words: text!("{n} needs a sign-in" / "{n} need a sign-in" / "{n} 个需要重新登录"),
        of: |row, now| state(row, now) == Some("sign-in"),
    },
    AttentionGroup {
        view: ("state", "failing"),
        words: text!("{n} failing" / "{n} failing" / "{n} 个出错"),
        of: |row, now| state(row, now) == Some("failing"),
    },
    AttentionGroup {
        view: ("state", "disabled"),
        words: text!("{n} disabled" / "{n} disabled" / "{n} 个已停用"),
        of: |row, now| state(row, now) == Some("disabled"),
    },
];

/// Returns what two rows share that are one account: the e-mail address and the workspace.
#[must_use]
pub fn twin(row: &Record) -> Option<String> {
    let email = row.get(&EMAIL)?.trim().to_lowercase();
    let workspace = match row.text(&WORKSPACE_ID) {
        "" => row.text(&WORKSPACE),
        id => id,
    };
    (!email.is_empty()).then(|| format!("{email} {workspace}"))
}

/// Counts the accounts that need a person.
#[must_use]
pub fn in_trouble(rows: &[&Record], now: UnixSeconds) -> Value {
    let troubled = rows.iter().filter(|row| rank(row, now).is_some());
    budgets::count(&troubled.copied().collect::<Vec<_>>(), now)
}

/// The filter by state.
pub const STATE_FACET: Facet = Facet {
    id: "state",
    label: text!("State" / "运行状态"),
    any: text!("Any state" / "所有运行状态"),
    of: FacetOf::Rule(state, STATES),
    none: None,
    server: false,
};

/// The filter by what is used of the windows.
pub const USE_FACET: Facet = Facet {
    id: "use",
    label: text!("Windows" / "用量窗口"),
    any: text!("Any use" / "所有用量"),
    of: FacetOf::Rule(use_word, USES),
    none: None,
    server: false,
};

/// The filter by plan.
pub const PLAN_FACET: Facet = Facet {
    id: "plan",
    label: text!("Plan" / "套餐"),
    any: text!("Any plan" / "所有套餐"),
    of: FacetOf::Field("plan"),
    none: None,
    server: false,
};

/// How much of its windows an account has used.
pub const USES: Choices = &[
    ("full", text!("used up" / "已用尽")),
    ("nearly", text!("nearly used" / "即将用尽")),
    ("free", text!("free" / "有余量")),
];

/// Returns how much of the fullest window that is not over is used; `None` where no window is told.
#[must_use]
pub fn use_word(row: &Record, now: UnixSeconds) -> Option<Str> {
    let used = fullest(row, now)?;
    Some(match used.thousandths() {
        100_000.. => "full",
        used if used >= NEARLY.thousandths() => "nearly",
        _ => "free",
    })
}

/// Ranks accounts whose windows are nearly used, the fullest first.
#[must_use]
pub fn use_rank(row: &Record, now: UnixSeconds) -> Option<i64> {
    let used = fullest(row, now)?;
    (used >= NEARLY).then_some(used.thousandths())
}

/// Ranks accounts by how much of the fullest window that is not over is used.
#[must_use]
pub fn fullness(row: &Record, now: UnixSeconds) -> Option<i64> {
    fullest(row, now).map(Percent::thousandths)
}

/// The groups of accounts whose windows are nearly used.
pub const NEARLY_USED: &[AttentionGroup] = &[
    AttentionGroup {
        view: ("use", "full"),
        words: text!("{n} used up" / "{n} used up" / "{n} 个已用尽"),
        of: |row, now| use_word(row, now) == Some("full"),
    },
    AttentionGroup {
        view: ("use", "nearly"),
        words: text!("{n} nearly used" / "{n} nearly used" / "{n} 个即将用尽"),
        of: |row, now| use_word(row, now) == Some("nearly"),
    },
];

fn fullest(row: &Record, now: UnixSeconds) -> Option<Percent> {
    let windows = [&FIVE_HOUR, &WEEKLY, &MONTHLY, &WEEKLY_OPUS, &WEEKLY_SONNET];
    let current = windows.into_iter().filter_map(|window| row.get(window));
    let current = current.filter(|window| !window.is_stale(now));
    current.filter_map(|window| window.used).max()
}

/// Returns whether a setup token is at its end: nothing renews it.
fn has_ended(row: &Record, now: UnixSeconds) -> bool {
    token_end(row).is_some_and(|end| end <= now)
}

/// Ranks setup tokens near their end, the next to end first.
#[must_use]
pub fn token_rank(row: &Record, now: UnixSeconds) -> Option<i64> {
    let left = token_end(row)?.0.saturating_sub(now.0);
    (0 < left && left <= SOON_SECONDS).then_some(-left)
}

fn token_end(row: &Record) -> Option<UnixSeconds> {
    let is_setup = row.text(&AUTH_TYPE) == "setup_token";
    row.get(&TOKEN_EXPIRES_AT).copied().filter(|_| is_setup)
}

/// When setup tokens end.
pub const TOKEN_ENDS: Choices = &[
    ("soon", text!("within 30 days" / "30 天内")),
    ("later", text!("later" / "更晚")),
    ("over", text!("already over" / "已到期")),
];

/// Returns when an account's setup token ends; `None` for one that signs in otherwise.
#[must_use]
pub fn token_word(row: &Record, now: UnixSeconds) -> Option<Str> {
    token_end(row)?;
    Some(match token_rank(row, now) {
        Some(_) => "soon",
        None if has_ended(row, now) => "over",
        None => "later",
    })
}

#[cfg(test)]
mod tests {
    use super::{rank, state, token_rank, twin, use_rank, use_word};
    use crate::dialects::onekeyllm::claude_accounts::fields::FIELDS;
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;

    const NOW: UnixSeconds = UnixSeconds(2_000_000_000);

    #[test]
    fn states_of_accounts() {
        check_table(
            r##"
            {"status":"active","enabled":true} => working -
            {"status":"active","enabled":false} => disabled 0
            {"status":"disabled"} => disabled 0
            {"status":"reauth_required","enabled":false} => sign-in 2
            {"status":"blocked"} => failing 1
            {"status":"rate_limited","enabled":true} => limited -
            {"status":"unheard of"} => other -
            {"status":"active","last_error":{"code":"token_expired","at":5}} => sign-in 2
            {"status":"pending"} => working -
            {"status":"active","auth_type":"setup_token","token_expires_at":1999999999} => sign-in 2
            {"status":"active","auth_type":"oauth","token_expires_at":1999999999} => working -
            "##,
            |row| {
                let row = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                let rank = rank(&row, NOW).map_or("-".to_owned(), |rank| rank.to_string());
                format!("{} {rank}", state(&row, NOW).unwrap_or("-"))
            },
        );
    }

    #[test]
    fn rows_that_are_one_account() {
        check_table(
            r##"
            {"email":"Ada@x ","workspace_id":"ws_1","workspace_name":"Acme"} => ada@x ws_1
            {"email":"ada@x","workspace_name":"Acme"} => ada@x Acme
            {"email":"ada@x"} => ada@x
            {"email":""} => -
            {"workspace_id":"ws_1"} => -
            "##,
            |row| {
                let row = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                twin(&row).map_or("-".to_owned(), |twin| twin.trim().to_owned())
            },
        );
    }

    #[test]
    fn windows_and_tokens_near_their_end() {
        check_table(
            r##"
            {} => - - -
            {"usage":{"five_hour":{"used_percent":40},"weekly":{"used_percent":89.999}}} => free - -
            {"usage":{"five_hour":{"used_percent":90}}} => nearly 90000 -
            {"usage":{"weekly":{"used_percent":100}}} => full 100000 -
            {"usage":{"weekly":{"used_percent":100,"resets_at":1999999999}}} => - - -
            {"usage":{"weekly":{"used_percent":3},"weekly_opus":{"used_percent":100}}} => full 100000 -
            {"auth_type":"setup_token","token_expires_at":2000001000} => - - -1000
            {"scopes":"user:inference","token_expires_at":2001209601} => - - -1209601
            {"auth_type":"setup_token","token_expires_at":2002592001} => - - -
            {"auth_type":"oauth","token_expires_at":2000001000} => - - -
            "##,
            |row| {
                let row = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                let number = |rank: Option<i64>| rank.map_or("-".to_owned(), |it| it.to_string());
                let uses = use_word(&row, NOW).unwrap_or("-");
                format!(
                    "{uses} {} {}",
                    number(use_rank(&row, NOW)),
                    number(token_rank(&row, NOW))
                )
            },
        );
    }
}
