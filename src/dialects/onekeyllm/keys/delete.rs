//! Deletes a key for good.

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Context, Finding, Lookup, SAME_TWICE, Step, Target, Undo, WhyNot,
    Yields, always,
};
use crate::text;

use super::super::pending_charges::pending_of_key;
use super::super::who::organization_only;
use super::rules::{in_use, used_meanwhile};

/// The action.
pub static DELETE_KEY: Action = Action {
    id: "delete-key",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete key" / "删除密钥"),
    lead: Some(text!(
        "The id, the value and what is left of the budget are lost. Charges and log entries stay under the old id; a new key of the same name is another key."
            / "标识、密钥值和剩余预算将丢失。其扣费与日志记录仍归于旧标识；同名的新密钥是另一个密钥。"
    )),
    sentence: |_| {
        text!(
            "Delete the API key “{name}” ({id}) permanently."
                / "永久删除 API 密钥“{name}”（{id}）。"
        )
    },
    verb: |_| text!("Delete key" / "删除密钥"),
    inputs: &[],
    check: |_| None,
    facts: &["redacted_value", "id", "last_used_at", "budget"],
    lookups: &[Lookup::all("charges", 1).by("key")],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| used_meanwhile(context)),
    notes,
    plan,
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: its id cannot be created again." / "无法恢复：其标识无法再次生成。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: a new key has another id and another value. Charges and log entries stay under the old id."
            / "无法撤销：新密钥会有不同的标识和值。扣费与日志记录仍归于旧标识。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let write = Write::delete("/v1/organization/admin_api_keys/{}", [context.at.part()]);
    let at = context.at.clone();
    Ok(vec![Step::new(write, Check::Goes { at })])
}

fn notes(context: &Context) -> Vec<Finding> {
    let in_use = in_use(
        context,
        text!(
            "This key was used within the last hour. Whatever uses it stops working."
                / "此密钥在过去一小时内被使用过。使用它的程序将停止工作。"
        ),
    );
    in_use.into_iter().chain(pending_of_key(context)).collect()
}

#[cfg(test)]
mod tests {
    use super::DELETE_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_KEY,
            r#"
            => sends DELETE /v1/organization/admin_api_keys/row%2F1; row/1 goes from keys
            row {"last_used_at":1000000} => sends DELETE /v1/organization/admin_api_keys/row%2F1; row/1 goes from keys
            row {"last_used_at":1000000} & shown {"last_used_at":null} => refuses The key was used since
            => types It cannot be restored
            => notes
            seen {"charges":[]} => notes No pending charges.
            part {"charges":[{"api_key_id":"other","kind":"request","amount_usd":"1"}]} => notes No pending charges among those that were read.
            part {"charges":[{"api_key_id":"row/1","kind":"topup","amount_usd":"250"},{"api_key_id":"row/1","kind":"request","amount_usd":"0.5"},{"api_key_id":"row/1","kind":"request","amount_usd":"0.000000001"},{"api_key_id":"row/1","kind":"request"},{"api_key_id":"row/1","kind":"surcharge","amount_usd":"1"}]} => notes Pending for requests: 0.500000001 USD in 2 charges. / Pending, surcharge: 1.00 USD in 1 charge. / Pending for top-ups: 250.00 USD in 1 charge. / 1 charge without an amount is not included. / There are more charges, which were not read.
            row {"last_used_at":1000000} => notes This key was used within the last hour. Whatever uses it stops working.
            "#,
        );
    }
}
