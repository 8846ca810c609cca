//! Duplicates a channel: key, configuration and status as well, so the copy of an enabled channel
//! serves at once (contract 3.1).

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::fields::{ENABLED, NAME, STATUS};
use super::serving::baseline;
use crate::call::Write;
use crate::schema::{
    Action, Confirm, Context, Finding, Level, Step, Target, Undo, WhyNot, Yields, always, appears,
};
use crate::text;

/// The action.
pub static DUPLICATE_CHANNEL: Action = Action {
    id: "duplicate-channel",
    on: Target::Row,
    button: text!("Duplicate" / "复制"),
    title: text!("Duplicate a channel" / "复制渠道"),
    lead: None,
    sentence: |_| {
        text!(
            "Duplicate “{name}” with its key and configuration; the copy is called “{name} Copy”."
                / "复制“{name}”，包括密钥和配置；副本名为“{name} Copy”。"
        )
    },
    verb: |_| text!("Duplicate channel" / "复制渠道"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "group", "models"],
    lookups: super::serving::LOOKUPS,
    offered: always,
    why_not: |context| {
        const NO_ROUTE: WhyNot = WhyNot {
            words: text!(
                "The original gateway cannot duplicate a channel." / "原版网关无法复制渠道。"
            ),
            source: "8",
        };
        let original = version(context.who) == Version::U;
        why_no_admin_write(context.who).or_else(|| original.then_some(NO_ROUTE))
    },
    notes,
    plan: |context| {
        let name = format!("{} Copy", context.row.text(&NAME));
        // A second copy gets the same name, so it is told apart by its id.
        let write = Write::post("/api/channel/{}/duplicate", [context.at.part()]);
        Ok(vec![Step::new(
            write,
            appears("channels", &name, &baseline(context)),
        )])
    },
    confirm: Confirm::TypeNameIf(|context| {
        (context.row.text(&STATUS) == ENABLED).then_some(text!(
            "The copy is enabled too: it serves calls at once."
                / "副本同样为启用状态：会立即处理请求。"
        ))
    }),
    undo: Undo::Not(text!(
        "To undo it, disable the copy and delete it." / "如需撤销，请禁用并删除副本。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Delete the copy that is not needed."
            / "连接中断时浏览器可能重发请求。请删除多余的副本。"
    ),
};

fn notes(context: &Context) -> Vec<Finding> {
    let serves = context.row.text(&STATUS) == ENABLED;
    let words = match serves {
        true => text!(
            "The copy is enabled, as this channel is: it serves calls at once, with the same key."
                / "副本与此渠道一样为启用状态：会立即使用相同密钥处理请求。"
        ),
        false => {
            text!("The copy is not enabled, as this channel is not." / "副本与此渠道一样未启用。")
        }
    };
    let level = if serves { Level::Caution } else { Level::Note };
    vec![Finding::new(level, words)]
}

#[cfg(test)]
mod tests {
    use super::DUPLICATE_CHANNEL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DUPLICATE_CHANNEL,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":1} & seen {"channels":[{"uuid":"u-1","name":"main"}]}
            => sends POST /api/channel/u-1/duplicate; main Copy appears in channels
            => types The copy is enabled too
            row {"status":2} => types
            row {"status":2} => notes The copy is not enabled
            who {"version":"u"} => refuses The original gateway cannot duplicate
            "##,
        );
    }
}
