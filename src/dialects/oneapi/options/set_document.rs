//! Saves an option that is a JSON document of ratios as a whole (contract 4.3, 4.4).

use super::hazards::of_change;
use super::input_ratio::INPUT_RATIO;
use super::known::Type;
use super::names::{NOT_LISTABLE, all_can_be_listed, can_be_listed};
use super::{DOCUMENT, KEY, left, save};
use crate::pricing::{Fault, Ratios};
use crate::schema::{
    Action, Confirm, Context, Document, DocumentKind, FieldValue, Finding, Input, Level, Locator,
    Names, Priced, Record, SAME_TWICE, Target, TypedInput, Undo, Value, WhyNot, Yields, base_of,
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
        .priced(|asked, _| match asked.row.text(&KEY) {
            "ModelRatio" => Priced::Yes,
            "CompletionRatio" => Priced::TimesUsual,
            _ => Priced::No,
        })
        .usual(INPUT_RATIO)
        .names(Names {
            fit: |asked, name| asked.row.text(&KEY) != GROUP_RATIO || can_be_listed(name),
            words: NOT_LISTABLE.words,
        })
        .check(|value, _| problem(value));

/// The option whose ratios multiply every call of a group.
const GROUP_RATIO: &str = "GroupRatio";

/// Returns what the edits of the form began with.
fn base<'a>(context: &'a Context) -> Option<&'a Document> {
    Document::read(context.input.value(&base_of(TO.field.id)))
}

/// A text that the gateway would store and read as something else.
fn problem(value: &Value) -> Option<Text> {
    let Value::Document(Document(text)) = value else {
        return None;
    };
    // Whether a number below 0 may stay depends on what is stored.
    let is_faulty = |ratios: Ratios<'_>| {
        let mut faults = ratios.faults();
        faults.any(|fault| !matches!(fault, Fault::Negative(_)))
    };
    let faulty = Ratios::read(text).map_or(true, is_faulty);
    faulty.then_some(text!(
        "Each name stands once and is not empty, and each ratio is a number of 0 or more. The table marks what is at fault."
            / "名称不可重复或为空，倍率须为非负数字。表格中已标出有误的条目。"
    ))
}

/// Whether a stored text has an entry that the gateway reads as something else, or that makes calls of a
/// group free.
fn is_faulty(key: &str, text: &str) -> bool {
    let may_be_below_zero = key != GROUP_RATIO;
    let is_faulty = |ratios: Ratios<'_>| {
        // Without an entry every group is billed at 1.
        let is_empty = key == GROUP_RATIO && ratios.names().next().is_none();
        let mut faults = ratios.faults();
        is_empty || faults.any(|fault| !(may_be_below_zero && matches!(fault, Fault::Negative(_))))
    };
    Ratios::read(text).map_or(true, is_faulty)
}

fn is_broken(row: &Record) -> bool {
    let text = row.get(&DOCUMENT).map_or("", |Document(text)| text);
    is_faulty(row.text(&KEY), text)
}

/// Whether a save has a number below 0 that is not stored as it is: ModelRatio comes with one, which
/// stays; a group's ratio below 0 makes calls free.
fn is_newly_negative(context: &Context, to: &Document) -> bool {
    let stored = context.row.get(&DOCUMENT).map_or("", |Document(text)| text);
    let (Ok(to), stored) = (Ratios::read(&to.0), Ratios::read(stored)) else {
        return false;
    };
    to.faults().any(|fault| match fault {
        Fault::Negative(name) => {
            let before = stored.as_ref().ok().and_then(|stored| stored.ratio(&name));
            context.row.text(&KEY) == GROUP_RATIO || before != to.ratio(&name)
        }
        _ => false,
    })
}

