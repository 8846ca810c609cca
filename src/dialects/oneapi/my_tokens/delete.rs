//! Deletes a key of the signed-in account that was disabled first (contract 3.3).

use super::super::tokens::fields::{ENABLED, STATUS};
use super::super::who::why_no_write;
use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, always, nothing,
};
use crate::text;

/// The action.
pub static DELETE_TOKEN: Action = Action {
    id: "delete-token",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete a key" / "删除密钥"),
    lead: None,
    sentence: |_| text!("Delete the key “{name}” ({id})." / "删除密钥“{name}”（{id}）。"),
    verb: |_| text!("Delete key" / "删除密钥"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "remain_quota", "expired_time"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const ENABLED_STILL: WhyNot = WhyNot {
            words: text!(
                "Disable it first: then nothing is lost if it is still needed."
                    / "请先禁用：如仍需要则不会丢失任何内容。"
            ),
            source: "3.3",
        };
        let is_on = context.row.text(&STATUS) == ENABLED;
        why_no_write(context.who).or_else(|| is_on.then_some(ENABLED_STILL))
    },
    notes: nothing,
    plan: |context| {
        let write = Write::delete("/api/token/{}", [context.at.part()]);
        let check = Check::Goes {
            at: context.at.clone(),
        };
        let still = context.row.text(&STATUS).to_owned();
        Ok(vec![
            Step::new(write, check).precondition(context.at, &STATUS, still),
        ])
    },
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: a new key has another value." / "无法恢复：新密钥的值不同。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: a new key has another value." / "无法撤销：新密钥的值不同。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DELETE_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & row {"uuid":"u-1","name":"ci","status":2}
            => sends DELETE /api/token/u-1; u-1 goes from my-tokens; status still
            => types It cannot be restored
            row {"status":1} => refuses Disable it first
            "##,
        );
    }
}
