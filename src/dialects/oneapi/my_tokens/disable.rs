//! Disables a key of the signed-in account (contract 3.3).

use super::super::tokens::fields::{DISABLED, ENABLED, STATUS};
use super::super::who::why_no_write;
use super::{enable, status};
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes, nothing,
};
use crate::text;

/// The action.
pub static DISABLE_TOKEN: Action = Action {
    id: "disable-token",
    on: Target::Row,
    button: text!("Disable" / "禁用"),
    title: text!("Disable a key" / "禁用密钥"),
    lead: None,
    sentence: |_| {
        text!(
            "Disable the key “{name}” ({id}): calls with it are refused."
                / "禁用密钥“{name}”（{id}）：使用它的请求会被拒绝。"
        )
    },
    verb: |_| text!("Disable key" / "禁用密钥"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "remain_quota", "expired_time"],
    lookups: &[],
    offered: |row| row.text(&STATUS) == ENABLED,
    why_not: |context| {
        const NOT_ENABLED: WhyNot = WhyNot {
            words: text!("It is not enabled." / "此密钥未启用。"),
            source: "3.3",
        };
        let is_off = context.row.text(&STATUS) != ENABLED;
        why_no_write(context.who).or_else(|| is_off.then_some(NOT_ENABLED))
    },
    notes: nothing,
    plan: |context| {
        let to = Some(DISABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        Ok(vec![Step::new(status(context, 2), check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &enable::ENABLE_TOKEN),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DISABLE_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & row {"uuid":"u-1","name":"ci","status":1}
            => sends PUT /api/token/?status_only=1 {"uuid":"u-1","status":2}; status becomes 2
            who {"version":"u"} => sends PUT /api/token/?status_only=1 {"id":"u-1","status":2}; status becomes 2
            row {"status":2} => refuses It is not enabled.
            who {"version":"unknown"} => refuses It is not known which version
            "##,
        );
    }
}
