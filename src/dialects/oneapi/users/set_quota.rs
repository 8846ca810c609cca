//! Sets what a user has left, which overwrites what calls take meanwhile (contract 3.2). Meant for taking
//! quota back; a top-up adds instead.

use super::super::version::Version;
use super::super::who::{identified, version};
use super::fields::QUOTA;
use super::manage;
use super::top_up::MOST;
use crate::call::{Body, Method, Write};
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Confirm, Context, Finding, Input, Level, SAME_TWICE, Step, Target, TypedInput, Undo,
    Value, WhyNot, Yields, always, becomes,
};
use crate::text;

const TO: TypedInput<QuotaUnits> =
    Input::quota("quota", text!("Remaining quota" / "剩余额度"))
        .required(text!("Type an amount." / "请输入数额。"))
        .initial(|context| context.row.value("quota").clone())
        .check(|value, _| {
            let too_large = matches!(value, Value::QuotaUnits(units) if units.0 > MOST);
            too_large.then_some(text!(
                "At most 1 000 000 000 000 000 units: a sum that overflows makes the gateway's list of users fail for good."
                    / "最多 1 000 000 000 000 000 单位：数值溢出会使网关的用户列表永久失效。"
            ))
        });

/// The action.
pub static SET_QUOTA: Action = Action {
    id: "set-quota",
    on: Target::Row,
    button: text!("Set quota" / "设置额度"),
    title: text!("Set the remaining quota" / "设置剩余额度"),
    lead: Some(text!(
        "Sets what is left to exactly this. To add something, top up instead."
            / "将剩余额度设为该数值。如需增加，请使用充值。"
    )),
    sentence: |_| {
        text!(
            "Set what “{name}” ({id}) has left from {was.quota} to {quota}."
                / "将“{name}”（{id}）的剩余额度由 {was.quota} 设为 {quota}。"
        )
    },
    verb: |_| text!("Set to {quota}" / "设为 {quota}"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["quota", "used_quota", "status"],
    lookups: &[],
    offered: always,
    why_not: manage::why_no_change,
    notes: |context| {
        const RACE: Finding = Finding::new(
            Level::Caution,
            text!(
                "What calls spend between this reading and the write is given back to the user. If the quota is no longer what is shown, nothing is sent."
                    / "读取与写入之间的消费会被还给用户。若额度已与显示不同，则不发送。"
            ),
        );
        const STOPS: Finding = Finding::new(
            Level::Harm,
            text!(
                "With nothing left, all keys of this user are refused."
                    / "额度为零时，此用户的所有密钥都会被拒绝。"
            ),
        );
        let is_none = context.input.get(&TO) == Some(&QuotaUnits(0));
        let mut notes = vec![RACE];
        notes.extend(is_none.then_some(STOPS));
        notes
    },
    plan,
    confirm: Confirm::TypeNameIf(|context| {
        let now = context.row.get(&QUOTA).map_or(0, |units| units.0);
        let to = context.input.get(&TO).map_or(0, |units| units.0);
        (to > 0 && to / 10 >= now.max(1)).then_some(text!(
            "This is at least ten times what is left now." / "此数值至少是当前剩余额度的十倍。"
        ))
    }),
    undo: Undo::Same {
        field: "quota",
        input: "quota",
        unless: |value, _| {
            let negative = matches!(value, Value::QuotaUnits(units) if units.0 < 0);
            negative.then_some(text!(
                "It was overdrawn before, and the gateway sets no negative quota."
                    / "之前为透支，网关不支持设置负额度。"
            ))
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const KEEPS: WhyNot = WhyNot {
        words: text!(
            "The original gateway takes 0 for “keep as it is”. Set 1 unit, or disable the user."
                / "原版网关将 0 视为“保持不变”。请设为 1 单位，或禁用该用户。"
        ),
        source: "8",
    };
    let to = context.want(&TO)?;
    let now = context.row.get(&QUOTA).copied().ok_or(WhyNot::BUG)?;
    if to == now {
        return Err(WhyNot::ALREADY_SO);
    }
    if to.0 == 0 && version(context.who) == Version::U {
        return Err(KEEPS);
    }
    let body = identified(context.who, Body::id(&context.at.id));
    let body = body.with("quota", Body::whole(to.0));
    let write = Write::new(Method::Put, "/api/user/", []).body(body);
    let check = becomes(context.at, &QUOTA, context.row, Some(to));
    Ok(vec![
        Step::new(write, check).precondition(context.at, &QUOTA, now),
    ])
}

#[cfg(test)]
mod tests {
    use super::SET_QUOTA;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_QUOTA,
            r##"
            at {"id":"u-1","name":"alice"} & row {"uuid":"u-1","username":"alice","status":1,"role":1,"quota":500000}
            form {"quota":"1000"}
            => sends PUT /api/user/ {"uuid":"u-1","quota":1000}; quota becomes 1000; quota still
            => notes What calls spend between
            => types
            form {"quota":"5000000"} => types This is at least ten times
            form {"quota":"4999999"} => types
            form {"quota":"0"} => sends PUT /api/user/ {"uuid":"u-1","quota":0}; quota becomes 0; quota still
            form {"quota":"0"} => notes What calls spend between / With nothing left
            form {"quota":"0"} & who {"version":"u"} => refuses The original gateway takes 0
            who {"version":"u"} & at {"id":7} => sends PUT /api/user/ {"id":7,"quota":1000}; quota becomes 1000; quota still
            form {"quota":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            undo {"quota":9223372036854775807} => refuses At most 1 000 000 000 000 000 units
            form {"quota":"500000"} => refuses It is so already
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}
