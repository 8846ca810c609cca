//! Edits a channel: only what was changed travels, with the id and the name (contract 3.1.3).

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::fields::setup::{BASE_URL, MODEL_MAPPING, RATE_LIMIT, SYSTEM_PROMPT, TESTING_MODEL};
use super::fields::{GROUPS, MODELS, NAME, PRIORITY, WEIGHT};
use super::write;
use crate::call::Body;
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Confirm, Context, Document, DocumentKind, Field, FieldValue, Finding, Input,
    Level, SAME_TWICE, Step, Str, Target, TypedInput, Undo, Value, WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

use super::super::group_names;

/// The gateway's column for groups holds 32 characters; some databases refuse more, others cut it.
const LONGEST_GROUPS: usize = 32;

const GROUPS_TO: TypedInput<Vec<String>> = Input::lines("group", text!("Groups" / "分组"), 100)
    .hint(text!("One on each line." / "每行一个。"))
    .required(text!(
        "Type a group: the gateway does not empty this." / "请输入分组：网关不允许清空。"
    ))
    .initial(|context| context.row.value("group").clone())
    .check(|value, _| word_problem(value));

const MODELS_TO: TypedInput<Vec<String>> = Input::lines("models", text!("Models" / "模型"), 1000)
    .hint(text!("One on each line." / "每行一个。"))
    .required(text!(
        "Type a model: the gateway does not empty this." / "请输入模型：网关不允许清空。"
    ))
    .initial(|context| context.row.value("models").clone())
    .check(|value, _| word_problem(value));

const PRIORITY_TO: TypedInput<i64> =
    Input::whole("priority", text!("Priority" / "优先级"), i64::MIN, i64::MAX)
        .hint(text!(
            "Channels with a higher one are tried first." / "数值越高越优先使用。"
        ))
        .initial(|context| context.row.value("priority").clone());

const WEIGHT_TO: TypedInput<i64> =
    Input::whole("weight", text!("Weight" / "权重"), 0, 4_294_967_295)
        .hint(text!(
            "The share among channels of one priority." / "相同优先级渠道之间的分配比例。"
        ))
        .initial(|context| context.row.value("weight").clone());

const BASE_URL_TO: TypedInput<String> =
    Input::text("base_url", text!("Base URL" / "基础地址"), 2_048)
        .initial(|context| context.row.value("base_url").clone())
        .check(|value, _| address_problem(value));

const RATE_LIMIT_TO: TypedInput<i64> = Input::whole(
    "ratelimit",
    text!("Calls per key in 180 s" / "每密钥 180 秒请求数"),
    0,
    2_147_483_647,
)
.hint(text!("0 is no limit." / "0 为不限。"))
.initial(|context| context.row.value("ratelimit").clone());

const TESTING_MODEL_TO: TypedInput<String> =
    Input::text("testing_model", text!("Model for tests" / "测试模型"), 200)
        .initial(|context| context.row.value("testing_model").clone());

const SYSTEM_PROMPT_TO: TypedInput<String> = Input::prose(
    "system_prompt",
    text!("System prompt" / "系统提示词"),
    100_000,
)
.initial(|context| context.row.value("system_prompt").clone());

const MAPPING_TO: TypedInput<Document> = Input::document(
    "model_mapping",
    text!("Model mapping" / "模型重定向"),
    DocumentKind::Json,
)
.hint(text!(
    "A JSON object: the name that is called, and the name at the provider."
        / "JSON 对象：调用的名称及其在提供商处的名称。"
))
.initial(|context| context.row.value("model_mapping").clone())
.check(|value, _| mapping_problem(value));

fn word_problem(value: &Value) -> Option<Text> {
    let Value::Words(words) = value else {
        return None;
    };
    words.iter().any(|word| word.contains(',')).then_some(text!(
        "No comma: the gateway puts commas between them." / "不能包含逗号：网关以逗号分隔。"
    ))
}

fn address_problem(value: &Value) -> Option<Text> {
    let Value::Text(address) = value else {
        return None;
    };
    if address.contains('\u{2039}') {
        return Some(text!(
            "Parts of this address were not shown. Type the whole address."
                / "此地址有部分未显示。请输入完整地址。"
        ));
    }
    let begins = address.starts_with("https://") || address.starts_with("http://");
    let is_blank = address.contains(|letter: char| letter.is_whitespace());
    (!begins || is_blank).then_some(text!(
        "An address begins with https:// or http:// and has no blanks."
            / "地址以 https:// 或 http:// 开头，且不含空白。"
    ))
}

