//! Changes the ratio of a group, or gives one to a name that only channels use (contract 4.4, 9.4).

use crate::schema::{
    Action, Confirm, Context, FieldValue, Finding, Level, SAME_TWICE, Step, Target, Undo, Value,
    WhyNot, Yields, always, becomes,
};
use crate::text;
use crate::words::Text;

use super::super::who::{version, why_no_root_write};
use super::ratio::{self, RATIO_INPUT};
use super::save::{self, LOOKUPS};
use super::{CHANNELS, NAME, RATIO};

const RATIO_TO: crate::schema::TypedInput<String> =
    RATIO_INPUT.initial(|context| context.row.value("ratio").clone());

/// The action.
pub static SET_GROUP_RATIO: Action = Action {
    id: "set-group-ratio",
    on: Target::Row,
    button: text!("Set ratio" / "设置倍率"),
    title: text!("Set the ratio of a group" / "设置分组倍率"),
    lead: None,
    sentence: |summary| match summary.before("ratio") {
        Some(before) if before.is_present() => text!(
            "Set the ratio of {name} from {was.ratio} to {ratio}."
                / "将 {name} 的倍率从 {was.ratio} 改为 {ratio}。"
        ),
        _ => text!("Give {name} the ratio {ratio}." / "将 {name} 的倍率设为 {ratio}。"),
    },
    verb: |_| text!("Set ratio to {ratio}" / "将倍率设为 {ratio}"),
    inputs: &[RATIO_TO.spec],
    check: |_| None,
    facts: &["ratio", "billed", "channels"],
    lookups: LOOKUPS,
    offered: always,
    why_not: |context| why_no_root_write(context.who),
    notes,
    plan,
    confirm: Confirm::TypeNameIf(|context| {
        ratio::why_typed(before(context), context.input.text(&RATIO_TO).trim())
    }),
    undo: Undo::Same {
        field: "ratio",
        input: "ratio",
        unless: |value, _| match value {
            Value::Text(_) => None,
            _ => Some(text!(
                "Cannot be undone: it had no ratio before. Remove the group instead."
                    / "无法撤销：之前没有倍率。请改为移除该分组。"
            )),
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// The ratio before, if it is a number.
fn before<'a>(context: &'a Context) -> Option<&'a str> {
    let before = context.row.text(&RATIO);
    crate::domain::decimal::size(before, 0).map(|_| before)
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let stored = save::stored(context)?;
    let ratios = save::ratios(&stored)?;
    let to = context.want(&RATIO_TO)?;
    let (name, to) = (context.row.text(&NAME), to.trim());
    if ratios.ratio(name).is_some_and(|now| is_same(now, to)) {
        return Err(WhyNot::ALREADY_SO);
    }
    let text = ratios.with(name, to);
    let shown = becomes(context.at, &RATIO, context.row, Some(to.to_owned()));
    Ok(vec![save::step(&stored, text, Some(shown))?])
}

/// Whether two texts are the same number, as 0.5 and 0.50 are.
fn is_same(one: &str, other: &str) -> bool {
    let size = |text| crate::domain::decimal::size(text, 12);
    size(one).is_some() && size(one) == size(other)
}

fn notes(context: &Context) -> Vec<Finding> {
    let typed = context.input.text(&RATIO_TO).trim();
    let slip = (!typed.is_empty()).then(|| ratio::finding(before(context), typed));
    let mut notes: Vec<Finding> = slip.flatten().into_iter().collect();
    let channels = context.row.get(&CHANNELS).copied().unwrap_or_default();
    let words: Text = if !version(context.who).bills_by_channel() {
        text!(
            "Calls of this group's users are billed at it from the next call on, whatever channel serves them."
                / "从下一次请求起，此分组用户的请求按此倍率计费，与渠道无关。"
        )
    } else {
        text!(
            "{n} channel lists this group. A call is billed at the lowest ratio among the groups of its channel, whoever calls: a low ratio here discounts every other group of that channel too."
                / "{n} channels list this group. A call is billed at the lowest ratio among the groups of its channel, whoever calls: a low ratio here discounts every other group of those channels too."
                / "{n} 个渠道包含此分组。请求按其渠道各分组中的最低倍率计费，与调用者无关：此处的低倍率会使这些渠道的其他分组同样降价。"
        )
    };
    notes.push(Finding::new(Level::Note, words).with("n", channels.value()));
    notes.extend(save::notes(context));
    notes
}

#[cfg(test)]
mod tests {
    use super::SET_GROUP_RATIO;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_GROUP_RATIO,
            r##"
            at {"id":"vip","name":"vip"} & row {"name":"vip","ratio":"0.5","channels":2} & form {"ratio":"0.4"}
            seen {"options":[{"key":"GroupRatio","document":"{\"default\":1,\"vip\":0.5}"}],"group-names":[{"name":"default"},{"name":"vip"}]}
            => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1,\"vip\":0.4}"}; ratio becomes 0.4, document becomes {"default":1,"vip":0.4}, group-names lists default,vip; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1,\"vip\":0.5}"}
            => says Set the ratio of vip from 0.5 to 0.4. / Set ratio to 0.4
            => notes 2 channels list this group.
            => types
            form {"ratio":" 0.40 "} => says Set the ratio of vip from 0.5 to 0.40. / Set ratio to 0.40
            form {"ratio":"0.50"} => refuses It is so already
            form {"ratio":"5"} => notes The ratio becomes at least ten times / 2 channels
            form {"ratio":"5"} => types Such a large change of a price
            form {"ratio":"0.05"} => types Such a large change of a price
            form {"ratio":"0"} => types Such a large change of a price
            row {"ratio":"null"} & form {"ratio":"0"} => types Such a large change of a price
            who {"version":"u"} => notes Calls of this group's users are billed at it
            who {"role":"admin"} => refuses Your token belongs to an admin.
            at {"id":"new","name":"new"} & row {"name":"new","ratio":null} => says Give new the ratio 0.4. / Set ratio to 0.4
            seen {"options":[]} => refuses The gateway does not list the option GroupRatio.
            seen {"options":[{"key":"GroupRatio","document":"{\"default\":1"}]} => refuses GroupRatio is not a JSON object now
            seen {"options":[{"key":"GroupRatio","document":"null"}]} => refuses GroupRatio is not a JSON object now
            seen {"options":[{"key":"GroupRatio","document":"[1]"}]} => refuses GroupRatio is not a JSON object now
            seen {"options":[{"key":"GroupRatio","document":""}]} => refuses GroupRatio is not a JSON object now
            seen {"options":[{"key":"GroupRatio","document":"{\"vip\":null,\"a\":1}"}]} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"vip\":0.4,\"a\":1}"}; ratio becomes 0.4, document becomes {"vip":0.4,"a":1}, group-names lists vip,a; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"vip\":null,\"a\":1}"}
            seen {"options":[{"key":"GroupRatio","document":"{\"a\":\"0.4\",\"vip\":1}"}]} => refuses Another entry of GroupRatio is at fault
            seen {"options":[{"key":"GroupRatio","document":"{\"a\":null,\"vip\":1}"}]} => refuses Another entry of GroupRatio is at fault
            seen {"options":[{"key":"GroupRatio","document":"{\"a\":null,\"vip\":1}"}]} => notes 2 channels / The ratio of a is null / Stored but not live now, on the node that responded: a / GroupRatio holds no default
            seen {"options":[{"key":"GroupRatio","document":"{\"a\":1,\"a\":2,\"vip\":1}"}]} => refuses Another entry of GroupRatio is at fault
            seen {"options":[{"key":"GroupRatio","document":"{\"a\":-1,\"vip\":1}"}]} => refuses Another entry of GroupRatio is at fault
            seen {"options":[{"key":"GroupRatio","document":"{\"\":1,\"vip\":1}"}]} => refuses Another entry of GroupRatio is at fault
            "##,
        );
    }
}