/// The action.
pub static SET_DOCUMENT_OPTION: Action = Action {
    id: "set-document-option",
    on: Target::Row,
    button: text!("Edit ratios" / "编辑倍率"),
    title: text!("Edit ratios" / "编辑倍率"),
    lead: None,
    sentence: |_| text!("Save the whole text of {name}." / "保存 {name} 的完整文本。"),
    verb: |_| text!("Save text" / "保存文本"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &[],
    lookups: left::LOOKUPS,
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
        const NEGATIVE: WhyNot = WhyNot {
            words: text!(
                "A ratio is below 0. The table marks it." / "有倍率小于 0。表格中已标出。"
            ),
            source: "4.4",
        };
        const MOVED: WhyNot = WhyNot {
            words: text!(
                "Somebody saved this document since you began. Use the button in the notice above first."
                    / "自您开始编辑以来，他人保存了此文档。请先使用上方提示中的按钮。"
            ),
            source: "4.4",
        };
        let to = context.want(&TO)?;
        if base(context)
            .is_some_and(|base| context.row.get(&DOCUMENT).is_some_and(|live| live != base))
        {
            return Err(MOVED);
        }
        if problem(&Value::Document(to.clone())).is_some() {
            return Err(FAULTY);
        }
        if is_newly_negative(context, &to) {
            return Err(NEGATIVE);
        }
        if context.row.text(&KEY) == GROUP_RATIO && !all_can_be_listed(&to) {
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
        unless: why_not_again,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Returns why the text before cannot be saved again. The key is the id of the option.
fn why_not_again(before: &Value, at: &Locator) -> Option<Text> {
    const NO_TEXT: Text =
        text!("Cannot be undone: there was no text before." / "无法撤销：之前没有文本。");
    const FAULTY: Text = text!(
        "Cannot be undone: the text before was broken or had a faulty entry."
            / "无法撤销：之前的文本已损坏或含有错误条目。"
    );
    match before {
        Value::Missing | Value::Null => Some(NO_TEXT),
        Value::Document(Document(text)) => is_faulty(at.id.as_str(), text).then_some(FAULTY),
        _ => None,
    }
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = save::notes(context);
    if is_broken(context.row) {
        let words = text!(
            "The text that is stored now is broken or has a faulty entry, so it would not be restored if this save fails. Earlier texts are offered below the text, if this browser knows any."
                / "当前存储的文本已损坏或含有错误条目，保存失败时不会恢复。如此浏览器有历史文本，将显示在文本下方。"
        );
        notes.push(Finding::new(Level::Harm, words));
    }
    // Beside what the edits began with, so that what a colleague added is not taken for a removal.
    let before = base(context).or(context.row.get(&DOCUMENT));
    let after = context.input.get(&TO);
    notes.extend(of_change(context, before, after));
    notes.extend(left::behind(context, before, after));
    notes
}

#[cfg(test)]
mod tests {
    use super::{SET_DOCUMENT_OPTION, problem, why_not_again};
    use crate::dialects::sample::check_cases;
    use crate::schema::{Document, Locator, Value};
    use crate::words::{Language, Say};

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
            r#"{"a":1e400}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"":1}"#,
        ] {
            check(text, false);
        }
    }

    #[test]
    fn which_texts_can_be_saved_again() {
        const FAULTY: &str = "Cannot be undone: the text before was broken or had a faulty entry.";
        let check = |key: &str, before: Value, expect: Option<&str>| {
            let why = why_not_again(&before, &Locator::of_id("options", key));
            assert_eq!(why.map(|why| why.say(Language::English)), expect);
        };
        let text = |text: &str| Value::Document(Document(text.into()));
        check("GroupRatio", text("{}"), Some(FAULTY));
        check("ModelRatio", text("{}"), None);
        check("GroupRatio", text(r#"{"a":1"#), Some(FAULTY));
        check("GroupRatio", text(r#"{"a":-1}"#), Some(FAULTY));
        check("ModelRatio", text(r#"{"a":-1}"#), None);
        check(
            "ModelRatio",
            Value::Missing,
            Some("Cannot be undone: there was no text before."),
        );
    }

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_DOCUMENT_OPTION,
            r##"
            at {"id":"GroupRatio","name":"GroupRatio"} & row {"key":"GroupRatio","document":"{\"a\":1}"} & form {"document":"{\"a\": 2.50}"}
            seen {"users":[],"channels":[]}
            => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"a\":1}"}
            => types Every ratio in it takes effect at once.
            row {"document":"{\"a\":1,\"b\":2,\"c\":3}"} & form {"document":"{\"a\":10,\"b\":2}"} => notes The ratio of each group / It takes effect at once / 2 entries change: a (1 → 10, ×10), c (3 → –). / 1 group is no longer in the text / 1 entry becomes ten times as large or a tenth, or moves further: a (1 → 10, ×10). / This version bills a call
            row {"document":"{\"default\":1,\"a\":0,\"b\":2}"} & form {"document":"{\"a\":1,\"b\":0.0,\"bb\":1,\"a-b\":2}"} => notes The ratio of each group / It takes effect at once / 5 entries change: a (0 → 1), b (2 → 0.0), bb (– → 1), a-b (– → 2), default (1 → –). / 1 entry becomes free: b (2 → 0.0). / 1 group is no longer in the text / 1 entry was free and no longer is: a (0 → 1). / Without default / This version bills a call
            row {"document":"{\"vip\":1,\"old\":1}"} & form {"document":"{}"} & seen {"users":[{"username":"ann","group":"vip"},{"username":"bob","group":"vip"}],"channels":[{"name":"one","group":"default,vip"}]} => notes The ratio of each group / It takes effect at once / 2 entries change / 2 groups are no longer in the text / This version bills a call / 1 channel still lists vip, which counts as 1 there: one. / 2 users are in vip and keep the name: ann, bob.
            undo {"document_base":"{\"a\":7}"} => refuses Somebody saved this document since you began.
            undo {"document_base":"{\"a\":1}"} => types Every ratio in it takes effect at once.
            => says Save the whole text of GroupRatio. / Save text
            form {"document":"{\"a\":1}"} => refuses It is so already
            row {"document":"{\"a\":1"} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a; document still
            row {"document":"{\"a\":null}"} => notes The ratio of each group / It takes effect at once / The text that is stored now is broken / 1 entry changes: a (null → 2.50). / This version bills a call
            row {"document":""} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"a\": 2.50}"}; document becomes {"a": 2.50}, group-names lists a; document still
            form {"document":"{\"a,b\":1}"} => refuses A name of a group has at most 32 characters
            form {"document":"{\"abcdefghijklmnopqrstuvwxyzabcdefg\":1}"} => refuses A name of a group has at most 32 characters
            form {"document":"{\"a\":-1}"} => refuses A ratio is below 0.
            row {"key":"ModelRatio","document":"{\"a\":1,\"auto\":-500000}"} & form {"document":"{\"a\":2,\"auto\":-500000}"} => sends PUT /api/option/ {"key":"ModelRatio","value":"{\"a\":2,\"auto\":-500000}"}; document becomes {"a":2,"auto":-500000}; document still; else PUT /api/option/ {"key":"ModelRatio","value":"{\"a\":1,\"auto\":-500000}"}
            row {"key":"ModelRatio","document":"{\"a\":1,\"auto\":-500000}"} & form {"document":"{\"a\":1,\"auto\":-5}"} => refuses A ratio is below 0.
            row {"key":"ModelRatio","document":"{\"a\":1,\"b\":1}"} & form {"document":"{\"a\":1,\"new\":1}"} & seen {"channels":[{"status":1,"models":"a,b,c"},{"status":2,"models":"d"}]} => notes The input price of each model / It takes effect at once / 2 entries change / 1 entry is no longer in the text / 1 model of enabled channels loses its ratio. The gateway bills it at a built-in ratio, or at 30 if it has none: b. / 1 model of enabled channels has no ratio here. The gateway bills it at a built-in ratio, or at 30 if it has none: c. / 1 new name is a model of no channel: new.
            row {"key":"ModelRatio","state":"unused"} => refuses It has no effect in this version
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }

    #[test]
    fn lists_that_were_not_all_read() {
        check_cases(
            &SET_DOCUMENT_OPTION,
            r##"
            row {"key":"GroupRatio","document":"{\"old\":1}"} & form {"document":"{}"} & part {"users":[],"channels":[]} => notes The ratio of each group / It takes effect at once / 1 entry changes / 1 group is no longer in the text / This version bills a call / Not all users were read / Not all channels were read
            row {"key":"ModelRatio","document":"{\"a\":1}"} & form {"document":"{\"a\":2,\"new\":1}"} & part {"channels":[{"status":1,"models":"a"}]} => notes The input price of each model / It takes effect at once / 2 entries change / Not all channels were read
            "##,
        );
    }
}
