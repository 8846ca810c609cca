//! What the address asks to be shown of the journal, and the choosers for it.

use leptos::prelude::*;

use crate::gate::intent::Action;
use crate::gate::outcome::Ending;
use crate::history::filter::JournalFilter;
use crate::i18n;
use crate::i18n::Language;
use crate::i18n::lists::Any;
use crate::parts::list;
use crate::route::{Facet, List, ListView};
use crate::ui::choice::Choice;
use crate::ui::language::{t, use_language};

/// The filter of a view, with what stands in the search box: the address follows that only once it
/// rests.
pub fn filter(view: &ListView, search: String) -> JournalFilter {
    JournalFilter {
        outcome: view.word(Facet::Outcome).to_owned(),
        action: view.word(Facet::Action).to_owned(),
        search,
    }
}

/// The choosers.
pub fn facets() -> AnyView {
    let outcomes = |language| {
        Ending::ALL
            .map(|ending| (ending.word(), i18n::gate::ending(language, ending)))
            .to_vec()
    };
    let actions = |language| {
        Action::ALL
            .map(|action| (action.word(), i18n::intent::action(language, action)))
            .to_vec()
    };
    view! {
        {chooser(Facet::Outcome, outcomes)}
        {chooser(Facet::Action, actions)}
    }
    .into_any()
}

fn chooser(facet: Facet, named: fn(Language) -> Vec<(&'static str, &'static str)>) -> AnyView {
    let language = use_language();
    list::facet(List::Journal, facet, move |_| {
        let mut choices = vec![Choice::new("", t(Any(facet)))];
        let named = named(language.get()).into_iter();
        choices.extend(named.map(|(word, name)| Choice::new(word, name)));
        choices
    })
}
