//! Creates a pool. Names are unique, so the gateway refuses a repeat even without an idempotency
//! key.

use crate::call::{Body, Write};
use crate::schema::{
    Action, Confirm, Context, Ref, Step, Summary, Target, TypedInput, Undo, Value, WhyNot, Yields,
    always, appears, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::names::{is_taken, name, name_input};
use super::super::owners::{OWNER_INPUT, is_named};
use super::super::who::organization_only;

const NAME: TypedInput<String> = name_input(
    "name",
    text!(
        "Whose keys it holds, e.g. a team. No two pools have the same name."
            / "存放哪些密钥，如某个团队。资源池名称不可重复。"
    ),
);

const OWNER: TypedInput<Ref> = OWNER_INPUT.initial(|_| Value::Null);

/// The action.
pub static CREATE_POOL: Action = Action {
    id: "create-pool",
    on: Target::New,
    button: text!("Create pool" / "创建资源池"),
    title: text!("Create pool" / "创建资源池"),
    lead: None,
    sentence,
    verb: |_| text!("Create pool" / "创建资源池"),
    inputs: &[NAME.spec, OWNER.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone from here: delete the pool in the list of pools."
            / "无法在此撤销：请在资源池列表中删除该资源池。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Delete the pool that is not needed."
            / "连接中断时浏览器可能重发请求。请删除多余的资源池。"
    ),
};

fn sentence(summary: &Summary) -> Text {
    match summary.get(&OWNER) {
        Some(owner) if is_named(owner) => text!(
            "Create the pool “{name}” with the owner {owner} ({owner.id})."
                / "创建资源池“{name}”，所有者为 {owner}（{owner.id}）。"
        ),
        Some(_) => text!(
            "Create the pool “{name}” with the owner {owner.id}."
                / "创建资源池“{name}”，所有者为 {owner.id}。"
        ),
        None => {
            text!("Create the pool “{name}” without an owner." / "创建资源池“{name}”，无所有者。")
        }
    }
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "A pool of this name exists already; the gateway accepts a name once."
                / "已有同名资源池；网关不接受重复的名称。"
        ),
        source: "5.5 name_taken",
    };
    let name = name(context, &NAME)?;
    if is_taken(context, "pools") {
        return Err(TAKEN);
    }
    let check = appears("pools", &name, context.baseline);
    let mut body = Body::object([("name", Body::Text(name))]);
    if let Some(owner) = context.input.get(&OWNER) {
        body = body.with("owner_id", Body::id(owner.id.as_ref().ok_or(WhyNot::BUG)?));
    }
    let write = Write::post("/v1/organization/pools", []);
    Ok(vec![Step::new(
        write.body(body).keyed(context.fresh),
        check,
    )])
}

#[cfg(test)]
mod tests {
    use super::CREATE_POOL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_POOL,
            r#"
            form {"name":"Team A","owner":null}
            => sends POST /v1/organization/pools {"name":"Team A"} keyed; Team A appears in pools
            form {"owner":{"id":"u/1","name":"Ada"}} => sends POST /v1/organization/pools {"name":"Team A","owner_id":"u/1"} keyed; Team A appears in pools
            part {"pools":[{"name":"Team A"}]} => refuses A pool of this name exists already
            => says Create the pool “Team A” without an owner. / Create pool
            form {"owner":{"id":"u1","name":"Ada"}} => says Create the pool “Team A” with the owner Ada (u1). / Create pool
            form {"owner":"u1"} => says Create the pool “Team A” with the owner u1. / Create pool
            "#,
        );
    }
}
