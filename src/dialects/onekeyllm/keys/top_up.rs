//! Raises a key's limit. Without an idempotency key a repeat adds the money twice.

use crate::schema::{Action, Confirm, Context, Finding, Level, Target, Undo, Yields, always};
use crate::text;

use super::super::budgets::{AMOUNT, BUDGET_FIELD, only_percentages, raise, why_not_raise};
use super::fields::STATUS;
use super::rules::expiry;

/// The action.
pub static TOP_UP_KEY: Action = Action {
    id: "top-up-key",
    on: Target::Row,
    button: text!("Top up" / "充值"),
    title: text!("Top up key" / "密钥充值"),
    lead: Some(text!(
        "A top-up raises the key's limit. The gateway cannot lower a limit again."
            / "充值会提高密钥的限额。网关没有降低限额的接口。"
    )),
    sentence: |_| {
        text!(
            "Raise the limit of “{name}” ({id}) by {amount}."
                / "将“{name}”（{id}）的限额提高 {amount}。"
        )
    },
    verb: |_| text!("Top up {amount}" / "充值 {amount}"),
    inputs: &[AMOUNT.spec],
    check: |_| None,
    facts: &["redacted_value", "budget"],
    lookups: &[],
    offered: always,
    why_not: why_not_raise,
    notes,
    plan: |context| raise(context, "/v1/organization/admin_api_keys/{}/topup"),
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

/// Warns about a key on which the added amount cannot be spent, or the change cannot be undone.
fn notes(context: &Context) -> Vec<Finding> {
    let key = context.row;
    let status = key.text(&STATUS);
    let unspendable = if status == "expired" || expiry(key, context.now) == Some("past") {
        Some(text!(
            "This key has expired: the amount cannot be spent, and the top-up cannot be undone."
                / "此密钥已过期：充入的金额无法使用，也无法撤销。"
        ))
    } else {
        (status == "disabled").then_some(text!(
            "This key is disabled: the amount cannot be spent while it is, and the top-up cannot be undone."
                / "此密钥已停用：停用期间充入的金额无法使用，也无法撤销。"
        ))
    };
    let unspendable = unspendable.map(|words| Finding::new(Level::Caution, words));
    unspendable
        .into_iter()
        .chain(only_percentages(key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::TOP_UP_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &TOP_UP_KEY,
            r#"
            row {"budget":{"limit_usd":"100"}}
            form {"amount":"25.50"}
            => sends POST /v1/organization/admin_api_keys/row%2F1/topup {"amount_usd":"25.5"} keyed; budget rises
            row {"budget":null} => refuses It has no limit
            row {"budget":{"limit_usd":"$5"}} => refuses Its budget cannot be read
            form {"amount":false} => refuses This console made a mistake
            => notes
            row {"expires_at":1000000} => notes This key has expired
            row {"status":"expired"} => notes This key has expired
            row {"status":"disabled"} => notes This key is disabled
            row {"budget":""} => notes This gateway reports percentages only
            "#,
        );
    }
}
