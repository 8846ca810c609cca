//! Renews a key of the signed-in account that has expired or is used up: first its date or its limit, then
//! its status. The gateway refuses the status alone (contract 3.3).

use super::super::tokens::fields::{ENABLED, EXPIRES, REMAINING, STATUS};
use super::super::users::top_up;
use super::super::who::why_no_write;
use super::create::passed;
use super::{WHOLE, complete, status};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Input, Record, Requires, SAME_TWICE, Step, Target,
    TypedInput, Undo, Value, WhyNot, Yields, becomes, nothing,
};
use crate::text;

/// The status of a key that has expired.
const EXPIRED: &str = "3";
/// The status of a key that is used up.
const USED_UP: &str = "4";

/// Whether a key has expired or is used up.
pub fn is_ended(row: &Record) -> bool {
    [EXPIRED, USED_UP].contains(&row.text(&STATUS))
}

/// Whether a date is part of it: that of a used-up key may have passed as well.
fn has_date(row: &Record) -> bool {
    row.text(&STATUS) == EXPIRED || row.get(&EXPIRES).is_some()
}

/// Whether a limit is part of it: an expired key may be used up as well.
fn has_no_more(row: &Record) -> bool {
    let left = row.get(&REMAINING).copied();
    row.text(&STATUS) == USED_UP || left.is_some_and(|QuotaUnits(left)| left <= 0)
}

const EXPIRES_TO: TypedInput<UnixSeconds> = Input::moment("expires", text!("Expires" / "到期时间"))
    .initial(|context| match context.row.text(&STATUS) {
        EXPIRED => Value::Missing,
        _ => context.row.value(EXPIRES.id).clone(),
    })
    .hint(text!("Empty: never." / "留空：永不过期。"))
    .shown(|asked| has_date(asked.row))
    .check(passed);

const LIMIT_TO: TypedInput<QuotaUnits> =
    Input::quota("limit", text!("Remaining quota" / "剩余额度"))
        .required(text!(
            "Type how much is left then." / "请输入续期后的剩余额度。"
        ))
        .shown(|asked| has_no_more(asked.row))
        .check(|value, _| top_up::problem(value));

/// The action.
pub static RENEW_TOKEN: Action = Action {
    id: "renew-token",
    on: Target::Row,
    button: text!("Renew" / "续期"),
    title: text!("Renew a key" / "续期密钥"),
    lead: None,
    sentence: |_| {
        text!(
            "Renew the key “{name}” ({id}): calls with it are accepted again."
                / "续期密钥“{name}”（{id}）：恢复可用。"
        )
    },
    verb: |_| text!("Renew key" / "续期密钥"),
    inputs: &[EXPIRES_TO.spec, LIMIT_TO.spec],
    check: |_| None,
    facts: &["status", "expired_time", "remain_quota"],
    lookups: &[],
    offered: is_ended,
    why_not: |context| {
        const NOT_ENDED: WhyNot = WhyNot {
            words: text!(
                "Only a key that has expired or is used up is renewed."
                    / "只有已过期或已耗尽的密钥可以续期。"
            ),
            source: "3.3",
        };
        let is_other = !is_ended(context.row);
        why_no_write(context.who).or_else(|| is_other.then_some(NOT_ENDED))
    },
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "To undo it, disable the key." / "如需撤销，请禁用该密钥。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const PASSED: WhyNot = WhyNot {
        words: text!(
            "Its date has passed as well: choose a later one, or none."
                / "其到期时间也已过：请选择更晚的时间，或留空。"
        ),
        source: "3.3",
    };
    let (row, mut after) = (context.row, context.row.clone());
    if has_date(row) {
        let to = context.input.get(&EXPIRES_TO).copied();
        if to.is_some_and(|to| to <= context.now) {
            return Err(PASSED);
        }
        after.set(id(EXPIRES.id), to.map_or(Value::Null, FieldValue::value));
    }
    if has_no_more(row) {
        after.set(id(REMAINING.id), context.want(&LIMIT_TO)?.value());
    }
    let changed = [EXPIRES.id, REMAINING.id].into_iter();
    let changed = changed.filter(|field| !after.value(field).is_same(row.value(field)));
    let mut checks = changed.map(|field| Check::Becomes {
        at: context.at.clone(),
        field: id(field),
        before: row.value(field).clone(),
        to: after.value(field).clone(),
    });
    let on = becomes(context.at, &STATUS, context.row, Some(ENABLED.to_owned()));
    let first = checks.next().ok_or(WhyNot::ALREADY_SO)?;
    let renewed = checks.fold(Step::new(complete(context, &after)?, first), Step::and);
    Ok(vec![
        renewed.unchanged(context.at, context.row, WHOLE),
        Step::new(status(context, 1), on).requires(Requires::AllBeforeApplied),
    ])
}

#[cfg(test)]
mod tests {
    use super::RENEW_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &RENEW_TOKEN,
            r##"
            at {"id":"u-1","name":"ci"} & row {"uuid":"u-1","name":"ci","status":3,"expired_time":5,"remain_quota":0,"unlimited_quota":true,"models":"gpt-4o","subnet":""}
            form {"expires":"1970-01-24T03:34"} => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":3,"expired_time":2000040,"remain_quota":0,"unlimited_quota":true,"models":"gpt-4o","subnet":""}; expired_time becomes 1970-01-24 03:34:00; status remain_quota expired_time name models subnet still / then PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":3,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":"gpt-4o","subnet":""}; expired_time becomes nothing; status remain_quota expired_time name models subnet still / then PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            row {"status":4,"unlimited_quota":false,"expired_time":-1} & form {"limit":"900"} => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":4,"expired_time":-1,"remain_quota":900,"unlimited_quota":false,"models":"gpt-4o","subnet":""}; remain_quota becomes 900; status remain_quota expired_time name models subnet still / then PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            => asks expires
            row {"status":4,"expired_time":-1} => asks limit
            # Both at once: the gateway would take the first and refuse the status.
            row {"status":4,"unlimited_quota":false,"remain_quota":0,"expired_time":5} => asks expires limit
            row {"status":4,"unlimited_quota":false,"remain_quota":0,"expired_time":5} & form {"expires":"1970-01-24T03:34","limit":"900"} => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":4,"expired_time":2000040,"remain_quota":900,"unlimited_quota":false,"models":"gpt-4o","subnet":""}; expired_time becomes 1970-01-24 03:34:00, remain_quota becomes 900; status remain_quota expired_time name models subnet still / then PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            row {"unlimited_quota":false,"remain_quota":-3} => asks expires limit
            row {"status":4,"unlimited_quota":false,"remain_quota":0,"expired_time":2000040} & undo {"expires":{"time":5},"limit":900} => refuses Its date has passed as well
            form {"limit":"0"} => stops Type an amount above zero.
            form {"limit":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            form {"expires":"1970-01-01T00:00"} => stops This moment has passed.
            row {"subnet":null} => sends PUT /api/token/ {"uuid":"u-1","name":"ci","status":3,"expired_time":-1,"remain_quota":0,"unlimited_quota":true,"models":"gpt-4o","subnet":""}; expired_time becomes nothing; status remain_quota expired_time name models subnet still / then PUT /api/token/?status_only=1 {"uuid":"u-1","status":1}; status becomes 1
            row {"subnet":{"a":1}} => refuses The gateway did not tell every value
            row {"status":2} => refuses Only a key that has expired
            row {"status":1} => refuses Only a key that has expired
            "##,
        );
    }
}
