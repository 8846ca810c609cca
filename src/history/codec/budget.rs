//! Stored budgets and money. Amounts are text with all their decimals, never JSON numbers.

use serde_json::Value as Json;

use super::json::{object, optional, read, read_optional, read_text, read_variant, variant, word};
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;

/// Reads an amount with all its decimals.
pub(crate) fn read_usd(json: &Json) -> Option<Usd> {
    Usd::from_wire(json.as_str()?)
}

pub(super) fn write_budget(budget: &Budget) -> Json {
    match budget {
        Budget::NotTold => word("not_told"),
        Budget::Unlimited => word("unlimited"),
        Budget::Limited(figures) => variant("limited", write_figures(figures)),
    }
}

/// Reads a budget.
pub(crate) fn read_budget(json: &Json) -> Option<Budget> {
    Some(match read_variant(json)? {
        ("not_told", _) => Budget::NotTold,
        ("unlimited", _) => Budget::Unlimited,
        ("limited", figures) => Budget::Limited(read_figures(figures)?),
        _ => return None,
    })
}

fn write_figures(figures: &Figures) -> Json {
    let amount = |amount: &Option<Amount>| optional(amount.as_ref(), write_amount);
    let percent = |percent: &Option<Percent>| optional(percent.as_ref(), write_percent);
    object(vec![
        ("limit", amount(&figures.limit)),
        ("used", amount(&figures.used)),
        ("remaining", amount(&figures.remaining)),
        ("used_percent", percent(&figures.used_percent)),
        ("remaining_percent", percent(&figures.remaining_percent)),
    ])
}

fn read_figures(json: &Json) -> Option<Figures> {
    Some(Figures {
        limit: read_optional(json, "limit", read_amount)?,
        used: read_optional(json, "used", read_amount)?,
        remaining: read_optional(json, "remaining", read_amount)?,
        used_percent: read_optional(json, "used_percent", read_percent)?,
        remaining_percent: read_optional(json, "remaining_percent", read_percent)?,
    })
}

pub(super) fn write_amount(amount: &Amount) -> Json {
    object(vec![
        ("text", word(&amount.text)),
        ("value", word(&amount.value.wire())),
        ("precision", write_precision(amount.precision)),
    ])
}

pub(super) fn read_amount(json: &Json) -> Option<Amount> {
    Some(Amount {
        text: read(json, "text", read_text)?,
        value: read(json, "value", read_usd)?,
        precision: read(json, "precision", read_precision)?,
    })
}

fn write_precision(precision: Precision) -> Json {
    word(match precision {
        Precision::Exact => "exact",
        Precision::Rounded => "rounded",
        Precision::Approximate => "approximate",
    })
}

fn read_precision(json: &Json) -> Option<Precision> {
    Some(match json.as_str()? {
        "exact" => Precision::Exact,
        "rounded" => Precision::Rounded,
        "approximate" => Precision::Approximate,
        _ => return None,
    })
}

pub(super) fn write_percent(percent: &Percent) -> Json {
    word(&percent.plain())
}

pub(super) fn read_percent(json: &Json) -> Option<Percent> {
    Percent::from_text(json.as_str()?)
}
