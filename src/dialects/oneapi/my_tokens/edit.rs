//! Edits a key of the signed-in account. Every value travels, changed or not (contract 3.3).

use super::super::changed::{unchanged, wanted};
use super::super::tokens::fields::{EXPIRES, MODELS, NAME, REMAINING, SUBNET};
use super::super::users::top_up;
use super::super::who::why_no_write;
use super::create::{passed, too_long};
use super::{WHOLE, complete};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Check, Confirm, Context, Finding, Input, Level, SAME_TWICE, Step, Target, TypedInput,
    Undo, WhyNot, Yields,
};
use crate::text;

const NAME_TO: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 30)
    .required(text!("Type a name." / "请输入名称。"))
    .initial(|context| context.row.value("name").clone())
    .check(|value, _| too_long(value));

const LIMIT_TO: TypedInput<QuotaUnits> =
    Input::quota("remain_quota", text!("Remaining quota" / "剩余额度"))
        .initial(|context| context.row.value("remain_quota").clone())
        .hint(text!(
            "Empty: no limit of its own." / "留空：密钥本身无限额。"
        ))
        .check(|value, _| top_up::problem(value));

const EXPIRES_TO: TypedInput<UnixSeconds> =
    Input::moment("expired_time", text!("Expires" / "到期时间"))
        .initial(|context| context.row.value("expired_time").clone())
        .hint(text!("Empty: never." / "留空：永不过期。"))
        .check(passed);

const MODELS_TO: TypedInput<String> = Input::text("models", text!("Models" / "模型"), 4000)
    .initial(|context| context.row.value("models").clone())
    .hint(text!(
        "Separated by commas. Empty: every model." / "以逗号分隔。留空：所有模型。"
    ));

const SUBNET_TO: TypedInput<String> = Input::text("subnet", text!("Networks" / "网段"), 1000)
    .initial(|context| context.row.value("subnet").clone())
    .hint(text!(
        "Such as 10.0.0.0/8, separated by commas. Empty: from anywhere."
            / "如 10.0.0.0/8，以逗号分隔。留空：不限来源。"
    ));

/// The action.
pub static EDIT_TOKEN: Action = Action {
    id: "edit-token",
    on: Target::Row,
    button: text!("Edit" / "编辑"),
    title: text!("Edit a key" / "编辑密钥"),
    lead: None,
    sentence: |_| text!("Change the key “{name}” ({id})." / "更改密钥“{name}”（{id}）。"),
    verb: |_| text!("Save key" / "保存密钥"),
    inputs: &[
        NAME_TO.spec,
        LIMIT_TO.spec,
        EXPIRES_TO.spec,
        MODELS_TO.spec,
        SUBNET_TO.spec,
    ],
    check: |_| None,
    facts: &["status"],
    lookups: &[],
    offered: |row| !super::renew::is_ended(row),
    why_not: |context| {
        const ENDED: WhyNot = WhyNot {
            words: text!(
                "A key that has expired or is used up is renewed instead."
                    / "已过期或已耗尽的密钥请使用续期。"
            ),
            source: "3.3",
        };
        let is_ended = super::renew::is_ended(context.row);
        why_no_write(context.who).or_else(|| is_ended.then_some(ENDED))
    },
    notes: |context| {
        const RACE: Finding = Finding::new(
            Level::Note,
            text!(
                "The gateway replaces the remaining quota with every edit. If calls spent from it since it was read, nothing is sent."
                    / "每次编辑网关都会替换剩余额度。若读取后已有消费，则不发送。"
            ),
        );
        let is_limited = context.row.get(&REMAINING).is_some();
        is_limited.then_some(RACE).into_iter().collect()
    },
    plan,
    confirm: Confirm::Review,
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let (mut to, mut checks) = (context.row.clone(), Vec::new());
    for field in [NAME.id, REMAINING.id, EXPIRES.id, MODELS.id, SUBNET.id] {
        if let Some(value) = wanted(context, field)? {
            to.set(id(field), value.clone());
            checks.push(Check::Becomes {
                at: context.at.clone(),
                field: id(field),
                before: context.row.value(field).clone(),
                to: value,
            });
        }
    }
    let mut checks = checks.into_iter();
    let first = checks.next().ok_or_else(|| unchanged(context))?;
    let step = checks.fold(Step::new(complete(context, &to)?, first), Step::and);
    Ok(vec![step.unchanged(context.at, context.row, WHOLE)])
}

#[cfg(test)]
mod tests {
    use super::EDIT_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &EDIT_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & row {"uuid":"u-1","name":"ci","status":2,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":null,"subnet":""}
            form {"name":"build"}
            => sends PUT /api/token/ {"uuid":"u-1","name":"build","status":2,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":"","subnet":""}; name becomes build; status remain_quota expired_time name models subnet still
            form {"name":"ci","remain_quota":"500","expired_time":"1970-01-24T03:34","models":"gpt-4o"} => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":2,"expired_time":2000040,"remain_quota":500,"unlimited_quota":false,"models":"gpt-4o","subnet":""}; remain_quota becomes 500, expired_time becomes 1970-01-24 03:34:00, models becomes gpt-4o; status remain_quota expired_time name models subnet still
            row {"unlimited_quota":false,"remain_quota":900,"models":"a,b"} => sends PUT /api/token/ {"uuid":"u-1","name":"build","status":2,"expired_time":-1,"remain_quota":900,"unlimited_quota":false,"models":"a,b","subnet":""}; name becomes build; status remain_quota expired_time name models subnet still
            row {"unlimited_quota":false,"remain_quota":900} => notes The gateway replaces the remaining quota
            # What nobody could type stays as it is, and is taken out only by hand.
            row {"unlimited_quota":false,"remain_quota":-3,"expired_time":5} => sends PUT /api/token/ {"uuid":"u-1","name":"build","status":2,"expired_time":5,"remain_quota":-3,"unlimited_quota":false,"models":"","subnet":""}; name becomes build; status remain_quota expired_time name models subnet still
            row {"unlimited_quota":false,"remain_quota":900} & form {"remain_quota":null} => sends PUT /api/token/ {"uuid":"u-1","name":"build","status":2,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":"","subnet":""}; name becomes build, remain_quota becomes nothing; status remain_quota expired_time name models subnet still
            row {"unlimited_quota":false,"remain_quota":-3} & undo {"remain_quota":-3} => sends PUT /api/token/ {"uuid":"u-1","name":"build","status":2,"expired_time":-1,"remain_quota":-3,"unlimited_quota":false,"models":"","subnet":""}; name becomes build; status remain_quota expired_time name models subnet still
            form {"remain_quota":"0"} => stops Type an amount above zero.
            form {"remain_quota":"1000000000000001"} => stops At most
            row {"models":{"a":1}} => refuses The gateway did not tell every value
            who {"version":"f1"} & at {"id":7} => sends PUT /api/token/ {"id":7,"name":"build","status":2,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":"","subnet":""}; name becomes build; status remain_quota expired_time name models subnet still
            form {"name":"ci"} => refuses It is so already
            row {"status":3} => refuses A key that has expired
            shown {"name":"cii"} => refuses Somebody else changed the same field
            "##,
        );
        // A row that lacks a value would lose it.
        check_cases(
            &EDIT_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & form {"name":"build"} & row {"uuid":"u-1","name":"ci","status":1}
            => refuses The gateway did not tell every value
            "##,
        );
    }
}
