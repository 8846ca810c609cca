//! Asks the providers for the windows of all accounts: at most once a minute (contract 5.9).

use crate::call::Write;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Check, Confirm, Context, Locator, Record, SAME_TWICE, Step, Target, Undo, Yields,
    always, differs, nothing,
};
use crate::text;

use super::super::accounts::state::state;
use super::super::who::organization_only;
use super::fields::{ID, UPDATED_AT};

/// The action.
pub static REFRESH_CAPACITY: Action = Action {
    id: "refresh-capacity",
    on: Target::List,
    button: text!("Refresh capacity" / "更新余量"),
    title: text!("Refresh account capacity" / "更新账户余量"),
    lead: None,
    sentence: |_| {
        text!(
            "Ask the providers what is used of every account's windows."
                / "向提供商查询每个账户各窗口的已用部分。"
        )
    },
    verb: |_| text!("Refresh capacity" / "更新余量"),
    inputs: &[],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan: |context| {
        let template = "/v1/usage/account_capacity/refresh";
        let write = Write::post(template, []).limited_by_itself();
        Ok(vec![Step::new(write, newer(context))])
    },
    confirm: Confirm::Begun,
    undo: Undo::Not(text!(
        "There is nothing to undo: it only asks the providers." / "无需撤销：仅向提供商查询。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Checks that the snapshot of one account becomes another: of the one asked last among those that
/// the provider still accepts. A gateway does not ask for the others.
fn newer(context: &Context) -> Check {
    let seen = context.seen(&context.at.of);
    let rows = seen.map_or(&[][..], |seen| seen.rows.as_slice());
    let told = rows.iter().filter_map(|row| {
        let is_accepted = matches!(state(row, context.now), Some("working" | "limited"));
        let at = *row.get(&UPDATED_AT)?;
        (is_accepted && !row.text(&ID).is_empty()).then_some((at, row))
    });
    let last = told.fold(
        None,
        |last: Option<(UnixSeconds, &Record)>, one| match last {
            Some(last) if last.0 >= one.0 => Some(last),
            _ => Some(one),
        },
    );
    last.map_or(Check::ResponseOnly, |(at, row)| {
        let account = Locator::of_id(context.at.of.clone(), row.text(&ID));
        differs(&account, &UPDATED_AT, Some(at))
    })
}

#[cfg(test)]
mod tests {
    use super::REFRESH_CAPACITY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &REFRESH_CAPACITY,
            r#"
            seen {"capacity":[{"account_id":"a","status":"active","updated_at":100},{"account_id":7,"status":"rate_limited","updated_at":200}]} => sends POST /v1/usage/account_capacity/refresh; updated_at differs from Time(UnixSeconds(200))
            seen {"capacity":[{"account_id":"a","status":"active","updated_at":100},{"account_id":"b","status":"disabled","updated_at":200}]} => sends POST /v1/usage/account_capacity/refresh; updated_at differs from Time(UnixSeconds(100))
            seen {"capacity":[{"account_id":"a","status":"active","updated_at":null}]} => sends POST /v1/usage/account_capacity/refresh; the response tells
            seen {"capacity":[]} => sends POST /v1/usage/account_capacity/refresh; the response tells
            who {"role":"pool"} => refuses Your key is limited to one pool.
            seen {"capacity":[]} => says Ask the providers what is used of every account's windows. / Refresh capacity
            "#,
        );
    }
}
