//! Disables redemption codes, so that nobody can redeem them (contract 6.2).

use super::super::who::why_no_admin_write;
use super::{DISABLED, STATUS, UNUSED, enable, status};
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes, nothing,
};
use crate::text;

/// The action.
pub static DISABLE_CODES: Action = Action {
    id: "disable-codes",
    on: Target::Rows { most: 100 },
    button: text!("Disable" / "禁用"),
    title: text!("Disable a code" / "Disable {n} codes" / "禁用兑换码（{n} 个）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!(
            "Disable the code “{name}” ({id}): it cannot be redeemed."
                / "禁用兑换码“{name}”（{id}）：无法再兑换。"
        ),
        _ => {
            text!("Disable {n} codes: they cannot be redeemed." / "禁用 {n} 个兑换码：无法再兑换。")
        }
    },
    verb: |summary| match summary.count() {
        1 => text!("Disable code" / "禁用兑换码"),
        _ => text!("Disable {n} codes" / "禁用 {n} 个兑换码"),
    },
    inputs: &[],
    check: |_| None,
    facts: &["status", "quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) == UNUSED,
    why_not: |context| {
        const NOT_SO: WhyNot = WhyNot {
            words: text!("Only an unused code can be disabled." / "只有未使用的兑换码可以禁用。"),
            source: "6.2",
        };
        let is_other = context.row.text(&STATUS) != UNUSED;
        why_no_admin_write(context.who).or_else(|| is_other.then_some(NOT_SO))
    },
    notes: nothing,
    plan: |context| {
        let to = Some(DISABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        let step = Step::new(status(context, 2), check);
        Ok(vec![step.precondition(
            context.at,
            &STATUS,
            UNUSED.to_owned(),
        )])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &enable::ENABLE_CODES),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DISABLE_CODES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_CODES,
            r##"
            at {"id":"u-1","name":"launch"} & row {"uuid":"u-1","name":"launch","status":1,"quota":5}
            => sends PUT /api/redemption/?status_only=1 {"uuid":"u-1","status":2}; status becomes 2; status still
            who {"version":"u"} => sends PUT /api/redemption/?status_only=1 {"id":"u-1","status":2}; status becomes 2; status still
            row {"status":3} => refuses Only an unused code can be disabled.
            row {"status":2} => refuses Only an unused code can be disabled.
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
