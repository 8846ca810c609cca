//! Deletes a Codex account for good. It must be disabled first, so that what depends on it shows before
//! its sign-in is lost.

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, SAME_TWICE, Step, Target, Undo, Yields, always, nothing,
};
use crate::text;

use super::super::enabled::enabled_still;
use super::super::who::organization_only;

/// The action.
pub static DELETE_CODEX_ACCOUNT: Action = Action {
    id: "delete-codex-account",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete Codex account" / "删除 Codex 账户"),
    lead: Some(text!(
        "The gateway forgets the account and its sign-in. The subscription at the provider is not touched."
            / "网关将遗忘该账户及其登录。提供商处的订阅不受影响。"
    )),
    sentence: |_| {
        text!(
            "Delete the Codex account “{name}” ({id}) permanently."
                / "永久删除 Codex 账户“{name}”（{id}）。"
        )
    },
    verb: |_| text!("Delete account" / "删除账户"),
    inputs: &[],
    check: |_| None,
    facts: &["id", "email", "workspace", "last_used_at"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| enabled_still(context)),
    notes: nothing,
    plan: |context| {
        let write = Write::delete("/v1/organization/codex_accounts/{}", [context.at.part()]);
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

#[cfg(test)]
mod tests {
    use super::DELETE_CODEX_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_CODEX_ACCOUNT,
            r#"
            row {"enabled":false}
            => sends DELETE /v1/organization/codex_accounts/row%2F1; row/1 goes from codex-accounts
            => types Its owner must sign in again
            row {"enabled":true} => refuses Disable it first
            row {"enabled":null} => refuses Disable it first
            "#,
        );
    }
}
