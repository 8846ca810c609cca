//! Adds quota to the balance of users (contract 6.2). The call has no idempotency key, the original says
//! success for a user that it does not know, and nothing guards the sum.

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::fields::{ENABLED, GRANTED, QUOTA, STATUS};
use crate::call::{Body, Write};
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Confirm, Context, FieldValue, Finding, Input, Level, Step, Target, TypedInput, Undo,
    Value, WhyNot, Yields, always, rises,
};
use crate::text;
use crate::words::Text;

/// The most units of an amount and of a balance: a sum beyond 2^63 − 1 makes the list of users fail for good.
pub const MOST: i64 = 1_000_000_000_000_000;

const AMOUNT: TypedInput<QuotaUnits> = Input::quota("amount", text!("Amount" / "数额"))
    .required(text!("Type an amount." / "请输入数额。"))
    .check(|value, _| problem(value));

const REMARK: TypedInput<String> =
    Input::text("remark", text!("Remark" / "备注"), 200).hint(text!(
        "Optional. The gateway writes it into its log, where the user can read it."
            / "可选。网关会将其写入日志，用户可以看到。"
    ));

/// Says what is wrong with an amount.
pub fn problem(value: &Value) -> Option<Text> {
    match value {
        Value::QuotaUnits(QuotaUnits(..=0)) => {
            Some(text!("Type an amount above zero." / "请输入大于零的数额。"))
        }
        Value::QuotaUnits(QuotaUnits(units)) if *units > MOST => Some(text!(
            "At most 1 000 000 000 000 000 units: a sum that overflows makes the gateway's lists fail for good."
                / "最多 1 000 000 000 000 000 单位：数值溢出会使网关的列表永久失效。"
        )),
        _ => None,
    }
}

/// The action.
pub static TOP_UP_USERS: Action = Action {
    id: "top-up-users",
    on: Target::Rows { most: 100 },
    button: text!("Top up" / "充值"),
    title: text!("Top up a user" / "Top up {n} users" / "用户充值（{n} 个）"),
    lead: Some(text!(
        "The amount is added to what is left, whatever is spent meanwhile."
            / "数额会加到剩余额度上，不受期间消费影响。"
    )),
    sentence: |summary| match summary.count() {
        1 => text!("Add {amount} to “{name}” ({id})." / "为“{name}”（{id}）增加 {amount}。"),
        _ => text!("Add {amount} to each of {n} users." / "为 {n} 个用户各增加 {amount}。"),
    },
    verb: |summary| match summary.count() {
        1 => text!("Top up {amount}" / "充值 {amount}"),
        _ => text!("Top up {n} users" / "为 {n} 个用户充值"),
    },
    inputs: &[AMOUNT.spec, REMARK.spec],
    check: |_| None,
    facts: &["status", "quota", "used_quota", "group"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const NOT_READ: WhyNot = WhyNot {
            words: text!(
                "Its quota cannot be read, so it could not be told afterwards whether the amount arrived."
                    / "无法解读其额度，之后将无法判断是否到账。"
            ),
            source: "6.1",
        };
        let why = match (context.row.get(&QUOTA), context.row.get(&GRANTED)) {
            (Some(_), Some(_)) => None,
            // Both together are beyond 64 bits.
            (Some(QuotaUnits(left)), None) if *left > MOST => Some(SUM_TOO_LARGE),
            _ => Some(NOT_READ),
        };
        why_no_admin_write(context.who).or(why)
    },
    notes,
    plan,
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT.field.id,
        limit: QUOTA.field.id,
    },
    undo: Undo::Not(text!(
        "Cannot be undone as such. Set the quota to remove what was not spent yet."
            / "无法直接撤销：尚未消费的部分可通过设置额度收回。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "The amount was added twice. Set the quota to remove what was not spent yet."
            / "数额被充入两次。可通过设置额度收回尚未消费的部分。"
    ),
};

