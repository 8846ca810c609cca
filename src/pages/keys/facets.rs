//! What the address asks to be shown of the keys, and how many loaded keys have each facet's words.

use leptos::prelude::*;

use super::model::KeysModel;
use crate::domain::budget::Band;
use crate::domain::filter::{KeyFilter, NO_POOL, band_word, expiry_word};
use crate::domain::ids::PoolId;
use crate::domain::key::{Expiry, Key, KeyStatus};
use crate::domain::tally::{Tallied, tally};
use crate::i18n::keys::Keys;
use crate::i18n::{self, Say};
use crate::parts::list::{choices, facet};
use crate::route::{Facet, List, ListView};
use crate::ui::choice::Choice;
use crate::ui::language::use_language;

/// The filter of a view, with what stands in the search box: the address follows that only once it
/// rests.
pub fn filter(view: &ListView, search: &str) -> KeyFilter {
    let word = |facet| view.word(facet).to_owned();
    KeyFilter {
        search: search.trim().to_lowercase(),
        status: word(Facet::Status),
        pool: word(Facet::Pool),
        budget: word(Facet::Budget),
        expiry: word(Facet::Expiry),
    }
}

/// The choosers.
pub fn facets(model: KeysModel) -> AnyView {
    view! {
        {facet(List::Keys, Facet::Status, move |chosen| statuses(model, chosen))}
        {facet(List::Keys, Facet::Pool, move |chosen| pools(model, chosen))}
        {facet(List::Keys, Facet::Budget, move |chosen| budgets(model, chosen))}
        {facet(List::Keys, Facet::Expiry, move |chosen| expiries(model, chosen))}
    }
    .into_any()
}

/// How many loaded keys have each word.
fn tallied(model: KeysModel, chosen: &str, word: &dyn Fn(&Key) -> &str) -> Vec<Tallied> {
    model.list.listing.with(|listing| {
        let rows = listing.rows().iter().filter_map(|listed| listed.row.read());
        tally(&mut rows.map(|found| (word(&found.row), "")), chosen)
    })
}

/// The states that occur. A key without a state has no word to filter by.
fn statuses(model: KeysModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let words = tallied(model, chosen, &|key| key.status.word());
    choices(Facet::Status, words, &|one| {
        i18n::keys::status(language, &KeyStatus::from_word(&one.word))
    })
}

/// The pools that occur.
fn pools(model: KeysModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let words = tallied(model, chosen, &|key| {
        key.pool.as_ref().map_or(NO_POOL, PoolId::as_str)
    });
    choices(Facet::Pool, words, &|one| match one.word.as_str() {
        NO_POOL => Keys::NoPool.say(language).to_owned(),
        id => model.pool_label(&PoolId(id.to_owned())),
    })
}

/// The budget bands that occur.
fn budgets(model: KeysModel, chosen: &str) -> Vec<Choice> {
    const BANDS: [Band; 5] = [
        Band::Comfortable,
        Band::Low,
        Band::Spent,
        Band::Unlimited,
        Band::Unknown,
    ];
    let language = use_language().get();
    let words = tallied(model, chosen, &|key| band_word(key.budget.band()));
    choices(Facet::Budget, words, &|one| {
        let band = BANDS.into_iter().find(|band| band_word(*band) == one.word);
        let words = band.map(|band| i18n::money::band(band).say(language));
        words.unwrap_or(&one.word).to_owned()
    })
}

/// The expiries that occur.
fn expiries(model: KeysModel, chosen: &str) -> Vec<Choice> {
    const EXPIRIES: [Expiry; 4] = [Expiry::Past, Expiry::Soon, Expiry::Later, Expiry::Never];
    let (language, now) = (use_language().get(), model.session.now().seconds());
    let words = tallied(model, chosen, &|key| expiry_word(key.expiry(now)));
    choices(Facet::Expiry, words, &|one| {
        let mut expiries = EXPIRIES.into_iter();
        let expiry = expiries.find(|expiry| expiry_word(*expiry) == one.word);
        let words = expiry.map(|expiry| i18n::keys::expiry(expiry).say(language));
        words.unwrap_or(&one.word).to_owned()
    })
}
