//! What of the channels needs a look: those that are not enabled, and balances.

use super::fields::health::{BALANCE, BALANCE_READ, RESPONSE_TIME, TESTED};
use super::fields::{AUTO_DISABLED, DISABLED, ENABLED, NAME, STATUS, UNKNOWN};
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Attention, AttentionGroup, Choices, Level, Record, Str, Value};
use crate::text;

/// Seconds after which a balance is old: a week.
const OLD_SECONDS: i64 = 7 * 24 * 60 * 60;

/// The words of that rule.
pub const BALANCES: Choices = &[
    ("low", text!("1 or less" / "不超过 1")),
    (
        "old",
        text!("over 1, read over a week ago" / "大于 1，读取已超过一周"),
    ),
    (
        "fine",
        text!("over 1, read this week" / "大于 1，一周内读取"),
    ),
    ("none", text!("never read" / "从未读取")),
];

/// Says how a channel's balance is. An old one says nothing about now, so a low one that is old
/// counts as low: it was low then, and nobody looked since.
pub fn balance(row: &Record, now: UnixSeconds) -> Option<Str> {
    let Some(balance) = row.get(&BALANCE) else {
        return Some("none");
    };
    let millionths = crate::domain::decimal::read(&balance.text, 6)?.units;
    let read_at = row.get(&BALANCE_READ).map_or(0, |at| at.0);
    Some(if millionths <= 1_000_000 {
        "low"
    } else if now.0 - read_at > OLD_SECONDS {
        "old"
    } else {
        "fine"
    })
}

/// The words of the rule of tests.
pub const TESTS: Choices = &[
    ("failed", text!("failed" / "失败")),
    ("passed", text!("passed" / "通过")),
    ("never", text!("never tested" / "从未测试")),
];

/// Says how a channel's last test ended: one that failed leaves its time and no duration (contract 9.1).
pub fn test(row: &Record, _: UnixSeconds) -> Option<Str> {
    let is_tested = row.get(&TESTED).is_some_and(|at| at.0 > 0);
    let took = row.value(RESPONSE_TIME.id);
    Some(match took {
        Value::Null if is_tested => "failed",
        Value::Null => "never",
        Value::Decimal(_) => "passed",
        _ => return None,
    })
}

/// How the names of probes begin, which prove a key before a channel gets it.
pub const PROBE: Str = "rotate-";

/// Whether a channel is a probe. Its plan deletes it; one that stays was left by a tab that was closed.
fn is_probe(row: &Record) -> bool {
    row.text(&NAME).starts_with(PROBE) && status_is(row, DISABLED)
}

pub fn status_is(row: &Record, word: &str) -> bool {
    row.text(&STATUS) == word
}

/// What needs a look, on the overview.
pub const OF_CHANNELS: All<Attention> = &[
    Attention {
        id: "disabled",
        level: Level::Harm,
        title: text!("Channels disabled, and why" / "已禁用的渠道及原因"),
        quiet: text!("Every channel is enabled." / "所有渠道均已启用。"),
        groups: &[
            AttentionGroup {
                view: ("status", AUTO_DISABLED),
                words: text!(
                    "{n} disabled automatically" / "{n} disabled automatically" / "{n} 个自动禁用"
                ),
                of: |row, _| status_is(row, AUTO_DISABLED),
            },
            AttentionGroup {
                view: ("status", DISABLED),
                words: text!("{n} disabled by hand" / "{n} disabled by hand" / "{n} 个手动禁用"),
                of: |row, _| status_is(row, DISABLED),
            },
            AttentionGroup {
                view: ("status", UNKNOWN),
                words: text!(
                    "{n} with an unknown status" / "{n} with an unknown status" / "{n} 个状态未知"
                ),
                of: |row, _| status_is(row, UNKNOWN),
            },
        ],
        rank: |row, _| match row.text(&STATUS) {
            ENABLED | "" => None,
            DISABLED => Some(0),
            _ => Some(1),
        },
        details: &["status", "group"],
        needs: None,
    },
    Attention {
        id: "probes",
        level: Level::Harm,
        title: text!("Probes left of a key replacement" / "更换密钥遗留的探测渠道"),
        quiet: text!("No probe of a key replacement is left." / "没有更换密钥遗留的探测渠道。"),
        groups: &[AttentionGroup {
            view: ("status", DISABLED),
            words: text!(
                "{n} left: it holds a new key, delete it"
                    / "{n} left: they hold new keys, delete them"
                    / "遗留 {n} 个：其中保存着新密钥，请删除"
            ),
            of: |row, _| is_probe(row),
        }],
        rank: |row, _| is_probe(row).then_some(0),
        details: &["status", "created_time"],
        needs: None,
    },
    Attention {
        id: "failed-tests",
        level: Level::Caution,
        title: text!("Channels whose last test failed" / "上次测试失败的渠道"),
        quiet: text!("No channel's last test failed." / "没有渠道的上次测试失败。"),
        groups: &[AttentionGroup {
            view: ("test", "failed"),
            words: text!("{n} failed" / "{n} failed" / "{n} 个失败"),
            of: |row, now| test(row, now) == Some("failed"),
        }],
        // The newest first.
        rank: |row, now| {
            let failed = test(row, now) == Some("failed");
            failed.then(|| row.get(&TESTED).map_or(0, |at| at.0))
        },
        details: &["status", "test_time"],
        needs: None,
    },
    Attention {
        id: "balances",
        level: Level::Caution,
        title: text!("Balances low or old" / "余额不足或未更新"),
        quiet: text!(
            "Every balance that was read is over 1 and was read this week."
                / "已读取的余额均大于 1，且在一周内读取。"
        ),
        groups: &[
            AttentionGroup {
                view: ("balance", "low"),
                words: text!("{n} low" / "{n} low" / "{n} 个不足"),
                of: |row, now| balance(row, now) == Some("low"),
            },
            AttentionGroup {
                view: ("balance", "old"),
                words: text!(
                    "{n} over 1, but old" / "{n} over 1, but old" / "{n} 个大于 1 但未更新"
                ),
                of: |row, now| balance(row, now) == Some("old"),
            },
        ],
        rank: |row, now| match balance(row, now) {
            Some("low") => Some(1),
            Some("old") => Some(0),
            _ => None,
        },
        details: &["balance", "balance_updated_time"],
        needs: Some((
            "balance",
            text!(
                "No balance was ever read from a provider, so this cannot be judged."
                    / "从未向提供商读取余额，因此无法判断。"
            ),
        )),
    },
];

#[cfg(test)]
mod tests {
    use super::test;
    use crate::dialects::oneapi::channels::CHANNELS;
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;

    #[test]
    fn how_the_last_test_ended() {
        check_table(
            r##"
            {"test_time":1795000000,"response_time":0} => failed
            {"test_time":1795000000,"response_time":812} => passed
            {"test_time":0,"response_time":0} => never
            {} => -
            "##,
            |row| {
                let json = serde_json::from_str(row).expect("JSON");
                let row = read_fields(CHANNELS.fields, &json);
                test(&row, UnixSeconds(0)).unwrap_or("-").to_owned()
            },
        );
    }
}
