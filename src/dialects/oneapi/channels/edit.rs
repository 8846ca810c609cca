//! Edits a channel: only what was changed travels, with the id and the name (contract 3.1.3).

use super::super::changed::{Changed, change, unchanged, wanted};
use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::entered::{LIVE_GROUPS, comma_like, has_hidden_part, of_groups};
use super::fields::setup::{BASE_URL, RATE_LIMIT, SYSTEM_PROMPT, TESTING_MODEL};
use super::fields::{GROUPS, MODELS, NAME, PRIORITY, TYPE, WEIGHT};
use super::form::{
    BASE_URL_TO, GROUPS_TO, MODELS_TO, NAME_TO, PRIORITY_TO, RATE_LIMIT_TO, SYSTEM_PROMPT_TO,
    TESTING_MODEL_TO, WEIGHT_TO,
};
use super::new::needs_address;
use super::write;
use crate::call::Body;
use crate::schema::{
    Action, Confirm, Context, Finding, Level, SAME_TWICE, Step, Target, Undo, Value, WhyNot,
    Yields, always,
};
use crate::text;

/// The action.
pub static EDIT_CHANNEL: Action = Action {
    id: "edit-channel",
    on: Target::Row,
    button: text!("Edit" / "编辑"),
    title: text!("Edit a channel" / "编辑渠道"),
    lead: Some(text!(
        "Only what you change is sent. The key and the configuration stay as they are."
            / "仅发送您更改的内容。密钥和配置保持不变。"
    )),
    sentence: |_| text!("Change the channel “{name}” ({id})." / "更改渠道“{name}”（{id}）。"),
    verb: |_| text!("Save channel" / "保存渠道"),
    inputs: &[
        NAME_TO.spec,
        GROUPS_TO.spec,
        MODELS_TO.spec,
        PRIORITY_TO.spec,
        WEIGHT_TO.spec,
        BASE_URL_TO.spec,
        RATE_LIMIT_TO.spec,
        TESTING_MODEL_TO.spec,
        SYSTEM_PROMPT_TO.spec,
    ],
    check: |_| None,
    facts: &[],
    lookups: LIVE_GROUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who).or_else(|| write::why_no_name(context)),
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const NOT_IN_ORIGINAL: WhyNot = WhyNot {
        words: text!(
            "The original gateway has no limit of calls and no model for tests on a channel."
                / "原版网关的渠道没有请求数限制和测试模型。"
        ),
        source: "8",
    };
    const NO_ADDRESS: WhyNot = WhyNot {
        words: text!(
            "This type has no usual address: without one every call fails."
                / "此类型没有默认地址：缺少地址会使所有请求失败。"
        ),
        source: "3.1.2",
    };
    let is_original = version(context.who) == Version::U;
    const HIDDEN_PART: WhyNot = WhyNot {
        words: text!(
            "A part of that address was not kept, because it may be a key: type the whole address."
                / "该地址的一部分可能是密钥，未被保留：请输入完整地址。"
        ),
        source: "0.6",
    };
    match wanted(context, BASE_URL.id)? {
        Some(to) if !to.is_present() && needs_address(context.row.text(&TYPE)) => {
            return Err(NO_ADDRESS);
        }
        // An undo has the address as it was shown.
        Some(Value::Text(to)) if has_hidden_part(&to) => return Err(HIDDEN_PART),
        _ => {}
    }
    let words = |words: Option<&Vec<String>>| {
        Body::text(words.map_or_else(String::new, |words| words.join(",")))
    };
    let number = |number: Option<&i64>| Body::whole(number.copied().unwrap_or(0));
    let text = |text: Option<&String>| Body::text(text.cloned().unwrap_or_default());
    // The fork stores an empty text as well; null is what it shows for none.
    let cleared = if is_original {
        Body::text("")
    } else {
        Body::Null
    };
    let prose = |text: Option<&String>| text.map_or_else(|| cleared.clone(), Body::text);
    let fork_only = [
        change(context, &RATE_LIMIT, number)?,
        change(context, &TESTING_MODEL, text)?,
    ];
    if is_original && fork_only.iter().any(Option::is_some) {
        return Err(NOT_IN_ORIGINAL);
    }
    let changed = [
        change(context, &NAME, text)?,
        change(context, &GROUPS, words)?,
        change(context, &MODELS, words)?,
        change(context, &PRIORITY, number)?,
        change(context, &WEIGHT, number)?,
        change(context, &BASE_URL, text)?,
        change(context, &SYSTEM_PROMPT, prose)?,
    ];
    let changed: Vec<Changed> = changed.into_iter().chain(fork_only).flatten().collect();
    let bodies = changed.iter().map(|one| (one.name, one.body.clone()));
    let write = write::fields(context, bodies.collect());
    let checks = changed.into_iter().map(|one| one.check);
    let step = checks.fold(None, |step: Option<Step>, check| {
        Some(match step {
            Some(step) => step.and(check),
            None => Step::new(write.clone(), check),
        })
    });
    step.map(|step| vec![step])
        .ok_or_else(|| unchanged(context))
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    if let Ok(Some(Value::Words(groups))) = wanted(context, GROUPS.id) {
        notes.extend(of_groups(context, &groups));
    }
    if let Ok(Some(Value::Words(models))) = wanted(context, MODELS.id) {
        notes.extend(comma_like(&models));
    }
    notes.extend(of_tested(context));
    notes
}

/// Says that the gateway clears the model for tests, where the edit leaves it outside the models.
fn of_tested(context: &Context) -> Option<Finding> {
    let models = match wanted(context, MODELS.id) {
        Ok(Some(Value::Words(models))) => Some(models),
        _ => None,
    };
    let tested = match wanted(context, TESTING_MODEL.id) {
        Ok(Some(Value::Text(model))) => Some(model),
        Ok(Some(_)) => return None,
        _ => None,
    };
    let listed = models.as_ref().or(context.row.get(&MODELS));
    let is_listed = |model: &str| listed.is_some_and(|all| all.iter().any(|one| one == model));
    let words = match (&tested, &models) {
        (Some(model), _) if !is_listed(model) => text!(
            "The channel does not list this model: the gateway clears it."
                / "渠道未列出此模型：网关会将其清空。"
        ),
        (None, Some(_)) => {
            let before = context.row.text(&TESTING_MODEL);
            if before.is_empty() || is_listed(before) {
                return None;
            }
            text!(
                "The model for tests is no longer among the models: the gateway clears it."
                    / "测试模型不再属于这些模型：网关会将其清空。"
            )
        }
        _ => return None,
    };
    Some(Finding::new(Level::Caution, words))
}

#[cfg(test)]
mod tests;
