//! Search, facets, what they cover, and how fresh the rows are.

use std::sync::Arc;

use leptos::prelude::*;

use super::facets;
use super::model::{KeysModel, Line};
use crate::i18n;
use crate::i18n::interface::Interface;
use crate::i18n::keys::Keys;
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{KeysView, Place};
use crate::ui::button::{Button, Kind};
use crate::ui::choice::{Choice, Select};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;

/// When the rows were read, and a reload.
#[component]
pub fn Freshness(model: KeysModel) -> impl IntoView {
    let age = live::maybe(move || {
        model
            .read_at
            .get()
            .map(|read_at| view! { <Age read_at /> }.into_any())
    });
    view! {
        {age}
        <Button kind=Kind::Plain label=t(Interface::Reload) busy=model.busy on_click=move || model.reload()>
            <Icon glyph=Glyph::Reload />
        </Button>
    }
}

/// The search box, the facets and the line that says what they cover.
#[component]
pub fn Toolbar(model: KeysModel, rows: Memo<Arc<Vec<Arc<Line>>>>) -> impl IntoView {
    let navigator = use_navigator();
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
            <SearchInput value=search(navigator) label=t(Keys::Search) />
            {facet(model, navigator, Keys::Status, facets::statuses, |view| &mut view.status)}
            {facet(model, navigator, Keys::Pool, facets::pools, |view| &mut view.pool)}
            {facet(model, navigator, Keys::Budget, facets::budgets, |view| &mut view.budget)}
            {facet(model, navigator, Keys::Expires, facets::expiries, |view| &mut view.expiry)}
            {live::when(filtered, move || view! {
                <Button kind=Kind::Plain on_click=clear>{t(Keys::ClearFilters)}</Button>
            }.into_any())}
        </div>
        <Coverage model rows />
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

/// The search box's text.
fn search(navigator: Navigator) -> RwSignal<String> {
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

/// How much is loaded, and what search and counts therefore cover.
#[component]
fn Coverage(model: KeysModel, rows: Memo<Arc<Vec<Arc<Line>>>>) -> impl IntoView {
    let language = use_language();
    let more = move || model.listing.with(|listing| listing.has_more());
    let loaded = move || model.listing.with(|listing| listing.rows().len());
    let line = move || i18n::keys::coverage(language.get(), rows.read().len(), loaded(), more());
    let covered = move || {
        view! {
            <span role="status">{live::text(line)}</span>
            <span class="faint">{live::text(move || i18n::keys::covers(language.get(), more()))}</span>
            {live::when(more, move || loading(model))}
        }
        .into_any()
    };
    // Before the first reading nothing is known of the list, so nothing is said of it.
    view! { <div class="coverage">{live::when(move || model.started.get(), covered)}</div> }
}

/// One more page, or all of them until stopped.
fn loading(model: KeysModel) -> AnyView {
    view! {
        <Button kind=Kind::Plain busy=model.busy on_click=move || model.load_more()>{t(Keys::LoadMore)}</Button>
        {live::part(move || if model.loading_all.get() {
            view! { <Button kind=Kind::Plain on_click=move || model.loading_all.set(false)>{t(Keys::StopLoading)}</Button> }.into_any()
        } else {
            view! { <Button kind=Kind::Plain on_click=move || model.load_all()>{t(Keys::LoadAll)}</Button> }.into_any()
        })}
    }
    .into_any()
}
