//! Putting an earlier text back: always a change of what the gateway holds now, made as any other and
//! seen before it is sent. Reads only; the gate sends.

use super::{DocumentKey, Held, Version};
use crate::domain::ids::Id;
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::{Found, Intent, Prepared, Stop, Subject, Transport, find, prepare_each};
use crate::history::Entry;
use crate::pricing::{NotRatios, Ratios};
use crate::schema::{
    Action, Check, Control, Dialect, Document, Locator, Prior, Record, Resource, Str, Undo, Value,
    WhyNot,
};
use crate::text;

/// What is wanted of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The document.
    pub of: DocumentKey,
    /// The row's name.
    pub name: String,
    /// The text of the version.
    pub text: String,
    /// Only these names are put back; `None` for the whole text.
    pub names: Option<Vec<String>>,
}

/// Who puts it back, and on which gateway.
pub struct RestoreContext<'a> {
    /// The dialect of the connected gateway.
    pub dialect: &'static Dialect,
    /// The signed-in account.
    pub who: &'a Record,
    /// The time now.
    pub now: UnixSeconds,
    /// A random word, generated once.
    pub fresh: String,
}

const NO_ACTION: WhyNot = WhyNot {
    words: text!(
        "This version of the console has no action that sets this document."
            / "此版本的控制台没有可设置该文档的操作。"
    ),
    source: "",
};

const NOT_BY_NAME: WhyNot = WhyNot {
    words: text!(
        "What the gateway holds now, or this version, is no list of names, so only the whole text can be put back."
            / "网关当前的内容或此版本不是名称列表，只能恢复完整文本。"
    ),
    source: "",
};

/// Returns the text that a document gets: the version whole, or what the gateway holds now with the
/// chosen names as the version has them.
///
/// # Errors
/// When names are chosen and one of the texts has none.
pub fn text_of(live: &str, version: &str, names: Option<&[String]>) -> Result<String, NotRatios> {
    let Some(names) = names else {
        return Ok(version.to_owned());
    };
    let version = Ratios::read(if version.is_empty() { "{}" } else { version })?;
    let known = version.by_name();
    let mut text = if live.is_empty() { "{}" } else { live }.to_owned();
    for name in names {
        let now = Ratios::read(&text)?;
        text = match known.get(name.as_str()) {
            Some(ratio) => now.with(name, ratio.text),
            None => now.without(name),
        };
    }
    Ok(text)
}

/// Returns the version of a document that the gateway held at a moment; `None` if none is known.
#[must_use]
pub fn at_time(chain: &[Version], at: UnixMillis) -> Option<&Version> {
    let mut held = chain.iter().rev();
    held.find(|version| version.at <= at && version.held == Held::Yes)
}

/// Reads the gateway and makes the review that puts texts back, one after the other. They are documents
/// of one field of one resource.
///
/// # Errors
/// Why it cannot be made.
pub async fn prepare_restore(
    wanted: &[Wanted],
    context: RestoreContext<'_>,
    transport: &impl Transport,
) -> Result<Prepared, Stop> {
    let first = wanted.first().ok_or(Stop::Refused(NO_ACTION))?;
    let found = action_for(context.dialect, &first.of);
    let (resource, action, input) = found.ok_or(Stop::Refused(NO_ACTION))?;
    let several = wanted.len() > 1;
    let (mut subjects, mut left_out) = (Vec::new(), Vec::new());
    for wanted in wanted {
        let at = Locator {
            name: Some(wanted.name.clone()),
            ..Locator::of_id(resource.id, wanted.of.row.as_str())
        };
        let row = match find(context.dialect, &at, transport).await {
            Err(error) => return Err(Stop::Failed(error)),
            Ok(Found::Here(row)) => row,
            Ok(Found::Gone) if several => {
                left_out.push((at, WhyNot::GONE));
                continue;
            }
            Ok(Found::NotSeen) if several => {
                left_out.push((at, WhyNot::NOT_SEEN));
                continue;
            }
            Ok(Found::Gone) => return Err(Stop::Gone(at)),
            Ok(Found::NotSeen) => return Err(Stop::NotSeen(at)),
        };
        let live = match row.record.value(&wanted.of.field) {
            Value::Document(Document(text)) => text.as_str(),
            _ => "",
        };
        let text = text_of(live, &wanted.text, wanted.names.as_deref());
        let value = match text.map_err(|_| Stop::Refused(NOT_BY_NAME))? {
            text if text.is_empty() => Value::Null,
            text => Value::Document(Document(text)),
        };
        // The id as the gateway sends it.
        let at = row.locator(resource, None);
        let input = Record::default().with_value(Id::from(input), value);
        subjects.push((at, row.record.clone(), input));
    }
    if subjects.is_empty() {
        return Err(Stop::LeftOut(left_out));
    }
    let intent = Intent {
        dialect: context.dialect,
        resource,
        action,
        who: context.who,
        subjects,
        secrets: Vec::new(),
        prior: &|_, _| Prior::default(),
        now: context.now,
        fresh: context.fresh,
    };
    let mut prepared = prepare_each(&intent, transport).await?;
    prepared.left_out.splice(..0, left_out);
    Ok(prepared)
}

