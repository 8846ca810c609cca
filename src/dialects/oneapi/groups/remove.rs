//! Takes a group out of GroupRatio. Channels and users keep the name, and it then counts as 1
//! (contract 3.4, 4.4).

use crate::schema::{
    Action, All, Confirm, Context, FieldValue, Finding, Level, Lookup, SAME_TWICE, Target, Undo,
    WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

use super::super::who::why_no_root_write;
use super::save::{self, LOOKUPS};
use super::{NAME, RATIO, in_use};

const REMOVE_LOOKUPS: All<Lookup> = &[LOOKUPS[0], LOOKUPS[1], in_use::CHANNELS, in_use::USERS];

/// The action.
pub static REMOVE_GROUP: Action = Action {
    id: "remove-group",
    on: Target::Row,
    button: text!("Remove" / "移除"),
    title: text!("Remove a group" / "移除分组"),
    lead: None,
    sentence: |_| {
        text!(
            "Take {name} and its ratio out of GroupRatio."
                / "将 {name} 及其倍率从 GroupRatio 中移除。"
        )
    },
    verb: |_| text!("Remove group" / "移除分组"),
    inputs: &[],
    check: |_| None,
    facts: &["ratio", "billed", "channels"],
    lookups: REMOVE_LOOKUPS,
    offered: always,
    why_not: |context| why_no_root_write(context.who),
    notes,
    plan: |context| {
        const NOT_HELD: WhyNot = WhyNot {
            words: text!(
                "GroupRatio does not hold this name: only channels or users use it."
                    / "GroupRatio 中没有此名称：仅渠道或用户在使用。"
            ),
            source: "3.4",
        };
        let stored = save::stored(context)?;
        let ratios = save::ratios(&stored)?;
        let name = context.row.text(&NAME);
        if ratios.ratio(name).is_none() {
            return Err(NOT_HELD);
        }
        Ok(vec![save::step(&stored, ratios.without(name), None)?])
    },
    confirm: Confirm::TypeNameIf(why_typed),
    undo: Undo::Not(text!(
        "To undo it, add the group again with its ratio; the journal keeps the text before."
            / "如需撤销，请以原倍率重新添加该分组；操作日志保留了之前的文本。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

fn why_typed(context: &Context) -> Option<Text> {
    if context.row.text(&NAME) == "default" {
        Some(text!(
            "New users and channels are in this group." / "新用户和新渠道均属于此分组。"
        ))
    } else if !in_use::is_unused(context, context.row.text(&NAME)) {
        Some(text!(
            "It is in use, or may be: what keeps the name is billed at 1."
                / "此分组正在或可能被使用：保留此名称的请求将按 1 计费。"
        ))
    } else {
        None
    }
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    if let Some(ratio) = context.row.get(&RATIO) {
        let words = text!(
            "The ratio {ratio} goes. Whatever keeps the name counts as 1 from then on."
                / "倍率 {ratio} 将被移除。此后保留此名称的一律按 1 计。"
        );
        notes.push(Finding::new(Level::Caution, words).with("ratio", ratio.clone().value()));
    }
    if context.row.text(&NAME) == "default" {
        notes.push(Finding::new(
            Level::Harm,
            text!(
                "This is the group of new users and channels. Without it their calls are billed at 1."
                    / "这是新用户和新渠道的分组。移除后其请求按 1 计费。"
            ),
        ));
    }
    notes.extend(in_use::findings(context, context.row.text(&NAME)));
    notes.extend(in_use::unread(context));
    notes.extend(save::notes(context));
    notes
}

#[cfg(test)]
mod tests {
    use super::REMOVE_GROUP;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &REMOVE_GROUP,
            r##"
            at {"id":"vip","name":"vip"} & row {"name":"vip","ratio":"0.5","channels":0} & seen {"users":[],"channels":[]}
            seen {"options":[{"key":"GroupRatio","document":"{\"default\":1, \"vip\":0.5}"}],"group-names":[{"name":"default"},{"name":"vip"}]}
            => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1}"}; document becomes {"default":1}, group-names lists default; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1, \"vip\":0.5}"}
            => notes The ratio 0.5 goes.
            => types
            => says Take vip and its ratio out of GroupRatio. / Remove group
            seen {"channels":[{"name":"a","group":"vip"},{"name":"b","group":"default,vip"},{"name":"c","group":"vip2"}]} => notes The ratio 0.5 goes. / 2 channels still list vip, which counts as 1 there: a, b.
            seen {"channels":[{"name":"b","group":"default,vip"}]} => types It is in use, or may be
            seen {"users":[{"username":"a","group":"vip"},{"username":"b","group":"default"}]} => notes The ratio 0.5 goes. / 1 user is in vip and keeps the name: a.
            seen {"users":[{"username":"a","group":"vip"}]} => types It is in use, or may be
            row {"name":"default"} => notes The ratio 0.5 goes. / This is the group of new users and channels.
            row {"name":"default"} => types New users and channels are in this group.
            row {"name":"other"} => refuses GroupRatio does not hold this name
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }

    #[test]
    fn users_that_were_not_all_read() {
        check_cases(
            &REMOVE_GROUP,
            r##"
            row {"name":"vip","ratio":"0.5","channels":0} & part {"users":[],"channels":[]}
            seen {"options":[{"key":"GroupRatio","document":"{\"vip\":0.5}"}],"group-names":[{"name":"vip"}]}
            => notes The ratio 0.5 goes. / Not all users were read / Not all channels were read / GroupRatio holds no default
            => types It is in use, or may be
            "##,
        );
    }
}
