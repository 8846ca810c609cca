//! Displays a field in a drawer, where there is room for all of it, and a value inside a sentence.

use super::draw::{
    NO_LIMIT, NONE, NOT_TOLD, Shown, View, cell, overdrawn, quota_words, share, unreadable,
    with_unit, yes_or_no,
};
use crate::domain::budget::{Budget, Figures, Window};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::money::{Amount, Precision};
use crate::domain::percent::Percent;
use crate::schema::{FieldSpec, Kind, Record, Ref, Value};
use crate::text;
use crate::words::{Phrase, Say, Text};

const LIMIT: Text = text!("Limit" / "限额");
const USED: Text = text!("Used" / "已用比例");
const SPENT: Text = text!("Spent" / "已用");
const REMAINING: Text = text!("Remaining" / "剩余");
const RESETS: Text = text!("Resets" / "重置时间");
const APPROXIMATE: Text = text!(
    "sent as a number, so the gateway may have rounded it" / "以数字形式发送，网关可能已取整"
);
const ROUNDED: Text =
    text!("more than nine decimals; rounded here for sums" / "超过九位小数；此处为求和取整");
const CONTRADICTORY: Text = text!(
    "Used and remaining do not add up. Used is shown." / "已用与剩余相加不符。此处显示已用。"
);
const WINDOW_OVER: Text = text!(
    "The window is over; its figure says nothing about now." / "该窗口已结束；其数值不代表当前。"
);
const END_OF_DAY: Text = text!("the end of that day, UTC" / "当日结束时（UTC）");
const PART_USED: Text = text!("{percent} used" / "已用 {percent}");

/// A line of a drawer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its label.
    pub label: Text,
    /// Its value.
    pub shown: Shown,
    /// A remark about the value: the gateway's own spelling, or the id beside a name.
    pub note: Option<String>,
    /// The resource and id of the row that it refers to.
    pub link: Option<(Id, String)>,
}

impl Fact {
    fn new(label: Text, shown: Shown) -> Self {
        Self {
            label,
            shown,
            note: None,
            link: None,
        }
    }

    fn note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }
}

/// Draws a field in a drawer: money exact with its unit, a budget in several lines.
#[must_use]
pub fn facts(spec: &FieldSpec, record: &Record, view: &View) -> Vec<Fact> {
    let one = |shown| Fact::new(spec.label, shown);
    match (spec.value(record), spec.kind) {
        // The lines of the budget include its parts.
        (_, Kind::Part { .. }) => Vec::new(),
        (Value::Unreadable(raw), _) => vec![one(unreadable(view)).note(Some(raw.clone()))],
        (Value::Missing, Kind::Budget) => vec![limit_word(NOT_TOLD, view)],
        (Value::Budget(budget), _) => match budget.as_ref() {
            Budget::NotTold => vec![limit_word(NOT_TOLD, view)],
            Budget::Unlimited => vec![limit_word(NO_LIMIT, view)],
            Budget::Limited(figures) => of_figures(figures, view),
        },
        // A missing value must not look like the field's word for null.
        (Value::Missing, _) if spec.none.is_some() => vec![one(Shown::Faint(view.say(NOT_TOLD)))],
        (Value::Amount(amount), _) => vec![of_amount(spec.label, amount, view)],
        (Value::Decimal(value), _) => {
            vec![one(Shown::Text(with_unit(&value.text, &value.unit)))]
        }
        (Value::QuotaUnits(units), _) => {
            let words = Shown::Text(quota_words(*units, view));
            vec![one(overdrawn(spec, *units, words, view))]
        }
        (Value::Window(window), _) => of_window(spec.label, window, view),
        (Value::Time(time), _) => {
            let note = time.is_end_of_day().then(|| view.say(END_OF_DAY));
            vec![one(Shown::Moment(*time)).note(note)]
        }
        (Value::Ref(reference), _) => vec![of_reference(spec.label, reference, view)],
        _ => vec![one(cell(spec, record, view))],
    }
}

fn limit_word(word: Text, view: &View) -> Fact {
    Fact::new(LIMIT, Shown::Faint(view.say(word)))
}

fn of_figures(figures: &Figures, view: &View) -> Vec<Fact> {
    let amount = |label, amount: &Option<Amount>| {
        let amount = amount.as_ref()?;
        Some(of_amount(label, amount, view))
    };
    let share = share(figures).map(|shown| Fact::new(USED, shown));
    let lines = [
        share,
        amount(LIMIT, &figures.limit),
        amount(SPENT, &figures.used),
        amount(REMAINING, &figures.remaining),
    ];
    let mut facts: Vec<Fact> = lines.into_iter().flatten().collect();
    match facts.first_mut() {
        None => facts.push(limit_word(NOT_TOLD, view)),
        Some(first) if figures.contradictory() => {
            let before = first.note.take().map(|note| note + " · ");
            first.note = Some(before.unwrap_or_default() + &view.say(CONTRADICTORY));
        }
        Some(_) => {}
    }
    facts
}

