//! Creates a key in the organization, in a pool or in none.

use crate::call::Write;
use crate::schema::{Action, Confirm, Step, Target, Undo, always, appears, nothing};
use crate::text;

use super::super::names::{is_taken, name};
use super::super::{budgets::LIMIT, who::organization_only};
use super::new::{EXPIRES_AT, EXPIRY, FOUNDATION, LIMIT_CHOICE, NAME, POOL, body, with_pool};
use super::value::{CREATED_LOST, value};

/// The action.
pub static CREATE_KEY: Action = Action {
    id: "create-key",
    on: Target::New,
    button: text!("Create key" / "创建密钥"),
    title: text!("Create key" / "创建密钥"),
    lead: None,
    sentence: |_| text!("Create the API key “{name}”." / "创建 API 密钥“{name}”。"),
    verb: |_| text!("Create key" / "创建密钥"),
    inputs: &[
        NAME.spec,
        LIMIT_CHOICE.spec,
        LIMIT.spec,
        EXPIRY.spec,
        EXPIRES_AT.spec,
        FOUNDATION.spec,
        POOL.spec,
    ],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan: |context| {
        let name = name(context, &NAME)?;
        let check = appears("keys", &name, context.baseline);
        let body = with_pool(body(context, name)?, context)?;
        let write = Write::post("/v1/organization/admin_api_keys", []);
        Ok(vec![Step::new(
            write.body(body).keyed(context.fresh),
            check,
        )])
    },
    confirm: Confirm::TypeNameIf(|context| {
        is_taken(context, "keys").then_some(text!(
            "A key of this name exists already: in lists only their ids tell them apart."
                / "已有同名密钥：列表中只能通过标识区分。"
        ))
    }),
    undo: Undo::Not(text!(
        "Cannot be undone: only deleting the key removes it, and programs may use its value already."
            / "无法撤销：只有删除密钥才能移除，且可能已有程序在使用其值。"
    )),
    yields: value(CREATED_LOST, None),
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Delete the key that is not needed."
            / "连接中断时浏览器可能重发请求。请删除多余的密钥。"
    ),
};

#[cfg(test)]
mod tests {
    use super::CREATE_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_KEY,
            r#"
            form {"name":" CI ","limit_choice":"limited","limit":"100.50","foundation":"gateway","expiry":"never"}
            => sends POST /v1/organization/admin_api_keys {"name":"CI","limit_usd":"100.5"} keyed; CI appears in keys
            form {"foundation":"openai","expiry":"30","pool":{"id":"pool_1","name":"Team A"}} => sends POST /v1/organization/admin_api_keys {"name":"CI","limit_usd":"100.5","foundation":"openai","expires_at":3592000,"pool_id":"pool_1"} keyed; CI appears in keys
            form {"limit_choice":"unlimited","expiry":"at","expires_at":"1970-01-24T03:34"} => sends POST /v1/organization/admin_api_keys {"name":"CI","expires_at":2000040} keyed; CI appears in keys
            form {"limit":false} => refuses This console made a mistake
            => types
            seen {"keys":[{"name":"CI"}]} => types A key of this name exists already
            seen {"keys":[{"name":"CI 2"}]} => types
            "#,
        );
    }
}
