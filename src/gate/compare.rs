//! Compares the value before a write, the value sent and the value now, of a field or a list. Pure.

use std::collections::HashSet;

use super::find::ages_fall;
use super::verdict::Verdict;
use super::{After, Uncertainty};
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::money::Usd;
use crate::domain::order::sorted;
use crate::records::{Response, Row};
use crate::schema::{Baseline, Resource, Value};

const NOTHING: Verdict = Verdict::Uncertain(Uncertainty::NothingToCompare);

fn has_value(field: &Id, value: &Value) -> After {
    After::Field {
        field: field.clone(),
        value: value.clone(),
    }
}

fn changed_elsewhere(field: &Id, value: &Value) -> Verdict {
    Verdict::Uncertain(Uncertainty::ChangedElsewhere {
        field: field.clone(),
        value: value.clone(),
    })
}

/// Compares a field with its value before and the value that was sent. An unreadable value, or a
/// reference without an id, proves nothing.
pub(super) fn becomes(field: &Id, before: &Value, to: &Value, now: &Value) -> Verdict {
    let is_nameless = matches!(now, Value::Ref(reference) if reference.id.is_none());
    // If the gateway does not send the field, its absence says nothing about a value that was set.
    let is_not_sent = matches!(now, Value::Missing) && to.is_present();
    if is_nameless || is_not_sent || matches!(now, Value::Unreadable(_)) {
        NOTHING
    } else if now.is_same(to) {
        Verdict::Once(vec![has_value(field, now)])
    } else if now.is_same(before) {
        Verdict::Never
    } else {
        changed_elsewhere(field, now)
    }
}

/// Compares a field with the value that was sent, where its value before is not known.
pub(super) fn set(field: &Id, to: &Value, now: &Value) -> Verdict {
    if matches!(now, Value::Missing | Value::Unreadable(_)) {
        NOTHING
    } else if now.is_same(to) {
        Verdict::Once(vec![has_value(field, now)])
    } else {
        Verdict::Never
    }
}

/// Compares a number before, the amount it should rise by, and the number now.
pub(super) fn rises(field: &Id, before: &Value, by: &Value, now: &Value) -> Verdict {
    let rise = match (before, by, now) {
        (Value::Budget(before), Value::Amount(by), Value::Budget(now)) => {
            return limit(field, before, by.value, now);
        }
        (Value::Budget(_), Value::Amount(_), Value::Null) => {
            return Verdict::Uncertain(Uncertainty::NowUnlimited);
        }
        (Value::QuotaUnits(before), Value::QuotaUnits(by), Value::QuotaUnits(now)) => {
            (before.0, by.0, now.0)
        }
        (Value::Whole(before), Value::Whole(by), Value::Whole(now)) => (*before, *by, *now),
        _ => return NOTHING,
    };
    let (before, by, after) = rise;
    times(
        field,
        now,
        i128::from(after) - i128::from(before),
        i128::from(by),
    )
}

fn times(field: &Id, now: &Value, rise: i128, by: i128) -> Verdict {
    if rise == 0 {
        Verdict::Never
    } else if rise == by {
        Verdict::Once(vec![has_value(field, now)])
    } else if rise == 2 * by {
        Verdict::Twice(vec![has_value(field, now)])
    } else {
        changed_elsewhere(field, now)
    }
}

/// Compares a limit. Percentages prove nothing, because they change with every request.
fn limit(field: &Id, before: &Budget, by: Usd, now: &Budget) -> Verdict {
    let (Budget::Limited(figures_before), Budget::Limited(figures_now)) = (before, now) else {
        return match now {
            Budget::Unlimited => Verdict::Uncertain(Uncertainty::NowUnlimited),
            Budget::NotTold | Budget::Limited(_) => NOTHING,
        };
    };
    let (Some(limit_before), Some(limit_now)) = (before.limit(), now.limit()) else {
        return percentages(figures_before, figures_now);
    };
    let value = Value::Budget(Box::new(now.clone()));
    let raised = |times| by.times(times).and_then(|by| limit_before.plus(by));
    if limit_now == limit_before {
        Verdict::Never
    } else if raised(1) == Some(limit_now) {
        Verdict::Once(vec![has_value(field, &value)])
    } else if raised(2) == Some(limit_now) {
        Verdict::Twice(vec![has_value(field, &value)])
    } else {
        changed_elsewhere(field, &value)
    }
}

fn percentages(before: &Figures, now: &Figures) -> Verdict {
    match (before.used_percent, now.used_percent) {
        (Some(was), Some(is)) => {
            Verdict::Uncertain(Uncertainty::OnlyPercentages { fell: is < was })
        }
        _ => NOTHING,
    }
}

