//! Gives a pool an owner in place of the one it had, or takes the owner away.

use crate::call::{PathPart, Write};
use crate::schema::{
    Action, Asked, Confirm, Context, Known, Ref, SAME_TWICE, Step, Target, Told, Undo, Value,
    WhyNot, Yields, becomes, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::owners::{OWNER, OWNER_INPUT, is_named};
use super::super::who::organization_only;

const TO: Asked<Ref> = OWNER_INPUT
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
    verb: |told| match told.get(&TO) {
        Some(_) => text!("Set owner" / "设置所有者"),
        None => text!("Remove owner" / "移除所有者"),
    },
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["owner"],
    lookups: &[],
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Same {
        field: "owner",
        input: "owner",
        unless: |before| {
            let has_no_id = Ref::read(before).is_some_and(|owner| owner.id.is_none());
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

fn sentence(told: &Told) -> Text {
    match told.get(&TO) {
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
    if now.is_same(wanted) {
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
    Ok(vec![Step::new(
        write,
        becomes(context.at, &OWNER, context.row, to),
    )])
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::Sample;
    use super::{OWNER, SET_OWNER, TO, Undo};
    use crate::schema::{Known, Ref, Value};

    fn sample() -> Sample {
        Sample::new(&SET_OWNER).holds(&OWNER, Sample::reference("people", "u1", "Ada"))
    }

    #[test]
    fn what_is_sent() {
        sample()
            .told(&TO, Sample::reference("people", "a b", "Bob"))
            .sends("POST /v1/organization/pools/row%2F1/owner/a%20b; owner becomes a b");
        sample()
            .nothing_told(&TO)
            .sends("DELETE /v1/organization/pools/row%2F1/owner; owner becomes nothing");
    }

    #[test]
    fn when_it_is_not_sent() {
        let same = Sample::reference("people", "u1", "Ada L.");
        sample().told(&TO, same).refuses("It is so already");
        sample()
            .lacks("owner")
            .nothing_told(&TO)
            .refuses("It is so already");
        sample().refuses("This console made a mistake");
        sample()
            .limited()
            .refuses("Your key is limited to one pool.");
        sample()
            .told(&TO, without_id())
            .refuses("The gateway reported this person without an id");
    }

    fn without_id() -> Ref {
        Ref {
            id: None,
            ..Sample::reference("people", "u1", "Ada")
        }
    }

    #[test]
    fn an_owner_without_an_id_cannot_be_set_again() {
        let Undo::Same { unless, .. } = SET_OWNER.undo else {
            panic!("an owner can be set back")
        };
        let check = |before: Value, expect| assert_eq!(unless(&before).is_some(), expect);
        check(without_id().value(), true);
        check(Sample::reference("people", "u1", "Ada").value(), false);
        check(Value::Null, false);
    }

    #[test]
    fn what_it_says() {
        let bob = sample().told(&TO, Sample::reference("people", "u2", "Bob"));
        bob.says(
            "Make Bob (u2) the owner of the pool “Row 1” (row/1).",
            "Set owner",
        );
        let typed = sample().told(&TO, Sample::reference("people", "u2", ""));
        typed.says(
            "Make u2 the owner of the pool “Row 1” (row/1).",
            "Set owner",
        );
        let removed = sample().nothing_told(&TO);
        removed.says(
            "Remove the owner of the pool “Row 1” (row/1).",
            "Remove owner",
        );
    }
}
