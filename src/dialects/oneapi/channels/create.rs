//! Creates a channel: disabled, then tested, then enabled, as dependent steps of one review
//! (contract 3.1.4, 9.3). The gateway returns no id, so the row is found by its name.

use super::super::who::why_no_admin_write;
use super::entered::{LIVE_GROUPS, of_groups};
use super::fields::{ENABLED, STATUS};
use super::new::{
    API_VERSION, BASE_URL, GROUPS, KEY, MODELS, NAME, PRIORITY, THEN, TYPE, WEIGHT, composite,
    lacks,
};
use super::test::{PATIENCE_SECONDS, request};
use crate::call::{Body, Hole, PathPart, Write};
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Finding, Level, Requires, Step, Target, Undo,
    WhyNot, Yields, always, appears,
};
use crate::text;

/// The action.
pub static CREATE_CHANNEL: Action = Action {
    id: "create-channel",
    on: Target::New,
    button: text!("Create channel" / "创建渠道"),
    title: text!("Create a channel" / "创建渠道"),
    lead: None,
    sentence: |summary| match summary.get(&THEN).map(String::as_str) {
        Some("enable") => text!(
            "Create the channel “{name}”, disabled; test it; and enable it if the test passes."
                / "以禁用状态创建渠道“{name}”，测试，若通过则启用。"
        ),
        Some("test") => text!(
            "Create the channel “{name}”, disabled, and test it."
                / "以禁用状态创建渠道“{name}”并测试。"
        ),
        _ => text!("Create the channel “{name}”, disabled." / "以禁用状态创建渠道“{name}”。"),
    },
    verb: |_| text!("Create channel" / "创建渠道"),
    inputs: &[
        NAME.spec,
        TYPE.spec,
        KEY.spec,
        BASE_URL.spec,
        API_VERSION.spec,
        MODELS.spec,
        GROUPS.spec,
        PRIORITY.spec,
        WEIGHT.spec,
        THEN.spec,
    ],
    check: lacks,
    facts: &[],
    lookups: LIVE_GROUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "To undo it, disable the channel and delete it." / "如需撤销，请禁用并删除该渠道。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Delete the channel that is not needed."
            / "连接中断时浏览器可能重发请求。请删除多余的渠道。"
    ),
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "A channel of this name was just read. The gateway accepts a second one, and then nothing tells them apart."
                / "刚读取到同名渠道。网关允许重名，但之后将无法区分。"
        ),
        source: "9.3",
    };
    const PARTS: WhyNot = WhyNot {
        words: text!(
            "The key of this type has several parts, separated by |. See above which."
                / "此类型的密钥由多个部分组成，以 | 分隔。具体见上方说明。"
        ),
        source: "3.1.2",
    };
    const LINES: WhyNot = WhyNot {
        words: text!(
            "The key holds a line break: the gateway would make a channel of each line."
                / "密钥包含换行：网关会为每行创建一个渠道。"
        ),
        source: "3.1.4",
    };
    let name = context.want(&NAME)?;
    let known = context.seen("channels").map_or(&[][..], |seen| &seen.rows);
    if known
        .iter()
        .any(|row| row.text(&super::fields::NAME) == name)
    {
        return Err(TAKEN);
    }
    let key = context.secret(&KEY);
    if key.blank {
        return Err(WhyNot::BUG);
    }
    if key.lines > 1 {
        return Err(LINES);
    }
    if composite(context.input).is_some_and(|(parts, _)| key.parts != parts) {
        return Err(PARTS);
    }
    let models = context.want(&MODELS)?;
    let body = body(context, &name, &models)?;
    let check = appears("channels", &name, context.baseline);
    let create = Step::new(Write::post("/api/channel/", []).body(body), check);
    let mut steps = vec![create];
    let then = context.want(&THEN)?;
    if then != "nothing" {
        let made = PathPart::Hole(Hole::MadeBy(0));
        let test = request(made, models.first().map(String::as_str));
        let step = Step::new(test, Check::ResponseOnly).patience(PATIENCE_SECONDS);
        steps.push(step.requires(Requires::AllBeforeApplied));
    }
    if then == "enable" {
        let enable = super::write::status_of(context, Body::Hole(Hole::MadeBy(0)), 1);
        let check = Check::Made {
            of: id("channels"),
            by_step: 0,
            field: id(STATUS.id),
            to: ENABLED.to_owned().value(),
        };
        steps.push(Step::new(enable, check).requires(Requires::AllBeforeApplied));
    }
    Ok(steps)
}

