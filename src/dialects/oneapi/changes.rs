//! Changes of ratios and prices in the words of a review: what changes, and names that a finding lists.

use crate::pricing::Change;
use crate::schema::{FieldValue, Finding, Level};
use crate::text;
use crate::words::Text;

/// The most changes that are listed.
const LISTED: usize = 30;

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

/// Says what an entry was and becomes: `gpt-4o (1.25 → 12.5)`.
pub fn told(change: &Change) -> String {
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let (before, after) = (word(&change.before), word(&change.after));
    format!("{} ({before} → {after})", change.name)
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
