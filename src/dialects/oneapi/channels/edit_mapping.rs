//! Edits what models of a channel are called at its provider (contract 3.1.1). The gateway stores any text
//! unchecked, and takes one of two equal names without a word.

use super::super::changed::begun_with;
use super::super::changes;
use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::fields::MODELS;
use super::fields::setup::MODEL_MAPPING;
use super::write;
use crate::call::Body;
use crate::domain::ids::id;
use crate::pricing::{Between, Ratios, between};
use crate::schema::{
    Action, Check, Confirm, Context, Document, DocumentKind, FieldValue, Finding, Input, Level,
    SAME_TWICE, Step, Target, TypedInput, Undo, Value, WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

const TO: TypedInput<Document> = Input::document(
    "model_mapping",
    text!("Model mapping" / "模型重定向"),
    DocumentKind::Names,
)
.hint(text!(
    "A JSON object: the name that is called, and the name at the provider. Empty: each model is called by its own name."
        / "JSON 对象：调用的名称及其在提供商处的名称。留空则按原名称调用。"
))
.initial(|context| context.row.value("model_mapping").clone())
.check(|value, _| problem(value));

/// Says what is wrong with a mapping.
fn problem(value: &Value) -> Option<Text> {
    let Value::Document(Document(text)) = value else {
        return None;
    };
    let is_sound = Ratios::read(text).is_ok_and(|names| names.faults_of_names().next().is_none());
    (!is_sound).then_some(text!(
        "Each name stands once, is not empty, and has another name behind it. The table marks what is at fault."
            / "名称不可重复或为空，其后须为另一个名称。表格中已标出有误的条目。"
    ))
}

/// The action.
pub static EDIT_MAPPING: Action = Action {
    id: "edit-model-mapping",
    on: Target::Row,
    button: text!("Edit mapping" / "编辑重定向"),
    title: text!("Edit a model mapping" / "编辑模型重定向"),
    lead: None,
    sentence: |_| {
        text!(
            "Change what models of the channel “{name}” ({id}) are called at its provider."
                / "更改渠道“{name}”（{id}）的模型在提供商处的名称。"
        )
    },
    verb: |_| text!("Save mapping" / "保存重定向"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: |context| why_no_admin_write(context.who).or_else(|| write::why_no_name(context)),
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Same {
        field: "model_mapping",
        input: "model_mapping",
        unless: |_, _| None,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Returns a text as a value: a blank one is no mapping.
fn meant(text: &str) -> Value {
    match text.trim() {
        "" => Value::Null,
        _ => Document(text.to_owned()).value(),
    }
}

fn wanted(context: &Context) -> Value {
    meant(context.input.get(&TO).map_or("", |Document(text)| text))
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const CHANGED_MEANWHILE: WhyNot = WhyNot {
        words: text!(
            "Somebody saved this mapping since you began. Use the button in the notice above first."
                / "自您开始编辑以来，他人保存了此重定向。请先使用上方提示中的按钮。"
        ),
        source: "3.1.1",
    };
    let (wanted, live) = (wanted(context), context.row.value(MODEL_MAPPING.field.id));
    let base = begun_with(context, TO.field.id, MODEL_MAPPING.field.id, meant);
    if wanted.is_same(live) {
        return Err(WhyNot::ALREADY_SO);
    }
    if !live.is_same(&base) {
        return Err(CHANGED_MEANWHILE);
    }
    let body = match &wanted {
        Value::Document(Document(text)) => Body::text(text.as_str()),
        // The fork stores an empty text as well; null is what it shows for none.
        _ if version(context.who) == Version::U => Body::text(""),
        _ => Body::Null,
    };
    let check = Check::Becomes {
        at: context.at.clone(),
        field: id(MODEL_MAPPING.field.id),
        before: live.clone(),
        to: wanted,
    };
    let write = write::fields(context, vec![("model_mapping", body)]);
    Ok(vec![Step::new(write, check)])
}

fn notes(context: &Context) -> Vec<Finding> {
    // A text that cannot be saved changes nothing.
    if matches!(context.input.value(TO.field.id), Value::Missing) {
        return Vec::new();
    }
    const NOT_SERVED: Text = text!(
        "The channel does not list these models, so no call uses their mapping: {names}."
            / "渠道未列出这些模型，其重定向不会被使用：{names}。"
    );
    let text = |value: &Value| Document::read(value).map_or(String::new(), |it| it.0.clone());
    let (before, after) = (
        text(context.row.value(MODEL_MAPPING.field.id)),
        text(&wanted(context)),
    );
    let mut notes = Vec::new();
    if let Between::Names(changes) = between(&before, &after) {
        notes.extend(changes::all(&changes));
    }
    let models = context.row.get(&MODELS).map_or(&[][..], Vec::as_slice);
    if let Ok(names) = Ratios::read(&after) {
        let is_served = |name: &&str| models.iter().any(|model| model == name);
        let idle: Vec<String> = names
            .names()
            .filter(|name| !is_served(name))
            .map(str::to_owned)
            .collect();
        notes.extend(changes::named(Level::Caution, NOT_SERVED, idle));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::{EDIT_MAPPING, problem};
    use crate::dialects::sample::check_cases;
    use crate::schema::{Document, Value};

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &EDIT_MAPPING,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","models":"a,c","model_mapping":"{\"a\":\"b\"}"}
            form {"model_mapping":"{\"a\":\"b\"}"} => refuses It is so already
            form {"model_mapping":"{\"a\":\"d\"}"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","model_mapping":"{\"a\":\"d\"}"}; model_mapping becomes {"a":"d"}
            form {"model_mapping":"{\"a\":\"d\",\"c\":\"e\",\"x\":\"y\"}"} => notes 3 entries change: a ("b" → "d"), c (– → "e"), x (– → "y"). / The channel does not list these models, so no call uses their mapping: x.
            form {"model_mapping":""} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","model_mapping":null}; model_mapping becomes nothing
            who {"version":"u"} & form {"model_mapping":""} => sends PUT /api/channel/ {"id":"u-1","name":"main","model_mapping":""}; model_mapping becomes nothing
            undo {"model_mapping":"{\"a\":\"z\"}","model_mapping_base":"{\"a\":\"y\"}"} => refuses Somebody saved this mapping
            shown {"model_mapping":"{\"a\":\"y\"}"} & form {"model_mapping":"{\"a\":\"z\"}"} => refuses Somebody saved this mapping
            row {"name":" "} & form {"model_mapping":"{}"} => refuses The channel has no name
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }

    #[test]
    fn what_a_mapping_is() {
        let check = |text: &str, fits: bool| {
            let found = problem(&Value::Document(Document(text.into())));
            assert_eq!(found.is_none(), fits, "{text}");
        };
        check(r#"{"a":"b"}"#, true);
        check("{}", true);
        check(r#"{"a":1}"#, false);
        check(r#"{"a":null}"#, false);
        check(r#"{"a":" "}"#, false);
        check(r#"{"a":"b","a":"c"}"#, false);
        check(r#"{"":"c"}"#, false);
        check("[]", false);
    }
}