/// Returns the documents that a plan did not reach, as it would have saved them; `None` if it saves
/// something else. `left` are rows of the entry.
#[must_use]
pub fn documents_left(entry: &Entry, left: &[&Subject]) -> Option<Vec<Wanted>> {
    let wanted = left.iter().map(|subject| {
        let place = entry.subjects.iter().position(|known| known == *subject)?;
        let mut checks = entry.steps_of(place).flat_map(|step| &step.checks);
        checks.find_map(|check| match check {
            Check::Becomes {
                at,
                field,
                to: Value::Document(Document(text)),
                ..
            } => Some(Wanted {
                of: DocumentKey::of(&entry.base, at, field),
                name: subject.at.label().to_owned(),
                text: text.clone(),
                names: None,
            }),
            _ => None,
        })
    });
    wanted.collect()
}

/// Returns the action that sets a document, and the input that it has for it.
fn action_for(
    dialect: &Dialect,
    of: &DocumentKey,
) -> Option<(&'static Resource, &'static Action, Str)> {
    let resource = dialect.resource(&of.resource)?;
    let found = resource.actions.iter().find_map(|action| {
        let input = match action.undo {
            Undo::Same { field, input, .. } if field == of.field => input,
            Undo::Fields => {
                let mut inputs = action.inputs.iter();
                inputs.find(|input| input.id == of.field)?.id
            }
            _ => return None,
        };
        let mut inputs = action.inputs.iter();
        let is_it =
            inputs.any(|known| known.id == input && matches!(known.control, Control::Document(_)));
        is_it.then_some((*action, input))
    })?;
    Some((resource, found.0, found.1))
}

#[cfg(test)]
mod tests {
    use super::{at_time, text_of};
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixMillis;
    use crate::history::versions::Held;
    use crate::history::versions::sample::chain;

    #[test]
    fn what_is_put_back() {
        check_table(
            r##"
            {"a":1,"b":2} | {"a":5, "c":3} | * => {"a":5, "c":3}
            {"a":1,"b":2} | {"a":5, "c":3} | a => {"a":5,"b":2}
            {"a": 1,"b":2} | {"a":5, "c":3} | a,b,c => {"a": 5,"c": 3}
            {"a":1,"b":2.50} | {"a":5} | x => {"a":1,"b":2.50}
            {"m":{"ratio":1},"n":{}} | {"m":{"ratio":2.50}} | m => {"m":{"ratio":2.50},"n":{}}
            {"a":1} |  | a => {}
             | {"a":1,"b":2} | a => {"a":1}
             | {"a":1} | * => {"a":1}
            {"a":1 | {"a":2} | a => refused
            {"a":1} | null | a => refused
            {"a":1 | {"a":2} | * => {"a":2}
            "##,
            |line| {
                let [live, version, names] = parts(line);
                let names: Vec<String> = names.split(',').map(str::to_owned).collect();
                let names = (names[0] != "*").then_some(names.as_slice());
                text_of(live, version, names).unwrap_or_else(|_| "refused".to_owned())
            },
        );
    }

    #[test]
    fn what_was_held_at_a_moment() {
        let mut chain = chain(&["a", "b", "c"]);
        chain[1].held = Held::No;
        let check = |at, expect| {
            let found = at_time(&chain, UnixMillis(at));
            assert_eq!(found.map(|version| version.text.as_str()), expect, "{at}");
        };
        check(0, None);
        check(1, Some("a"));
        check(2, Some("a"));
        check(9, Some("c"));
    }
}
