//! Saves GroupRatio: the whole text in one write, with two checks afterwards and a compensation
//! (contract 4.4). The gateway stores any text, empties the live table and then reads what it can.

use super::super::group_names;
use super::super::options::{self, DOCUMENT};
use super::super::who::why_no_root_write;
use crate::call::{Body, Write};
use crate::domain::ids::id;
use crate::pricing::{Fault, Ratios};
use crate::schema::{
    All, Check, CompensateWhen, Compensation, Context, Document, DocumentKind, FieldValue, Finding,
    Level, Locator, Lookup, Record, Step, Str, WhyNot, becomes,
};
use crate::text;

/// The option.
const KEY: Str = "GroupRatio";

/// What a change of a ratio reads first.
pub const LOOKUPS: All<Lookup> = &[options::ALL_OPTIONS[0], Lookup::all("group-names", 1)];

const NOT_LISTED: WhyNot = WhyNot {
    words: text!(
        "The gateway does not list the option GroupRatio." / "网关未列出选项 GroupRatio。"
    ),
    source: "4.1",
};

const BROKEN: WhyNot = WhyNot {
    words: text!(
        "GroupRatio is not a JSON object now, so no entry of it can be changed. Save a whole text: the option GroupRatio has the action for it."
            / "GroupRatio 当前不是 JSON 对象，无法修改其中的条目。请在选项 GroupRatio 中保存完整文本。"
    ),
    source: "4.4",
};

const FAULTY: WhyNot = WhyNot {
    words: text!(
        "Another entry of GroupRatio is at fault, so the gateway would refuse the text or bill that entry as free. Mend it first, or save a whole text with the option GroupRatio."
            / "GroupRatio 的另一条目有误，网关会拒绝该文本或将该条目按免费计。请先修正，或在选项 GroupRatio 中保存完整文本。"
    ),
    source: "4.4",
};

/// The text of GroupRatio as it was just read.
pub struct Stored<'a> {
    row: &'a Record,
    /// The text.
    pub text: &'a str,
}

/// Returns the stored text.
///
/// # Errors
/// When the account may not read options, or the gateway does not list this one.
pub fn stored<'a>(context: &'a Context) -> Result<Stored<'a>, WhyNot> {
    if let Some(why) = why_no_root_write(context.who) {
        return Err(why);
    }
    let seen = context.seen("options").ok_or(NOT_LISTED)?;
    let mut rows = seen.rows.iter();
    let row = rows.find(|row| row.text(&options::KEY) == KEY);
    let row = row.ok_or(NOT_LISTED)?;
    let document = row.get(&DOCUMENT);
    let text = document.map_or("", |Document(text)| text);
    Ok(Stored { row, text })
}

/// Reads the stored text.
///
/// # Errors
/// When it is not a document of ratios.
pub fn ratios<'a>(stored: &Stored<'a>) -> Result<Ratios<'a>, WhyNot> {
    Ratios::read(stored.text).map_err(|_| BROKEN)
}

/// Makes the step that saves a text. `first` is a check to judge before the others.
///
/// # Errors
/// When the text would not be read by the gateway as it is meant.
pub fn step(stored: &Stored, text: String, first: Option<Check>) -> Result<Step, WhyNot> {
    let after = Ratios::read(&text).map_err(|_| BROKEN)?;
    if after.fault().is_some() {
        return Err(FAULTY);
    }
    if text == stored.text {
        return Err(WhyNot::ALREADY_SO);
    }
    let at = Locator::of_id("options", KEY);
    let earlier = Document(stored.text.to_owned());
    let names = after.names().map(str::to_owned).collect();
    let write = put(&text);
    let stores = becomes(&at, &DOCUMENT, stored.row, Some(Document(text)));
    let takes = Check::Lists {
        of: id("group-names"),
        ids: names,
    };
    let mut step = Step::new(write, stores).and(takes);
    if let Some(first) = first {
        step.checks.insert(0, first);
    }
    let back = Check::Becomes {
        at: at.clone(),
        field: id(DOCUMENT.field.id),
        before: earlier.clone().value(),
        to: earlier.clone().value(),
    };
    Ok(step
        .precondition(&at, &DOCUMENT, earlier.clone())
        .compensated(Compensation {
            when: CompensateWhen::NotAppliedAndLiveBrokenOrOurs(DocumentKind::Ratios),
            write: put(&earlier.0),
            checks: vec![back],
        }))
}

fn put(text: &str) -> Write {
    options::save::put(KEY, Body::text(text))
}

/// Says what is odd about the text as it stands: a faulty entry, and names that are not live.
pub fn notes(context: &Context) -> Vec<Finding> {
    let Ok(stored) = stored(context) else {
        return Vec::new();
    };
    let Ok(ratios) = ratios(&stored) else {
        return Vec::new();
    };
    let faulty = ratios.fault().map(|fault| {
        let (words, name) = match fault {
            Fault::NoName => (
                text!(
                    "GroupRatio holds an entry without a name."
                        / "GroupRatio 中有一个条目没有名称。"
                ),
                String::new(),
            ),
            Fault::Twice(name) => (
                text!(
                    "GroupRatio holds {name} more than once; the last one counts."
                        / "GroupRatio 中 {name} 出现多次，以最后一个为准。"
                ),
                name,
            ),
            Fault::Null(name) => (
                text!(
                    "The ratio of {name} is null: its calls are free."
                        / "{name} 的倍率为 null：其请求免费。"
                ),
                name,
            ),
            Fault::NotANumber(name) | Fault::NotAName(name) => (
                text!(
                    "The ratio of {name} is not a number: its calls are free."
                        / "{name} 的倍率不是数字：其请求免费。"
                ),
                name,
            ),
            Fault::Negative(name) => (
                text!("The ratio of {name} is negative." / "{name} 的倍率为负数。"),
                name,
            ),
        };
        Finding::new(Level::Harm, words).with("name", name.value())
    });
    let live = context.seen("group-names").map(|seen| seen.rows.iter());
    let live = live.map(|rows| rows.map(|row| row.text(&group_names::NAME)));
    let missing = live.and_then(|live| {
        let live: Vec<&str> = live.collect();
        let names = ratios.names().filter(|name| !live.contains(name));
        let names: Vec<String> = names.map(str::to_owned).collect();
        (!names.is_empty()).then_some(names)
    });
    let missing = missing.map(|names| {
        let words = text!(
            "Stored but not live now, on the node that responded: {names}. A save makes them live."
                / "已存储但在响应的节点上未生效：{names}。保存后即生效。"
        );
        Finding::new(Level::Caution, words).with("names", names.value())
    });
    let no_default = (ratios.ratio("default").is_none()).then(|| {
        let words = text!(
            "GroupRatio holds no default: users who have no other group are billed at 1."
                / "GroupRatio 中没有 default：没有其他分组的用户按 1 计费。"
        );
        Finding::new(Level::Caution, words)
    });
    faulty
        .into_iter()
        .chain(missing)
        .chain(no_default)
        .collect()
}
