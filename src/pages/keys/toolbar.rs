//! Search, facets, and what they cover.

use std::sync::Arc;

use leptos::prelude::*;

use super::facets;
use super::model::{KeysModel, Line};
use crate::i18n::keys::Keys;
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::listed::{Coverage, More};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{KeysView, Place};
use crate::ui::button::{Button, Kind};
use crate::ui::choice::{Choice, Select};
use crate::ui::input::SearchInput;
use crate::ui::language::t;
use crate::ui::live;

/// The search box, the facets and the line that says what they cover.
#[component]
pub fn Toolbar(
    model: KeysModel,
    rows: Memo<Arc<Vec<Arc<Line>>>>,
    search: RwSignal<String>,
) -> impl IntoView {
    let (navigator, list) = (use_navigator(), model.list);
    let filtered = move || {
        let view = navigator.keys();
        [
            view.search,
            view.status,
            view.pool,
            view.budget,
            view.expiry,
        ]
        .iter()
        .any(|word| !word.is_empty())
    };
    let clear = move || {
        let KeysView { sort, open, .. } = navigator.keys();
        navigator.to(
            Place::Keys(KeysView {
                sort,
                open,
                ..KeysView::default()
            }),
            false,
        );
    };
    view! {
        <div class="toolbar" role="search">
            <SearchInput value=search label=t(Keys::Search) />
            {facet(model, navigator, Keys::Status, facets::statuses, |view| &mut view.status)}
            {facet(model, navigator, Keys::Pool, facets::pools, |view| &mut view.pool)}
            {facet(model, navigator, Keys::Budget, facets::budgets, |view| &mut view.budget)}
            {facet(model, navigator, Keys::Expires, facets::expiries, |view| &mut view.expiry)}
            {live::when(filtered, move || view! {
                <Button kind=Kind::Plain on_click=clear>{t(Keys::ClearFilters)}</Button>
            }.into_any())}
        </div>
        <Coverage
            shown=Signal::derive(move || rows.read().len())
            loaded=Signal::derive(move || list.listing.with(|listing| listing.rows().len()))
            has_more=Signal::derive(move || list.has_more())
            started=list.started
            busy=list.busy
            loading_all=list.loading_all
            more=More {
                next: Callback::new(move |()| list.load_more()),
                all: Callback::new(move |()| list.load_all()),
                stop: Callback::new(move |()| list.loading_all.set(false)),
            }
        />
    }
}

/// One facet: a chooser whose value is a word of the address.
fn facet(
    model: KeysModel,
    navigator: Navigator,
    label: Keys,
    choices: fn(KeysModel, &str) -> Vec<Choice>,
    word: fn(&mut KeysView) -> &mut String,
) -> AnyView {
    let of_address = move || std::mem::take(word(&mut navigator.keys()));
    let value = addressed(of_address, CHOSEN, move |now| {
        let mut view = navigator.keys();
        *word(&mut view) = now;
        navigator.to(Place::Keys(view), false);
    });
    let choices = Signal::derive(move || choices(model, &value.get()));
    view! { <Select value choices label=t(label) /> }.into_any()
}

/// The search box's text, which the address follows once it rests.
pub fn search(navigator: Navigator) -> RwSignal<String> {
    let go = move |search| {
        navigator.to(
            Place::Keys(KeysView {
                search,
                ..navigator.keys()
            }),
            true,
        )
    };
    addressed(move || navigator.keys().search, TYPED, go)
}
