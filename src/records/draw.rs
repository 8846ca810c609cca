//! Decides how a value is displayed, as data: no views here, and no clock.

use crate::domain::budget::{Budget, Figures, Window};
use crate::domain::decimal;
use crate::domain::ids::SpelledId;
use crate::domain::money::{Amount, Precision};
use crate::domain::percent::Percent;
use crate::domain::quota::{QuotaRate, QuotaUnits};
use crate::domain::time::UnixSeconds;
use crate::schema::{BudgetPart, FieldSpec, Kind, Record, Ref, StatusWords, Tone, Value};
use crate::text;
use crate::words::{Language, Phrase, Say, Text};

/// A budget without a limit.
pub const NO_LIMIT: Text = text!("No limit" / "无限额");
/// The gateway does not send the value.
pub const NOT_TOLD: Text = text!("not reported" / "未提供");
/// The unit of quota: the gateway's own.
pub const QUOTA_UNIT: Text = text!("units" / "单位");
/// An explicit null.
pub const NONE: Text = text!("none" / "无");
const OVERDRAWN: Text = text!("{quota}, overdrawn" / "{quota}，透支");
const UNREADABLE: Text = text!("unreadable" / "无法解读");
const WINDOW_OVER: Text = text!("window over" / "窗口已结束");
const YES: Text = text!("yes" / "是");
const NO: Text = text!("no" / "否");

/// What is needed to display values.
pub struct View<'a> {
    /// The language of the console.
    pub language: Language,
    /// The time now.
    pub now: UnixSeconds,
    /// How quota is converted to money, if the gateway has quota and tells the rate.
    pub quota: Option<QuotaRate>,
    /// Formats the exact time in the operator's time zone.
    pub stamp: &'a dyn Fn(UnixSeconds) -> String,
    /// Returns the name of a row by its resource and id, if known.
    pub label: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// A value as displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A dash for a missing value.
    Dash,
    /// A word in place of a value.
    Faint(String),
    /// Words.
    Text(String),
    /// Text in monospace.
    Mono(String),
    /// A number that is aligned at its decimal point with those of the rows above.
    Figure {
        /// The text in the table.
        text: String,
        /// The exact text with its unit.
        exact: String,
        /// Whether it is marked as inexact.
        approximate: bool,
    },
    /// A status badge.
    Badge {
        /// The tone.
        tone: Tone,
        /// The word.
        word: String,
    },
    /// A bar that shows a percentage.
    Meter {
        /// Whole percent; may exceed 100.
        percent: u32,
        /// The value in words.
        words: String,
    },
    /// A time, relative to now.
    Moment(UnixSeconds),
}

impl View<'_> {
    pub(super) fn say(&self, text: Text) -> String {
        text.say(self.language).to_owned()
    }

    /// Returns the name to show for a row: the name among the known rows, or the name in the
    /// reference, or its id.
    #[must_use]
    pub fn name_of(&self, reference: &Ref) -> String {
        let id = reference.id.as_ref().map(SpelledId::as_str);
        let known = id.and_then(|id| (self.label)(&reference.of, id));
        known.unwrap_or_else(|| reference.label().to_owned())
    }
}

/// Draws a field in a table.
#[must_use]
pub fn cell(spec: &FieldSpec, record: &Record, view: &View) -> Shown {
    let language = view.language;
    match spec.value(record) {
        Value::Missing => Shown::Dash,
        Value::Null => nothing(spec, view),
        Value::Unreadable(_) => unreadable(view),
        Value::Text(text) => match spec.kind {
            Kind::Word(words) => badge(words, text, language),
            Kind::Id | Kind::Mono => Shown::Mono(text.clone()),
            _ => Shown::Text(text.clone()),
        },
        Value::Truth(truth) => Shown::Text(view.say(yes_or_no(*truth))),
        Value::Whole(whole) => Shown::Text(whole.to_string()),
        // The unit may differ from row to row, as that of a provider's balance does.
        Value::Decimal(value) if !value.unit.is_empty() => {
            Shown::Text(with_unit(&value.text, &value.unit))
        }
        Value::Decimal(value) => Shown::Figure {
            text: value.text.clone(),
            exact: with_unit(&value.text, &value.unit),
            approximate: false,
        },
        Value::Amount(amount) => money(amount),
        Value::QuotaUnits(units) => overdrawn(spec, *units, quota(*units, view), view),
        Value::Percent(percent) => Shown::Text(percent.short()),
        Value::Budget(budget) => match spec.kind {
            Kind::Part { part, .. } => of_part(budget, part, view),
            _ => of_part(budget, BudgetPart::Share, view),
        },
        Value::Window(window) => of_window(window, view),
        Value::Time(time) => Shown::Moment(*time),
        Value::Ref(reference) => Shown::Text(view.name_of(reference)),
        Value::Words(words) if words.is_empty() => nothing(spec, view),
        Value::Words(words) => Shown::Text(language.join(words)),
        Value::Document(document) => Shown::Mono(document.0.clone()),
    }
}

