//! The cases of sample accounts that a client must show, each with a person of its own.

use serde_json::{Value, json};

use super::accounts::{Identity, window};
use super::{DAY, HOUR};
use crate::store::accounts::{Account, Provider};

const ACME: (&str, &str) = ("ws_5c1", "Acme");
const PERSONAL: (&str, &str) = ("ws_ada", "Personal");

const fn who(
    name: Option<&'static str>,
    email: &'static str,
    organization: (&'static str, &'static str),
    plan: &'static str,
) -> Identity {
    Identity {
        name,
        email,
        organization,
        plan,
    }
}

/// The first two share an e-mail but no workspace; the second and the last share both.
static CODEX: [Identity; 12] = [
    who(Some("Platform"), "ada@example.com", PERSONAL, "plus"),
    who(None, "ada@example.com", ACME, "team"),
    who(Some("Night batch"), "grace@example.com", ACME, "team"),
    who(None, "linus@example.com", ("ws_linus", "Personal"), "free"),
    who(
        Some("Research"),
        "edsger@example.com",
        ("ws_lab", "Research lab"),
        "enterprise",
    ),
    who(
        Some("Former contractor"),
        "former@example.com",
        ACME,
        "team",
    ),
    who(
        None,
        "barbara@example.com",
        ("ws_barbara", "Personal"),
        "pro",
    ),
    who(
        Some("数据团队"),
        "shuju@example.com",
        ("ws_data", "数据平台"),
        "business",
    ),
    who(
        Some("Shared account of the customer care team, day shift"),
        "customer.care.day.shift@a-department-with-a-long-name.example.com",
        ("ws_care", "Customer care and partner operations, Europe"),
        "business",
    ),
    who(
        None,
        "katherine@example.com",
        ("ws_edu", "Campus"),
        "quorum",
    ),
    who(
        Some("Weekend jobs"),
        "alan@example.com",
        ("ws_alan", "Personal"),
        "plus",
    ),
    who(
        Some("Platform, older login"),
        "ada@example.com",
        ACME,
        "team",
    ),
];

static CLAUDE: [Identity; 6] = [
    who(
        Some("Main"),
        "ada@example.com",
        ("org_7", "Acme"),
        "max_20x",
    ),
    who(None, "grace@example.com", ("org_grace", "Personal"), "pro"),
    who(Some("CI token"), "", ("", ""), ""),
    who(Some("Nightly token"), "", ("", ""), ""),
    who(
        Some("研究"),
        "yanjiu@example.com",
        ("org_lab", "Research lab"),
        "team",
    ),
    who(None, "barbara@example.com", ("org_7", "Acme"), "max_5x"),
];

/// The number of cases.
pub(super) fn count(provider: Provider) -> usize {
    match provider {
        Provider::Codex => CODEX.len(),
        Provider::Claude => CLAUDE.len(),
    }
}

/// The person of a case.
pub(super) fn identity(provider: Provider, case: usize) -> &'static Identity {
    match provider {
        Provider::Codex => &CODEX[case],
        Provider::Claude => &CLAUDE[case],
    }
}

/// Puts an account into the state of a case; other numbers leave it active.
pub(super) fn state(provider: Provider, case: usize, row: Account, now: i64) -> Account {
    match provider {
        Provider::Codex => codex(case, row, now),
        Provider::Claude => claude(case, row, now),
    }
}

