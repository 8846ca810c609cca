//! Edits the configuration of a channel (contract 3.1.1a, 3.1.3). It travels whole: what is not changed,
//! secrets above all, is read when it is sent and filled in, and the names in it must be those that the
//! review was made from.

use super::super::changed::{unchanged, wanted};
use super::super::who::why_no_admin_write;
use super::configuration::{
    ACCESS_KEY, API_FORMAT_TO, API_VERSION_TO, AUTH_TYPE_TO, BLACKLIST_TO, CREDENTIALS,
    ENDPOINTS_TO, LIBRARY_TO, PLUGIN_TO, PROJECT_TO, REGION_TO, SECRET_KEY, TOOLING_TO, USER_ID_TO,
};
use super::fields::configured::{FIELDS, NAMES, name_of};
use super::fields::setup::CONFIG_SECRETS;
use super::write;
use crate::call::{Body, Hole};
use crate::domain::ids::{Id, id};
use crate::schema::{
    Action, All, Check, Confirm, Context, Document, Finding, Hidden, Level, SAME_TWICE, Step, Str,
    Target, TypedInput, Undo, Value, WhyNot, Yields, always,
};
use crate::text;

/// The secrets that can be typed, with their names in the configuration.
const SECRETS: All<(Str, TypedInput<Hidden>)> = &[
    ("ak", ACCESS_KEY),
    ("sk", SECRET_KEY),
    ("vertex_ai_adc", CREDENTIALS),
];

/// The action.
pub static EDIT_CONFIGURATION: Action = Action {
    id: "edit-channel-configuration",
    on: Target::Row,
    button: text!("Edit configuration" / "编辑配置"),
    title: text!("Edit configuration" / "编辑渠道配置"),
    lead: Some(text!(
        "The gateway stores the configuration whole. What you do not change is read when it is sent and stays, secrets too; they are not shown here."
            / "网关整体存储配置。未更改的部分（包括密钥）在发送时读取并保持不变；密钥不在此显示。"
    )),
    sentence: |_| {
        text!(
            "Change the configuration of the channel “{name}” ({id})."
                / "更改渠道“{name}”（{id}）的配置。"
        )
    },
    verb: |_| text!("Save configuration" / "保存配置"),
    inputs: &[
        REGION_TO.spec,
        API_VERSION_TO.spec,
        USER_ID_TO.spec,
        LIBRARY_TO.spec,
        PLUGIN_TO.spec,
        PROJECT_TO.spec,
        AUTH_TYPE_TO.spec,
        API_FORMAT_TO.spec,
        ACCESS_KEY.spec,
        SECRET_KEY.spec,
        CREDENTIALS.spec,
        ENDPOINTS_TO.spec,
        BLACKLIST_TO.spec,
        TOOLING_TO.spec,
    ],
    check: |_| None,
    facts: &["type", "config", "config_secrets"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const UNREADABLE: WhyNot = WhyNot {
            words: text!(
                "The configuration is not a JSON object, so no part of it can be kept."
                    / "配置不是 JSON 对象，无法保留其中的任何部分。"
            ),
            source: "3.1.1a",
        };
        let hidden = context.row.get(&CONFIG_SECRETS);
        let broken = hidden.is_some_and(|names| *names == ["config"]);
        why_no_admin_write(context.who)
            .or_else(|| write::why_no_name(context))
            .or_else(|| broken.then_some(UNREADABLE))
    },
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// The secrets that were typed.
fn typed(context: &Context) -> impl Iterator<Item = (Str, Str)> {
    let typed = SECRETS
        .iter()
        .filter(|(_, input)| !context.secret(input).blank);
    typed.map(|(name, input)| (*name, input.field.id))
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let before: &[String] = context.row.get(&NAMES).map_or(&[], Vec::as_slice);
    let mut parts: Vec<(Id, Body)> = before
        .iter()
        .map(|name| (Id::from(name.clone()), kept(name)))
        .collect();
    let mut checks = Vec::new();
    for field in FIELDS.iter().filter(|field| field.id != NAMES.field.id) {
        let Some(to) = wanted(context, field.id)? else {
            continue;
        };
        let name = name_of(field.id);
        match body(&to) {
            Some(body) => set(&mut parts, name, body),
            None => parts.retain(|(known, _)| *known != name),
        }
        checks.push(Check::Becomes {
            at: context.at.clone(),
            field: id(field.id),
            before: context.row.value(field.id).clone(),
            to,
        });
    }
    for (name, input) in typed(context) {
        set(&mut parts, name, Body::Hole(Hole::Secret(id(input))));
        checks.push(Check::ResponseOnly);
    }
    let config = Body::JsonText(Box::new(Body::Object(parts)));
    let write = write::fields(context, vec![("config", config)]);
    let step = checks.into_iter().fold(None, |step: Option<Step>, check| {
        Some(match step {
            Some(step) if check == Check::ResponseOnly => step,
            Some(step) => step.and(check),
            None => Step::new(write.clone(), check),
        })
    });
    // A part that somebody adds meanwhile would be lost, one that is taken away cannot be read.
    let step = step.map(|step| match before {
        [] => step,
        names => step.precondition(context.at, &NAMES, names.to_vec()),
    });
    step.map(|step| vec![step])
        .ok_or_else(|| unchanged(context))
}

/// A part that stays: read when it is sent.
fn kept(name: &str) -> Body {
    let name = name.replace('~', "~0").replace('/', "~1");
    Body::Hole(Hole::Live {
        resource: id("channels"),
        pointer: format!("/config/{name}").into(),
    })
}

fn set(parts: &mut Vec<(Id, Body)>, name: Str, body: Body) {
    match parts.iter_mut().find(|(known, _)| *known == name) {
        Some((_, held)) => *held = body,
        None => parts.push((id(name), body)),
    }
}

/// Returns what is sent for a value; `None` if the part is taken out.
fn body(value: &Value) -> Option<Body> {
    match value {
        Value::Text(text) => Some(Body::text(text.as_str())),
        Value::Words(words) => Some(Body::List(words.iter().map(Body::text).collect())),
        Value::Document(Document(text)) => {
            let json: serde_json::Value = serde_json::from_str(text).ok()?;
            Some(Body::json(&json))
        }
        _ => None,
    }
}

fn notes(context: &Context) -> Vec<Finding> {
    let secret = typed(context).next().map(|_| {
        let words = text!(
            "A secret that is typed replaces the one that is stored, whoever set it: it is not shown, so nothing tells whether somebody replaced it just before. An undo does not bring it back."
                / "输入的密钥会替换已存储的密钥，无论由谁设置：密钥不显示，因此无法得知是否刚被他人替换。撤销无法恢复原密钥。"
        );
        Finding::new(Level::Caution, words)
    });
    secret.into_iter().collect()
}

#[cfg(test)]
mod tests;
