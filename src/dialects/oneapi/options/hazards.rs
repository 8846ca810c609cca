//! What is easily a mistake in a save of ratios, in the words of the review.

use super::KEY;
use crate::pricing::{Change, Hazard, Ratios, diff, hazards};
use crate::schema::{Context, Document, FieldValue, Finding, Level};
use crate::text;

/// The most changes that are listed.
const LISTED: usize = 30;

/// The most names that are listed.
const NAMED: usize = 12;

/// Names the entries of a save that are easily mistakes, kind by kind, with what they were and become.
pub fn of_change(
    context: &Context,
    from: Option<&Document>,
    to: Option<&Document>,
) -> Vec<Finding> {
    let (Some(before), Some(after)) = (from, to) else {
        return Vec::new();
    };
    // What is broken now holds nothing, so all of a text that mends it is new.
    let before = Ratios::read(&before.0).or_else(|_| Ratios::read("{}"));
    let (Ok(before), Ok(after)) = (before, Ratios::read(&after.0)) else {
        return Vec::new();
    };
    let all = diff(&before, &after).changes;
    let found = hazards(&before, &all);
    let named = |level, words, is: fn(&Hazard) -> bool| {
        let of = |name: &str| {
            let ratio = |of: &Ratios<'_>| of.ratio(name).unwrap_or("–").to_owned();
            format!("{name} ({} → {})", ratio(&before), ratio(&after))
        };
        let names = found.iter().filter(|(_, hazard)| is(hazard));
        let names: Vec<String> = names.map(|(name, _)| of(name)).collect();
        let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
        let some =
            (!names.is_empty()).then(|| names.into_iter().take(NAMED).collect::<Vec<_>>())?;
        let named = Finding::new(level, words).with("names", some.value());
        Some(named.with("n", count.value()))
    };
    let listed = of_all(&all);
    let graver = [
        named(
            Level::Harm,
            text!(
                "{n} becomes free: {names}."
                    / "{n} become free: {names}."
                    / "{n} 项变为免费：{names}。"
            ),
            |hazard| *hazard == Hazard::ToZero,
        ),
        named(
            Level::Harm,
            text!(
                "{n} is no longer in the text: {names}."
                    / "{n} are no longer in the text: {names}."
                    / "{n} 项不再包含在文本中：{names}。"
            ),
            |hazard| *hazard == Hazard::Removed,
        ),
        named(
            Level::Harm,
            text!(
                "{n} becomes ten times as large or a tenth, or moves further: {names}."
                    / "{n} become ten times as large or a tenth, or move further: {names}."
                    / "{n} 项变为十倍或十分之一，或变化更大：{names}。"
            ),
            |hazard| matches!(hazard, Hazard::TenTimes | Hazard::Tenth),
        ),
        named(
            Level::Caution,
            text!(
                "{n} was free and no longer is: {names}."
                    / "{n} were free and no longer are: {names}."
                    / "{n} 项不再免费：{names}。"
            ),
            |hazard| *hazard == Hazard::FromZero,
        ),
        named(
            Level::Caution,
            text!(
                "{n} new name looks like another one: {names}."
                    / "{n} new names look like others: {names}."
                    / "{n} 个新名称与已有名称相似：{names}。"
            ),
            |hazard| matches!(hazard, Hazard::LooksLike(_)),
        ),
    ];
    let had_default = before.ratio("default").is_some() || before.names().next().is_none();
    let loses_default =
        context.row.text(&KEY) == "GroupRatio" && had_default && after.ratio("default").is_none();
    let default = loses_default.then(|| {
        let words = text!(
            "Without default, users who have no other group are billed at 1."
                / "缺少 default 时，没有其他分组的用户按 1 计费。"
        );
        Finding::new(Level::Harm, words)
    });
    let graver = graver.into_iter().flatten();
    listed.into_iter().chain(graver).chain(default).collect()
}

/// Lists the entries that change, with what they were and become.
fn of_all(changes: &[Change]) -> Option<Finding> {
    let word = |ratio: &Option<String>| ratio.clone().unwrap_or_else(|| "–".to_owned());
    let of = |change: &Change| {
        let (before, after) = (word(&change.before), word(&change.after));
        format!("{} ({before} → {after})", change.name)
    };
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let names: Vec<String> = changes.iter().take(LISTED).map(of).collect();
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
    (!changes.is_empty()).then(|| finding.with("n", count.value()))
}