fn codex(case: usize, row: Account, now: i64) -> Account {
    match case {
        2 => {
            let until = now + 2 * DAY;
            let limited = with_window(row, "weekly", window(100, until, 7 * DAY));
            let limited = Account {
                rate_limited_until: Some(until),
                ..limited
            };
            trouble(
                limited,
                "rate_limited",
                "rate_limit_exceeded",
                "Weekly limit reached.",
                now,
            )
        }
        3 => {
            let row = with_window(row, "five_hour", Value::Null);
            let row = with_window(row, "weekly", Value::Null);
            let row = with_window(row, "monthly", window(100, now + 11 * DAY, 30 * DAY));
            trouble(
                row,
                "quota_exceeded",
                "usage_limit_reached",
                "Monthly limit reached.",
                now,
            )
        }
        4 => {
            let message = "The refresh token was used by another program.";
            let row = Account {
                token_expires_at: Some(now - 2 * DAY),
                last_refreshed_at: Some(now - 12 * DAY),
                last_used_at: Some((now - 2 * DAY).max(row.created_at)),
                ..with_window(row, "updated_at", json!(now - 2 * DAY))
            };
            trouble(
                row,
                "reauth_required",
                "refresh_token_reused",
                message,
                now - 2 * DAY,
            )
        }
        5 => Account {
            enabled: false,
            status_reason: Some("Disabled by an administrator.".to_owned()),
            ..row
        },
        6 => trouble(
            row,
            "blocked",
            "account_deactivated",
            "The provider deactivated this account.",
            now - DAY,
        ),
        // The five-hour window was lifted for this plan.
        7 => Account {
            trouble: Some("refreshing".to_owned()),
            ..with_window(row, "five_hour", Value::Null)
        },
        8 => {
            let row = Account { usage: None, ..row };
            trouble(
                row,
                "error",
                "provider_unavailable",
                "The provider did not respond within 60 s.",
                now - 300,
            )
        }
        9 => Account {
            trouble: Some("warming_up".to_owned()),
            last_used_at: None,
            ..row
        },
        // Both windows have reset since the snapshot, so their percentages mean nothing.
        10 => {
            let row = with_window(row, "updated_at", json!(now - 8 * DAY));
            let row = with_window(row, "five_hour", window(88, now - 8 * DAY + HOUR, 5 * HOUR));
            with_window(row, "weekly", window(64, now - DAY, 7 * DAY))
        }
        // It says active, but its token has expired and the provider refuses it.
        11 => {
            let message = "The provider refused the access token.";
            let at = now - 40 * 60;
            Account {
                token_expires_at: Some(now - HOUR),
                last_refreshed_at: Some(now - 9 * DAY),
                last_error: Some(error("token_expired", message, at)),
                ..row
            }
        }
        _ => row,
    }
}

fn claude(case: usize, row: Account, now: i64) -> Account {
    match case {
        0 => {
            let row = with_window(row, "weekly_opus", window(71, now + 3 * DAY, 7 * DAY));
            with_window(row, "weekly_sonnet", window(9, now + 3 * DAY, 7 * DAY))
        }
        1 => with_window(row, "five_hour", window(97, now + 35 * 60, 5 * HOUR)),
        2 => setup_token(row, now + 310 * DAY),
        3 => setup_token(row, now + 12 * DAY),
        4 => {
            let message = "The refresh token was revoked.";
            let row = Account {
                token_expires_at: Some(now - 5 * HOUR),
                ..row
            };
            trouble(
                row,
                "reauth_required",
                "invalid_grant",
                message,
                now - 5 * HOUR,
            )
        }
        5 => {
            let until = now + 25 * 60;
            let row = with_window(row, "five_hour", window(100, until, 5 * HOUR));
            let row = Account {
                rate_limited_until: Some(until),
                ..row
            };
            trouble(
                row,
                "rate_limited",
                "rate_limit_exceeded",
                "Five-hour limit reached.",
                now,
            )
        }
        _ => row,
    }
}

/// A token that says nothing about its person and has no windows.
fn setup_token(row: Account, token_expires_at: i64) -> Account {
    Account {
        email: None,
        organization_id: None,
        organization_name: None,
        member_id: None,
        plan: None,
        auth_type: "setup_token".to_owned(),
        last_refreshed_at: None,
        token_expires_at: Some(token_expires_at),
        usage: None,
        ..row
    }
}

fn trouble(row: Account, word: &str, code: &str, message: &str, at: i64) -> Account {
    Account {
        trouble: Some(word.to_owned()),
        status_reason: Some(message.to_owned()),
        last_error: Some(error(code, message, at.max(row.created_at))),
        ..row
    }
}

fn error(code: &str, message: &str, at: i64) -> String {
    json!({"code": code, "message": message, "at": at}).to_string()
}

/// Replaces one field of the usage.
fn with_window(row: Account, name: &str, value: Value) -> Account {
    let usage = row.usage.as_deref();
    let usage = usage.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let usage = usage.map(|mut usage| {
        usage[name] = value;
        usage.to_string()
    });
    Account { usage, ..row }
}
