//! What the address asks to be shown of the charges, and how many loaded charges have each facet's
//! words.

use leptos::prelude::*;

use super::model::{ChargesModel, Shape};
use crate::domain::charge::{Age, PendingCharge};
use crate::domain::charge_filter::ChargeFilter;
use crate::domain::order::sorted;
use crate::domain::tally::{Tallied, tally};
use crate::i18n::Say;
use crate::i18n::charges::{age, gateways_word};
use crate::parts::list::{choices, facet};
use crate::parts::navigator::use_navigator;
use crate::route::{Facet, List, ListView};
use crate::ui::choice::Choice;
use crate::ui::language::use_language;
use crate::ui::live;

/// The filter of a view, with what stands in the search box: the address follows that only once it
/// rests.
pub fn filter(view: &ListView, search: &str) -> ChargeFilter {
    let word = |facet| view.word(facet).to_owned();
    ChargeFilter {
        search: search.trim().to_lowercase(),
        kind: word(Facet::Kind),
        age: word(Facet::Age),
        key: word(Facet::Key),
    }
}

/// The choosers.
pub fn facets(model: ChargesModel) -> AnyView {
    let navigator = use_navigator();
    // Sums have neither kind nor age; a chosen one stays in sight, to be taken back.
    let by_charge = move || {
        let view = navigator.view(List::Charges);
        let chosen = |facet| !view.word(facet).is_empty();
        model.shape.get() == Shape::Single || chosen(Facet::Kind) || chosen(Facet::Age)
    };
    view! {
        {live::when(by_charge, move || view! {
            {facet(List::Charges, Facet::Kind, move |chosen| kinds(model, chosen))}
            {facet(List::Charges, Facet::Age, move |chosen| ages(model, chosen))}
        }.into_any())}
        {facet(List::Charges, Facet::Key, move |chosen| keys(model, chosen))}
    }
    .into_any()
}

/// How many loaded charges have each word, and what the first of them calls it.
fn tallied(
    model: ChargesModel,
    chosen: &str,
    word: &dyn Fn(&PendingCharge) -> Option<(&str, &str)>,
) -> Vec<Tallied> {
    model.list.listing.with(|listing| {
        let rows = listing.rows().iter().filter_map(|listed| listed.row.read());
        tally(&mut rows.filter_map(|found| word(&found.row)), chosen)
    })
}

/// The kinds that occur, unknown words as they came.
fn kinds(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let words = tallied(model, chosen, &|charge| Some((charge.kind.as_deref()?, "")));
    choices(Facet::Kind, words, &|one| {
        gateways_word(language, &one.word)
    })
}

/// The ages that occur, oldest first, then a word of the address that is no age.
fn ages(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let (language, now) = (use_language().get(), model.session.now().seconds());
    let words = tallied(model, chosen, &|charge| {
        Some((Age::of(charge.created_at, now).word(), ""))
    });
    let place = |one: &Tallied| Age::ALL.iter().position(|age| age.word() == one.word);
    let or_last = |one: &Tallied| place(one).unwrap_or(Age::ALL.len());
    let words = sorted(words, |a, b| or_last(a).cmp(&or_last(b)));
    choices(Facet::Age, words, &|one| match place(one) {
        Some(place) => age(Age::ALL[place]).say(language).to_owned(),
        None => one.word.clone(),
    })
}

/// The keys that occur, by their names.
fn keys(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let words = tallied(model, chosen, &|charge| {
        Some((charge.key.as_ref()?.as_str(), charge.key_label()))
    });
    let words = sorted(words, |a, b| {
        a.label.to_lowercase().cmp(&b.label.to_lowercase())
    });
    choices(Facet::Key, words, &|one| one.label.clone())
}
