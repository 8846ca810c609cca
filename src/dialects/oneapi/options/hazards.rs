//! What is easily a mistake in a save of ratios, in the words of the review.

use std::collections::HashMap;

use super::KEY;
use crate::pricing::{Change, Hazard, Ratios, diff, hazards};
use crate::schema::{Context, Document, Finding, Level};
use crate::text;

use super::super::changes::{self, FREE, LOOKS_LIKE, TEN_TIMES, named, told};

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
    let prices = all.iter().filter(|_| is_price);
    let kinds = [
        changes::all(&all),
        changes::in_money(prices, context.who),
        named(Level::Harm, FREE, of(|it| *it == Hazard::ToZero)),
        named(
            Level::Harm,
            text!(
                "{n} entry is no longer in the text: {names}."
                    / "{n} entries are no longer in the text: {names}."
                    / "{n} 项不再包含在文本中：{names}。"
            ),
            of(|it| *it == Hazard::Removed),
        ),
        named(
            Level::Harm,
            TEN_TIMES,
            of(|it| matches!(it, Hazard::TenTimes | Hazard::Tenth)),
        ),
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
    let loses_default =
        context.row.text(&KEY) == "GroupRatio" && had_default && after.ratio("default").is_none();
    let default = loses_default.then(|| {
        let words = text!(
            "Without default, users who have no other group are billed at 1."
                / "缺少 default 时，没有其他分组的用户按 1 计费。"
        );
        Finding::new(Level::Harm, words)
    });
    kinds.into_iter().flatten().chain(default).collect()
}
