//! Creates a key in the operator's own pool. The call has no pool parameter: sending one is an
//! error.

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Context, Step, Target, TypedInput, Undo, WhyNot, always, nothing, rises,
};
use crate::text;

use super::super::budgets::LIMIT;
use super::super::keys::new::{EXPIRES_AT, EXPIRY, FOUNDATION, LIMIT_CHOICE, NAME_HINT, body};
use super::super::keys::value::{CREATED_LOST, value};
use super::super::names::{name, name_input};
use super::super::pools::fields::KEY_COUNT;

/// Not `name`, which is the pool's name in a sentence.
const KEY_NAME: TypedInput<String> = name_input("key_name", NAME_HINT);

/// The action.
pub static CREATE_MY_KEY: Action = Action {
    id: "create-my-key",
    on: Target::Row,
    button: text!("Create key in my pool" / "在我的资源池中创建密钥"),
    title: text!("Create key in my pool" / "在我的资源池中创建密钥"),
    lead: None,
    sentence: |_| {
        text!(
            "Create the API key “{key_name}” in your pool “{name}”."
                / "在您的资源池“{name}”中创建 API 密钥“{key_name}”。"
        )
    },
    verb: |_| text!("Create key" / "创建密钥"),
    inputs: &[
        KEY_NAME.spec,
        LIMIT_CHOICE.spec,
        LIMIT.spec,
        EXPIRY.spec,
        EXPIRES_AT.spec,
        FOUNDATION.spec,
    ],
    check: |_| None,
    facts: &["key_count"],
    lookups: &[],
    offered: always,
    why_not: nothing,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone: only an organization-wide key can delete a key."
            / "无法撤销：仅组织级密钥可以删除密钥。"
    )),
    yields: value(CREATED_LOST, None),
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Ask for the key that is not needed to be deleted."
            / "连接中断时浏览器可能重发请求。请联系管理员删除多余的密钥。"
    ),
};

/// The keys cannot be listed, so the check compares the pool's key count, or else only the response
/// counts.
fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let body = body(context, name(context, &KEY_NAME)?)?;
    let check = match context.row.get(&KEY_COUNT) {
        Some(_) => rises(context.at, &KEY_COUNT, context.row, 1),
        None => Check::ResponseOnly,
    };
    let write = Write::post("/v1/organization/my/admin_api_keys", []);
    Ok(vec![Step::new(
        write.body(body).keyed(context.fresh),
        check,
    )])
}

#[cfg(test)]
mod tests {
    use super::CREATE_MY_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_MY_KEY,
            r#"
            who {"role":"pool"}
            form {"key_name":"CI","limit_choice":"unlimited","foundation":"gateway","expiry":"never"}
            row {"key_count":3} => sends POST /v1/organization/my/admin_api_keys {"name":"CI"} keyed; key_count rises
            => sends POST /v1/organization/my/admin_api_keys {"name":"CI"} keyed; the response tells
            => says Create the API key “CI” in your pool “Row 1”. / Create key
            "#,
        );
    }
}
