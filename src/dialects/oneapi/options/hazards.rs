//! What is easily a mistake in a save of ratios, in the words of the review.

use std::collections::HashMap;

use super::KEY;
use crate::pricing::{Change, Hazard, Ratios, diff, hazards};
use crate::schema::{Context, Document, Finding, Level};
use crate::text;
use crate::words::Text;

use super::super::changes::{self, FREE, LOOKS_LIKE, TEN_TIMES, named, told};
use super::super::groups::rule::whose_ratio;
use super::super::who::version;

const REMOVED: Text = text!(
    "{n} entry is no longer in the text: {names}."
        / "{n} entries are no longer in the text: {names}."
        / "{n} 项不再包含在文本中：{names}。"
);
const GROUP_REMOVED: Text = text!(
    "{n} group is no longer in the text and counts as 1 wherever the name is still used: {names}."
        / "{n} groups are no longer in the text and count as 1 wherever the names are still used: {names}."
        / "{n} 个分组不再包含在文本中，仍使用这些名称之处按 1 计：{names}。"
);
const FAR_OFF: Text = text!(
    "{n} new entry is at least ten times as large as all that are stored, or a tenth of all: {names}."
        / "{n} new entries are at least ten times as large as all that are stored, or a tenth of all: {names}."
        / "{n} 个新条目不小于所有已存条目的十倍，或不大于其十分之一：{names}。"
);

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
    let found: HashMap<String, Hazard> = hazards(&before, &all).into_iter().collect();
    let of = |is: fn(&Hazard) -> bool| {
        let is_so = |change: &&Change| found.get(&change.name).is_some_and(is);
        all.iter().filter(is_so).map(told).collect()
    };
    let is_price = context.row.text(&KEY) == "ModelRatio";
    let is_of_groups = context.row.text(&KEY) == "GroupRatio";
    let prices = all.iter().filter(|_| is_price);
    let kinds = [
        changes::all(&all),
        changes::in_money(prices, context.who),
        named(Level::Harm, FREE, of(|it| *it == Hazard::ToZero)),
        named(
            Level::Harm,
            if is_of_groups { GROUP_REMOVED } else { REMOVED },
            of(|it| *it == Hazard::Removed),
        ),
        named(
            Level::Harm,
            TEN_TIMES,
            of(|it| matches!(it, Hazard::TenTimes | Hazard::Tenth)),
        ),
        named(Level::Harm, FAR_OFF, of(|it| *it == Hazard::FarOff)),
        named(
            Level::Caution,
            text!(
                "{n} entry was free and no longer is: {names}."
                    / "{n} entries were free and no longer are: {names}."
                    / "{n} 项不再免费：{names}。"
            ),
            of(|it| *it == Hazard::FromZero),
        ),
        named(
            Level::Caution,
            LOOKS_LIKE,
            of(|it| matches!(it, Hazard::LooksLike(_))),
        ),
    ];
    let had_default = before.ratio("default").is_some() || before.names().next().is_none();
    let loses_default = is_of_groups && had_default && after.ratio("default").is_none();
    let default = loses_default.then(|| {
        let words = text!(
            "Without default, users who have no other group are billed at 1."
                / "缺少 default 时，没有其他分组的用户按 1 计费。"
        );
        Finding::new(Level::Harm, words)
    });
    let whose = (is_of_groups && !all.is_empty())
        .then(|| Finding::new(Level::Note, whose_ratio(version(context.who))));
    let kinds = kinds.into_iter().flatten();
    kinds.chain(default).chain(whose).collect()
}
