//! Deletes a Claude account for good. The gateway has no call that disables one first, so this is the
//! guarded first step, and says so (contract 5.7).

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Context, Finding, Level, SAME_TWICE, Step, Target, Undo, Yields, always,
};
use crate::text;

use super::super::accounts::fields::LAST_USED_AT;
use super::super::recent_use::used_recently;
use super::super::who::organization_only;

/// The action.
pub static DELETE_CLAUDE_ACCOUNT: Action = Action {
    id: "delete-claude-account",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete Claude account" / "删除 Claude 账户"),
    lead: Some(text!(
        "The gateway forgets the account and its sign-in. The subscription at the provider is not touched."
            / "网关将遗忘该账户及其登录。提供商处的订阅不受影响。"
    )),
    sentence: |_| {
        text!(
            "Delete the Claude account “{name}” ({id}) permanently."
                / "永久删除 Claude 账户“{name}”（{id}）。"
        )
    },
    verb: |_| text!("Delete account" / "删除账户"),
    inputs: &[],
    check: |_| None,
    facts: &["id", "email", "workspace", "last_used_at"],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: |context| {
        let no_disable = Finding::new(
            Level::Caution,
            text!(
                "The gateway cannot disable a Claude account: requests stop going through it at once."
                    / "网关无法停用 Claude 账户：删除后请求将立即不再通过它发送。"
            ),
        );
        in_use(context).into_iter().chain([no_disable]).collect()
    },
    plan: |context| {
        let write = Write::delete("/v1/organization/claude_accounts/{}", [context.at.part()]);
        let at = context.at.clone();
        Ok(vec![Step::new(write, Check::Goes { at })])
    },
    confirm: Confirm::TypeName(text!(
        "Its owner must sign in again to bring it back." / "若要恢复，账户所有者须重新登录。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: its owner must sign in again." / "无法撤销：账户所有者须重新登录。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

fn in_use(context: &Context) -> Option<Finding> {
    let words = text!(
        "Requests went through it within the last hour, last at {used}."
            / "过去一小时内有请求通过它发送，最近一次在 {used}。"
    );
    used_recently(context, &LAST_USED_AT, words)
}

#[cfg(test)]
mod tests {
    use super::DELETE_CLAUDE_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_CLAUDE_ACCOUNT,
            r#"
            => sends DELETE /v1/organization/claude_accounts/row%2F1; row/1 goes from claude-accounts
            => types Its owner must sign in again
            => notes The gateway cannot disable a Claude account
            row {"last_used_at":996400} => notes Requests went through it within the last hour, last at 1970-01-12 12:46:40. / The gateway cannot disable
            "#,
        );
    }
}
