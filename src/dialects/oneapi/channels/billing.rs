//! What a channel's groups mean for the bill (contract 0.9). In the fork a call is billed at the
//! lowest ratio among all groups of the channel that serves it, whoever calls; in the original at
//! the ratio of the user's own group.

use super::super::groups::stored::{Stored, size};
use super::super::{options, who};
use super::fields::GROUPS;
use crate::schema::{All, Evidence, FieldValue, Finding, Level, Lookup};
use crate::text;
use crate::words::Text;

/// The options, of which GroupRatio is one. The list of groups would cost the whole list of channels.
pub const LOOKUPS: All<Lookup> = &[Lookup::all("options", 1)];

const BY_USER: Text = text!(
    "This gateway bills a call at the ratio of the user's own group. The channel's groups only say whose calls it serves."
        / "此网关按用户自身分组的倍率计费。渠道的分组仅决定为谁提供服务。"
);
const LOWEST: Text = text!(
    "Every call through this channel is billed at {ratio}, the lowest ratio among its groups ({groups})."
        / "通过此渠道的每次请求均按 {ratio} 计费，即其分组（{groups}）中的最低倍率。"
);
const DISCOUNTED: Text = text!(
    "Users of {groups} pay less here than their own group's ratio."
        / "{groups} 的用户在此支付的倍率低于其自身分组。"
);
const FREE: Text = text!(
    "That is 0: every call through this channel is free."
        / "该倍率为 0：通过此渠道的请求全部免费。"
);
const NO_RATIO: Text = text!(
    "{groups} is not in GroupRatio and counts as 1." / "{groups} 不在 GroupRatio 中，按 1 计算。"
);
const NEGATIVE: Text = text!(
    "That is negative: a call through this channel costs one unit."
        / "该倍率为负数：通过此渠道的每次请求仅计 1 个单位。"
);
const BROKEN: Text = text!(
    "GroupRatio is broken, so every group counts as 1 until a valid text is saved."
        / "GroupRatio 已损坏：在保存有效文本之前，所有分组按 1 计算。"
);
const NO_GROUP: Text =
    text!("It has no group, so it serves nobody." / "此渠道没有分组，因此不为任何人提供服务。");
const NOT_SHOWN: Text = text!(
    "This gateway bills every call through this channel at the lowest ratio among its groups ({groups}). The gateway did not show you the ratios; it shows them to root only."
        / "此网关按渠道各分组（{groups}）中的最低倍率计费。网关未向您显示倍率；倍率仅 root 可见。"
);
const NOT_READ: Text = text!(
    "This gateway bills every call through this channel at the lowest ratio among its groups ({groups}). The ratios could not be read."
        / "此网关按渠道各分组（{groups}）中的最低倍率计费。无法读取倍率。"
);
const NOT_SETTLED: Text = text!(
    "The version of this gateway is not settled, so it is not known whose ratio counts: the lowest of the channel's groups, or that of the user's group."
        / "此网关的版本未能确定，因此不知道以哪个倍率为准：渠道各分组中的最低倍率，或用户分组的倍率。"
);

