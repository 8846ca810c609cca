//! Disables a channel (contract 3.1).

use super::super::who::why_no_admin_write;
use super::fields::{DISABLED, ENABLED, STATUS};
use super::{enable, serving, write};
use crate::schema::{Action, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes};
use crate::text;

/// The action.
pub static DISABLE_CHANNEL: Action = Action {
    id: "disable-channel",
    on: Target::Row,
    button: text!("Disable" / "禁用"),
    title: text!("Disable a channel" / "禁用渠道"),
    lead: None,
    sentence: |_| {
        text!(
            "Disable “{name}”: it serves no further call. Calls under way end as usual."
                / "禁用“{name}”：不再处理新请求，进行中的请求正常结束。"
        )
    },
    verb: |_| text!("Disable channel" / "禁用渠道"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "group", "models"],
    lookups: serving::LOOKUPS,
    offered: |row| row.text(&STATUS) == ENABLED,
    why_not: |context| {
        const NOT_ENABLED: WhyNot = WhyNot {
            words: text!("It is not enabled." / "此渠道未启用。"),
            source: "3.1",
        };
        let is_off = context.row.text(&STATUS) != ENABLED;
        why_no_admin_write(context.who).or_else(|| is_off.then_some(NOT_ENABLED))
    },
    notes: serving::notes,
    plan: |context| {
        let to = Some(DISABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        let step = Step::new(write::status(context, 2), check);
        let still = ENABLED.to_owned();
        Ok(vec![step.precondition(context.at, &STATUS, still)])
    },
    confirm: Confirm::TypeNameIf(serving::why_typed),
    undo: Undo::By(|| &enable::ENABLE_CHANNEL),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DISABLE_CHANNEL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_CHANNEL,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":1,"group":"default,vip","models":"gpt-4o,o3"}
            seen {"channels":[{"uuid":"u-1","status":1,"group":"default,vip","models":"gpt-4o,o3"},{"uuid":"u-2","status":1,"group":"default,vip","models":"gpt-4o,o3"}]}
            => sends PUT /api/channel/?status_only=1 {"uuid":"u-1","status":2}; status becomes disabled; status still
            => notes
            => types
            who {"version":"f1"} => sends PUT /api/channel/?status_only=1 {"id":"u-1","status":2}; status becomes disabled; status still
            who {"version":"u"} => sends PUT /api/channel/ {"id":"u-1","status":2}; status becomes disabled; status still
            who {"version":"unknown"} => refuses It is not known which version
            row {"status":2} => refuses It is not enabled.
            row {"status":3} => refuses It is not enabled.
            seen {"channels":[{"uuid":"u-1","status":1,"group":"default,vip","models":"gpt-4o,o3"},{"uuid":"u-2","status":1,"group":"default","models":"gpt-4o,o3"},{"uuid":"u-3","status":3,"group":"vip","models":"o3"}]} => notes No other enabled channel serves vip/gpt-4o, vip/o3:
            seen {"channels":[{"uuid":"u-1","status":1,"group":"default,vip","models":"gpt-4o,o3"}]} => types No other enabled channel serves some of its models
            row {"models":"a,b,c,d,e,f"} & seen {"channels":[]} => notes No other enabled channel serves default/a, default/b, default/c, default/d, default/e, default/f, vip/a, vip/b and 4 more
            "##,
        );
    }

    #[test]
    fn channels_that_were_not_all_read() {
        check_cases(
            &DISABLE_CHANNEL,
            r##"
            row {"uuid":"u-1","name":"main","status":1,"group":"vip","models":"o3"} & part {"channels":[{"uuid":"u-2","status":1,"group":"vip","models":"o3"}]}
            => notes Not all channels were read
            "##,
        );
    }
}
