//! The age of a pending charge, in steps that an operator acts on.

use crate::domain::money::Usd;
use crate::domain::time::UnixSeconds;
use crate::schema::{Choices, Record, Str};
use crate::text;

use super::fields::{AMOUNT, CREATED_AT};

/// The steps, oldest first.
pub const AGES: Choices = &[
    ("stuck", text!("more than a day" / "超过一天")),
    ("old", text!("an hour to a day" / "一小时至一天")),
    ("slow", text!("ten minutes to an hour" / "十分钟至一小时")),
    ("fresh", text!("up to ten minutes" / "十分钟以内")),
    ("not-told", text!("age not reported" / "未提供时长")),
];

/// Returns the step of a charge's age. A start ahead of our clock is fresh.
#[must_use]
pub fn age(row: &Record, now: UnixSeconds) -> Option<Str> {
    Some(match seconds(row, now) {
        None => "not-told",
        Some(..=600) => "fresh",
        Some(..=3_600) => "slow",
        Some(..=86_400) => "old",
        Some(_) => "stuck",
    })
}

fn seconds(row: &Record, now: UnixSeconds) -> Option<i64> {
    let since = row.get(&CREATED_AT)?;
    Some(now.0.saturating_sub(since.0))
}

/// Ranks charges that have been pending for longer than any request takes, oldest first; then those
/// without an age, by amount.
#[must_use]
pub fn rank(row: &Record, now: UnixSeconds) -> Option<i64> {
    const NO_AGE: i64 = i64::MIN / 2;
    match age(row, now)? {
        "stuck" | "old" => seconds(row, now),
        "not-told" => {
            let one = Usd::from_operator("1").ok()?;
            let amount = row
                .get(&AMOUNT)
                .and_then(|amount| amount.value.share_of(one));
            Some(NO_AGE.saturating_add(amount.unwrap_or(0)))
        }
        _ => None,
    }
}
