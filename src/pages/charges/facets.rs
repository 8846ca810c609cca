//! What the address asks to be shown, applied to the rows that are loaded, and how many rows each
//! facet's words have.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::model::{ChargesModel, Line};
use crate::domain::charge::{Age, PendingCharge};
use crate::domain::charge_filter::ChargeFilter;
use crate::domain::order::sorted;
use crate::i18n::Say;
use crate::i18n::charges::{Charges, age, gateways_word};
use crate::parts::navigator::Navigator;
use crate::route::ChargesView;
use crate::ui::choice::Choice;
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The lines that the address asks for, and the search box: the address follows that only once
/// it rests.
pub fn shown(
    model: ChargesModel,
    navigator: Navigator,
    search: ReadSignal<String>,
) -> Memo<Arc<Vec<Arc<Line>>>> {
    let filter = live::memo(move || {
        filter(ChargesView {
            search: search.get(),
            ..navigator.charges()
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
fn filter(view: ChargesView) -> ChargeFilter {
    ChargeFilter {
        search: view.search.trim().to_lowercase(),
        kind: view.kind,
        age: view.age,
        key: view.key,
    }
}

/// How many loaded charges have each word, and what the first of them is called. A chosen word that
/// does not occur stays, so that the address never lies about what is shown.
fn counts(
    model: ChargesModel,
    chosen: &str,
    word: &dyn Fn(&PendingCharge) -> Option<(String, String)>,
) -> BTreeMap<String, (String, usize)> {
    let mut counts = BTreeMap::new();
    for found in model.list.rows() {
        if let Some((word, label)) = word(&found.row) {
            counts.entry(word).or_insert((label, 0)).1 += 1;
        }
    }
    if !chosen.is_empty() {
        let label = chosen.to_owned();
        counts.entry(chosen.to_owned()).or_insert((label, 0));
    }
    counts
}

fn choice(word: String, label: &str, count: usize) -> Choice {
    Choice::new(word, format!("{label} ({count})"))
}

/// The kinds that occur, unknown words as they came.
pub fn kinds(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let language = use_language().get();
    let counts = counts(model, chosen, &|charge| {
        charge.kind.clone().map(|kind| (kind, String::new()))
    });
    let mut list = vec![Choice::new("", t(Charges::AnyKind))];
    list.extend(counts.into_iter().map(|(word, (_, count))| {
        let label = gateways_word(language, &word);
        choice(word, &label, count)
    }));
    list
}

/// The ages that occur, oldest first.
pub fn ages(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let (language, now) = (use_language().get(), model.session.now().seconds());
    let mut counts = counts(model, chosen, &|charge| {
        let age = Age::of(charge.created_at, now);
        Some((age.word().to_owned(), String::new()))
    });
    let mut list = vec![Choice::new("", t(Charges::AnyAge))];
    for one in Age::ALL {
        if let Some((_, count)) = counts.remove(one.word()) {
            list.push(choice(one.word().to_owned(), age(one).say(language), count));
        }
    }
    // A word of the address that is no age.
    list.extend(
        counts
            .into_keys()
            .map(|word| choice(word.clone(), &word, 0)),
    );
    list
}

/// The keys that occur, by their names.
pub fn keys(model: ChargesModel, chosen: &str) -> Vec<Choice> {
    let counts = counts(model, chosen, &|charge| {
        let key = charge.key.as_ref()?;
        Some((key.0.clone(), charge.key_label().to_owned()))
    });
    let keys: Vec<_> = counts.into_iter().collect();
    let keys = sorted(keys, |(_, (a, _)), (_, (b, _))| {
        a.to_lowercase().cmp(&b.to_lowercase())
    });
    let mut list = vec![Choice::new("", t(Charges::AnyKey))];
    list.extend(
        keys.into_iter()
            .map(|(id, (label, count))| choice(id, &label, count)),
    );
    list
}
