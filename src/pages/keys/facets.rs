//! What the address asks to be shown, applied to the rows that are loaded, and how many rows each
//! facet's words have.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::model::{KeysModel, Line};
use crate::domain::budget::Band;
use crate::domain::filter::{KeyFilter, NO_POOL, band_word, expiry_word};
use crate::domain::ids::PoolId;
use crate::domain::key::{Expiry, Key, KeyStatus};
use crate::i18n::keys::Keys;
use crate::i18n::{self, Say};
use crate::parts::navigator::Navigator;
use crate::route::KeysView;
use crate::ui::choice::Choice;
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The lines that the address asks for, and the search box: the address follows that only once
/// it rests.
pub fn shown(
    model: KeysModel,
    navigator: Navigator,
    search: ReadSignal<String>,
) -> Memo<Arc<Vec<Arc<Line>>>> {
    let filter = live::memo(move || {
        filter(&KeysView {
            search: search.get(),
            ..navigator.keys()
        })
    });
    live::fresh(move || {
        let (lines, filter) = (model.list.lines.get(), filter.get());
        let now = model.session.now().seconds();
        if filter.is_open() {
            return lines;
        }
        let shows = |line: &&Arc<Line>| match line.as_ref() {
            Line::Row(found, _) => filter.shows(&found.row, &found.haystack, now),
            Line::Unreadable(..) => false,
        };
        Arc::new(lines.iter().filter(shows).cloned().collect())
    })
}

/// The filter of a view.
fn filter(view: &KeysView) -> KeyFilter {
    KeyFilter {
        search: view.search.trim().to_lowercase(),
        status: view.status.clone(),
        pool: view.pool.clone(),
        budget: view.budget.clone(),
        expiry: view.expiry.clone(),
    }
}

/// How many loaded keys have each word.
fn counts(model: KeysModel, word: &dyn Fn(&Key) -> &str) -> BTreeMap<String, usize> {
    model.list.listing.with(|listing| {
        // By borrowed words: thousands of rows share a handful of them.
        let mut counts = BTreeMap::new();
        for row in listing.rows().iter().filter_map(|listed| listed.row.read()) {
            *counts.entry(word(&row.row)).or_insert(0) += 1;
        }
        let owned = |(word, count): (&str, usize)| (word.to_owned(), count);
        counts.into_iter().map(owned).collect()
    })
}

/// One facet's choices: "any", then each word that occurs with its count. A chosen word that does
/// not occur stays in the list, so that the address never lies about what is shown.
fn choices(
    any: Keys,
    counts: BTreeMap<String, usize>,
    chosen: &str,
    label: &dyn Fn(&str) -> String,
) -> Vec<Choice> {
    let mut counts = counts;
    if !chosen.is_empty() {
        counts.entry(chosen.to_owned()).or_insert(0);
    }
    let mut list = vec![Choice::new("", t(any))];
    list.extend(counts.into_iter().map(|(word, count)| {
        let text = format!("{} ({count})", label(&word));
        Choice::new(word, text)
    }));
    list
}

/// The states that occur.
pub fn statuses(model: KeysModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let mut counts = counts(model, &|key| key.status.word());
    // A key without a state has no word to filter by.
    counts.remove("");
    choices(Keys::AnyStatus, counts, chosen, &|word| {
        i18n::keys::status(language, &KeyStatus::from_word(word))
    })
}

/// The pools that occur.
pub fn pools(model: KeysModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let counts = counts(model, &|key| {
        key.pool.as_ref().map_or(NO_POOL, PoolId::as_str)
    });
    choices(Keys::AnyPool, counts, chosen, &|word| match word {
        NO_POOL => Keys::NoPool.say(language).to_owned(),
        id => model.pool_label(&PoolId(id.to_owned())),
    })
}

/// The budget bands that occur.
pub fn budgets(model: KeysModel, chosen: &str) -> Vec<Choice> {
    const BANDS: [Band; 5] = [
        Band::Comfortable,
        Band::Low,
        Band::Spent,
        Band::Unlimited,
        Band::Unknown,
    ];
    let language = use_language().get();
    let counts = counts(model, &|key| band_word(key.budget.band()));
    choices(Keys::AnyBudget, counts, chosen, &|word| {
        let band = BANDS.into_iter().find(|band| band_word(*band) == word);
        band.map_or_else(
            || word.to_owned(),
            |band| i18n::money::band(band).say(language).to_owned(),
        )
    })
}

/// The expiries that occur.
pub fn expiries(model: KeysModel, chosen: &str) -> Vec<Choice> {
    const EXPIRIES: [Expiry; 4] = [Expiry::Past, Expiry::Soon, Expiry::Later, Expiry::Never];
    let (language, now) = (use_language().get(), model.session.now().seconds());
    let counts = counts(model, &|key| expiry_word(key.expiry(now)));
    choices(Keys::AnyExpiry, counts, chosen, &|word| {
        let expiry = EXPIRIES
            .into_iter()
            .find(|expiry| expiry_word(*expiry) == word);
        expiry.map_or_else(
            || word.to_owned(),
            |expiry| i18n::keys::expiry(expiry).say(language).to_owned(),
        )
    })
}
