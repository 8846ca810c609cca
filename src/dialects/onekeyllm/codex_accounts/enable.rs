//! Enables a Codex account again. That lifts no limit of the provider's.

use crate::call::Write;
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, always, becomes, nothing,
};
use crate::text;

use super::super::accounts::status::STATUS;
use super::super::enabled::{ENABLED, enabled_already};
use super::super::who::organization_only;
use super::disable::DISABLE_CODEX_ACCOUNT;

/// The action.
pub static ENABLE_CODEX_ACCOUNT: Action = Action {
    id: "enable-codex-account",
    on: Target::Row,
    button: text!("Enable" / "启用"),
    title: text!("Enable Codex account" / "启用 Codex 账户"),
    lead: Some(text!(
        "A limit of the provider stays until it ends." / "提供商的限流会持续到其结束。"
    )),
    sentence: |_| {
        text!("Enable the Codex account “{name}” ({id})." / "启用 Codex 账户“{name}”（{id}）。")
    },
    verb: |_| text!("Enable account" / "启用账户"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "status_reason", "rate_limited_until"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const SIGN_IN: WhyNot = WhyNot {
            words: text!("It must be signed in again first." / "需要先重新登录。"),
            source: "409 account_reauth_required",
        };
        let is_signed_out = context.row.text(&STATUS) == "reauth_required";
        organization_only(context)
            .or_else(|| enabled_already(context))
            .or_else(|| is_signed_out.then_some(SIGN_IN))
    },
    notes: nothing,
    plan: |context| {
        let template = "/v1/organization/codex_accounts/{}/enable";
        let write = Write::post(template, [context.at.part()]);
        let check = becomes(context.at, &ENABLED, context.row, Some(true));
        Ok(vec![Step::new(write, check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &DISABLE_CODEX_ACCOUNT),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::ENABLE_CODEX_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_CODEX_ACCOUNT,
            r#"
            row {"enabled":false} => sends POST /v1/organization/codex_accounts/row%2F1/enable; enabled becomes true
            row {"enabled":true} => refuses It is enabled already.
            row {"enabled":false,"status":"reauth_required"} => refuses It must be signed in again first.
            "#,
        );
    }
}
