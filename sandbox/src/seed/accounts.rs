//! Sample accounts at providers: the first dozen Codex and half a dozen Claude accounts show every
//! status, plan and window. Their tokens never existed.

use serde_json::{Value, json};

use super::{DAY, HISTORY, HOUR, account_cases};
use crate::ids::Number;
use crate::random::Generator;
use crate::store::accounts::{Account, Provider};

/// The person and the plan of a sample account.
pub(super) struct Identity {
    pub(super) name: Option<&'static str>,
    pub(super) email: &'static str,
    /// The organization's id and name, which Codex calls workspace.
    pub(super) organization: (&'static str, &'static str),
    pub(super) plan: &'static str,
}

/// The account at `index` of `count`, from the oldest.
pub(super) fn account(
    generator: &mut Generator,
    provider: Provider,
    (index, count): (u32, u32),
    now: i64,
) -> Account {
    let step = HISTORY / i64::from(count.max(1));
    let created_at = now - HISTORY + step * i64::from(index) + generator.below_signed(step);
    let span = (now - created_at).min(HOUR);
    let last_used_at = now - generator.below_signed(span);
    let refreshed = now - generator.below_signed(span.max(1));
    let life = match provider {
        Provider::Codex => 10 * DAY,
        Provider::Claude => 8 * HOUR,
    };
    let plain = Account {
        number: Number::from(index) + 1,
        name: None,
        email: None,
        organization_id: None,
        organization_name: None,
        member_id: None,
        plan: None,
        auth_type: "oauth".to_owned(),
        enabled: true,
        trouble: None,
        status_reason: None,
        created_at,
        last_used_at: Some(last_used_at),
        last_refreshed_at: Some(refreshed),
        token_expires_at: Some(refreshed + life),
        rate_limited_until: None,
        usage: None,
        last_error: None,
    };
    let cases = account_cases::count(provider);
    let case = usize::try_from(index).unwrap_or(usize::MAX);
    if case < cases {
        let row = identified(plain, account_cases::identity(provider, case));
        let used = [17 * (case as u64 + 3) % 90, 29 * (case as u64 + 2) % 85];
        let row = with_usage(row, provider, used, now);
        return account_cases::state(provider, case, row, now);
    }
    let used = [generator.below(101), generator.below(101)];
    let row = with_usage(later(generator, provider, plain, case), provider, used, now);
    let case = usize::try_from(generator.below(40)).unwrap_or(0);
    account_cases::state(provider, case, row, now)
}

fn identified(row: Account, identity: &Identity) -> Account {
    let (organization, organization_name) = identity.organization;
    let person = identity.email.split('@').next().unwrap_or_default();
    Account {
        name: identity.name.map(str::to_owned),
        email: Some(identity.email.to_owned()),
        organization_id: Some(organization.to_owned()),
        organization_name: Some(organization_name.to_owned()),
        member_id: Some(format!("member_{person}")),
        plan: Some(identity.plan.to_owned()),
        ..row
    }
}

/// One more member of one of three workspaces.
fn later(generator: &mut Generator, provider: Provider, row: Account, index: usize) -> Account {
    let workspaces = [
        ("ws_north", "North"),
        ("ws_south", "South"),
        ("ws_labs", "Labs"),
    ];
    let (organization, name) = *generator.pick(&workspaces);
    let plans = match provider {
        Provider::Codex => ["plus", "team", "business"],
        Provider::Claude => ["pro", "max_5x", "team"],
    };
    Account {
        email: Some(format!("member{index}@example.com")),
        organization_id: Some(organization.to_owned()),
        organization_name: Some(name.to_owned()),
        member_id: Some(format!("member_{index}")),
        plan: Some((*generator.pick(&plans)).to_owned()),
        ..row
    }
}

fn with_usage(row: Account, provider: Provider, used: [u64; 2], now: i64) -> Account {
    let mut usage = json!({
        "updated_at": row.last_refreshed_at,
        "five_hour": window(used[0], now + 2 * HOUR, 5 * HOUR),
        "weekly": window(used[1], now + 3 * DAY, 7 * DAY),
    });
    match provider {
        Provider::Codex => usage["monthly"] = Value::Null,
        Provider::Claude => {
            usage["weekly_opus"] = Value::Null;
            usage["weekly_sonnet"] = Value::Null;
        }
    }
    Account {
        usage: Some(usage.to_string()),
        ..row
    }
}

/// A usage window; more than all may be used.
pub(super) fn window(used: u64, resets_at: i64, seconds: i64) -> Value {
    json!({
        "used_percent": used,
        "remaining_percent": 100_u64.saturating_sub(used),
        "resets_at": resets_at,
        "window_seconds": seconds,
    })
}

#[cfg(test)]
mod tests {
    use super::account;
    use crate::random::Generator;
    use crate::store::accounts::{Account, Provider};

    const NOW: i64 = 1_711_471_533;

    fn rows(provider: Provider, count: u32) -> Vec<Account> {
        let mut generator = Generator::new(u64::from(count));
        let one = |index| account(&mut generator, provider, (index, count), NOW);
        (0..count).map(one).collect()
    }

    #[test]
    fn the_same_counts_give_the_same_rows() {
        for provider in [Provider::Codex, Provider::Claude] {
            let story = || format!("{:?}", rows(provider, 40));
            assert_eq!(story(), story());
        }
    }

    #[test]
    fn ids_and_times_grow_together() {
        for provider in [Provider::Codex, Provider::Claude] {
            for count in [1, 12, 300] {
                let all = rows(provider, count);
                assert!(all.is_sorted_by(|one, two| one.created_at <= two.created_at));
                assert!(all.iter().all(|row| {
                    row.created_at <= NOW && row.last_used_at.is_none_or(|at| at >= row.created_at)
                }));
            }
        }
    }

    #[test]
    fn later_ones_are_of_every_state() {
        let all = rows(Provider::Codex, 300);
        for word in ["rate_limited", "reauth_required", "blocked", "error"] {
            let has = |row: &Account| row.trouble.as_deref() == Some(word);
            assert!(all.iter().skip(12).any(has), "{word}");
        }
    }
}
