//! Reads budgets and windows in all their spellings: amounts, percentages only, null, or absent.

use serde_json::Value as Json;

use super::alias::{Picked, pick};
use super::scalar;
use crate::domain::budget::{Budget, Figures, Window};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use crate::schema::{FieldValue, Value};

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
const USED_PERCENT: &[&str] = &["used_percent", "utilization", "used_fraction", "used_ratio"];
const REMAINING_PERCENT: &[&str] = &["remaining_percent", "remaining_fraction", "remaining_ratio"];
const RESETS_AT: &[&str] = &["resets_at", "reset_at", "reset_time"];

/// Reads a budget. Null is "no limit" (contract 5.3); absent is "not reported". Its figures may be
/// fields of the row itself. `Err` holds what could not be read.
pub(super) fn budget(row: &Json, aliases: &[&str]) -> Result<Value, Json> {
    match pick(row, aliases) {
        Picked::Null => Ok(Budget::Unlimited.value()),
        Picked::At(_, json @ Json::Object(_)) => Ok(limited(figures(json)?)),
        Picked::At(_, other) => Err(other.clone()),
        Picked::Count(_) | Picked::Nothing => {
            let stands = [LIMIT, USED, REMAINING]
                .iter()
                .any(|names| pick(row, names).json().is_some());
            if stands {
                figures(row).map(limited)
            } else {
                Ok(Value::Missing)
            }
        }
    }
}

fn limited(figures: Figures) -> Value {
    Budget::Limited(figures.completed()).value()
}

fn figures(json: &Json) -> Result<Figures, Json> {
    Ok(Figures {
        limit: read(json, LIMIT, amount)?,
        used: read(json, USED, amount)?,
        remaining: read(json, REMAINING, amount)?,
        used_percent: read(json, USED_PERCENT, scalar::percent)?,
        remaining_percent: read(json, REMAINING_PERCENT, scalar::percent)?,
    })
}

fn amount(_: &str, json: &Json) -> Option<Amount> {
    scalar::amount(json)
}

/// Reads a rolling window from its object; a window without values is missing.
pub(super) fn window(json: &Json) -> Result<Value, Json> {
    if !json.is_object() {
        return Err(json.clone());
    }
    let used: Option<Percent> = read(json, USED_PERCENT, scalar::percent)?;
    let remaining: Option<Percent> = read(json, REMAINING_PERCENT, scalar::percent)?;
    let time = |_: &str, json: &Json| scalar::time(json);
    let resets_at: Option<Option<UnixSeconds>> = read(json, RESETS_AT, time)?;
    let window = Window {
        used: used.or_else(|| remaining.map(Percent::complement)),
        resets_at: resets_at.flatten(),
    };
    Ok(if window.used.is_none() && window.resets_at.is_none() {
        Value::Missing
    } else {
        window.value()
    })
}

/// Returns the window in its object; what cannot be read is marked as such.
#[must_use]
pub fn read_window(json: &Json) -> Value {
    window(json).unwrap_or_else(|odd| super::fields::unreadable(&odd))
}

/// Reads the first of these names that has a value. `Err` is that name with its JSON.
fn read<T>(
    json: &Json,
    names: &[&str],
    read: impl Fn(&str, &Json) -> Option<T>,
) -> Result<Option<T>, Json> {
    let Picked::At(name, json) = pick(json, names) else {
        return Ok(None);
    };
    let odd = || Json::Object([(name.to_owned(), json.clone())].into_iter().collect());
    read(name, json).map(Some).ok_or_else(odd)
}

#[cfg(test)]
mod tests {
    use super::{budget, window};
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::money::{Amount, Precision};
    use crate::domain::table::check_table;
    use crate::records::sample::json;
    use crate::schema::Value;

    fn drawn(figures: &Figures) -> String {
        let amount = |amount: &Option<Amount>| {
            amount.as_ref().map_or("-".to_owned(), |amount| {
                let exact = amount.precision == Precision::Exact;
                amount.value.plain() + if exact { "" } else { "~" }
            })
        };
        let percent = figures
            .used_percent
            .map_or("-".into(), |percent| percent.thousandths().to_string());
        let amounts = [&figures.limit, &figures.used, &figures.remaining].map(amount);
        format!("{} {percent}", amounts.join(" "))
    }

    #[test]
    fn budgets_in_every_form() {
        check_table(
            r##"
        {} => Missing
        {"budget":""} => Missing
        {"budget":null} => unlimited
        {"budget":{"limit_usd":"0.000000000","used_usd":"0.000000000","remaining_usd":"0.000000000"}} => 0 0 0 -
        {"budget":{"limit_usd":"10.000000000","used_usd":"12.500000000"}} => 10 12.5 -2.5 -
        {"budget":{"used_usd":"0.000000001"}} => - 0.000000001 - -
        {"budget":{"limit_usd":"999999999999.000000000"}} => 999999999999 - - -
        {"budget":{"used_percent":98.5}} => - - - 98500
        {"budget":{"used_ratio":0.5}} => - - - 50000
        {"budget":{"remaining_fraction":0.25}} => - - - 75000
        {"budget":{"limit_usd":100.5,"used_usd":0.1}} => 100.5~ 0.1~ 100.4~ -
        {"max_budget":"5","spend":"1"} => 5 1 4 -
        {"budget":{"limitUsd":"5"}} => 5 - - -
        {"budget":3} => odd 3
        {"budget":"$5"} => odd "$5"
        {"budget":{"limit_usd":"1,000.00","used_usd":"1"}} => odd {"limit_usd":"1,000.00"}
        {"spend":"NaN"} => odd {"spend":"NaN"}
        "##,
            |row| match budget(&json(row), &["budget"]) {
                Err(odd) => format!("odd {odd}"),
                Ok(Value::Budget(budget)) => match *budget {
                    Budget::Limited(figures) => drawn(&figures),
                    Budget::Unlimited => "unlimited".to_owned(),
                    Budget::NotTold => "not told".to_owned(),
                },
                Ok(other) => format!("{other:?}"),
            },
        );
    }

    #[test]
    fn windows_in_every_form() {
        check_table(
            r##"
        {"used_percent":1,"remaining_percent":99,"resets_at":1711489533} => Some(1000) Some(1711489533)
        {"remaining_percent":60} => Some(40000) None
        {"utilization":"12.5","resetAt":0} => Some(12500) None
        {} => Missing
        35 => odd 35
        {"used_percent":"half"} => odd {"used_percent":"half"}
        "##,
            |text| match window(&json(text)) {
                Err(odd) => format!("odd {odd}"),
                Ok(Value::Window(window)) => {
                    let used = window.used.map(|used| used.thousandths());
                    format!("{used:?} {:?}", window.resets_at.map(|at| at.0))
                }
                Ok(other) => format!("{other:?}"),
            },
        );
    }
}