/// Draws an explicit null: the field's word for it, or a dash.
pub(super) fn nothing(spec: &FieldSpec, view: &View) -> Shown {
    let word = spec.none.map(|word| Shown::Faint(view.say(word)));
    word.unwrap_or(Shown::Dash)
}

pub(super) fn unreadable(view: &View) -> Shown {
    Shown::Badge {
        tone: Tone::Attention,
        word: view.say(UNREADABLE),
    }
}

/// Draws a status: with our label if it is known, otherwise as received.
fn badge(words: StatusWords, came: &str, language: Language) -> Shown {
    let known = words.iter().find(|(word, ..)| *word == came);
    known.map_or_else(
        || Shown::Badge {
            tone: Tone::Neutral,
            word: came.trim().to_owned(),
        },
        |(_, text, tone)| {
            let word = text.say(language).to_owned();
            match tone {
                Tone::Plain => Shown::Text(word),
                tone => Shown::Badge { tone: *tone, word },
            }
        },
    )
}

/// Returns "yes" or "no".
pub(super) const fn yes_or_no(truth: bool) -> Text {
    if truth { YES } else { NO }
}

/// Writes a number and its unit.
pub(super) fn with_unit(text: &str, unit: &str) -> String {
    if unit.is_empty() {
        text.to_owned()
    } else {
        format!("{text} {unit}")
    }
}

/// Formats units of quota in groups of three digits.
pub(super) fn grouped(units: QuotaUnits) -> String {
    decimal::grouped(&units.0.to_string())
}

/// Draws quota: every digit of its units, and beside them what they are in money.
pub(super) fn quota(units: QuotaUnits, view: &View) -> Shown {
    let exact = quota_words(units, view);
    let Some(money) = view.quota.and_then(|rate| rate.money(units)) else {
        return Shown::Text(exact);
    };
    Shown::Text(format!("{} · {} USD", grouped(units), money.value.short()))
}

/// Marks what is left to spend once it is below zero.
pub(super) fn overdrawn(spec: &FieldSpec, units: QuotaUnits, shown: Shown, view: &View) -> Shown {
    match shown {
        Shown::Text(text) if spec.is_left && units.0 < 0 => Shown::Badge {
            tone: Tone::Bad,
            word: Phrase::from(OVERDRAWN)
                .with("quota", text)
                .say(view.language),
        },
        shown => shown,
    }
}

/// Writes quota in a sentence or a drawer: `1 000 000 (2.00 USD)`, the money exact to nine decimals.
pub(super) fn quota_words(units: QuotaUnits, view: &View) -> String {
    let units_words = grouped(units);
    let Some(money) = view.quota.and_then(|rate| rate.money(units)) else {
        return units_words;
    };
    let about = match money.precision {
        Precision::Exact => "",
        Precision::Rounded | Precision::Approximate => "≈ ",
    };
    format!("{units_words} ({about}{} USD)", money.value.exact())
}

/// Draws money in a table: rounded to cents, with the exact value.
fn money(amount: &Amount) -> Shown {
    Shown::Figure {
        text: amount.value.short(),
        exact: format!("{} USD", amount.value.exact()),
        approximate: amount.precision != Precision::Exact || amount.value.short_rounds_up(),
    }
}

/// Draws a figure: money is rounded to cents, with the exact value.
#[must_use]
pub fn glance(value: &Value, view: &View) -> Shown {
    match value {
        Value::Amount(amount) => money(amount),
        Value::Missing => Shown::Dash,
        value => Shown::Text(super::facts::exact(value, view)),
    }
}

fn of_part(budget: &Budget, part: BudgetPart, view: &View) -> Shown {
    let figures = match budget {
        Budget::NotTold => return Shown::Dash,
        Budget::Unlimited => return Shown::Faint(view.say(NO_LIMIT)),
        Budget::Limited(figures) => figures,
    };
    let amount = match part {
        BudgetPart::Share => return share(figures).unwrap_or(Shown::Dash),
        BudgetPart::Limit => &figures.limit,
        BudgetPart::Used => &figures.used,
        BudgetPart::Remaining => &figures.remaining,
    };
    amount.as_ref().map_or(Shown::Dash, money)
}

/// Draws the spent share of a budget.
pub(super) fn share(figures: &Figures) -> Option<Shown> {
    figures.spent().map(meter)
}

/// Draws a percentage as a bar.
fn meter(percent: Percent) -> Shown {
    Shown::Meter {
        percent: u32::try_from(percent.thousandths() / 1000).unwrap_or(0),
        words: percent.short(),
    }
}

/// Draws a window. One that is past its reset has no current value.
fn of_window(window: &Window, view: &View) -> Shown {
    if window.is_stale(view.now) {
        return Shown::Faint(view.say(WINDOW_OVER));
    }
    window.used.map_or(Shown::Dash, meter)
}

#[cfg(test)]
mod tests;
