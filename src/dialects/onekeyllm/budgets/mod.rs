//! Budgets of keys and upstreams: fields, bands, and sums.

mod amounts;

pub use amounts::{
    AMOUNT, LIMIT, LIMIT_CHOICE, only_percentages, raise, why_not_raise, with_limit,
};

use crate::domain::budget::{Band, Budget, Figures};
use crate::domain::money::{Amount, Precision, Sum};
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    AttentionGroup, BudgetPart, Choices, Column, Field, FieldSpec, FieldValue, Place, Priority,
    Record, Str, Value,
};
use crate::text;

/// The budget.
pub const BUDGET: Column<Budget> =
    FieldSpec::budget("budget", text!("Budget" / "预算"), &["budget"])
        .declared()
        .outcome_words(
            text!("The limit is {value} now." / "当前限额为 {value}。"),
            text!("It has no limit now." / "当前无限额。"),
        );

/// The remaining amount, as a column.
pub const REMAINING: FieldSpec = FieldSpec::part(
    "remaining",
    text!("Remaining, USD" / "剩余，USD"),
    &BUDGET,
    BudgetPart::Remaining,
)
.part_column(158, Priority::Always);

/// The limit, as a column.
pub const LIMIT_PART: FieldSpec = FieldSpec::part(
    "limit",
    text!("Limit, USD" / "限额，USD"),
    &BUDGET,
    BudgetPart::Limit,
)
.part_column(158, Priority::Above720);

/// The spent share, as a column.
pub const SHARE: FieldSpec =
    FieldSpec::part("share", text!("Used" / "已用"), &BUDGET, BudgetPart::Share)
        .part_column(116, Priority::Above720);

/// The spent amount. It has no column, because the share takes less room.
pub const USED: FieldSpec = FieldSpec {
    place: Place::Nowhere,
    ..FieldSpec::part(
        "used",
        text!("Used, USD" / "已用，USD"),
        &BUDGET,
        BudgetPart::Used,
    )
};

/// The bands of a budget.
pub const BANDS: Choices = &[
    ("comfortable", text!("under 75 % used" / "已用不足 75 %")),
    ("low", text!("75 % used or more" / "已用 75 % 及以上")),
    ("spent", text!("spent" / "已用尽")),
    ("unlimited", text!("no limit" / "无限额")),
    ("unknown", text!("not reported" / "未提供")),
];

/// Returns the band of a row's budget; `None` if it is not readable.
#[must_use]
pub fn band(row: &Record, _: UnixSeconds) -> Option<Str> {
    let is_unreadable = matches!(row.value(BUDGET.field.id), Value::Unreadable(_));
    (!is_unreadable).then(|| match band_of(row) {
        Band::Comfortable => "comfortable",
        Band::Low => "low",
        Band::Spent => "spent",
        Band::Unlimited => "unlimited",
        Band::Unknown => "unknown",
    })
}

fn band_of(row: &Record) -> Band {
    row.get(&BUDGET).map_or(Band::Unknown, Budget::band)
}

/// The groups of rows whose budget is running out.
pub const RUNNING_OUT: &[AttentionGroup] = &[
    AttentionGroup {
        view: ("budget", "spent"),
        words: text!("{n} spent" / "{n} spent" / "{n} 个已用尽"),
        of: |row, _| band_of(row) == Band::Spent,
    },
    AttentionGroup {
        view: ("budget", "low"),
        words: text!(
            "{n} at three quarters or more"
                / "{n} at three quarters or more"
                / "{n} 个已用四分之三以上"
        ),
        of: |row, _| band_of(row) == Band::Low,
    },
];

/// Ranks a row by its budget: spent budgets first, then by the spent share.
#[must_use]
pub fn rank(row: &Record, _: UnixSeconds) -> Option<i64> {
    const SPENT: i64 = 1 << 50;
    let share = figures(row).and_then(Figures::spent);
    let share = share.map_or(0, Percent::thousandths);
    match band_of(row) {
        Band::Spent => Some(share.clamp(0, SPENT) + SPENT),
        Band::Low => Some(share),
        Band::Comfortable | Band::Unlimited | Band::Unknown => None,
    }
}

fn figures(row: &Record) -> Option<&Figures> {
    match row.get(&BUDGET)? {
        Budget::Limited(figures) => Some(figures),
        Budget::NotTold | Budget::Unlimited => None,
    }
}

fn used(row: &Record) -> Option<&Amount> {
    figures(row)?.used.as_ref()
}

fn left(row: &Record) -> Option<&Amount> {
    figures(row)?.remaining.as_ref()
}

/// Returns whether a row has a spent amount.
#[must_use]
pub fn has_used(row: &Record) -> bool {
    used(row).is_some()
}

/// Returns whether a row has a remaining amount.
#[must_use]
pub fn has_remaining(row: &Record) -> bool {
    left(row).is_some()
}

/// Sums the spent amounts of the rows that have one.
#[must_use]
pub fn spent(rows: &[&Record], _: UnixSeconds) -> Value {
    sum(rows.iter().filter_map(|row| used(row)))
}

/// Sums the remaining amounts of the rows that have one.
#[must_use]
pub fn remaining(rows: &[&Record], _: UnixSeconds) -> Value {
    sum(rows.iter().filter_map(|row| left(row)))
}

/// Sums amounts, and marks the sum if a part of it was inexact; missing if there are none.
#[must_use]
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Value {
    let amounts: Vec<&Amount> = amounts.into_iter().collect();
    let sum = Sum::of(amounts.iter().copied());
    let Some(total) = sum.total.filter(|_| !amounts.is_empty()) else {
        return Value::Missing;
    };
    let total = Amount::computed(total);
    let precision = if sum.exact {
        Precision::Exact
    } else {
        Precision::Approximate
    };
    Amount { precision, ..total }.value()
}

/// Counts rows.
#[must_use]
pub fn count(rows: &[&Record], _: UnixSeconds) -> Value {
    i64::try_from(rows.len()).map_or(Value::Missing, Value::Whole)
}

/// Returns whether the row has a limit in money.
#[must_use]
pub fn has_limit(row: &Record) -> bool {
    row.get(&BUDGET).and_then(Budget::limit).is_some()
}

/// The budget with which rules compare amounts.
pub const BUDGET_FIELD: Field<Budget> = BUDGET.field;

#[cfg(test)]
mod tests;
