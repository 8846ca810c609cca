//! The search box and the facets of a list: controls whose words are part of the address.

use leptos::prelude::*;

use crate::domain::tally::Tallied;
use crate::i18n::lists::Any;
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::navigator::use_navigator;
use crate::route::{Facet, List};
use crate::ui::choice::{Choice, Select};
use crate::ui::language::t;

/// The answers of a facet, given the word that is chosen.
type Choices = Box<dyn Fn(&str) -> Vec<Choice> + Send + Sync>;

/// The search box's text, which the address follows once it rests.
pub fn search_of(list: List) -> RwSignal<String> {
    let navigator = use_navigator();
    let go = move |search| {
        navigator.show(list, navigator.view(list).search(search), true);
    };
    addressed(move || navigator.view(list).search, TYPED, go)
}

/// One facet: a chooser whose value is a word of the address. `choices` is given that word.
pub fn facet(
    list: List,
    facet: Facet,
    choices: impl Fn(&str) -> Vec<Choice> + Send + Sync + 'static,
) -> AnyView {
    fn draw(list: List, facet: Facet, choices: Choices) -> AnyView {
        let navigator = use_navigator();
        let of_address = move || navigator.view(list).word(facet).to_owned();
        let value = addressed(of_address, CHOSEN, move |word| {
            navigator.show(list, navigator.view(list).with(facet, word), false);
        });
        let choices = Signal::derive(move || choices(&value.get()));
        view! { <Select value choices label=t(facet) /> }.into_any()
    }
    draw(list, facet, Box::new(choices))
}

/// The answers of a facet: "any", then each word with how many loaded rows have it, in the order of
/// `words` and called as `label` says.
#[must_use]
pub fn choices(
    facet: Facet,
    words: Vec<Tallied>,
    label: &dyn Fn(&Tallied) -> String,
) -> Vec<Choice> {
    let mut list = vec![Choice::new("", t(Any(facet)))];
    list.extend(words.into_iter().map(|one| {
        let text = format!("{} ({})", label(&one), one.count);
        Choice::new(one.word, text)
    }));
    list
}
