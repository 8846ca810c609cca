//! Deletes an upstream permanently. It must be disabled first, so that dependent requests fail
//! visibly before anything is lost.

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Finding, Level, SAME_TWICE, Step, Target, Undo, Yields, always,
};
use crate::text;

use super::super::enabled::enabled_still;
use super::super::who::organization_only;

/// The action.
pub static DELETE_UPSTREAM: Action = Action {
    id: "delete-upstream",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete upstream" / "删除上游"),
    lead: Some(text!(
        "The upstream, its key and its budget are deleted permanently. A new one needs the provider's key again."
            / "上游及其密钥、预算将永久删除。新建时需要再次提供提供商的密钥。"
    )),
    sentence: |_| {
        text!("Delete the upstream “{name}” ({id}) permanently." / "永久删除上游“{name}”（{id}）。")
    },
    verb: |_| text!("Delete upstream" / "删除上游"),
    inputs: &[],
    check: |_| None,
    facts: &["id", "base_url", "last_used_at", "budget"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| enabled_still(context)),
    notes: |_| {
        vec![Finding::new(
            Level::Caution,
            text!(
                "The gateway does not report what still uses this upstream."
                    / "网关不提供哪些对象仍在使用此上游。"
            ),
        )]
    },
    plan: |context| {
        let write = Write::delete("/v1/organization/upstreams/{}", [context.at.part()]);
        let at = context.at.clone();
        Ok(vec![Step::new(write, Check::Goes { at })])
    },
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: the gateway does not return the provider's key."
            / "无法恢复：网关不会返回提供商的密钥。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway does not return the provider's key."
            / "无法撤销：网关不会返回提供商的密钥。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DELETE_UPSTREAM;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_UPSTREAM,
            r#"
            row {"enabled":false}
            => sends DELETE /v1/organization/upstreams/row%2F1; row/1 goes from upstreams
            => notes The gateway does not report what still uses this upstream.
            => types It cannot be restored
            row {"enabled":true} => refuses Disable it first
            row {"enabled":null} => refuses Disable it first
            "#,
        );
    }
}
