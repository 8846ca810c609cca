//! Asks the providers for the balances of several channels, one after another (contract 3.1.8). The
//! gateway's own route for all of them does nothing and reports success.

use super::super::who::why_no_admin_write;
use super::fields::health::BALANCE_READ;
use super::refresh_balance::{RESULT, request, tells};
use super::serving;
use super::several::{OF_GROUP, WHICH, all, at, few, named_of};
use crate::schema::{
    Action, Confirm, Context, Record, SAME_TWICE, Step, Target, Undo, WhyNot, always, moves,
};
use crate::text;

/// The action.
pub static REFRESH_BALANCES: Action = Action {
    id: "refresh-balances",
    on: Target::List,
    button: text!("Refresh balances" / "批量更新余额"),
    title: text!("Refresh the balances of several" / "更新多个渠道的余额"),
    lead: Some(text!(
        "One after another, of the types whose providers tell a balance. Waiting can be stopped."
            / "逐个进行，仅限可查询余额的类型。可随时停止等待。"
    )),
    sentence: |_| {
        text!(
            "Ask the providers for the balances of the channels that are {which}."
                / "向提供商查询以下渠道的余额：{which}。"
        )
    },
    verb: |_| text!("Refresh balances" / "更新余额"),
    inputs: &[WHICH.spec, OF_GROUP.spec],
    check: |_| None,
    facts: &[],
    lookups: serving::LOOKUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes: |context| {
        let named = context.seen("channels").map(|_| named_of(&meant(context)));
        named.into_iter().collect()
    },
    plan: |context| {
        const NONE: WhyNot = WhyNot {
            words: text!(
                "No such channel is of a type whose provider tells a balance."
                    / "符合条件的渠道均为无法查询余额的类型。"
            ),
            source: "3.1.8",
        };
        let rows = meant(context);
        if rows.is_empty() {
            return Err(NONE);
        }
        let steps = few(rows)?.into_iter().map(|row| {
            let at = at(row);
            Step::new(request(&at), moves(&at, &BALANCE_READ, row))
        });
        Ok(steps.collect())
    },
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "There is nothing to undo: it only asks the providers." / "无需撤销：仅向提供商查询。"
    )),
    yields: RESULT,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Returns the channels that are meant and whose providers tell a balance.
fn meant<'a>(context: &'a Context) -> Vec<&'a Record> {
    let which = context.input.text(&WHICH);
    all(context, which).filter(|row| tells(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::REFRESH_BALANCES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &REFRESH_BALANCES,
            r##"
            seen {"channels":[{"uuid":"u-1","name":"a","type":1,"status":1,"group":"default","balance_updated_time":5},{"uuid":"u-2","name":"b","type":3,"status":1,"group":"vip"},{"uuid":"u-3","name":"c","type":36,"status":1,"group":"vip","balance_updated_time":0}]}
            form {"which":"enabled"}
            => sends GET /api/channel/update_balance/u-1; balance_updated_time differs from Time(UnixSeconds(5)) / GET /api/channel/update_balance/u-3; balance_updated_time differs from Null
            => notes 2 channels: a, c.
            form {"of_group":"vip"} => sends GET /api/channel/update_balance/u-3; balance_updated_time differs from Null
            form {"which":"off"} => refuses No such channel is of a type
            form {"of_group":"none"} => refuses No such channel is of a type
            form {"of_group":"none"} => notes No channel is meant.
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }

    #[test]
    fn more_than_fifty_are_too_many() {
        let rows: Vec<String> = (0..51)
            .map(|n| format!(r#"{{"uuid":"u-{n}","name":"c{n}","type":1,"status":1}}"#))
            .collect();
        let cases = format!(
            "seen {{\"channels\":[{}]}} & form {{\"which\":\"enabled\"}}\n=> refuses These are more than fifty",
            rows.join(",")
        );
        check_cases(&REFRESH_BALANCES, &cases);
    }
}
