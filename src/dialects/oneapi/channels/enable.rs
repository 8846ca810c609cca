//! Enables a channel, after saying why it was off (contract 3.1, 9.1).

use super::super::who::why_no_admin_write;
use super::fields::{AUTO_DISABLED, ENABLED, STATUS};
use super::{disable, reason, write};
use crate::schema::{
    Action, Confirm, Context, Evidence, Finding, Level, SAME_TWICE, Step, Target, Undo, WhyNot,
    Yields, becomes,
};
use crate::text;

/// The action.
pub static ENABLE_CHANNEL: Action = Action {
    id: "enable-channel",
    on: Target::Row,
    button: text!("Enable" / "启用"),
    title: text!("Enable a channel" / "启用渠道"),
    lead: None,
    sentence: |_| {
        text!("Enable “{name}”: it serves calls at once." / "启用“{name}”：立即开始处理请求。")
    },
    verb: |_| text!("Enable channel" / "启用渠道"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "group", "models", "test_time", "response_time"],
    lookups: reason::LOOKUPS,
    offered: |row| row.text(&STATUS) != ENABLED,
    why_not: |context| {
        const ENABLED_ALREADY: WhyNot = WhyNot {
            words: text!("It is enabled already." / "此渠道已启用。"),
            source: "3.1",
        };
        let is_on = context.row.text(&STATUS) == ENABLED;
        why_no_admin_write(context.who).or_else(|| is_on.then_some(ENABLED_ALREADY))
    },
    notes,
    plan: |context| {
        let to = Some(ENABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        let step = Step::new(write::status(context, 1), check);
        let still = context.row.text(&STATUS).to_owned();
        Ok(vec![step.precondition(context.at, &STATUS, still)])
    },
    confirm: Confirm::TypeNameIf(|context| {
        (context.row.text(&STATUS) == AUTO_DISABLED).then_some(text!(
            "The gateway disabled it because its calls or tests failed. If the cause is not mended, calls fail again."
                / "网关因请求或测试失败而将其禁用。若原因未解决，请求会再次失败。"
        ))
    }),
    undo: Undo::By(|| &disable::DISABLE_CHANNEL),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = reason::findings(&Evidence {
        at: context.at,
        row: context.row,
        who: context.who,
        seen: context.seen,
        now: context.now,
    });
    if context.row.text(&STATUS) == AUTO_DISABLED {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "Test it first: a test changes nothing but its own record."
                    / "请先测试：测试除自身记录外不做任何更改。"
            ),
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::ENABLE_CHANNEL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_CHANNEL,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":3,"test_time":999990,"response_time":0}
            seen {"channel-tests":[{"uuid":"t","created_at":999991,"content":"test channel main failed, error: Incorrect API key provided: bad"}],"options":[]}
            => sends PUT /api/channel/?status_only=1 {"uuid":"u-1","status":1}; status becomes enabled; status still
            => notes The test of / Whether automatic disabling is on / Test it first
            => types The gateway disabled it because
            row {"status":2} => types
            row {"status":2} => notes A person or a program disabled it
            row {"status":1} => refuses It is enabled already.
            who {"version":"u"} => sends PUT /api/channel/ {"id":"u-1","status":1}; status becomes enabled; status still
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
