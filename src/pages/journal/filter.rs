//! The journal's search and choosers; each follows the address and is followed by it.

use leptos::prelude::*;

use crate::gate::intent::Action;
use crate::gate::outcome::Ending;
use crate::history::filter::JournalFilter;
use crate::i18n;
use crate::i18n::journal::Journal;
use crate::i18n::{Language, Say};
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::navigator::Navigator;
use crate::route::{JournalView, Place};
use crate::ui::choice::{Choice, Select};
use crate::ui::language::{t, use_language};

/// What the address asks for.
pub fn filter(view: JournalView) -> JournalFilter {
    JournalFilter {
        outcome: view.outcome,
        action: view.action,
        search: view.search,
    }
}

/// The chooser of outcomes.
pub fn outcomes(navigator: Navigator) -> AnyView {
    let named = |language| {
        Ending::ALL
            .map(|ending| (ending.word(), i18n::gate::ending(language, ending)))
            .to_vec()
    };
    chooser(
        navigator,
        Journal::AnyOutcome,
        Journal::Outcome,
        named,
        |view| &mut view.outcome,
    )
}

/// The chooser of actions.
pub fn actions(navigator: Navigator) -> AnyView {
    let named = |language| {
        Action::ALL
            .map(|action| (action.word(), i18n::intent::action(language, action)))
            .to_vec()
    };
    chooser(
        navigator,
        Journal::AnyAction,
        Journal::Action,
        named,
        |view| &mut view.action,
    )
}

fn chooser(
    navigator: Navigator,
    any: Journal,
    label: Journal,
    named: fn(Language) -> Vec<(&'static str, &'static str)>,
    field: fn(&mut JournalView) -> &mut String,
) -> AnyView {
    let language = use_language();
    let of_address = move || std::mem::take(field(&mut navigator.journal()));
    let value = addressed(of_address, CHOSEN, move |now| {
        let mut view = navigator.journal();
        *field(&mut view) = now;
        navigator.to(Place::Journal(view), false);
    });
    let choices = Signal::derive(move || {
        let language = language.get();
        let mut list = vec![Choice::new("", any.say(language))];
        list.extend(
            named(language)
                .into_iter()
                .map(|(word, name)| Choice::new(word, name)),
        );
        list
    });
    view! { <Select value choices label=t(label) /> }.into_any()
}

/// The search box's text.
pub fn search(navigator: Navigator) -> RwSignal<String> {
    let go = move |search| {
        navigator.to(
            Place::Journal(JournalView {
                search,
                ..navigator.journal()
            }),
            true,
        )
    };
    addressed(move || navigator.journal().search, TYPED, go)
}
