//! The keys that want an eye: by their budget, by their end, and those that nobody used.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::OverviewModel;
use super::section::{FEW, Row, cover, link, rest, rows, said, section, unread};
use crate::api::error::ApiError;
use crate::domain::attention::{Keys, KeysInNeed};
use crate::domain::budget::{Band, Budget};
use crate::domain::entity::Found;
use crate::domain::filter::{band_word, expiry_word};
use crate::domain::key::{Expiry, Key};
use crate::i18n::Say;
use crate::i18n::lists::failure;
use crate::i18n::overview::{Overview, used};
use crate::parts::usd::usd_cell;
use crate::route::{Facet, List, ListView, Place};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::tone::{Badge, Tone};

/// Budgets that are spent, and those that will be.
pub fn budgets(model: OverviewModel) -> AnyView {
    let list = |band| {
        let view = ListView::default().with(Facet::Budget, band_word(band).to_owned());
        Place::List(List::Keys, view.sort("-used".to_owned()))
    };
    let below = live::maybe(move || {
        let need = in_need(model)?;
        let spent = counted(list(Band::Spent), need.spent.len(), Overview::Spent);
        let low = counted(list(Band::Low), need.low.len(), Overview::Low);
        Some(view! { {spent} {low} {cover(model.keys)} }.into_any())
    });
    let body = live::part(move || {
        judged(model, true, |need| {
            let all: Keys = need.spent.iter().chain(&need.low).cloned().collect();
            few(&all, Overview::BudgetsNone, budget)
        })
    });
    section(Overview::Budgets, below, body)
}

/// Keys that end soon, and those that have ended.
pub fn expiry(model: OverviewModel) -> AnyView {
    let list = |expiry| {
        let view = ListView::default().with(Facet::Expiry, expiry_word(expiry).to_owned());
        Place::List(List::Keys, view.sort("expires".to_owned()))
    };
    let below = live::maybe(move || {
        let need = in_need(model)?;
        let soon = counted(
            list(Expiry::Soon),
            need.expiring.len(),
            Overview::ExpiresSoon,
        );
        let past = counted(list(Expiry::Past), need.expired.len(), Overview::Expired);
        Some(view! { {soon} {past} {cover(model.keys)} }.into_any())
    });
    let body = live::part(move || {
        judged(model, false, |need| {
            let soon = need.expiring.len();
            let all: Keys = need.expiring.iter().chain(&need.expired).cloned().collect();
            few(&all, Overview::ExpiryNone, move |place, key| {
                let (tone, word) = if place < soon {
                    (Tone::Attention, Overview::ExpiresSoon)
                } else {
                    (Tone::Bad, Overview::Expired)
                };
                let at = key.expires_at.map(|at| view! { <Moment at=at.millis() /> });
                (badge(tone, word), at.into_any())
            })
        })
    });
    section(Overview::Expiry, below, body)
}

/// Keys that were never used.
pub fn unused(model: OverviewModel) -> AnyView {
    // By the last use from behind: those without one come first.
    let list = || {
        let view = ListView::default().sort("-last_used".to_owned());
        Place::List(List::Keys, view)
    };
    let below = live::maybe(move || {
        let unused = in_need(model)?.unused.as_ref()?.len();
        let count = counted(list(), unused, Overview::NeverUsed);
        let lead = view! { <p class="faint">{t(Overview::UnusedLead)}</p> };
        Some(view! { {count} {lead} {cover(model.keys)} }.into_any())
    });
    let body = live::part(move || {
        judged(model, false, |need| {
            let Some(unused) = &need.unused else {
                return said(t(Overview::UnusedNotTold));
            };
            few(unused, Overview::UnusedNone, |_, key| {
                let made = key.created_at.map(|at| {
                    view! { <span class="faint">{t(Overview::Made)} " "</span> <Moment at=at.millis() /> }
                });
                (badge(Tone::Neutral, Overview::NeverUsed), made.into_any())
            })
        })
    });
    section(Overview::Unused, below, body)
}

/// What was judged, once keys were read.
fn in_need(model: OverviewModel) -> Option<Arc<KeysInNeed>> {
    model.keys.started.get().then(|| model.in_need.get())
}

fn counted(to: Place, count: usize, word: Overview) -> Option<AnyView> {
    (count > 0).then(|| view! { <p>{link(to, count, word)}</p> }.into_any())
}

/// A section's body by what was judged, or what stands in its place before that: in full in the
/// first section, the others point to it.
fn judged(model: OverviewModel, is_first: bool, body: impl Fn(&KeysInNeed) -> AnyView) -> AnyView {
    let failed = !model.keys.started.get() && model.keys.error.with(Option::is_some);
    if failed && !is_first {
        return said(t(Overview::KeysFailedAbove));
    }
    let words = |language, error: &ApiError| failure(List::Keys, language, error);
    unread(model.keys, words).unwrap_or_else(|| body(&model.in_need.get()))
}

/// The first few keys, each with how it stands and its figure; or that there are none.
fn few(
    keys: &[Arc<Found<Key>>],
    none: Overview,
    draw: impl Fn(usize, &Key) -> (AnyView, AnyView),
) -> AnyView {
    if keys.is_empty() {
        return said(t(none));
    }
    let shown = keys.iter().take(FEW).enumerate();
    let shown = shown.map(|(place, found)| {
        let (stands, figure) = draw(place, &found.row);
        Row {
            to: List::Keys.opened_at(found.row.id.as_str()),
            label: found.row.label().to_owned().into(),
            stands,
            figure,
        }
    });
    let shown = rows(shown.collect());
    let rest = rest(use_language().get(), keys.len());
    view! { {shown} {rest} }.into_any()
}

fn badge(tone: Tone, word: Overview) -> AnyView {
    view! { <Badge tone word=t(word) /> }.into_any()
}

/// How far a budget is spent, and what is left of it.
fn budget(_: usize, key: &Key) -> (AnyView, AnyView) {
    let language = use_language();
    let Budget::Limited(figures) = &key.budget else {
        return (().into_any(), ().into_any());
    };
    let tone = match key.budget.band() {
        Band::Spent => Tone::Bad,
        _ => Tone::Attention,
    };
    let spent = figures.spent().map(|spent| spent.short());
    let word = move || match &spent {
        Some(spent) => used(language.get(), spent),
        None => Overview::Spent.say(language.get()).to_owned(),
    };
    let stands = view! { <Badge tone word=word /> }.into_any();
    let left = figures.remaining.as_ref().map(|left| {
        let left = usd_cell(Some(left));
        view! { {left} <span class="faint">" " {t(Overview::Left)}</span> }
    });
    (stands, left.into_any())
}
