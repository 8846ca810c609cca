//! Enables a key of the signed-in account again (contract 3.3).

use super::super::tokens::fields::{DISABLED, ENABLED, STATUS};
use super::super::who::why_no_write;
use super::{disable, status};
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes, nothing,
};
use crate::text;

/// The action.
pub static ENABLE_TOKEN: Action = Action {
    id: "enable-token",
    on: Target::Row,
    button: text!("Enable" / "启用"),
    title: text!("Enable a key" / "启用密钥"),
    lead: None,
    sentence: |_| {
        text!(
            "Enable the key “{name}” ({id}): calls with it are accepted at once."
                / "启用密钥“{name}”（{id}）：立即可用。"
        )
    },
    verb: |_| text!("Enable key" / "启用密钥"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "remain_quota", "expired_time"],
    lookups: &[],
    offered: |row| row.text(&STATUS) != ENABLED,
    why_not: |context| {
        const NOT_DISABLED: WhyNot = WhyNot {
            words: text!(
                "Only a disabled key can be enabled. One that has expired or is used up is renewed instead."
                    / "只有已禁用的密钥可以启用。已过期或已耗尽的密钥请使用续期。"
            ),
            source: "3.3",
        };
        let is_other = context.row.text(&STATUS) != DISABLED;
        why_no_write(context.who).or_else(|| is_other.then_some(NOT_DISABLED))
    },
    notes: nothing,
    plan: |context| {
        let to = Some(ENABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        Ok(vec![Step::new(status(context, 1), check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &disable::DISABLE_TOKEN),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::ENABLE_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & row {"uuid":"u-1","name":"ci","status":2}
            => sends PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            row {"status":3} => refuses Only a disabled key can be enabled
            row {"status":1} => refuses Only a disabled key can be enabled
            "##,
        );
    }
}
