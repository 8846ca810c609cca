//! Changes of ratios and prices in the words of a review: what changes, and names that a finding lists.

use super::who::QUOTA_PER_UNIT;
use crate::domain::exact::Exact;
use crate::pricing::{Change, Per, shown_price};
use crate::schema::{FieldValue, Finding, Level, Record};
use crate::text;
use crate::words::Text;

/// The most changes that are listed.
const LISTED: usize = 30;

/// To how many digits a factor is told.
const DIGITS: u32 = 4;

/// The most names that a finding lists.
const NAMED: usize = 12;

/// A number becomes ten times as large, or a tenth.
pub const TEN_TIMES: Text = text!(
    "{n} entry becomes ten times as large or a tenth, or moves further: {names}."
        / "{n} entries become ten times as large or a tenth, or move further: {names}."
        / "{n} 项变为十倍或十分之一，或变化更大：{names}。"
);

/// A new name is easily taken for another one.
pub const LOOKS_LIKE: Text = text!(
    "{n} new name looks like another one: {names}."
        / "{n} new names look like others: {names}."
        / "{n} 个新名称与已有名称相似：{names}。"
);

/// Calls cost nothing.
pub const FREE: Text = text!(
    "{n} entry becomes free: {names}."
        / "{n} entries become free: {names}."
        / "{n} 项变为免费：{names}。"
);

/// Says what an entry was and becomes, and its factor: `gpt-4o (1.25 → 12.5, ×10)`.
pub fn told(change: &Change) -> String {
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let (before, after) = (word(&change.before), word(&change.after));
    let factor = change.factor().filter(|by| !by.is_zero());
    let factor = factor.map_or_else(String::new, |by| {
        format!(", ×{}", by.rounded(DIGITS).plain())
    });
    format!("{} ({before} → {after}{factor})", change.name)
}

/// Says what a million input tokens cost before and after, for ratios that are prices. `None` where the
/// gateway does not tell how many units a dollar has.
pub fn in_money<'a>(changes: impl Iterator<Item = &'a Change>, who: &Record) -> Option<Finding> {
    let units = Exact::read(&who.get(&QUOTA_PER_UNIT)?.text)?;
    let price = |ratio: &Option<String>| {
        let Some(ratio) = ratio else {
            return Some("–".to_owned());
        };
        let ratio = Exact::read(ratio)?;
        Some(shown_price(&ratio, Per::Million, &units, &Exact::whole(1))?.plain())
    };
    let told = |change: &Change| {
        let (before, after) = (price(&change.before)?, price(&change.after)?);
        Some(format!("{} ({before} → {after} USD)", change.name))
    };
    let words = text!(
        "A million input tokens cost, in a group of ratio 1: {names}."
            / "每百万输入 token 的价格（倍率 1 的分组）：{names}。"
    );
    named(Level::Note, words, changes.filter_map(told).collect())
}

/// Lists the entries that change, with what they were and become.
pub fn all(changes: &[Change]) -> Option<Finding> {
    let names: Vec<String> = changes.iter().take(LISTED).map(told).collect();
    let words = if changes.len() > LISTED {
        text!(
            "{n} entry changes, among them {names}."
                / "{n} entries change, among them {names}."
                / "{n} 个条目更改，其中包括 {names}。"
        )
    } else {
        text!(
            "{n} entry changes: {names}."
                / "{n} entries change: {names}."
                / "{n} 个条目更改：{names}。"
        )
    };
    let finding = Finding::new(Level::Note, words).with("names", names.value());
    (!changes.is_empty()).then(|| finding.with("n", count(changes.len())))
}

/// Makes a finding of `{n}` names, of which the first are listed as `{names}`; `None` without a name.
pub fn named(level: Level, words: Text, names: Vec<String>) -> Option<Finding> {
    let n = names.len();
    let mut listed: Vec<String> = names.into_iter().take(NAMED).collect();
    if n > NAMED {
        listed.push("…".to_owned());
    }
    let finding = Finding::new(level, words).with("names", listed.value());
    (n > 0).then(|| finding.with("n", count(n)))
}

fn count(n: usize) -> crate::schema::Value {
    i64::try_from(n).unwrap_or(i64::MAX).value()
}

#[cfg(test)]
mod tests {
    use super::{QUOTA_PER_UNIT, in_money};
    use crate::dialects::sample::VIEW;
    use crate::domain::table::{check_table, parts};
    use crate::gate::say_finding;
    use crate::pricing::{Ratios, diff};
    use crate::schema::{Decimal, Record};

    #[test]
    fn ratios_in_money() {
        // The units of a dollar, what was, and what will be.
        check_table(
            r##"
            500000 | {"a":1.25} | {"a":2.5} => A million input tokens cost, in a group of ratio 1: a (2.5 → 5 USD).
            500000 | {"a":1,"b":2} | {"b":2,"c":0.0005} => A million input tokens cost, in a group of ratio 1: c (– → 0.001 USD), a (2 → – USD).
            1000000 | {"a":1} | {"a":2} => A million input tokens cost, in a group of ratio 1: a (1 → 2 USD).
            500000 | {"a":null} | {"a":1} =>
            0 | {"a":1} | {"a":2} =>
            - | {"a":1} | {"a":2} =>
            "##,
            |line| {
                let [units, before, after] = parts(line);
                let read = |text| Ratios::read(text).expect("a document");
                let changes = diff(&read(before), &read(after)).changes;
                let units = Decimal {
                    text: units.to_owned(),
                    unit: "".into(),
                };
                let who = Record::default().with(&QUOTA_PER_UNIT, units);
                let said = in_money(changes.iter(), &who);
                said.map_or_else(String::new, |said| say_finding(&said, &VIEW))
            },
        );
    }
}
