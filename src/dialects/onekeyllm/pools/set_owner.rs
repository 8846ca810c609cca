//! Gives a pool another owner, or removes its owner.

use crate::call::{PathPart, Write};
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Ref, SAME_TWICE, Step, Summary, Target,
    TypedInput, Undo, Value, WhyNot, Yields, always, becomes, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::owners::{OWNER, OWNER_INPUT, is_named};
use super::super::who::organization_only;

const TO: TypedInput<Ref> = OWNER_INPUT
    .required(text!(
        "Choose an owner, or nobody." / "请选择所有者或“无”。"
    ))
    .current(|context| context.row.value("owner").clone());

/// The action.
pub static SET_OWNER: Action = Action {
    id: "set-owner",
    on: Target::Row,
    button: text!("Change owner" / "更改所有者"),
    title: text!("Change pool owner" / "更改资源池所有者"),
    lead: None,
    sentence,
    verb: |summary| match summary.get(&TO) {
        Some(_) => text!("Set owner" / "设置所有者"),
        None => text!("Remove owner" / "移除所有者"),
    },
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["owner"],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Same {
        field: "owner",
        input: "owner",
        unless: |before, _| {
            let has_no_id = Ref::read(before).is_some_and(|owner| owner.id.is_none());
            if matches!(before, Value::Missing) {
                return Some(text!(
                    "Cannot be undone: the gateway did not report the previous owner."
                        / "无法撤销：网关未提供原所有者。"
                ));
            }
            has_no_id.then_some(text!(
                "Cannot be undone: the gateway reported the previous owner without an id."
                    / "无法撤销：网关提供的原所有者没有标识。"
            ))
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn sentence(summary: &Summary) -> Text {
    match summary.get(&TO) {
        Some(owner) if is_named(owner) => text!(
            "Make {owner} ({owner.id}) the owner of the pool “{name}” ({id})."
                / "将资源池“{name}”（{id}）的所有者设为 {owner}（{owner.id}）。"
        ),
        Some(_) => text!(
            "Make {owner.id} the owner of the pool “{name}” ({id})."
                / "将资源池“{name}”（{id}）的所有者设为 {owner.id}。"
        ),
        None => text!(
            "Remove the owner of the pool “{name}” ({id})."
                / "移除资源池“{name}”（{id}）的所有者。"
        ),
    }
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const NO_ID: WhyNot = WhyNot {
        words: text!(
            "The gateway reported this person without an id, so nothing can be sent."
                / "网关未提供此人的标识，因此无法发送。"
        ),
        source: "5.5",
    };
    let (now, wanted) = (context.row.value("owner"), context.input.value(TO.id));
    if matches!(wanted, Value::Missing) {
        return Err(WhyNot::BUG);
    }
    // If the field is missing, the owner may be anybody.
    let is_known = !matches!(now, Value::Missing);
    if is_known && now.is_same(wanted) {
        return Err(WhyNot::ALREADY_SO);
    }
    let (write, to) = match context.input.get(&TO) {
        Some(to) => {
            let owner = PathPart::Id(to.id.clone().ok_or(NO_ID)?);
            let parts = [context.at.part(), owner];
            let write = Write::post("/v1/organization/pools/{}/owner/{}", parts);
            (write, Some(to.clone()))
        }
        None => {
            let parts = [context.at.part()];
            (
                Write::delete("/v1/organization/pools/{}/owner", parts),
                None,
            )
        }
    };
    let check = match (is_known, &to) {
        // If the field is missing, a pool without an owner looks the same afterwards.
        (false, None) => Check::ResponseOnly,
        _ => becomes(context.at, &OWNER, context.row, to),
    };
    Ok(vec![Step::new(write, check)])
}

#[cfg(test)]
mod tests {
    use super::{SET_OWNER, Undo};
    use crate::dialects::sample::check_cases;
    use crate::schema::{FieldValue, Locator, Ref, Value};

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_OWNER,
            r#"
            row {"owner":{"id":"u1","name":"Ada"}}
            form {"owner":{"id":"a/b","name":"Bob"}} => sends POST /v1/organization/pools/row%2F1/owner/a%2Fb; owner becomes a/b
            form {"owner":{"id":"a b","name":"Bob"}} => sends POST /v1/organization/pools/row%2F1/owner/a%20b; owner becomes a b
            form {"owner":null} => sends DELETE /v1/organization/pools/row%2F1/owner; owner becomes nothing
            form {"owner":{"id":"u1","name":"Ada L."}} => refuses It is so already
            row {"owner":null} & form {"owner":null} => refuses It is so already
            row {"owner":""} & form {"owner":null} => sends DELETE /v1/organization/pools/row%2F1/owner; the response tells
            row {"owner":"Ada"} & form {"owner":null} => sends DELETE /v1/organization/pools/row%2F1/owner; owner becomes nothing
            form {"owner":false} => refuses This console made a mistake
            form {"owner":{"name":"Ada"}} => refuses The gateway reported this person without an id
            form {"owner":{"id":"u2","name":"Bob"}} => says Make Bob (u2) the owner of the pool “Row 1” (row/1). / Set owner
            form {"owner":"u2"} => says Make u2 the owner of the pool “Row 1” (row/1). / Set owner
            form {"owner":null} => says Remove the owner of the pool “Row 1” (row/1). / Remove owner
            "#,
        );
    }

    #[test]
    fn an_owner_without_an_id_cannot_be_set_again() {
        let Undo::Same { unless, .. } = SET_OWNER.undo else {
            panic!("an owner can be set back")
        };
        let person = |id: Option<&str>| Ref {
            of: "people".into(),
            id: id.map(Into::into),
            name: Some("Ada".into()),
        };
        let check = |before: Value, expect| {
            assert_eq!(
                unless(&before, &Locator::of_id("pools", "p1")).is_some(),
                expect
            )
        };
        check(person(None).value(), true);
        check(person(Some("u1")).value(), false);
        check(Value::Null, false);
        check(Value::Missing, true);
    }
}