/// Draws money exactly, with the gateway's own spelling if it differs from the value.
fn of_amount(label: Text, amount: &Amount, view: &View) -> Fact {
    let why = match amount.precision {
        Precision::Exact => None,
        Precision::Rounded => Some(ROUNDED),
        Precision::Approximate => Some(APPROXIMATE),
    };
    let exact = usd(amount);
    let shown = Shown::Figure {
        text: exact.clone(),
        exact,
        approximate: amount.precision != Precision::Exact,
    };
    let note = why.map(|why| format!("{} · {}", amount.text, why.say(view.language)));
    Fact::new(label, shown).note(note)
}

fn usd(amount: &Amount) -> String {
    format!("{} USD", amount.value.exact())
}

fn of_window(label: Text, window: &Window, view: &View) -> Vec<Fact> {
    if window.is_stale(view.now) {
        return vec![Fact::new(label, Shown::Faint(view.say(WINDOW_OVER)))];
    }
    let used = window.used.map_or(Shown::Dash, |used| Shown::Meter {
        percent: u32::try_from(used.thousandths() / 1000).unwrap_or(0),
        words: used.short(),
    });
    let resets = window
        .resets_at
        .map(|at| Fact::new(RESETS, Shown::Moment(at)));
    [Some(Fact::new(label, used)), resets]
        .into_iter()
        .flatten()
        .collect()
}

fn of_reference(label: Text, reference: &Ref, view: &View) -> Fact {
    let name = view.name_of(reference);
    let id = reference.id.as_ref().map(SpelledId::as_str);
    let beside = id.filter(|id| *id != name).map(str::to_owned);
    let fact = Fact::new(label, Shown::Text(name)).note(beside);
    Fact {
        link: id.map(|id| (reference.of.clone(), id.to_owned())),
        ..fact
    }
}

/// Formats a value for a sentence: `25.50 USD`, a name, an exact time.
#[must_use]
pub fn exact(value: &Value, view: &View) -> String {
    match value {
        Value::Missing => view.say(NOT_TOLD),
        Value::Null => view.say(NONE),
        Value::Unreadable(raw) => raw.clone(),
        Value::Text(text) => text.clone(),
        Value::Truth(truth) => view.say(yes_or_no(*truth)),
        Value::Whole(whole) => whole.to_string(),
        Value::Decimal(value) => with_unit(&value.text, &value.unit),
        Value::Amount(amount) => usd(amount),
        Value::QuotaUnits(units) => quota_words(*units, view),
        Value::Percent(percent) => all_of(*percent),
        Value::Budget(budget) => of_budget(budget, view),
        Value::Window(window) => {
            let used = window.used.map(all_of);
            used.unwrap_or_else(|| view.say(NOT_TOLD))
        }
        Value::Time(time) => (view.stamp)(*time),
        Value::Ref(reference) => view.name_of(reference),
        Value::Words(words) => view.language.join(words),
        Value::Document(document) => document.0.clone(),
    }
}

/// Formats a field's value for a sentence: like [`exact`], with the field's words for a status and
/// for null.
#[must_use]
pub fn exact_in(spec: &FieldSpec, value: &Value, view: &View) -> String {
    match (value, spec.kind) {
        (Value::Null, _) => view.say(spec.none.unwrap_or(NONE)),
        (Value::Text(text), Kind::Word(words)) => {
            let known = words.iter().find(|(word, ..)| word == text);
            known.map_or_else(|| text.clone(), |(_, words, _)| view.say(*words))
        }
        _ => exact(value, view),
    }
}

/// Formats every decimal of a percentage.
fn all_of(percent: Percent) -> String {
    let plain = percent.plain();
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    format!("{plain}\u{a0}%")
}

/// Formats the limit of a budget, or else how much of it is used.
fn of_budget(budget: &Budget, view: &View) -> String {
    match budget {
        Budget::NotTold => view.say(NOT_TOLD),
        Budget::Unlimited => view.say(NO_LIMIT),
        Budget::Limited(figures) => match (&figures.limit, figures.spent()) {
            (Some(limit), _) => usd(limit),
            (None, Some(spent)) => Phrase::from(PART_USED)
                .with("percent", all_of(spent))
                .say(view.language),
            (None, None) => view.say(NOT_TOLD),
        },
    }
}

#[cfg(test)]
mod tests;
