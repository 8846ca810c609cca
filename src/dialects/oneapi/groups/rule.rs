//! What a group's ratio does, by the rule of the connected version (contract 0.9, 4.4).

use super::super::version::Version;
use super::super::who;
use super::{BILLED, CHANNELS, RATIO, STATE, WITH_CHEAPER, WITH_DEARER};
use crate::schema::{Evidence, Finding, Level};
use crate::text;
use crate::words::Text;

const HIDDEN: Text = text!(
    "The gateway did not show you the option GroupRatio, where ratios are; it shows options to root only."
        / "网关未向您显示倍率所在的选项 GroupRatio；选项仅向 root 显示。"
);
const BROKEN: Text = text!(
    "GroupRatio is not a JSON object with entries. The gateway's table is empty with such a text: every group is billed at 1 until one with entries is saved. “Edit ratios” of the option GroupRatio offers the last good texts."
        / "GroupRatio 不是含有条目的 JSON 对象。此时网关的倍率表为空：在保存含条目的文本之前，所有分组按 1 计费。选项 GroupRatio 的“编辑倍率”提供最近的有效文本。"
);
const NO_RATIO: Text = text!(
    "GroupRatio does not name it, so it counts as 1. The gateway says so in its own log only."
        / "GroupRatio 中没有此名称，因此按 1 计算。网关仅在自身日志中提示。"
);
const LIVE_ONLY: Text = text!(
    "It is live although the stored GroupRatio does not name it. It is gone after the next start, and counts as 1 then."
        / "它已生效，但存储的 GroupRatio 中没有此名称。下次启动后将消失，并按 1 计算。"
);
const NOT_LIVE: Text = text!(
    "It is stored but the gateway does not list it as live: another server may have saved it a moment ago, or the table could not be read."
        / "它已存储，但网关未将其列为生效：可能另一台服务器刚刚保存，或倍率表无法读取。"
);
const NULL: Text = text!(
    "It is stored as null. This gateway takes that as 0: its calls are free."
        / "存储值为 null。此网关将其视为 0：请求免费。"
);
const NOT_A_NUMBER: Text = text!(
    "It is stored as {ratio}, which is not a number that the gateway can read. It takes that as 0: its calls are free."
        / "存储值为 {ratio}，不是网关可读取的数字。网关将其视为 0：请求免费。"
);
const NEGATIVE: Text = text!(
    "It is negative. The gateway uses it as it is, and a call then costs one unit."
        / "倍率为负数。网关按原样使用，此时每次请求仅计 1 个单位。"
);
const VERY_HIGH: Text = text!(
    "It is very high. The gateway uses it as it is: a call costs {ratio} times the model's price."
        / "倍率非常高。网关按原样使用：每次请求的费用为模型价格的 {ratio} 倍。"
);
const NOT_LISTABLE: Text = text!(
    "A channel lists its groups between commas, so none can list a name with a comma, or with a space at an end."
        / "渠道以逗号分隔分组，因此无法使用含逗号或首尾有空格的名称。"
);
const FREE: Text = text!("It is 0: its calls are free." / "倍率为 0：请求免费。");
const BY_USER: Text = text!(
    "This version bills a call at the ratio of the user's own group: {ratio} for the users in it."
        / "此版本按用户自身分组的倍率计费：此分组的用户为 {ratio}。"
);
const BY_CHANNEL: Text = text!(
    "This version bills a call at the lowest ratio among the groups of the channel that serves it, whoever calls."
        / "此版本按所用渠道各分组中的最低倍率计费，与调用者无关。"
);
const PAYS_LESS: Text = text!(
    "On {n} of its {all} channels a cheaper group is listed too: calls there are billed below this ratio."
        / "其 {all} 个渠道中有 {n} 个还包含更低倍率的分组：在这些渠道上按更低倍率计费。"
);
const DISCOUNTS: Text = text!(
    "On {n} of its {all} channels it has the lowest ratio and a dearer group is listed too: it lowers what the users of that one pay."
        / "其 {all} 个渠道中，有 {n} 个以此分组的倍率为最低，且还包含更高倍率的分组：此分组会降低那些用户的费用。"
);
const NOT_SETTLED: Text = text!(
    "The version of this gateway is not settled, so it is not known whose ratio counts."
        / "此网关的版本未能确定，因此不知道以哪个倍率为准。"
);

/// Says whose ratio a call is billed at, by the version of the gateway (contract 0.9, 8).
pub fn whose_ratio(version: Version) -> Text {
    match version {
        Version::U => text!(
            "This version bills a call at the ratio of its user's group."
                / "此版本按用户所属分组的倍率计费。"
        ),
        Version::F1 | Version::F2 => BY_CHANNEL,
        Version::Unknown => NOT_SETTLED,
    }
}

/// Concludes what the group's ratio does.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let row = evidence.row;
    let with_ratio =
        |level, words| Finding::new(level, words).with("ratio", row.value(RATIO.id).clone());
    let state = match row.text(&STATE) {
        "hidden" => Some(Finding::new(Level::Note, HIDDEN)),
        "broken" => Some(Finding::new(Level::Harm, BROKEN)),
        "no_ratio" => Some(Finding::new(Level::Caution, NO_RATIO)),
        "live_only" => Some(Finding::new(Level::Caution, LIVE_ONLY)),
        "not_live" => Some(Finding::new(Level::Caution, NOT_LIVE)),
        "null" => Some(Finding::new(Level::Harm, NULL)),
        "not_a_number" => Some(with_ratio(Level::Harm, NOT_A_NUMBER)),
        "negative" => Some(Finding::new(Level::Harm, NEGATIVE)),
        "very_high" => Some(with_ratio(Level::Caution, VERY_HIGH)),
        "not_listable" => Some(Finding::new(Level::Caution, NOT_LISTABLE)),
        "free" => Some(Finding::new(Level::Caution, FREE)),
        _ => None,
    };
    let version = who::version(evidence.who);
    let rule = if version.bills_by_channel() {
        by_channel(evidence)
    } else if version.prices_in_options() {
        let ratio = row.get(&BILLED).map(|_| row.value(BILLED.id).clone());
        let by_user = |ratio| Finding::new(Level::Note, BY_USER).with("ratio", ratio);
        ratio.map(by_user).into_iter().collect()
    } else {
        vec![Finding::new(Level::Caution, NOT_SETTLED)]
    };
    state.into_iter().chain(rule).collect()
}

fn by_channel(evidence: &Evidence) -> Vec<Finding> {
    let row = evidence.row;
    let counted = |field: &crate::schema::Column<i64>, words| {
        let is_some = row.get(field).is_some_and(|count| *count > 0);
        is_some.then(|| {
            Finding::new(Level::Caution, words)
                .with("n", row.value(field.id).clone())
                .with("all", row.value(CHANNELS.id).clone())
        })
    };
    let rule = Finding::new(Level::Note, BY_CHANNEL);
    [
        Some(rule),
        counted(&WITH_CHEAPER, PAYS_LESS),
        counted(&WITH_DEARER, DISCOUNTS),
    ]
    .into_iter()
    .flatten()
    .collect()
}