/// Concludes at which ratio calls through the channel are billed.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let version = who::version(evidence.who);
    if version.prices_in_options() {
        return vec![Finding::new(Level::Note, BY_USER)];
    }
    if !version.bills_by_channel() {
        return vec![Finding::new(Level::Caution, NOT_SETTLED)];
    }
    let own = evidence.row.get(&GROUPS).cloned().unwrap_or_default();
    if own.is_empty() {
        return vec![Finding::new(Level::Caution, NO_GROUP)];
    }
    if evidence.seen("options").is_none() {
        let (level, words) = match who::why_no_root(evidence.who) {
            Some(_) => (Level::Note, NOT_SHOWN),
            None => (Level::Caution, NOT_READ),
        };
        return vec![Finding::new(level, words).with("groups", own.value())];
    }
    let stored = Stored::of(options::value(evidence, "GroupRatio"));
    let ratio = |group: &str| {
        // Which names are live is not looked at: what is stored is live, but for a moment.
        let (state, _, billed) = stored.of_group(group, false);
        (billed.unwrap_or_default(), state == "no_ratio")
    };
    let ratios: Vec<_> = own.iter().map(|group| (group, ratio(group))).collect();
    let size = |text: &str| size(text).unwrap_or(0);
    let Some(lowest) = ratios.iter().min_by_key(|(_, (ratio, _))| size(ratio)) else {
        return Vec::new();
    };
    let (_, (lowest, _)) = lowest;
    let named = |which: &dyn Fn(&str, bool) -> bool| {
        let named = ratios
            .iter()
            .filter(|(_, (ratio, is_missing))| which(ratio, *is_missing));
        named.map(|(group, _)| (*group).clone()).collect::<Vec<_>>()
    };
    let dearer = named(&|ratio, _| size(ratio) > size(lowest));
    let missing = named(&|_, is_missing| is_missing);
    let all = |words: Text, groups: Vec<String>, level| {
        (!groups.is_empty()).then(|| Finding::new(level, words).with("groups", groups.value()))
    };
    let first = Finding::new(Level::Note, LOWEST)
        .with("ratio", lowest.clone().value())
        .with("groups", own.clone().value());
    let odd = match size(lowest) {
        ..0 => Some(NEGATIVE),
        0 => Some(FREE),
        _ => matches!(stored, Stored::Broken).then_some(BROKEN),
    };
    [
        Some(first),
        odd.map(|words| Finding::new(Level::Harm, words)),
        all(DISCOUNTED, dearer, Level::Caution),
        all(NO_RATIO, missing, Level::Caution),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, findings};
    use crate::dialects::oneapi::options::{KEY, VALUE};
    use crate::dialects::oneapi::who::{ROLE, VERSION};
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixSeconds;
    use crate::schema::{Evidence, Locator, Record, Seen, Value};

    #[test]
    fn whose_ratio_counts() {
        // The version, the channel's groups, and GroupRatio: what is stored, or why it is not seen.
        check_table(
            r##"
            f2 | default | {"default":1} => note: 1 of default
            f2 | default,vip | {"default":1,"vip":0.5} => note: 0.5 of default+vip; caution: default
            f1 | vip,svip,default | {"default":1,"vip":0.50,"svip":0.5} => note: 0.50 of vip+svip+default; caution: default
            f2 | default,free | {"default":1,"free":0} => note: 0 of default+free; harm: ; caution: default
            f2 | default,free | {"default":1,"free":null} => note: 0 of default+free; harm: ; caution: default
            f2 | vip,new | {"vip":0.5} => note: 0.5 of vip+new; caution: new; caution: new
            f2 | vip,new | {"vip":1.5} => note: 1 of vip+new; caution: vip; caution: new
            f2 | vip | hidden => note:  of vip
            f2 | vip | failed => caution: vip
            f2 |  | {"default":1} => caution: 
            f2 | vip,default | {"vip":-2,"default":1} => note: -2 of vip+default; harm: ; caution: default
            f2 | vip | {"vip":0.5 => note: 1 of vip; harm: 
            f2 | vip | absent => note: 1 of vip; harm: 
            f2 | vip,default | {"vip":1e300,"default":1} => note: 1 of vip+default; caution: vip
            u | default,vip | {"default":1,"vip":0.5} => note: 
            unknown | default | {"default":1} => caution: 
            "##,
            |line| {
                let [version, groups, stored] = parts(line);
                let groups = groups.split(',').filter(|name| !name.is_empty());
                let groups: Vec<String> = groups.map(str::to_owned).collect();
                let row = Record::default().with(&GROUPS, groups);
                let option = Record::default()
                    .with(&KEY, "GroupRatio".to_owned())
                    .with(&VALUE, stored.to_owned());
                let rows = if stored == "absent" {
                    Vec::new()
                } else {
                    vec![option]
                };
                let seen = (!["hidden", "failed"].contains(&stored)).then_some(Seen {
                    of: "options",
                    rows,
                    whole: true,
                });
                let role = if stored == "hidden" { "admin" } else { "root" };
                let who = Record::default().with(&VERSION, version.to_owned());
                let found = findings(&Evidence {
                    at: &Locator::of_id("channels", "1"),
                    row: &row,
                    who: &who.with(&ROLE, role.to_owned()),
                    seen: seen.as_slice(),
                    now: UnixSeconds(0),
                });
                let said = found.iter().map(|finding| {
                    let slot = |name| finding.slots.iter().find(|(slot, _)| *slot == name);
                    let ratio = match slot("ratio") {
                        Some((_, Value::Text(ratio))) => format!("{ratio} of "),
                        _ if finding.words == super::NOT_SHOWN => " of ".to_owned(),
                        _ => String::new(),
                    };
                    let groups = match slot("groups") {
                        Some((_, Value::Words(groups))) => groups.join("+"),
                        _ => String::new(),
                    };
                    format!("{:?}: {ratio}{groups}", finding.level).to_lowercase()
                });
                said.collect::<Vec<_>>().join("; ").trim().to_owned()
            },
        );
    }
}
