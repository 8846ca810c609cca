//! Saves an option that is a JSON document of ratios as a whole (contract 4.3, 4.4).

use super::known::Type;
use super::{DOCUMENT, KEY, save};
use crate::pricing::{Ratios, Step, step};
use crate::schema::{
    Action, Confirm, Context, Document, DocumentKind, FieldValue, Finding, Input, Level,
    SAME_TWICE, Target, TypedInput, Undo, Value, WhyNot, Yields,
};
use crate::text;
use crate::words::Text;

const TO: TypedInput<Document> =
    Input::document("document", text!("Text" / "文本"), DocumentKind::Ratios)
        .hint(text!(
            "A JSON object of names and numbers of 0 or more. It is stored exactly as typed."
                / "由名称和非负数字组成的 JSON 对象。将原样存储。"
        ))
        .required(text!("Type the whole text." / "请输入完整文本。"))
        .initial(|context| context.row.value("document").clone())
        .check(|value, _| problem(value));

/// A text that the gateway would store and read as something else.
fn problem(value: &Value) -> Option<Text> {
    let Value::Document(Document(text)) = value else {
        return None;
    };
    let faulty = Ratios::read(text).map_or(true, |ratios| ratios.fault().is_some());
    faulty.then_some(text!(
        "Each name stands once and is not empty, and each ratio is a number of 0 or more."
            / "名称不可重复或为空，倍率须为非负数字。"
    ))
}

fn is_broken(row: &crate::schema::Record) -> bool {
    let text = row.get(&DOCUMENT).map_or("", |Document(text)| text);
    Ratios::read(text).map_or(true, |ratios| ratios.fault().is_some())
}

