//! Enables redemption codes that were disabled (contract 6.2).

use super::super::who::why_no_admin_write;
use super::{DISABLED, STATUS, UNUSED, disable, status};
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes, nothing,
};
use crate::text;

/// The action.
pub static ENABLE_CODES: Action = Action {
    id: "enable-codes",
    on: Target::Rows { most: 100 },
    button: text!("Enable" / "启用"),
    title: text!("Enable a code" / "Enable {n} codes" / "启用兑换码（{n} 个）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!(
            "Enable the code “{name}” ({id}): whoever has it can redeem it."
                / "启用兑换码“{name}”（{id}）：持有者可以兑换。"
        ),
        _ => text!(
            "Enable {n} codes: whoever has them can redeem them."
                / "启用 {n} 个兑换码：持有者可以兑换。"
        ),
    },
    verb: |summary| match summary.count() {
        1 => text!("Enable code" / "启用兑换码"),
        _ => text!("Enable {n} codes" / "启用 {n} 个兑换码"),
    },
    inputs: &[],
    check: |_| None,
    facts: &["status", "quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) == DISABLED,
    why_not: |context| {
        const NOT_SO: WhyNot = WhyNot {
            words: text!("Only a disabled code can be enabled." / "只有已禁用的兑换码可以启用。"),
            source: "6.2",
        };
        let is_other = context.row.text(&STATUS) != DISABLED;
        why_no_admin_write(context.who).or_else(|| is_other.then_some(NOT_SO))
    },
    notes: nothing,
    plan: |context| {
        let to = Some(UNUSED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        let step = Step::new(status(context, 1), check);
        Ok(vec![step.precondition(
            context.at,
            &STATUS,
            DISABLED.to_owned(),
        )])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &disable::DISABLE_CODES),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::ENABLE_CODES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_CODES,
            r##"
            at {"id":"u-1","name":"launch"} & row {"uuid":"u-1","name":"launch","status":2,"quota":5}
            => sends PUT /api/redemption/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1; status still
            who {"version":"u"} => sends PUT /api/redemption/?status_only=1 {"id":"u-1","status":1}; status becomes 1; status still
            row {"status":3} => refuses Only a disabled code can be enabled.
            row {"status":1} => refuses Only a disabled code can be enabled.
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
