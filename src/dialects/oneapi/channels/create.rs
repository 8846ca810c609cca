//! Creates a channel: disabled, then tested, then enabled, as dependent steps of one review
//! (contract 3.1.4, 9.3). The gateway returns no id, so the row is found by its name.

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::composite;
use super::entered::{LIVE_GROUPS, comma_like, of_groups};
use super::fields::{ENABLED, STATUS};
use super::new::{
    API_VERSION, BASE_URL, GROUPS, KEY, MODELS, NAME, PRIORITY, THEN, TYPE, WEIGHT, lacks,
};
use super::test::{PATIENCE_SECONDS, request};
use crate::call::{Body, Hole, PathPart, Write};
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Finding, Requires, Step, Target, Undo, WhyNot,
    Yields, always,
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
        composite::REGION.spec,
        composite::PROJECT.spec,
        composite::APP_ID.spec,
        composite::ACCESS_KEY.spec,
        composite::API_KEY.spec,
        composite::SECRET_KEY.spec,
        composite::CREDENTIALS.spec,
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
    const SEVERAL: WhyNot = WhyNot {
        words: text!(
            "Several keys make several channels of one name, which cannot be told apart to be tested here: choose to leave them disabled, and test them afterwards."
                / "多个密钥会创建多个同名渠道，此处无法分别测试：请选择保持禁用，之后再测试。"
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
    let then = context.want(&THEN)?;
    let count = composite::count(context);
    if count > 1 && then != "nothing" {
        return Err(SEVERAL);
    }
    let models = context.want(&MODELS)?;
    let body = body(context, &name, &models)?;
    let check = Check::Appears {
        of: id("channels"),
        name,
        baseline: context.baseline.clone(),
        count,
    };
    let create = Step::new(Write::post("/api/channel/", []).body(body), check);
    let mut steps = vec![create];
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

/// The last type that the original knows.
const LAST_OF_ORIGINAL: i64 = 51;

fn body(context: &Context, name: &str, models: &[String]) -> Result<Body, WhyNot> {
    const NOT_IN_ORIGINAL: WhyNot = WhyNot {
        words: text!(
            "The original gateway does not know this type: it stores the channel, and no call through it works."
                / "原版网关不支持此类型：渠道会被保存，但无法通过它发送请求。"
        ),
        source: "3.1.2",
    };
    let kind: i64 = context.want(&TYPE)?.parse().map_err(|_| WhyNot::BUG)?;
    if kind > LAST_OF_ORIGINAL && version(context.who) == Version::U {
        return Err(NOT_IN_ORIGINAL);
    }
    let groups = context.want(&GROUPS)?;
    let key = match composite::of_type(context.input.text(&TYPE)) {
        Some(composite) => composite.key(context)?,
        None if context.secret(&KEY).blank => return Err(WhyNot::BUG),
        None => Body::Hole(Hole::Secret(id(KEY.field.id))),
    };
    let number = |field| context.input.get(field).copied().unwrap_or(0);
    let mut body = Body::object([
        ("name", Body::text(name)),
        ("type", Body::whole(kind)),
        ("key", key),
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
    let mut notes = composite::of_keys(context);
    if let Some(groups) = context.input.get(&GROUPS) {
        notes.extend(of_groups(context, groups));
    }
    let models = context.input.get(&MODELS);
    notes.extend(models.and_then(|models| comma_like(models)));
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
            form {"type":"33","group":"default","key_access":"x","key_secret":"x","key_region":"eu-1","next":"nothing"} => sends POST /api/channel/ {"name":"azure-a","type":33,"key":"‹key_access›|‹key_secret›|eu-1","status":2,"models":"gpt-4o,other","group":"default","priority":5,"weight":0,"base_url":"https://a.example","config":"{\"api_version\":\"2024-10-21\"}"}; azure-a appears in channels
            form {"type":"42","group":"default","key_region":"eu-1","key_project":"p","key_credentials":"x","next":"nothing","base_url":false,"api_version":false} => sends POST /api/channel/ {"name":"azure-a","type":42,"key":"eu-1|p|‹key_credentials›","status":2,"models":"gpt-4o,other","group":"default","priority":5,"weight":0}; azure-a appears in channels
            form {"type":"22","group":"default","key_app_id":"app","key_api_key":"x","next":"nothing","base_url":false,"api_version":false} => sends POST /api/channel/ {"name":"azure-a","type":22,"key":"‹key_api_key›-app","status":2,"models":"gpt-4o,other","group":"default","priority":5,"weight":0}; azure-a appears in channels
            form {"type":"33","group":"default","key_access":"a|b","key_secret":"x","key_region":"eu-1"} => refuses A part of the key holds |
            form {"type":"33","group":"default","key_access":"x"} => refuses This console made a mistake
            form {"type":"52"} & who {"version":"u"} => refuses The original gateway does not know this type
            form {"type":"33","group":"default"} => notes The key of this type is one text of three parts
            form {"key":"a\nb\n\nc","group":"default"} => refuses Several keys make several channels of one name
            form {"key":"a\nb\n\nc","group":"default","next":"nothing"} => sends POST /api/channel/ {"name":"azure-a","type":3,"key":"‹key›","status":2,"models":"gpt-4o,other","group":"default","priority":5,"weight":0,"base_url":"https://a.example","config":"{\"api_version\":\"2024-10-21\"}"}; 3 × azure-a appears in channels
            form {"key":"a\nb\n\nc","group":"default"} => notes 3 keys, one on each line
            form {"key":"a\nb\na","group":"default"} => notes 3 keys, one on each line / The same key stands there
            form {"models":"a，b\nc","group":"default"} => notes Sent as one name: a，b.
            form {"key":false} => refuses This console made a mistake
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