/// The action.
pub static SET_DOCUMENT_OPTION: Action = Action {
    id: "set-document-option",
    on: Target::Row,
    button: text!("Save whole text" / "保存完整文本"),
    title: text!("Save the whole text of an option" / "保存选项的完整文本"),
    lead: Some(text!(
        "To change one ratio of a group, open the group instead."
            / "如仅修改某个分组的倍率，请打开该分组。"
    )),
    sentence: |_| text!("Save the whole text of {name}." / "保存 {name} 的完整文本。"),
    verb: |_| text!("Save text" / "保存文本"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: |row| save::is_of(row, Type::Json),
    why_not: save::why_not,
    notes,
    plan: |context| {
        const FAULTY: WhyNot = WhyNot {
            words: text!(
                "The gateway would read this text as something else."
                    / "网关会将此文本解读为其他内容。"
            ),
            source: "4.4",
        };
        const NOT_LISTABLE: WhyNot = WhyNot {
            words: text!(
                "A name of a group has at most 32 characters, without comma or space: channels list groups between commas."
                    / "分组名称最多 32 个字符，不含逗号和空格：渠道以逗号分隔分组。"
            ),
            source: "4.4",
        };
        let to = context.want(&TO)?;
        if problem(&Value::Document(to.clone())).is_some() {
            return Err(FAULTY);
        }
        if context.row.text(&KEY) == "GroupRatio" && !all_can_be_listed(&to) {
            return Err(NOT_LISTABLE);
        }
        save::document(context, to, is_broken(context.row))
    },
    confirm: Confirm::TypeName(text!(
        "Every ratio in it takes effect at once." / "其中的所有倍率会立即生效。"
    )),
    undo: Undo::Same {
        field: "document",
        input: "document",
        unless: |before| {
            problem(before).map(|_| text!("The text before was broken." / "之前的文本已损坏。"))
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn all_can_be_listed(document: &Document) -> bool {
    let is_odd = |letter: char| letter == ',' || letter.is_whitespace();
    let fits = |name: &str| !name.contains(is_odd) && name.chars().count() <= 32;
    Ratios::read(&document.0).is_ok_and(|ratios| ratios.names().all(fits))
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = save::notes(context);
    if is_broken(context.row) {
        let words = text!(
            "The text that is stored now is broken or has a faulty entry, so it would not be restored if this save fails. Texts that this browser's journal knows are offered below the text."
                / "当前存储的文本已损坏或含有错误条目，保存失败时不会恢复。文本下方提供此浏览器操作日志中的历史文本。"
        );
        notes.push(Finding::new(Level::Harm, words));
    }
    notes.extend(of_entries(context));
    notes
}

/// Names the entries that go, and those that become free or change tenfold.
fn of_entries(context: &Context) -> Vec<Finding> {
    let text = |document: Option<&Document>| document.map(|Document(text)| text.clone());
    let (before, after) = (
        text(context.row.get(&DOCUMENT)),
        text(context.input.get(&TO)),
    );
    let (Some(before), Some(after)) = (before, after) else {
        return Vec::new();
    };
    let (Ok(before), Ok(after)) = (Ratios::read(&before), Ratios::read(&after)) else {
        return Vec::new();
    };
    let named = |words, names: Vec<String>| {
        let some = (!names.is_empty()).then_some(names)?;
        Some(Finding::new(Level::Harm, words).with("names", some.value()))
    };
    let goes = before.names().filter(|name| after.ratio(name).is_none());
    let moves = after.names().filter(|name| {
        let (was, is) = (before.ratio(name), after.ratio(name));
        let moved = was
            .zip(is)
            .is_some_and(|(was, is)| step(was, is) != Step::Small);
        moved && was != is
    });
    let goes = named(
        text!("No longer in the text: {names}." / "文本中不再包含：{names}。"),
        goes.map(str::to_owned).collect(),
    );
    let moves = named(
        text!(
            "Becomes 0, ten times as large or a tenth: {names}."
                / "变为 0、十倍或十分之一：{names}。"
        ),
        moves.map(str::to_owned).collect(),
    );
    goes.into_iter().chain(moves).collect()
}

#[cfg(test)]
mod tests {
    use super::{SET_DOCUMENT_OPTION, problem};
    use crate::dialects::sample::check_cases;
    use crate::schema::{Document, Value};

    #[test]
    fn what_may_be_saved() {
        let check = |text: &str, is_fit| {
            let problem = problem(&Value::Document(Document(text.into())));
            assert_eq!(problem.is_none(), is_fit, "{text}");
        };
        check(r#"{"default":1,"vip":0.50}"#, true);
        check("{}", true);
        for text in [
            "",
            "null",
            "[1]",
            r#"{"a":1} x"#,
            r#"{"a":"1"}"#,
            r#"{"a":null}"#,
            r#"{"a":-1}"#,
            r#"{"a":1e400}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"":1}"#,
        ] {
            check(text, false);
        }
    }

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_DOCUMENT_OPTION,
            r##"
            at {"id":"GroupRatio","name":"GroupRatio"} & row {"key":"GroupRatio","document":"{\"a\":1}"} & form {"document":"{\"a\": 2.50}"}
            => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"a\":1}"}
            => types Every ratio in it takes effect at once.
            row {"document":"{\"a\":1,\"b\":2,\"c\":3}"} & form {"document":"{\"a\":10,\"b\":2}"} => notes The ratio of each group / It takes effect at once / No longer in the text: c. / Becomes 0, ten times as large or a tenth: a.
            => says Save the whole text of GroupRatio. / Save text
            form {"document":"{\"a\":1}"} => refuses It is so already
            row {"document":"{\"a\":1"} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a; document still
            row {"document":"{\"a\":null}"} => notes The ratio of each group / It takes effect at once / The text that is stored now is broken
            row {"document":""} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a
            form {"document":"{\"a,b\":1}"} => refuses A name of a group has at most 32 characters
            form {"document":"{\"abcdefghijklmnopqrstuvwxyzabcdefg\":1}"} => refuses A name of a group has at most 32 characters
            row {"key":"ModelRatio","state":"unused"} => refuses It has no effect in this version
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}