fn body(context: &Context, name: &str, models: &[String]) -> Result<Body, WhyNot> {
    let kind: i64 = context.want(&TYPE)?.parse().map_err(|_| WhyNot::BUG)?;
    let groups = context.want(&GROUPS)?;
    let number = |field| context.input.get(field).copied().unwrap_or(0);
    let mut body = Body::object([
        ("name", Body::text(name)),
        ("type", Body::whole(kind)),
        ("key", Body::Hole(Hole::Secret(id(KEY.field.id)))),
        ("status", Body::whole(2)),
        ("models", Body::text(models.join(","))),
        ("group", Body::text(groups.join(","))),
        ("priority", Body::whole(number(&PRIORITY))),
        ("weight", Body::whole(number(&WEIGHT))),
    ]);
    if let Some(address) = context.input.get(&BASE_URL) {
        body = body.with("base_url", Body::text(address.as_str()));
    }
    if let Some(version) = context.input.get(&API_VERSION) {
        let config = Body::object([("api_version", Body::text(version.as_str()))]);
        body = body.with("config", Body::JsonText(Box::new(config)));
    }
    Ok(body)
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    if let Some((_, words)) = composite(context.input) {
        notes.push(Finding::new(Level::Note, words));
    }
    if let Some(groups) = context.input.get(&GROUPS) {
        notes.extend(of_groups(context, groups));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::CREATE_CHANNEL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_CHANNEL,
            r##"
            form {"name":"azure-a","type":"3","key":"x","base_url":"https://a.example","api_version":"2024-10-21","models":"gpt-4o\nother","group":"default\nvip","priority":"5","next":"enable"}
            seen {"group-names":[{"name":"default"},{"name":"vip"}],"channels":[{"uuid":"u","name":"other"}]}
            => sends POST /api/channel/ {"name":"azure-a","type":3,"key":"‹key›","status":2,"models":"gpt-4o,other","group":"default,vip","priority":5,"weight":0,"base_url":"https://a.example","config":"{\"api_version\":\"2024-10-21\"}"}; azure-a appears in channels / then GET /api/channel/test/‹made by step 1›?model=gpt-4o; the response tells / then PUT /api/channel/?status_only=1 {"uuid":"‹made by step 1›","status":1}; status of what step 1 made becomes enabled
            => says Create the channel “azure-a”, disabled; test it; and enable it if the test passes. / Create channel
            => notes A call through this channel is billed at the lowest ratio
            form {"next":"nothing","group":"default"} => sends POST /api/channel/ {"name":"azure-a","type":3,"key":"‹key›","status":2,"models":"gpt-4o,other","group":"default","priority":5,"weight":0,"base_url":"https://a.example","config":"{\"api_version\":\"2024-10-21\"}"}; azure-a appears in channels
            who {"version":"u"} & form {"models":"m"} => sends POST /api/channel/ {"name":"azure-a","type":3,"key":"‹key›","status":2,"models":"m","group":"default,vip","priority":5,"weight":0,"base_url":"https://a.example","config":"{\"api_version\":\"2024-10-21\"}"}; azure-a appears in channels / then GET /api/channel/test/‹made by step 1›?model=m; the response tells / then PUT /api/channel/ {"id":"‹made by step 1›","status":1}; status of what step 1 made becomes enabled
            seen {"channels":[{"uuid":"u","name":"azure-a"}]} => refuses A channel of this name was just read.
            form {"type":"33","group":"default"} => refuses The key of this type has several parts
            form {"type":"33","group":"default"} => notes The key of this type is one text of three parts
            form {"key":false} => refuses This console made a mistake
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
