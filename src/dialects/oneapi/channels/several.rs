//! What the actions on several channels have in common: which channels are meant, and the number that
//! is typed to confirm it.

use super::fields::{AUTO_DISABLED, DISABLED, ENABLED, ID, NAME, STATUS};
use crate::schema::{
    Choices, Context, FieldValue, Finding, Input, Level, Locator, Record, TypedInput, Value, WhyNot,
};
use crate::text;

/// The most channels of one plan: each is a request and its verification, and the gateway accepts
/// 480 requests in three minutes (contract 1.5).
pub const MOST: usize = 50;

/// The most names that are listed: all of a plan, since their number is typed to confirm it.
const NAMED: usize = MOST;

const WHICH_ONES: Choices = &[
    (
        AUTO_DISABLED,
        text!("disabled by the gateway" / "自动禁用的"),
    ),
    (DISABLED, text!("disabled by hand" / "手动禁用的")),
    ("off", text!("all that are disabled" / "所有已禁用的")),
    (ENABLED, text!("enabled" / "已启用的")),
];

/// Which channels are meant.
pub const WHICH: TypedInput<String> =
    Input::select("which", text!("Which channels" / "哪些渠道"), WHICH_ONES)
        .required(text!("Choose which." / "请选择。"))
        .initial(|_| Value::Text(AUTO_DISABLED.to_owned()));

/// Only those of this group.
pub const OF_GROUP: TypedInput<String> = Input::text("of_group", text!("Group" / "分组"), 200)
    .hint(text!("Empty: any group." / "留空则不限分组。"));

/// Returns the channels that are meant, of all that were just read.
///
/// # Errors
/// When there are none, or too many for one plan.
pub fn meant<'a>(context: &'a Context, which: &str) -> Result<Vec<&'a Record>, WhyNot> {
    const NONE: WhyNot = WhyNot {
        words: text!("There is no such channel." / "没有符合条件的渠道。"),
        source: "",
    };
    let found: Vec<&Record> = all(context, which).collect();
    if found.is_empty() {
        return Err(NONE);
    }
    few(found)
}

/// Returns the channels again, unless they are too many for one plan.
///
/// # Errors
/// When they are.
pub fn few(found: Vec<&Record>) -> Result<Vec<&Record>, WhyNot> {
    const TOO_MANY: WhyNot = WhyNot {
        words: text!(
            "These are more than fifty, which is too many at once. Choose a group as well."
                / "超过五十个，一次过多。请同时选择分组。"
        ),
        source: "1.5",
    };
    if found.len() > MOST {
        return Err(TOO_MANY);
    }
    Ok(found)
}

/// Returns all channels that were just read and are meant, however many.
pub fn all<'a>(context: &'a Context, which: &str) -> impl Iterator<Item = &'a Record> {
    let seen = context.seen("channels").map_or(&[][..], |seen| &seen.rows);
    let group = context.input.text(&OF_GROUP).to_owned();
    let which = which.to_owned();
    seen.iter().filter(move |row| {
        let status = row.text(&STATUS);
        let is_meant = match which.as_str() {
            "off" => status == DISABLED || status == AUTO_DISABLED,
            word => status == word,
        };
        let groups = row.get(&super::fields::GROUPS);
        let in_group = groups.is_some_and(|all| all.contains(&group));
        is_meant && (group.is_empty() || in_group) && !row.text(&ID).is_empty()
    })
}

/// Returns where a listed channel is.
pub fn at(row: &Record) -> Locator {
    let name = row.text(&NAME);
    Locator {
        name: (!name.is_empty()).then(|| name.to_owned()),
        ..Locator::of_id("channels", row.text(&ID))
    }
}

/// Names the channels that are meant, once they were read.
pub fn named(context: &Context, which: &str) -> Option<Finding> {
    context.seen("channels")?;
    Some(named_of(&all(context, which).collect::<Vec<_>>()))
}

/// Names these channels.
pub fn named_of(rows: &[&Record]) -> Finding {
    let names = rows.iter().map(|row| row.text(&NAME).to_owned());
    let names: Vec<String> = names.collect();
    let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
    let words = match names.len() {
        0 => text!("No channel is meant." / "没有符合条件的渠道。"),
        1..=NAMED => {
            text!("{n} channel: {names}." / "{n} channels: {names}." / "{n} 个渠道：{names}。")
        }
        _ => text!(
            "{n} channel, among them {names}."
                / "{n} channels, among them {names}."
                / "{n} 个渠道，其中包括 {names}。"
        ),
    };
    let names: Vec<String> = names.into_iter().take(NAMED).collect();
    let named = Finding::new(Level::Note, words).with("n", count.value());
    named.with("names", names.value())
}
