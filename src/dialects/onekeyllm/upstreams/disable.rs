//! Disables an upstream: it receives no requests until it is enabled again.

use crate::call::Write;
use crate::schema::{
    Action, Confirm, Context, Finding, SAME_TWICE, Step, Target, Undo, Yields, always, becomes,
};
use crate::text;

use super::super::enabled::{ENABLED, disabled_already};
use super::super::recent_use::used_recently;
use super::super::who::organization_only;
use super::enable::ENABLE_UPSTREAM;
use super::fields::LAST_USED_AT;

/// The action.
pub static DISABLE_UPSTREAM: Action = Action {
    id: "disable-upstream",
    on: Target::Row,
    button: text!("Disable" / "停用"),
    title: text!("Disable upstream" / "停用上游"),
    lead: Some(text!(
        "The gateway stops sending requests to it. Its key and its budget are kept."
            / "网关将停止向其发送请求。其密钥和预算会保留。"
    )),
    sentence: |_| text!("Disable the upstream “{name}” ({id})." / "停用上游“{name}”（{id}）。"),
    verb: |_| text!("Disable upstream" / "停用上游"),
    inputs: &[],
    check: |_| None,
    facts: &["base_url", "last_used_at"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| disabled_already(context)),
    notes: |context| in_use(context).into_iter().collect(),
    plan: |context| {
        let template = "/v1/organization/upstreams/{}/disable";
        let write = Write::post(template, [context.at.part()]);
        let check = becomes(context.at, &ENABLED, context.row, Some(false));
        Ok(vec![Step::new(write, check)])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &ENABLE_UPSTREAM),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn in_use(context: &Context) -> Option<Finding> {
    let words = text!(
        "Requests went to it within the last hour, last at {used}. They fail if no other upstream serves their models."
            / "过去一小时内有请求发往它，最近一次在 {used}。若没有其他上游提供相应模型，这些请求将失败。"
    );
    used_recently(context, &LAST_USED_AT, words)
}

#[cfg(test)]
mod tests {
    use super::DISABLE_UPSTREAM;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_UPSTREAM,
            r#"
            => sends POST /v1/organization/upstreams/row%2F1/disable; enabled becomes false
            row {"enabled":true} => sends POST /v1/organization/upstreams/row%2F1/disable; enabled becomes false
            row {"enabled":false} => refuses It is disabled already.
            => notes
            row {"last_used_at":996400} => notes Requests went to it within the last hour, last at 1970-01-12
            row {"last_used_at":996399} => notes
            "#,
        );
    }
}
