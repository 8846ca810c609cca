//! Budgets and windows in all their spellings: amounts, percentages only, null, or absent.

use super::fields::Fields;
use crate::api::json::Json;
use crate::domain::budget::{Budget, Figures, Subscription, Window};

const LIMIT: &[&str] = &[
    "limit_usd",
    "budget_usd",
    "max_budget",
    "quota_usd",
    "total_usd",
];
const USED: &[&str] = &[
    "used_usd",
    "spent_usd",
    "spend",
    "usage_usd",
    "consumed_usd",
];
const REMAINING: &[&str] = &["remaining_usd", "balance_usd", "available_usd"];

/// A row's budget. Null is "no limit" (contract 5.3); absent is "not told".
pub(super) fn budget(row: Fields<'_>) -> Result<Budget, String> {
    match row.0.field("budget") {
        Some(Json::Null) => Ok(Budget::Unlimited),
        Some(budget @ Json::Object(_)) => figures(Fields(budget)).map(Budget::Limited),
        Some(other) if other.text() != Some("") => Err(format!("budget is {}", other.compact())),
        _ if row
            .get(LIMIT)
            .or(row.get(USED))
            .or(row.get(REMAINING))
            .is_some() =>
        {
            figures(row).map(Budget::Limited)
        }
        _ => Ok(Budget::NotTold),
    }
}

fn figures(fields: Fields<'_>) -> Result<Figures, String> {
    let figures = Figures {
        limit: fields.amount(LIMIT)?,
        used: fields.amount(USED)?,
        remaining: fields.amount(REMAINING)?,
        used_percent: fields.percent(
            &["used_percent", "utilization"],
            &["used_fraction", "used_ratio"],
        )?,
        remaining_percent: fields.percent(
            &["remaining_percent"],
            &["remaining_fraction", "remaining_ratio"],
        )?,
    };
    Ok(figures.completed())
}

/// A row's subscription windows, where it has any.
pub(super) fn subscription(row: Fields<'_>) -> Result<Option<Subscription>, String> {
    let Some(fields) = row.inner(&["subscription"]) else {
        return Ok(None);
    };
    Ok(Some(Subscription {
        product: fields.text(&["product_id"]),
        five_hour: window(fields, &["five_hour", "primary", "primary_window"])?,
        weekly: window(
            fields,
            &["weekly", "seven_day", "secondary", "secondary_window"],
        )?,
    }))
}

fn window(fields: Fields<'_>, names: &[&str]) -> Result<Option<Window>, String> {
    let Some(window) = fields.inner(names) else {
        return Ok(None);
    };
    let used = window.percent(
        &["used_percent", "utilization"],
        &["used_fraction", "used_ratio"],
    )?;
    let remaining = window.percent(
        &["remaining_percent"],
        &["remaining_fraction", "remaining_ratio"],
    )?;
    Ok(Some(Window {
        used: used.or_else(|| remaining.map(|remaining| remaining.complement())),
        resets_at: window.time(&["resets_at", "reset_at", "reset_time"])?,
    }))
}
