//! Tests several channels one after another, each with an outcome of its own (contract 3.1.7). Unlike
//! the gateway's own sweep it changes no status.

use super::super::who::why_no_admin_write;
use super::fields::health::TESTED;
use super::serving;
use super::several::{OF_GROUP, WHICH, at, meant, named};
use super::test::{PATIENCE_SECONDS, RESULT, request};
use crate::schema::{Action, Confirm, SAME_TWICE, Step, Target, Undo, always, moves};
use crate::text;

/// The action.
pub static TEST_CHANNELS: Action = Action {
    id: "test-channels",
    on: Target::List,
    button: text!("Test several" / "批量测试"),
    title: text!("Test several channels" / "测试多个渠道"),
    lead: Some(text!(
        "One after another, each with a short chat that costs a little. No status is changed. Waiting can be stopped."
            / "逐个进行，每个渠道一次简短对话，产生少量费用。不改变任何状态。可随时停止等待。"
    )),
    sentence: |_| text!("Test the channels that are {which}." / "测试以下渠道：{which}。"),
    verb: |_| text!("Test channels" / "测试渠道"),
    inputs: &[WHICH.spec, OF_GROUP.spec],
    check: |_| None,
    facts: &[],
    lookups: serving::LOOKUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes: |context| {
        let named = named(context, context.input.text(&WHICH));
        named.into_iter().collect()
    },
    plan: |context| {
        let rows = meant(context, context.input.text(&WHICH))?;
        let steps = rows.into_iter().map(|row| {
            let at = at(row);
            let step = Step::new(request(at.part(), None), moves(&at, &TESTED, row));
            step.patience(PATIENCE_SECONDS)
        });
        Ok(steps.collect())
    },
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "There is nothing to undo: it changes no status." / "无需撤销：不改变状态。"
    )),
    yields: RESULT,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::TEST_CHANNELS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &TEST_CHANNELS,
            r##"
            seen {"channels":[{"uuid":"u-1","name":"a","status":1,"group":"default","test_time":5},{"uuid":"u-2","name":"b","status":3,"group":"vip","test_time":6},{"uuid":"u-3","name":"c","status":2,"group":"default","test_time":0}]}
            form {"which":"off"}
            => sends GET /api/channel/test/u-2; test_time differs from Time(UnixSeconds(6)) / GET /api/channel/test/u-3; test_time differs from Null
            => notes 2 channels: b, c.
            form {"of_group":"vip"} => sends GET /api/channel/test/u-2; test_time differs from Time(UnixSeconds(6))
            form {"of_group":"none"} => refuses There is no such channel.
            form {"which":"enabled"} => sends GET /api/channel/test/u-1; test_time differs from Time(UnixSeconds(5))
            form {"which":"auto_disabled"} => notes 1 channel: b.
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }

    #[test]
    fn more_than_fifty_are_too_many() {
        let rows: Vec<String> = (0..51)
            .map(|n| format!(r#"{{"uuid":"u-{n}","name":"c{n}","status":3}}"#))
            .collect();
        let cases = format!(
            "seen {{\"channels\":[{}]}} & form {{\"which\":\"off\"}}\n=> refuses These are more than fifty\n=> notes 51 channels, among them",
            rows.join(",")
        );
        check_cases(&TEST_CHANNELS, &cases);
    }
}
