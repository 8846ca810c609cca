//! Users who can soon call no more, or cannot any longer.

use super::fields::{ENABLED, GRANTED, QUOTA, STATUS, USED_QUOTA};
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Attention, AttentionGroup, Choices, Level, Record, Str};
use crate::text;

/// The words of that rule.
pub const BALANCES: Choices = &[
    ("spent", text!("nothing left" / "已用尽")),
    ("low", text!("a tenth or less left" / "剩余不足十分之一")),
    (
        "enough",
        text!("more than a tenth left" / "剩余超过十分之一"),
    ),
];

/// Says how much of what was granted a user has left.
pub fn balance(row: &Record, _: UnixSeconds) -> Option<Str> {
    let left = i128::from(row.get(&QUOTA)?.0);
    let granted = row.get(&GRANTED).map(|units| i128::from(units.0));
    Some(match granted {
        _ if left <= 0 => "spent",
        Some(granted) if left * 10 <= granted => "low",
        _ => "enough",
    })
}

/// Whether an enabled user's balance is so.
fn is(row: &Record, now: UnixSeconds, word: Str) -> bool {
    row.text(&STATUS) == ENABLED && balance(row, now) == Some(word)
}

/// What needs a look, on the overview.
pub const OF_USERS: All<Attention> = &[
    NEAR_THEIR_END,
    Attention {
        id: "top-spenders",
        level: Level::Note,
        title: text!("Who spent the most, in all" / "累计消费最多的用户"),
        quiet: text!("No user has spent anything." / "没有用户产生消费。"),
        groups: &[AttentionGroup {
            view: ("sort", "-used_quota"),
            words: text!("{n} spent something" / "{n} spent something" / "{n} 个有消费"),
            of: |row, _| spent(row).is_some(),
        }],
        rank: |row, _| spent(row),
        details: &["used_quota"],
        needs: None,
    },
];

/// What a user has spent, if anything.
fn spent(row: &Record) -> Option<i64> {
    let used = row.get(&USED_QUOTA)?.0;
    (used > 0).then_some(used)
}

const NEAR_THEIR_END: Attention = Attention {
    id: "users-near-their-end",
    level: Level::Caution,
    title: text!("Users low on quota" / "额度不足的用户"),
    quiet: text!(
        "Every enabled user has more than a tenth of its quota left."
            / "所有启用的用户剩余额度均超过十分之一。"
    ),
    groups: &[
        AttentionGroup {
            view: ("balance", "spent"),
            words: text!("{n} with nothing left" / "{n} with nothing left" / "{n} 个已用尽"),
            of: |row, now| is(row, now, "spent"),
        },
        AttentionGroup {
            view: ("balance", "low"),
            words: text!(
                "{n} with a tenth or less" / "{n} with a tenth or less" / "{n} 个剩余不足十分之一"
            ),
            of: |row, now| is(row, now, "low"),
        },
    ],
    rank: |row, now| {
        if is(row, now, "spent") {
            Some(1)
        } else {
            is(row, now, "low").then_some(0)
        }
    },
    details: &["quota", "used_quota"],
    needs: Some((
        "quota",
        text!(
            "The gateway sends no quota of any user, so this cannot be judged."
                / "网关未提供任何用户的额度，因此无法判断。"
        ),
    )),
};

#[cfg(test)]
mod tests {
    use super::{GRANTED, QUOTA, balance};
    use crate::domain::quota::QuotaUnits;
    use crate::domain::time::UnixSeconds;
    use crate::schema::Record;

    #[test]
    fn how_much_is_left() {
        let check = |left: i64, granted: Option<i64>, expect| {
            let row = Record::default().with(&QUOTA, QuotaUnits(left));
            let row = match granted {
                Some(granted) => row.with(&GRANTED, QuotaUnits(granted)),
                None => row,
            };
            assert_eq!(balance(&row, UnixSeconds(0)), Some(expect), "{left}");
        };
        check(0, Some(100), "spent");
        check(-625_000, Some(100), "spent");
        check(10, Some(100), "low");
        check(11, Some(100), "enough");
        check(1, None, "enough");
        check(i64::MAX, Some(i64::MAX), "enough");
        assert_eq!(balance(&Record::default(), UnixSeconds(0)), None);
    }
}
