//! The filters of a list: choosers whose words are part of the address, with how many loaded rows
//! have each.

use crate::reactive::*;

use super::Screen;
use crate::records::{Counted, counts, facet_label};
use crate::schema::Facet;
use crate::screens::addressed::{CHOSEN, addressed};
use crate::ui::choice::{Choice, Select};
use crate::ui::language::t;
use crate::ui::live;

/// Draws the choosers. One that tells no row from another is left out, unless it is set.
pub(super) fn facets(screen: Screen) -> AnyView {
    let facets = screen.resource.facets.iter();
    facets
        .map(|facet| one(screen, facet))
        .collect_view()
        .into_any()
}

fn one(screen: Screen, facet: &'static Facet) -> AnyView {
    let (navigator, looks, list) = (screen.navigator, screen.looks, screen.list);
    let resource = screen.resource;
    let value = addressed(
        move || navigator.word(facet.id),
        CHOSEN,
        move |word| navigator.set(&[(facet.id, word.as_str())], false),
    );
    // While a list is read to its end, what is counted changes with each page: it rests until then.
    let counted = Memo::new(move |before: Option<&Vec<Counted>>| {
        if list.reading.with(|reading| reading.loading_all)
            && let Some(before) = before
        {
            return before.clone();
        }
        let now = list.session.now_seconds();
        list.listing
            .with(|listing| counts(resource, facet, &mut listing.rows(), now))
    });
    let choices = Signal::derive(move || {
        let chosen = value.get();
        let mut counted = counted.get();
        if !chosen.is_empty() && !counted.iter().any(|one| one.word == chosen) {
            counted.push(Counted {
                word: chosen,
                count: 0,
            });
        }
        let mut choices = vec![Choice::new("", t(facet.any))];
        choices.extend(counted.into_iter().map(|one| {
            let label = looks.with(|view| facet_label(resource, facet, &one.word, view));
            Choice::new(one.word, format!("{label} ({})", one.count))
        }));
        choices
    });
    let is_there = move || !counted.read().is_empty() || !value.read().is_empty();
    live::when(is_there, move || {
        view! { <Select value choices label=t(facet.label) /> }.into_any()
    })
}
