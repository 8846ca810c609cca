//! Who uses a group: the users in it and the channels that list it (contract 3.4). A name that is taken out
//! of GroupRatio stays with them and counts as 1.

use crate::schema::{Column, Context, FieldValue, Finding, Level, Lookup, Record};
use crate::text;
use crate::words::Text;

use super::super::changes::named;
use super::super::channels::fields as channel;
use super::super::users::fields as user;

/// Reads all channels.
pub const CHANNELS: Lookup = Lookup::all("channels", 20).advisory();

/// Reads all users.
pub const USERS: Lookup = Lookup::all("users", 20).advisory();

const CHANNELS_LEFT: Text = text!(
    "{n} channel still lists {group}, which counts as 1 there: {names}."
        / "{n} channels still list {group}, which counts as 1 there: {names}."
        / "仍有 {n} 个渠道包含 {group}，将按 1 计：{names}。"
);
const USERS_LEFT: Text = text!(
    "{n} user is in {group} and keeps the name: {names}."
        / "{n} users are in {group} and keep the name: {names}."
        / "{n} 个用户属于 {group}，并会保留此名称：{names}。"
);

/// Names who uses a group that is taken out, of what was read.
pub fn findings(context: &Context, group: &str) -> Vec<Finding> {
    let lists = |row: &Record| {
        let groups = row.get(&channel::GROUPS);
        groups.is_some_and(|groups| groups.iter().any(|listed| listed == group))
    };
    let channels = names(context, CHANNELS.of, &channel::NAME, &lists);
    let users = names(context, USERS.of, &user::USERNAME, &|row| {
        row.text(&user::GROUP) == group
    });
    let found = [
        named(Level::Harm, CHANNELS_LEFT, channels),
        named(Level::Harm, USERS_LEFT, users),
    ];
    let found = found.into_iter().flatten();
    found
        .map(|finding| finding.with("group", group.to_owned().value()))
        .collect()
}

fn names(
    context: &Context,
    of: &str,
    name: &Column<String>,
    is: &dyn Fn(&Record) -> bool,
) -> Vec<String> {
    let rows = context.seen(of).map_or(&[][..], |seen| &seen.rows);
    let rows = rows.iter().filter(|row| is(row));
    rows.map(|row| row.text(name).to_owned()).collect()
}

/// Whether all rows of a list were read.
fn is_whole(context: &Context, of: &str) -> bool {
    context.seen(of).is_some_and(|seen| seen.whole)
}

/// Whether nobody uses a group.
pub fn is_unused(context: &Context, group: &str) -> bool {
    let is_known = is_whole(context, USERS.of) && is_whole(context, CHANNELS.of);
    is_known && findings(context, group).is_empty()
}

/// Says that not all users or channels were read.
pub fn unread(context: &Context) -> impl Iterator<Item = Finding> {
    const NOT_ALL_USERS: Text = text!(
        "Not all users were read, so more may be in it."
            / "未读取全部用户，可能还有更多用户属于此分组。"
    );
    const NOT_ALL_CHANNELS: Text = text!(
        "Not all channels were read, so more may list it."
            / "未读取全部渠道，可能还有更多渠道包含此分组。"
    );
    let lists = [(USERS.of, NOT_ALL_USERS), (CHANNELS.of, NOT_ALL_CHANNELS)];
    let unread = lists.map(|(of, words)| {
        let finding = Finding::new(Level::Caution, words);
        (!is_whole(context, of)).then_some(finding)
    });
    unread.into_iter().flatten()
}
