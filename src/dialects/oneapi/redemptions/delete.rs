//! Deletes redemption codes that were disabled first, or are used (contract 6.2).

use super::super::who::why_no_admin_write;
use super::{STATUS, UNUSED};
use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, always, nothing,
};
use crate::text;

/// The action.
pub static DELETE_CODES: Action = Action {
    id: "delete-codes",
    on: Target::Rows { most: 100 },
    button: text!("Delete" / "删除"),
    title: text!("Delete a code" / "Delete {n} codes" / "删除兑换码（{n} 个）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!("Delete the code “{name}” ({id})." / "删除兑换码“{name}”（{id}）。"),
        _ => text!("Delete {n} codes." / "删除 {n} 个兑换码。"),
    },
    verb: |summary| match summary.count() {
        1 => text!("Delete code" / "删除兑换码"),
        _ => text!("Delete {n} codes" / "删除 {n} 个兑换码"),
    },
    inputs: &[],
    check: |_| None,
    facts: &["status", "quota", "redeemed_time"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const UNUSED_STILL: WhyNot = WhyNot {
            words: text!(
                "Disable it first: a disabled code can be enabled again, a deleted one cannot."
                    / "请先禁用：已禁用的可重新启用，删除后则不能。"
            ),
            source: "6.2",
        };
        let is_unused = context.row.text(&STATUS) == UNUSED;
        why_no_admin_write(context.who).or_else(|| is_unused.then_some(UNUSED_STILL))
    },
    notes: nothing,
    plan: |context| {
        let write = Write::delete("/api/redemption/{}", [context.at.part()]);
        let check = Check::Goes {
            at: context.at.clone(),
        };
        let still = context.row.text(&STATUS).to_owned();
        Ok(vec![
            Step::new(write, check).precondition(context.at, &STATUS, still),
        ])
    },
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: a new code has another value." / "无法恢复：新兑换码的值不同。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: a new code has another value." / "无法撤销：新兑换码的值不同。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DELETE_CODES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_CODES,
            r##"
            at {"id":"u-1","name":"launch"} & row {"uuid":"u-1","name":"launch","status":2,"quota":5}
            => sends DELETE /api/redemption/u-1; u-1 goes from redemptions; status still
            => types It cannot be restored
            row {"status":3} => sends DELETE /api/redemption/u-1; u-1 goes from redemptions; status still
            row {"status":1} => refuses Disable it first
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
