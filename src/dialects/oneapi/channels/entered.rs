//! What is entered for a channel: what is wrong with it, and what groups mean for billing.

use super::super::group_names;
use super::super::who::version;
use crate::records::provider_address_problem;
use crate::schema::{All, Context, FieldValue, Finding, Level, Lookup, Value};
use crate::text;
use crate::words::Text;

/// The gateway's column for groups holds 32 characters; some databases refuse more, others cut it.
const LONGEST_GROUPS: usize = 32;

/// The names of groups that are live.
pub const LIVE_GROUPS: All<Lookup> = &[Lookup::all("group-names", 1)];

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
    if address.contains('?') {
        return Some(text!(
            "No ? in the address: what follows may be a key, and would be shown and stored."
                / "地址中不能包含 ?：其后的内容可能是密钥，会被显示和保存。"
        ));
    }
    provider_address_problem(address)
}

/// Points out words that hold a sign which only looks like a comma: the gateway takes them as one name.
pub fn comma_like(words: &[String]) -> Option<Finding> {
    let odd: Vec<String> = words
        .iter()
        .filter(|word| word.contains(['，', '、', ';', '；']))
        .cloned()
        .collect();
    let finding = Finding::new(
        Level::Caution,
        text!(
            "Sent as one name: {names}. Only a comma (,) or a new line separates names."
                / "作为一个名称发送：{names}。仅半角逗号 (,) 或换行分隔名称。"
        ),
    );
    (!odd.is_empty()).then(|| finding.with("names", odd.value()))
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
