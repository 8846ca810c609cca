//! Search, facets, and what they cover.

use std::sync::Arc;

use leptos::prelude::*;

use super::facets;
use super::model::{ChargesModel, Line, Shape};
use crate::i18n::charges::Charges;
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::listed::{Coverage, More};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{ChargesView, Place};
use crate::ui::button::{Button, Kind};
use crate::ui::choice::{Choice, Select};
use crate::ui::input::SearchInput;
use crate::ui::language::t;
use crate::ui::live;

/// The search box, the facets and the line that says what they cover.
#[component]
pub fn Toolbar(
    model: ChargesModel,
    rows: Memo<Arc<Vec<Arc<Line>>>>,
    search: RwSignal<String>,
) -> impl IntoView {
    let (navigator, list) = (use_navigator(), model.list);
    let filtered = move || {
        let view = navigator.charges();
        [view.search, view.kind, view.age, view.key]
            .iter()
            .any(|word| !word.is_empty())
    };
    let clear = move || {
        let ChargesView { sort, open, .. } = navigator.charges();
        navigator.to(
            Place::Charges(ChargesView {
                sort,
                open,
                ..ChargesView::default()
            }),
            false,
        );
    };
    // Sums have neither kind nor age; a chosen one stays in sight, to be taken back.
    let by_charge = move || {
        let view = navigator.charges();
        model.shape.get() == Shape::Single || !view.kind.is_empty() || !view.age.is_empty()
    };
    view! {
        <div class="toolbar" role="search">
            <SearchInput value=search label=t(Charges::Search) />
            {live::when(by_charge, move || view! {
                {facet(model, navigator, Charges::Kind, facets::kinds, |view| &mut view.kind)}
                {facet(model, navigator, Charges::Age, facets::ages, |view| &mut view.age)}
            }.into_any())}
            {facet(model, navigator, Charges::Key, facets::keys, |view| &mut view.key)}
            {live::when(filtered, move || view! {
                <Button kind=Kind::Plain on_click=clear>{t(Charges::ClearFilters)}</Button>
            }.into_any())}
        </div>
        <Coverage
            shown=Signal::derive(move || rows.read().len())
            loaded=Signal::derive(move || model.loaded())
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
    model: ChargesModel,
    navigator: Navigator,
    label: Charges,
    choices: fn(ChargesModel, &str) -> Vec<Choice>,
    word: fn(&mut ChargesView) -> &mut String,
) -> AnyView {
    let of_address = move || std::mem::take(word(&mut navigator.charges()));
    let value = addressed(of_address, CHOSEN, move |now| {
        let mut view = navigator.charges();
        *word(&mut view) = now;
        navigator.to(Place::Charges(view), false);
    });
    let choices = Signal::derive(move || choices(model, &value.get()));
    view! { <Select value choices label=t(label) /> }.into_any()
}

/// The search box's text, which the address follows once it rests.
pub fn search(navigator: Navigator) -> RwSignal<String> {
    let go = move |search| {
        navigator.to(
            Place::Charges(ChargesView {
                search,
                ..navigator.charges()
            }),
            true,
        );
    };
    addressed(move || navigator.charges().search, TYPED, go)
}
