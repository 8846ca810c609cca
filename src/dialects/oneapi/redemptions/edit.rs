//! Renames an unused redemption code, or changes what it adds. The write replaces both, so both travel: a
//! body without the quota would set it to 0 (contract 6.2).

use super::super::changed::{unchanged, wanted};
use super::super::users::top_up;
use super::super::who::{identified, why_no_admin_write};
use super::create;
use super::{NAME, QUOTA, STATUS, UNUSED};
use crate::call::{Body, Method, Write};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Check, Confirm, Context, Input, SAME_TWICE, Step, Target, TypedInput, Undo, Value,
    WhyNot, Yields, nothing,
};
use crate::text;

const NAME_TO: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 20)
    .required(text!("Type a name." / "请输入名称。"))
    .initial(|context| context.row.value("name").clone())
    .check(|value, _| create::too_long(value));

const QUOTA_TO: TypedInput<QuotaUnits> = Input::quota("quota", text!("Quota" / "额度"))
    .required(text!("Type an amount." / "请输入数额。"))
    .initial(|context| context.row.value("quota").clone())
    .check(|value, _| top_up::problem(value));

/// The action.
pub static EDIT_CODE: Action = Action {
    id: "edit-code",
    on: Target::Row,
    button: text!("Edit" / "编辑"),
    title: text!("Edit a code" / "编辑兑换码"),
    lead: None,
    sentence: |_| text!("Change the code “{name}” ({id})." / "更改兑换码“{name}”（{id}）。"),
    verb: |_| text!("Save code" / "保存兑换码"),
    inputs: &[NAME_TO.spec, QUOTA_TO.spec],
    check: |_| None,
    facts: &["status", "quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) == UNUSED,
    why_not: |context| {
        const NOT_UNUSED: WhyNot = WhyNot {
            words: text!("Only an unused code can be changed." / "只有未使用的兑换码可以更改。"),
            source: "6.2",
        };
        let is_other = context.row.text(&STATUS) != UNUSED;
        why_no_admin_write(context.who).or_else(|| is_other.then_some(NOT_UNUSED))
    },
    notes: nothing,
    plan,
    confirm: Confirm::TypeNameIf(|context| {
        let now = context.row.get(&QUOTA).map_or(0, |units| units.0);
        let to = context.input.get(&QUOTA_TO).map_or(0, |units| units.0);
        (to > 0 && to / 10 >= now.max(1)).then_some(text!(
            "This is at least ten times what the code adds now."
                / "此数值至少是该兑换码当前额度的十倍。"
        ))
    }),
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let (mut name, mut quota) = (
        context.row.text(&NAME).to_owned(),
        context.row.get(&QUOTA).copied().ok_or(WhyNot::BUG)?,
    );
    let mut checks = Vec::new();
    for field in [NAME.id, QUOTA.id] {
        let Some(to) = wanted(context, field)? else {
            continue;
        };
        match &to {
            Value::Text(to) => name.clone_from(to),
            Value::QuotaUnits(to) => quota = *to,
            _ => return Err(WhyNot::BUG),
        }
        checks.push(Check::Becomes {
            at: context.at.clone(),
            field: id(field),
            before: context.row.value(field).clone(),
            to,
        });
    }
    let mut checks = checks.into_iter();
    let first = checks.next().ok_or_else(|| unchanged(context))?;
    let body = identified(context.who, Body::id(&context.at.id));
    let body = body.with("name", Body::text(name.as_str()));
    let body = body.with("quota", Body::whole(quota.0));
    let write = Write::new(Method::Put, "/api/redemption/", []).body(body);
    let step = checks.fold(Step::new(write, first), Step::and);
    let fields = [STATUS.id, NAME.id, QUOTA.id];
    Ok(vec![step.unchanged(context.at, context.row, fields)])
}

#[cfg(test)]
mod tests {
    use super::EDIT_CODE;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &EDIT_CODE,
            r##"
            at {"id":"u-1","name":"launch"} & row {"uuid":"u-1","name":"launch","status":1,"quota":5}
            form {"name":"launch","quota":"7"}
            => sends PUT /api/redemption/ {"uuid":"u-1","name":"launch","quota":7}; quota becomes 7; status name quota still
            form {"name":"spring","quota":"5"} => sends PUT /api/redemption/ {"uuid":"u-1","name":"spring","quota":5}; name becomes spring; status name quota still
            form {"quota":"0"} => stops Type an amount above zero.
            form {"quota":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            who {"version":"u"} & at {"id":7} => sends PUT /api/redemption/ {"id":7,"name":"launch","quota":7}; quota becomes 7; status name quota still
            undo {"quota":-500000} => refuses Type an amount above zero.
            form {"quota":"5"} => refuses It is so already
            form {"quota":"50"} => types This is at least ten times
            shown {"quota":6} => refuses Somebody else changed the same field
            row {"status":3} => refuses Only an unused code can be changed.
            "##,
        );
    }
}
