//! What a save of ratios leaves behind: groups that are still used, models without a price, and prices
//! without a model (contract 3.4, 4.3, 8).

use std::collections::BTreeSet;

use super::{KEY, STATE};
use crate::pricing::Ratios;
use crate::schema::{All, Context, Document, Finding, Level, Lookup, Record};
use crate::text;
use crate::words::Text;

use super::super::changes::named;
use super::super::channels::fields::{ENABLED, MODELS, STATUS};
use super::super::groups::in_use;

/// The users for GroupRatio, and the channels for that and ModelRatio, where it has an effect.
pub const LOOKUPS: All<Lookup> = &[
    in_use::CHANNELS.only_for(|row| is_of_groups(row) || is_of_models(row)),
    in_use::USERS.only_for(is_of_groups),
];

fn is_of_groups(row: &Record) -> bool {
    row.text(&KEY) == "GroupRatio"
}

fn is_of_models(row: &Record) -> bool {
    row.text(&KEY) == "ModelRatio" && row.text(&STATE) != "unused"
}

const NEWLY_WITHOUT: Text = text!(
    "{n} model of enabled channels loses its ratio. The gateway bills it at a built-in ratio, or at 30 if it has none: {names}."
        / "{n} models of enabled channels lose their ratios. The gateway bills them at built-in ratios, or at 30 where it has none: {names}."
        / "已启用渠道的 {n} 个模型将失去倍率。网关按内置倍率计费，没有内置倍率则按 30 计：{names}。"
);
const WITHOUT: Text = text!(
    "{n} model of enabled channels has no ratio here. The gateway bills it at a built-in ratio, or at 30 if it has none: {names}."
        / "{n} models of enabled channels have no ratio here. The gateway bills them at built-in ratios, or at 30 where it has none: {names}."
        / "已启用渠道的 {n} 个模型在此没有倍率。网关按内置倍率计费，没有内置倍率则按 30 计：{names}。"
);
const NOT_LISTED: Text = text!(
    "{n} new name is a model of no channel: {names}."
        / "{n} new names are models of no channel: {names}."
        / "{n} 个新名称不是任何渠道的模型：{names}。"
);
const UNREAD: Text = text!(
    "Not all channels were read, so more of their models may have no ratio."
        / "未读取全部渠道，可能还有更多模型没有倍率。"
);

/// Names who uses a group that goes, and models and prices that no longer meet.
pub fn behind(context: &Context, from: Option<&Document>, to: Option<&Document>) -> Vec<Finding> {
    let text =
        |document: Option<&Document>| document.map_or("{}", |Document(text)| text).to_owned();
    let (before, after) = (text(from), text(to));
    // What is broken now holds nothing.
    let before = Ratios::read(&before).or_else(|_| Ratios::read("{}"));
    let (Ok(before), Ok(after), Some(_)) = (before, Ratios::read(&after), to) else {
        return Vec::new();
    };
    let (before, after) = (before.names().collect(), after.names().collect());
    if is_of_groups(context.row) {
        groups(context, &before, &after)
    } else if is_of_models(context.row) {
        models(context, &before, &after)
    } else {
        Vec::new()
    }
}

fn groups(context: &Context, before: &BTreeSet<&str>, after: &BTreeSet<&str>) -> Vec<Finding> {
    let gone = before.difference(after);
    let found: Vec<Finding> = gone
        .flat_map(|group| in_use::findings(context, group))
        .collect();
    let unread = in_use::unread(context).filter(|_| !before.is_subset(after));
    found.into_iter().chain(unread).collect()
}

fn models(context: &Context, before: &BTreeSet<&str>, after: &BTreeSet<&str>) -> Vec<Finding> {
    let seen = context.seen(in_use::CHANNELS.of);
    let rows = seen.map_or(&[][..], |seen| &seen.rows);
    let of = |is: fn(&Record) -> bool| {
        let rows = rows.iter().filter(|row| is(row));
        let models = rows.filter_map(|row| row.get(&MODELS)).flatten();
        models.map(String::as_str).collect::<BTreeSet<&str>>()
    };
    let served = of(|row| row.text(&STATUS) == ENABLED);
    let listed = of(|_| true);
    let own =
        |names: &mut dyn Iterator<Item = &&str>| names.map(|name| (*name).to_owned()).collect();
    let mut without = served.difference(after);
    let (lost, lacking): (Vec<&str>, Vec<&str>) =
        without.by_ref().partition(|model| before.contains(**model));
    let is_whole = seen.is_some_and(|seen| seen.whole);
    // A part of the channels does not tell that none lists a name.
    let mut added = after.difference(before);
    let mut new = added
        .by_ref()
        .filter(|name| is_whole && !listed.contains(**name));
    let kinds = [
        named(Level::Harm, NEWLY_WITHOUT, own(&mut lost.iter())),
        named(Level::Caution, WITHOUT, own(&mut lacking.iter())),
        named(Level::Note, NOT_LISTED, own(&mut new)),
        (!is_whole).then(|| Finding::new(Level::Caution, UNREAD)),
    ];
    kinds.into_iter().flatten().collect()
}
