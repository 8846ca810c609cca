//! The filter of the journal in the address, and its choosers.

use crate::reactive::*;

use crate::gate::Ending;
use crate::history::JournalFilter;
use crate::screens::addressed::{CHOSEN, addressed};
use crate::screens::looks::Looks;
use crate::screens::navigator::{Navigator, use_navigator};
use crate::session::Session;
use crate::text;
use crate::ui::choice::{Choice, Select};
use crate::ui::language::{t, use_language};
use crate::words::{Language, Phrase, Say, Text};

/// The query word of an outcome.
pub const OUTCOME: &str = "outcome";

/// The query word of an action.
pub const ACTION: &str = "action";

const OUTCOME_LABEL: Text = text!("Outcome" / "结果");
const ANY_OUTCOME: Text = text!("Any outcome" / "所有结果");
const ACTION_LABEL: Text = text!("Action" / "操作");
const ANY_ACTION: Text = text!("Any action" / "所有操作");

/// Returns the filter of the address, with the current search text, which is written to the address
/// later.
pub(super) fn filter(navigator: Navigator, search: String) -> JournalFilter {
    JournalFilter {
        outcome: navigator.word(OUTCOME),
        action: navigator.word(ACTION),
        search,
    }
}

/// Draws the choosers: all endings, and all actions of the gateway's dialect. Every entry of the
/// journal is of this gateway.
pub(super) fn facets(session: Session, _: Looks) -> AnyView {
    let outcomes = |language: Language| {
        let endings = Ending::ALL.into_iter();
        endings
            .map(|ending| (ending.word(), ending.say(language).to_owned()))
            .collect()
    };
    let actions = move |language: Language| {
        let mut known: Vec<(&'static str, Text)> = Vec::new();
        let dialect = session.dialect();
        for resource in dialect.iter().flat_map(|dialect| dialect.resources) {
            for action in resource.actions {
                // An action that several screens offer is listed once.
                if !known.iter().any(|(id, _)| *id == action.id) {
                    known.push((action.id, action.title));
                }
            }
        }
        let one = |title: Text| Phrase::from(title).with("n", 1).say(language);
        known
            .into_iter()
            .map(|(id, title)| (id, one(title)))
            .collect()
    };
    view! {
        {chooser(OUTCOME, OUTCOME_LABEL, ANY_OUTCOME, outcomes)}
        {chooser(ACTION, ACTION_LABEL, ANY_ACTION, actions)}
    }
    .into_any()
}

fn chooser(
    name: &'static str,
    label: Text,
    any: Text,
    words: impl Fn(Language) -> Vec<(&'static str, String)> + Send + Sync + 'static,
) -> AnyView {
    let (navigator, language) = (use_navigator(), use_language());
    let value = addressed(
        move || navigator.word(name),
        CHOSEN,
        move |word| navigator.set(&[(name, word.as_str())], false),
    );
    let choices = Signal::derive(move || {
        let mut choices = vec![Choice::new("", t(any))];
        let words = words(language.get()).into_iter();
        choices.extend(words.map(|(word, label)| Choice::new(word, label)));
        choices
    });
    view! { <Select value choices label=t(label) /> }.into_any()
}