/// Compares a value that should have been replaced. If the list shows a value other than the one in
/// the response, that value has already been replaced again.
pub(super) fn differs(
    field: &Id,
    before: &Value,
    response: Option<&Response>,
    now: &Value,
) -> Verdict {
    // None before and a value now do differ.
    let is_told = |value: &Value| !matches!(value, Value::Missing | Value::Unreadable(_));
    if !is_told(before) || !is_told(now) {
        return NOTHING;
    }
    if now.is_same(before) {
        let value = response.and_then(|response| response.value.as_ref());
        return match (now, value) {
            // A list that masks all but a fixed prefix shows the same text for every value.
            (Value::Text(masked), Some(value)) if is_masked(masked, value.expose()) => {
                Verdict::Once(vec![After::ResponseOnly])
            }
            _ => Verdict::Never,
        };
    }
    let row = response.and_then(|response| response.row.as_ref());
    let returned = row.map(|row| row.record.value(field));
    let old_ends = response.and_then(|response| response.old_ends);
    let after = After::Replaced {
        field: field.clone(),
        value: now.clone(),
        old_ends,
    };
    match returned {
        Some(returned) if returned.is_present() && !returned.is_same(now) => {
            Verdict::Twice(vec![after])
        }
        _ => Verdict::Once(vec![after]),
    }
}

/// Returns whether a masked text may stand for a value: the visible beginning and end match, as
/// `sk-ok…` and `sk-***9f2c` match `sk-ok-7719f2c`.
fn is_masked(masked: &str, value: &str) -> bool {
    let is_mask = |letter: char| matches!(letter, '*' | '.' | '…' | '•' | '×');
    let beginning = masked.split(is_mask).next().unwrap_or_default();
    let end = masked.rsplit(is_mask).next().unwrap_or_default();
    beginning.len() < masked.len() && value.starts_with(beginning) && value.ends_with(end)
}

/// The rows that a write created, as far as a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NewRows {
    /// These rows, in the list's order; empty if it created none.
    Found(Vec<SpelledId>),
    /// The rows that were read do not show it.
    NotFound,
}

impl NewRows {
    /// Returns the verdict when `count` rows should have been created. `returned` is the id in the
    /// response.
    pub(super) fn verdict(&self, count: usize, returned: Option<&str>) -> Verdict {
        let Self::Found(ids) = self else {
            return Verdict::Uncertain(Uncertainty::NotFound);
        };
        let (named, others): (Vec<String>, Vec<String>) = ids
            .iter()
            .map(ToString::to_string)
            .partition(|id| Some(id.as_str()) == returned);
        if count == 1
            && let ([returned], [_, ..]) = (named.as_slice(), others.as_slice())
        {
            let returned = returned.clone();
            return Verdict::Twice(vec![After::CreatedTwice { returned, others }]);
        }
        let after = || {
            vec![After::Created(
                ids.iter().map(ToString::to_string).collect(),
            )]
        };
        match ids.len() {
            0 => Verdict::Never,
            made if made < count => Verdict::Uncertain(Uncertainty::Partly),
            made if made == count => Verdict::Once(after()),
            _ => Verdict::Twice(after()),
        }
    }
}

/// Returns whether the newest rows reach back to a row of the baseline, so that no new row is
/// missing. If their ages do not fall, the gateway ignores the order and they prove nothing.
pub(super) fn reaches(resource: &Resource, newest_first: &[&Row], baseline: &Baseline) -> bool {
    let ages = newest_first.iter().map(|row| row.made(resource));
    ages_fall(ages.collect()) && newest_first.iter().any(|row| is_known(baseline, row))
}

fn is_known(baseline: &Baseline, row: &Row) -> bool {
    baseline.ids.iter().any(|id| id == row.id.as_str())
}

/// Finds rows with this name, or with any if it is empty, that are not in the baseline. `returned`
/// is the id in the response; `whole` says that `seen` is the whole list.
pub(super) fn new_rows(
    resource: &Resource,
    name: &str,
    baseline: &Baseline,
    returned: Option<&str>,
    seen: &[&Row],
    whole: bool,
) -> NewRows {
    let is_new = |row: &Row| {
        let is_named = name.is_empty() || row.name(resource) == Some(name);
        let is_it = is_named || returned == Some(row.id.as_str());
        is_it && !is_known(baseline, row)
    };
    let mut new: Vec<SpelledId> = Vec::new();
    for row in seen.iter().filter(|row| is_new(row)) {
        if !new.contains(&row.id) {
            new.push(row.id.clone());
        }
    }
    if whole && (baseline.whole || new.is_empty()) || reaches(resource, seen, baseline) {
        return NewRows::Found(new);
    }
    // Old rows with the same name may be among these: only the id in the response proves anything.
    let named = |row: &&&Row| Some(row.id.as_str()) == returned;
    match seen.iter().find(named) {
        Some(row) => NewRows::Found(vec![row.id.clone()]),
        None => NewRows::NotFound,
    }
}

/// Judges a list that should hold these ids. One that holds more has what it should: another node may still
/// list what this one no longer does.
pub(super) fn lists(expected: &[String], listed: &[&str]) -> Verdict {
    let wanted: HashSet<&str> = expected.iter().map(String::as_str).collect();
    let listed: HashSet<&str> = listed.iter().copied().collect();
    if !wanted.is_subset(&listed) {
        return Verdict::Never;
    }
    let besides = listed.difference(&wanted).map(|id| (*id).to_owned());
    let besides = sorted(besides.collect(), Ord::cmp);
    Verdict::Once(vec![match besides.is_empty() {
        true => After::Listed,
        false => After::ListedBesides(besides),
    }])
}

#[cfg(test)]
mod tests;
