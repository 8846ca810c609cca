//! Sample upstreams: the first dozen show every kind of provider, budget and status. Their
//! addresses do not exist, and their secrets never did.

use serde_json::json;

use super::budgets::{self, Budget};
use super::{DAY, HISTORY, HOUR, names};
use crate::ids::Number;
use crate::random::Generator;
use crate::store::budget::Spelling;
use crate::store::upstreams::Upstream;

const OPENAI: &str = "openai_compatible";
const ANTHROPIC: &str = "anthropic_compatible";

/// Name, provider, base URL and foundation of the first ones.
const FIRST: [[&str; 4]; 12] = [
    [
        "Backup provider",
        OPENAI,
        "https://provider.example/v1",
        "openai",
    ],
    [
        "Anthropic direct",
        ANTHROPIC,
        "https://anthropic.example",
        "anthropic",
    ],
    [
        "Router EU",
        OPENAI,
        "https://router-eu.example/api/v1",
        "all",
    ],
    [
        "Former reseller",
        OPENAI,
        "https://reseller.example/v1",
        "openai",
    ],
    [
        "Campus relay",
        OPENAI,
        "https://relay.campus.example/openai/v1",
        "openai",
    ],
    [
        "Night batch relay",
        ANTHROPIC,
        "https://batch.example/claude",
        "anthropic",
    ],
    ["Lab cluster", OPENAI, "http://10.0.0.7:8000/v1", "openai"],
    ["上海中转站", OPENAI, "https://relay-sh.example/v1", "all"],
    [
        "Trial account",
        ANTHROPIC,
        "https://trial.example/anthropic",
        "anthropic",
    ],
    [
        "Enterprise contract, paid a year ahead",
        OPENAI,
        "https://a-provider-with-a-long-host-name.enterprise-contracts.example/tenants/4711/openai/deployments/production/v1",
        "openai",
    ],
    [
        "Metered relay",
        OPENAI,
        "https://metered.example/v1",
        "openai",
    ],
    ["Silent relay", ANTHROPIC, "https://silent.example", "all"],
];

/// The upstream at `index` of `count`, from the oldest.
pub(super) fn upstream(
    generator: &mut Generator,
    (index, count): (u32, u32),
    now: i64,
) -> Upstream {
    let step = HISTORY / i64::from(count.max(1));
    let created_at = now - HISTORY + step * i64::from(index) + generator.below_signed(step);
    let [name, provider, base_url, foundation] = origin(generator, index);
    let budget = budget(generator, index);
    let last_used_at = last_use(generator, &budget, now - created_at).map(|ago| now - ago);
    let prefix = *generator.pick(&["sk-or-", "sk-ant-", "sk-proj-", "sk-", ""]);
    let plain = Upstream {
        number: Number::from(index) + 1,
        name,
        provider,
        base_url,
        redacted: format!("{prefix}...{:04x}", generator.below(0x1_0000)),
        foundation,
        enabled: true,
        trouble: None,
        status_reason: None,
        last_error: None,
        limit: budget.limit,
        used: budget.used,
        spelling: budget.spelling,
        created_at,
        last_used_at,
    };
    state(generator, index, plain, now)
}

/// Disables an upstream, or gives it a present or a past error.
fn state(generator: &mut Generator, index: u32, plain: Upstream, now: i64) -> Upstream {
    let kind = match index {
        0..12 => u64::from(index),
        _ => generator.below(60),
    };
    match kind {
        3 => Upstream {
            enabled: false,
            status_reason: Some("Switched off by an administrator.".to_owned()),
            ..plain
        },
        7 => {
            let message = "The provider refused the key of this upstream.";
            let at = plain.last_used_at.unwrap_or(now);
            Upstream {
                trouble: Some("error".to_owned()),
                status_reason: Some(message.to_owned()),
                last_error: Some(error("invalid_api_key", message, at)),
                ..plain
            }
        }
        10 => {
            let message = "The provider did not respond within 60 s.";
            let at = now - (now - plain.created_at) / 2;
            Upstream {
                last_error: Some(error("provider_unavailable", message, at)),
                ..plain
            }
        }
        _ => plain,
    }
}

fn error(code: &str, message: &str, at: i64) -> String {
    json!({"code": code, "message": message, "at": at}).to_string()
}

/// Name, provider, base URL and foundation.
fn origin(generator: &mut Generator, index: u32) -> [String; 4] {
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    match index.checked_sub(FIRST.len()) {
        None => FIRST[index].map(str::to_owned),
        Some(later) => {
            let (name, word) = names::upstream_name(later);
            let (provider, foundation) = *generator.pick(&[
                (OPENAI, "openai"),
                (OPENAI, "all"),
                (ANTHROPIC, "anthropic"),
            ]);
            let base_url = format!("https://{word}.relay.example/v1");
            [name, provider.to_owned(), base_url, foundation.to_owned()]
        }
    }
}

fn budget(generator: &mut Generator, index: u32) -> Budget {
    match index {
        0 => budgets::exact("500.000000000", "12.500000000"),
        1 => budgets::unlimited(generator),
        2 => budgets::near(generator),
        4 => budgets::spelled(budgets::ordinary(generator), Spelling::PercentOnly),
        5 => budgets::over(generator),
        6 => budgets::exact("0.000000000", "0.000000000"),
        8 => budgets::exact("25.000000000", "0.000000001"),
        9 => budgets::exact("123456789012.500000000", "98765432109.123456789"),
        10 => budgets::spelled(budgets::ordinary(generator), Spelling::Numbers),
        11 => budgets::spelled(budgets::ordinary(generator), Spelling::Nothing),
        3 | 7 => budgets::ordinary(generator),
        _ => budgets::random_budget(generator),
    }
}

/// Seconds since the last use, if it was used.
fn last_use(generator: &mut Generator, budget: &Budget, age: i64) -> Option<i64> {
    let span = *generator.pick(&[90, HOUR, DAY]);
    let ago = generator.below_signed(span.min(age));
    (!budget.is_untouched()).then_some(ago)
}

#[cfg(test)]
mod tests {
    use super::upstream;
    use crate::random::Generator;
    use crate::store::upstreams::Upstream;

    const NOW: i64 = 1_711_471_533;

    fn rows(count: u32) -> Vec<Upstream> {
        let mut generator = Generator::new(u64::from(count));
        let one = |index| upstream(&mut generator, (index, count), NOW);
        (0..count).map(one).collect()
    }

    #[test]
    fn the_same_counts_give_the_same_rows() {
        assert_eq!(format!("{:?}", rows(40)), format!("{:?}", rows(40)));
    }

    #[test]
    fn ids_and_times_grow_together() {
        for count in [1, 12, 300] {
            let all = rows(count);
            assert!(all.is_sorted_by(|one, two| one.created_at <= two.created_at));
            assert!(all.iter().all(|row| {
                row.created_at <= NOW && row.last_used_at.is_none_or(|at| at >= row.created_at)
            }));
        }
    }

    #[test]
    fn later_ones_are_of_every_state() {
        let all = rows(300);
        let later = || all.iter().skip(12);
        assert!(later().any(|row| !row.enabled));
        assert!(later().any(|row| row.trouble.is_some()));
        assert!(later().any(|row| row.trouble.is_none() && row.last_error.is_some()));
    }
}