fn mapping_problem(value: &Value) -> Option<Text> {
    let Value::Document(Document(text)) = value else {
        return None;
    };
    let json: Result<serde_json::Value, _> = serde_json::from_str(text);
    let is_map = json.is_ok_and(|json| {
        let map = json.as_object();
        map.is_some_and(|map| map.values().all(serde_json::Value::is_string))
    });
    (!is_map).then_some(text!(
        "This must be a JSON object of names and names: the gateway does not check it."
            / "必须是名称到名称的 JSON 对象：网关不会校验。"
    ))
}

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
        GROUPS_TO.spec,
        MODELS_TO.spec,
        PRIORITY_TO.spec,
        WEIGHT_TO.spec,
        BASE_URL_TO.spec,
        RATE_LIMIT_TO.spec,
        TESTING_MODEL_TO.spec,
        SYSTEM_PROMPT_TO.spec,
        MAPPING_TO.spec,
    ],
    check: |_| None,
    facts: &[],
    lookups: &[crate::schema::Lookup {
        of: "group-names",
        by: "",
        most_pages: 1,
        remaining: None,
    }],
    offered: always,
    why_not: |context| {
        const NO_NAME: WhyNot = WhyNot {
            words: text!(
                "The channel has no name, and the gateway refuses to change such a channel."
                    / "该渠道没有名称，网关会拒绝更改。"
            ),
            source: "3.1.3",
        };
        let blank = context.row.text(&NAME).trim().is_empty();
        let needs_name = version(context.who) != Version::U;
        why_no_admin_write(context.who).or_else(|| (blank && needs_name).then_some(NO_NAME))
    },
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// A field that was changed: its check, and what is sent for it.
struct Changed {
    check: Check,
    name: Str,
    body: Body,
}

const CHANGED_MEANWHILE: WhyNot = WhyNot {
    words: text!(
        "Somebody else changed the same field since you opened the form. Open it again to see the present value."
            / "自您打开表单以来，他人更改了同一字段。请重新打开以查看当前值。"
    ),
    source: "",
};

/// Returns the value that the operator wants a field to have; `None` if it was left as it was, or is
/// so already.
fn wanted(context: &Context, field: Str) -> Result<Option<Value>, WhyNot> {
    let mine = context.input.value(field);
    let (base, live) = (context.shown.value(field), context.row.value(field));
    if matches!(mine, Value::Missing) || mine.is_same(base) || mine.is_same(live) {
        Ok(None)
    } else if live.is_same(base) {
        Ok(Some(mine.clone()))
    } else {
        Err(CHANGED_MEANWHILE)
    }
}

fn change<T: FieldValue>(
    context: &Context,
    field: &Field<T>,
    body: impl Fn(Option<&T>) -> Body,
) -> Result<Option<Changed>, WhyNot> {
    Ok(wanted(context, field.id)?.map(|to| Changed {
        body: body(T::read(&to)),
        name: field.id,
        check: Check::Becomes {
            at: context.at.clone(),
            field: id(field.id),
            before: context.row.value(field.id).clone(),
            to,
        },
    }))
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const NOT_IN_ORIGINAL: WhyNot = WhyNot {
        words: text!(
            "The original gateway has no limit of calls and no model for tests on a channel."
                / "原版网关的渠道没有请求数限制和测试模型。"
        ),
        source: "8",
    };
    let is_original = version(context.who) == Version::U;
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
    let mapping = |mapping: Option<&Document>| {
        mapping.map_or_else(|| cleared.clone(), |Document(text)| Body::text(text))
    };
    let fork_only = [
        change(context, &RATE_LIMIT, number)?,
        change(context, &TESTING_MODEL, text)?,
    ];
    if is_original && fork_only.iter().any(Option::is_some) {
        return Err(NOT_IN_ORIGINAL);
    }
    let changed = [
        change(context, &GROUPS, words)?,
        change(context, &MODELS, words)?,
        change(context, &PRIORITY, number)?,
        change(context, &WEIGHT, number)?,
        change(context, &BASE_URL, text)?,
        change(context, &SYSTEM_PROMPT, prose)?,
        change(context, &MODEL_MAPPING, mapping)?,
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
    Ok(step.into_iter().collect())
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    if let Ok(Some(Value::Words(groups))) = wanted(context, GROUPS.id) {
        notes.extend(of_groups(context, &groups));
    }
    if let Ok(Some(Value::Words(models))) = wanted(context, MODELS.id) {
        let tested = context.row.text(&TESTING_MODEL);
        if !tested.is_empty() && !models.iter().any(|model| model == tested) {
            let words = text!(
                "The model for tests is no longer among the models: the gateway clears it."
                    / "测试模型不再属于这些模型：网关会将其清空。"
            );
            notes.push(Finding::new(Level::Caution, words));
        }
    }
    notes
}

/// What a change of groups means for billing, and names that no group has.
fn of_groups(context: &Context, groups: &[String]) -> Vec<Finding> {
    let mut notes = Vec::new();
    if version(context.who).bills_by_channel() && groups.len() > 1 {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "A call through this channel is billed at the lowest ratio among its groups, whoever calls: a cheap group here discounts everyone."
                    / "通过此渠道的请求按其各分组中的最低倍率计费，与调用者无关：加入低价分组会使所有人降价。"
            ),
        ));
    }
    let known = context
        .seen("group-names")
        .map_or(&[][..], |seen| &seen.rows);
    let known: Vec<&str> = known
        .iter()
        .map(|row| row.text(&group_names::NAME))
        .collect();
    let unknown = groups
        .iter()
        .filter(|group| !known.contains(&group.as_str()));
    let unknown: Vec<String> = unknown.cloned().collect();
    if !unknown.is_empty() {
        let words = text!(
            "Not a live group, so it counts as 1: {groups}."
                / "不是生效的分组，按 1 计：{groups}。"
        );
        notes.push(Finding::new(Level::Caution, words).with("groups", unknown.value()));
    }
    if groups.join(",").chars().count() > LONGEST_GROUPS {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "All groups together are longer than 32 characters: some databases refuse or cut that."
                    / "所有分组合计超过 32 个字符：部分数据库会拒绝或截断。"
            ),
        ));
    }
    notes
}

#[cfg(test)]
mod tests;
