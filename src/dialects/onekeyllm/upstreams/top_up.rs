//! Raises an upstream's limit. Without an idempotency key a repeat adds the money twice.

use crate::schema::{Action, Confirm, Target, Undo, Yields, always};
use crate::text;

use super::super::budgets::{AMOUNT, BUDGET_FIELD, only_percentages, raise, why_not_raise};

/// The action.
pub static TOP_UP_UPSTREAM: Action = Action {
    id: "top-up-upstream",
    on: Target::Row,
    button: text!("Top up" / "充值"),
    title: text!("Top up upstream" / "上游充值"),
    lead: Some(text!(
        "A top-up raises the amount that the gateway may spend at this provider. The gateway cannot lower a limit again."
            / "充值会提高网关可在此提供商花费的金额。网关没有降低限额的接口。"
    )),
    sentence: |_| {
        text!(
            "Raise the limit of the upstream “{name}” ({id}) by {amount}."
                / "将上游“{name}”（{id}）的限额提高 {amount}。"
        )
    },
    verb: |_| text!("Top up {amount}" / "充值 {amount}"),
    inputs: &[AMOUNT.spec],
    check: |_| None,
    facts: &["base_url", "budget"],
    lookups: &[],
    offered: always,
    why_not: why_not_raise,
    notes: |context| only_percentages(context.row).into_iter().collect(),
    plan: |context| raise(context, "/v1/organization/upstreams/{}/topup"),
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT.field.id,
        limit: BUDGET_FIELD.id,
    },
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway has no call that lowers a limit."
            / "无法撤销：网关没有降低限额的接口。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "The amount was added twice, and the gateway cannot lower a limit. Ask whoever runs the gateway to correct it."
            / "金额被充入两次，而网关没有降低限额的接口。请联系网关管理者更正。"
    ),
};

#[cfg(test)]
mod tests {
    use super::TOP_UP_UPSTREAM;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &TOP_UP_UPSTREAM,
            r#"
            row {"budget":{"limit_usd":"500"}}
            form {"amount":"50"}
            => sends POST /v1/organization/upstreams/row%2F1/topup {"amount_usd":"50"} keyed; budget rises
            => notes
            row {"budget":""} => notes This gateway reports percentages only
            row {"budget":null} => refuses It has no limit
            row {"budget":{"limit_usd":"$5"}} => refuses Its budget cannot be read
            "#,
        );
    }
}
