//! Deletes a channel that was disabled first (contract 3.1).

use super::super::who::why_no_admin_write;
use super::fields::{ENABLED, STATUS};
use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Finding, Level, SAME_TWICE, Step, Target, Undo, WhyNot, Yields,
};
use crate::text;

/// What is lost with a channel.
pub const LOSES: Finding = Finding::new(
    Level::Harm,
    text!(
        "Could be created again: name, type, groups, models, addresses, prices, mapping and limits, which the journal keeps. Could not: the key, secrets of its configuration, its id, and what it has used."
            / "可重新创建：名称、类型、分组、模型、地址、价格、重定向和限制（保存在操作日志中）。无法恢复：密钥、配置中的机密、标识和已用额度。"
    ),
);

/// The action.
pub static DELETE_CHANNEL: Action = Action {
    id: "delete-channel",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete a channel" / "删除渠道"),
    lead: None,
    sentence: |_| text!("Delete the channel “{name}” ({id})." / "删除渠道“{name}”（{id}）。"),
    verb: |_| text!("Delete channel" / "删除渠道"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "group", "models", "used_quota"],
    lookups: &[],
    offered: crate::schema::always,
    why_not: |context| {
        const ENABLED_STILL: WhyNot = WhyNot {
            words: text!(
                "Disable it first: then nothing is lost if it is still needed."
                    / "请先禁用：如仍需要则不会丢失任何内容。"
            ),
            source: "3.1",
        };
        let is_on = context.row.text(&STATUS) == ENABLED;
        why_no_admin_write(context.who).or_else(|| is_on.then_some(ENABLED_STILL))
    },
    notes: |_| vec![LOSES],
    plan: |context| {
        let write = Write::delete("/api/channel/{}", [context.at.part()]);
        let check = Check::Goes {
            at: context.at.clone(),
        };
        let step = Step::new(write, check);
        let still = context.row.text(&STATUS).to_owned();
        Ok(vec![step.precondition(context.at, &STATUS, still)])
    },
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: no call shows its key." / "无法恢复：没有接口可以读取其密钥。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway does not show the key of a channel."
            / "无法撤销：网关不会显示渠道的密钥。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DELETE_CHANNEL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_CHANNEL,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":2}
            => sends DELETE /api/channel/u-1; u-1 goes from channels; status still
            => types It cannot be restored
            => notes Could be created again
            row {"status":3} => sends DELETE /api/channel/u-1; u-1 goes from channels; status still
            row {"status":1} => refuses Disable it first
            who {"version":"unknown"} => refuses It is not known which version
            "##,
        );
    }
}
