//! Budgets and money in a record. Amounts are text with all their decimals, never JSON numbers.

use super::field::{optional, read, read_optional, read_text, read_variant, variant, word};
use crate::api::json::Json;
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;

pub(super) fn write_usd(usd: &Usd) -> Json {
    Json::Text(usd.wire())
}

pub(super) fn read_usd(json: &Json) -> Option<Usd> {
    Usd::from_wire(json.text()?)
}

pub(super) fn write_budget(budget: &Budget) -> Json {
    match budget {
        Budget::NotTold => word("not_told"),
        Budget::Unlimited => word("unlimited"),
        Budget::Limited(figures) => variant("limited", write_figures(figures)),
    }
}

pub(super) fn read_budget(json: &Json) -> Option<Budget> {
    Some(match read_variant(json)? {
        ("not_told", _) => Budget::NotTold,
        ("unlimited", _) => Budget::Unlimited,
        ("limited", figures) => Budget::Limited(read_figures(figures)?),
        _ => return None,
    })
}

fn write_figures(figures: &Figures) -> Json {
    Json::object(vec![
        ("limit", optional(&figures.limit, write_amount)),
        ("used", optional(&figures.used, write_amount)),
        ("remaining", optional(&figures.remaining, write_amount)),
        (
            "used_percent",
            optional(&figures.used_percent, write_percent),
        ),
        (
            "remaining_percent",
            optional(&figures.remaining_percent, write_percent),
        ),
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

fn write_amount(amount: &Amount) -> Json {
    Json::object(vec![
        ("text", word(&amount.text)),
        ("value", write_usd(&amount.value)),
        ("precision", write_precision(amount.precision)),
    ])
}

fn read_amount(json: &Json) -> Option<Amount> {
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
    Some(match json.text()? {
        "exact" => Precision::Exact,
        "rounded" => Precision::Rounded,
        "approximate" => Precision::Approximate,
        _ => return None,
    })
}

fn write_percent(percent: &Percent) -> Json {
    Json::Text(percent.plain())
}

fn read_percent(json: &Json) -> Option<Percent> {
    Percent::from_text(json.text()?)
}
