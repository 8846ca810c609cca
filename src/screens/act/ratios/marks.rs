//! What is wrong in the text of a document, in words, at its place.

use crate::reactive::*;

use super::Editor;
use super::entry::why;
use crate::pricing::{Fault, NotRatios, Why, Wrong, not_json, place};
use crate::text;
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::marks::Mark;
use crate::words::{Say, Text};

const TWICE: Text =
    text!("The name stands more than once; the last one counts." / "名称重复，以最后一个为准。");

const NULL: Text =
    text!("The gateway reads null as 0: calls would be free." / "网关将 null 视为 0：请求将免费。");

const NOT_JSON: Text = text!("Not JSON from here on." / "从此处起不是 JSON。");

/// Returns the marks of any JSON.
pub(in crate::screens::act) fn of_json(text: RwSignal<String>) -> Signal<Vec<Mark>> {
    let language = use_language();
    live::memo(move || {
        let found = text.with(|text| not_json(text)).into_iter();
        let marks = found.map(|flaw| Mark {
            place: flaw.place,
            reason: NOT_JSON.say(language.get()).to_owned(),
        });
        marks.collect()
    })
}

/// Returns the marks of the raw text.
pub(super) fn marks(editor: Editor) -> Signal<Vec<Mark>> {
    let language = use_language();
    live::memo(move || {
        let seen = editor.seen.get();
        let marks = seen.flaws.iter().map(|flaw| Mark {
            place: flaw.place.clone(),
            reason: reason(&flaw.what).say(language.get()).to_owned(),
        });
        let text = editor.state.text.read();
        let of_input = || {
            let found = (editor.state.input.flaw)(&text);
            let (path, words) = found.filter(|(path, _)| !path.is_empty())?;
            Some(Mark {
                place: place(&text, &path)?,
                reason: words.say(language.get()).to_owned(),
            })
        };
        // Where it is no JSON there is no path.
        let of_input = seen.broken.is_none().then(of_input).flatten();
        marks.chain(of_input).collect()
    })
}

const fn reason(what: &Wrong) -> Text {
    match what {
        Wrong::Text(NotRatios::NotJson { .. }) => NOT_JSON,
        Wrong::Text(NotRatios::NotAnObject) => super::NOT_AN_OBJECT,
        Wrong::Entry(Fault::Twice(_)) => TWICE,
        Wrong::Entry(Fault::NoName) => why(Why::NoName),
        Wrong::Entry(Fault::Null(_)) => NULL,
        Wrong::Entry(Fault::NotANumber(_)) => why(Why::NotANumber),
        Wrong::Entry(Fault::Negative(_)) => why(Why::Negative),
        Wrong::Entry(Fault::NotAName(_)) => why(Why::NotAName),
    }
}
