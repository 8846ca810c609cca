//! Disables a Codex account: no request goes through it until it is enabled again.

use crate::call::Write;
use crate::schema::{
    Action, Confirm, Context, Finding, SAME_TWICE, Step, Target, Undo, Yields, always, becomes,
};
use crate::text;

use super::super::accounts::fields::LAST_USED_AT;
use super::super::enabled::{ENABLED, disabled_already};
use super::super::recent_use::used_recently;
use super::super::who::organization_only;
use super::enable::ENABLE_CODEX_ACCOUNT;

/// The action.
pub static DISABLE_CODEX_ACCOUNT: Action = Action {
    id: "disable-codex-account",
    on: Target::Row,
    button: text!("Disable" / "停用"),
    title: text!("Disable Codex account" / "停用 Codex 账户"),
    lead: Some(text!(
        "The gateway sends no more requests through it. Its sign-in is kept."
            / "网关将不再通过它发送请求。其登录会保留。"
    )),
    sentence: |_| {
        text!("Disable the Codex account “{name}” ({id})." / "停用 Codex 账户“{name}”（{id}）。")
    },
    verb: |_| text!("Disable account" / "停用账户"),
    inputs: &[],
    check: |_| None,
    facts: &["workspace", "last_used_at"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| disabled_already(context)),
    notes: |context| in_use(context).into_iter().collect(),
    plan: |context| {
        let template = "/v1/organization/codex_accounts/{}/disable";
        let write = Write::post(template, [context.at.part()]);
        let check = becomes(context.at, &ENABLED, context.row, Some(false));
        Ok(vec![Step::new(write, check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &ENABLE_CODEX_ACCOUNT),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn in_use(context: &Context) -> Option<Finding> {
    let words = text!(
        "Requests went through it within the last hour, last at {used}. They fail if no other account takes them."
            / "过去一小时内有请求通过它发送，最近一次在 {used}。若没有其他账户可用，这些请求将失败。"
    );
    used_recently(context, &LAST_USED_AT, words)
}

#[cfg(test)]
mod tests {
    use super::DISABLE_CODEX_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_CODEX_ACCOUNT,
            r#"
            row {"enabled":true} => sends POST /v1/organization/codex_accounts/row%2F1/disable; enabled becomes false
            row {"enabled":false} => refuses It is disabled already.
            row {"last_used_at":996400} => notes Requests went through it within the last hour, last at 1970-01-12
            row {"last_used_at":996399} => notes
            "#,
        );
    }
}
