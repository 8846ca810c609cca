//! Enables an upstream again.

use crate::call::Write;
use crate::schema::{
    Action, Confirm, SAME_TWICE, Step, Target, Undo, Yields, always, becomes, nothing,
};
use crate::text;

use super::super::enabled::{ENABLED, enabled_already};
use super::super::who::organization_only;
use super::disable::DISABLE_UPSTREAM;

/// The action.
pub static ENABLE_UPSTREAM: Action = Action {
    id: "enable-upstream",
    on: Target::Row,
    button: text!("Enable" / "启用"),
    title: text!("Enable upstream" / "启用上游"),
    lead: None,
    sentence: |_| text!("Enable the upstream “{name}” ({id})." / "启用上游“{name}”（{id}）。"),
    verb: |_| text!("Enable upstream" / "启用上游"),
    inputs: &[],
    check: |_| None,
    facts: &["base_url", "status_reason", "last_error"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| enabled_already(context)),
    notes: nothing,
    plan: |context| {
        let template = "/v1/organization/upstreams/{}/enable";
        let write = Write::post(template, [context.at.part()]);
        let check = becomes(context.at, &ENABLED, context.row, Some(true));
        Ok(vec![Step::new(write, check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &DISABLE_UPSTREAM),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::ENABLE_UPSTREAM;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_UPSTREAM,
            r#"
            => sends POST /v1/organization/upstreams/row%2F1/enable; enabled becomes true
            row {"enabled":false} => sends POST /v1/organization/upstreams/row%2F1/enable; enabled becomes true
            row {"enabled":true} => refuses It is enabled already.
            "#,
        );
    }
}
