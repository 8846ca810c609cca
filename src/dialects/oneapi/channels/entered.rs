//! What is entered for a channel: what is wrong with it, and what groups mean for billing.

use super::super::group_names;
use super::super::who::version;
use crate::schema::{All, Context, FieldValue, Finding, Level, Lookup, Value};
use crate::text;
use crate::words::Text;

/// The gateway's column for groups holds 32 characters; some databases refuse more, others cut it.
const LONGEST_GROUPS: usize = 32;

/// The names of groups that are live.
pub const LIVE_GROUPS: All<Lookup> = &[Lookup {
    of: "group-names",
    by: "",
    most_pages: 1,
    remaining: None,
}];

/// Says what is wrong with the address of a provider.
pub fn address_problem(value: &Value) -> Option<Text> {
    let Value::Text(address) = value else {
        return None;
    };
    if has_hidden_part(address) {
        return Some(text!(
            "Parts of this address were not shown. Type the whole address."
                / "此地址有部分未显示。请输入完整地址。"
        ));
    }
    let begins = address.starts_with("https://") || address.starts_with("http://");
    let is_blank = address.contains(|letter: char| letter.is_whitespace());
    (!begins || is_blank).then_some(text!(
        "An address begins with https:// or http:// and has no blanks."
            / "地址以 https:// 或 http:// 开头，且不含空白。"
    ))
}

/// Whether an address is one that this console shows in part: what may be a key is not kept.
pub fn has_hidden_part(address: &str) -> bool {
    address.contains(super::config::HIDDEN)
}

/// What a change of groups means for billing, and names that no group has.
pub fn of_groups(context: &Context, groups: &[String]) -> Vec<Finding> {
    let mut notes = Vec::new();
    if version(context.who).bills_by_channel() && groups.len() > 1 {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "A call through this channel is billed at the lowest ratio among its groups, whoever calls: a cheap group here discounts everyone."
                    / "通过此渠道的请求按其各分组中的最低倍率计费，与调用者无关：加入低价分组会使所有人降价。"
            ),
        ));
    }
    let known = context
        .seen("group-names")
        .map_or(&[][..], |seen| &seen.rows);
    let known: Vec<&str> = known
        .iter()
        .map(|row| row.text(&group_names::NAME))
        .collect();
    let unknown = groups
        .iter()
        .filter(|group| !known.contains(&group.as_str()));
    let unknown: Vec<String> = unknown.cloned().collect();
    if !unknown.is_empty() {
        let words = text!(
            "Not a live group, so it counts as 1: {groups}."
                / "不是生效的分组，按 1 计：{groups}。"
        );
        notes.push(Finding::new(Level::Caution, words).with("groups", unknown.value()));
    }
    if groups.join(",").chars().count() > LONGEST_GROUPS {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "All groups together are longer than 32 characters: some databases refuse or cut that."
                    / "所有分组合计超过 32 个字符：部分数据库会拒绝或截断。"
            ),
        ));
    }
    notes
}