const SUM_TOO_LARGE: WhyNot = WhyNot {
    words: text!(
        "With this amount the balance would be above 1 000 000 000 000 000 units. A sum that overflows makes the gateway's list of users fail for good, so it is not sent."
            / "充值后余额将超过 1 000 000 000 000 000 单位。数值溢出会使网关的用户列表永久失效，因此不发送。"
    ),
    source: "6.1",
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let amount = context.want(&AMOUNT)?;
    let granted = context.row.get(&GRANTED).copied().ok_or(WhyNot::BUG)?;
    let left = context.row.get(&QUOTA).copied().ok_or(WhyNot::BUG)?;
    let sums = [left, granted].map(|QuotaUnits(units)| units.checked_add(amount.0));
    if sums.iter().any(|sum| sum.is_none_or(|sum| sum > MOST)) {
        return Err(SUM_TOO_LARGE);
    }
    let id = Body::id(&context.at.id);
    let body = match version(context.who) {
        Version::F2 => Body::object([("user_uuid", id)]),
        Version::F1 | Version::U | Version::Unknown => Body::object([("user_id", id)]),
    };
    let body = body.with("quota", Body::whole(amount.0));
    let body = match context.input.get(&REMARK) {
        Some(remark) => body.with("remark", Body::text(remark.as_str())),
        None => body,
    };
    let write = Write::post("/api/topup", []).body(body);
    let check = rises(context.at, &GRANTED, context.row, amount);
    // What the review says of a disabled user holds when it is sent.
    let step = Step::new(write, check);
    Ok(vec![step.unchanged(
        context.at,
        context.row,
        [STATUS.field.id],
    )])
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    let left = context.row.get(&QUOTA).copied();
    let amount = context.input.get(&AMOUNT).copied();
    let after = left
        .zip(amount)
        .and_then(|(left, amount)| left.0.checked_add(amount.0));
    if let Some((left, after)) = left.zip(after) {
        let words = text!(
            "Remaining: {before} now, {after} then, less what is spent meanwhile."
                / "剩余：当前 {before}，之后 {after}，减去期间的消费。"
        );
        let finding = Finding::new(Level::Note, words).with("before", left.value());
        notes.push(finding.with("after", QuotaUnits(after).value()));
        if after <= 0 {
            let words = text!(
                "It stays overdrawn: calls are refused all the same."
                    / "仍为透支：请求依旧会被拒绝。"
            );
            notes.push(Finding::new(Level::Caution, words));
        }
    }
    if !matches!(context.row.text(&STATUS), ENABLED | "") {
        let words = text!(
            "This user is not enabled: nothing can be spent while it is not."
                / "此用户未启用：期间无法使用额度。"
        );
        notes.push(Finding::new(Level::Caution, words));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::TOP_UP_USERS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &TOP_UP_USERS,
            r##"
            at {"id":"u-1","name":"alice"} & row {"uuid":"u-1","username":"alice","status":1,"quota":-5,"used_quota":1000}
            form {"amount":"500000","remark":"march"}
            => sends POST /api/topup {"user_uuid":"u-1","quota":500000,"remark":"march"}; granted rises; status still
            form {"remark":false} => sends POST /api/topup {"user_uuid":"u-1","quota":500000}; granted rises; status still
            who {"version":"u"} & at {"id":"7"} => sends POST /api/topup {"user_id":"7","quota":500000,"remark":"march"}; granted rises; status still
            who {"version":"f1"} & at {"id":"7"} => sends POST /api/topup {"user_id":"7","quota":500000,"remark":"march"}; granted rises; status still
            who {"version":"unknown"} => refuses It is not known which version
            row {"quota":9223372036854775807} => refuses With this amount the balance would be above
            row {"quota":999999999600000,"used_quota":0} => refuses With this amount the balance would be above
            row {"quota":999999999500000,"used_quota":0} => sends POST /api/topup {"user_uuid":"u-1","quota":500000,"remark":"march"}; granted rises; status still
            row {"quota":0,"used_quota":999999999600000} => refuses With this amount the balance would be above
            row {"quota":9.3e18} => refuses Its quota cannot be read
            => notes Remaining:
            form {"amount":"5"} => notes Remaining: / It stays overdrawn
            row {"status":2} => notes Remaining: / This user is not enabled
            form {"amount":false} => refuses This console made a mistake
            "##,
        );
    }

    #[test]
    fn amounts() {
        let check = |units: i64, is_wrong: bool| {
            let value = crate::schema::Value::QuotaUnits(super::QuotaUnits(units));
            assert_eq!(super::problem(&value).is_some(), is_wrong, "{units}");
        };
        check(0, true);
        check(-1, true);
        check(1, false);
        check(super::MOST, false);
        check(super::MOST + 1, true);
    }
}
