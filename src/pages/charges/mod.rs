//! Pending charges: one by one with their age, or one sum per key, whichever the gateway gives.

mod beside;
mod columns;
mod drawer;
mod facets;
mod model;
mod sum;
mod toolbar;

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::i18n::Language;
use crate::i18n::charges::{Charges, failure};
use crate::i18n::errors::Explained;
use crate::parts::addressed::painted;
use crate::parts::listed::{Freshness, stale};
use crate::parts::navigator::use_navigator;
use crate::route::{ChargesView, Place};
use crate::session::Session;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::{Empty, Failed, Skeleton};
use crate::ui::table::{Sort, Table};
use model::{ChargesModel, Line, Shape};

/// The page.
#[component]
pub fn ChargesPage() -> impl IntoView {
    let model = ChargesModel::new(expect_context::<Session>());
    let list = model.list;
    list.reload();
    let (navigator, language) = (use_navigator(), use_language());
    let search = toolbar::search(navigator);
    let rows = facets::shown(model, navigator, painted(search));
    let open = live::memo(move || Some(navigator.charges().open).filter(|id| !id.is_empty()));
    let body = move || {
        if let Some(error) = list.error.get().filter(|_| list.is_empty()) {
            return failed(model, language.get(), &error);
        }
        if !list.started.get() {
            return view! { <Skeleton rows=18 /> }.into_any();
        }
        table(model, rows, open.into())
    };
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(Charges::Title)}</h1>
                <div class="page-actions">
                    <Freshness read_at=list.read_at busy=list.busy on_reload=move || list.reload() />
                </div>
            </header>
            <p class="lead">{t(Charges::Lead)}</p>
            <toolbar::Toolbar model rows search />
            {sum::line(model, rows)}
            {beside::strip(model)}
            {stale(move || list.error.get().filter(|_| !list.is_empty()))}
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || open.get().map(|id| drawer::drawer(model, &id)))}
            </div>
        </div>
    }
}

fn failed(model: ChargesModel, language: Language, error: &ApiError) -> AnyView {
    let Explained { what, then } = failure(language, error);
    let (busy, retry) = (model.list.busy, move || model.list.reload());
    view! { <Failed title=what text=then busy on_retry=retry /> }.into_any()
}

fn table(
    model: ChargesModel,
    rows: Memo<Arc<Vec<Arc<Line>>>>,
    open: Signal<Option<String>>,
) -> AnyView {
    let navigator = use_navigator();
    let shape = model.shape;
    let sort = live::memo(move || sort(&navigator.charges().sort, shape.get()));
    let on_sort = Callback::new(move |sort: Option<Sort>| {
        let sort = sort.map(|sort| sort.to_string()).unwrap_or_default();
        navigator.to(
            Place::Charges(ChargesView {
                sort,
                ..navigator.charges()
            }),
            true,
        );
    });
    let on_open = Callback::new(move |id: String| {
        navigator.to(
            Place::Charges(ChargesView {
                open: id,
                ..navigator.charges()
            }),
            false,
        );
    });
    // The columns belong to the shape of the rows, so the table is made anew when that changes.
    live::part(move || {
        view! {
            <Table
                label=t(Charges::Title)
                columns=columns::columns(shape.get())
                rows=rows
                row_id=Line::id
                sort=sort
                on_sort=on_sort
                selected=open
                on_open=on_open
                more=Signal::derive(move || model.list.has_more())
                empty=move || empty(model)
            />
        }
        .into_any()
    })
}

/// The order: the oldest charge first unless the address says otherwise, also where a gateway takes
/// no notice of the order it was asked for. Sums have no age and stay as they came.
fn sort(word: &str, shape: Shape) -> Option<Sort> {
    let usual = match shape {
        Shape::Single => Sort::parse("since"),
        Shape::Sums => None,
    };
    Sort::parse(word).or(usual)
}

/// What stands where no row does: nothing is pending, or nothing that is matches.
fn empty(model: ChargesModel) -> AnyView {
    if model.list.is_empty() {
        view! { <Empty title=t(Charges::Empty) text=t(Charges::EmptyThen) /> }.into_any()
    } else {
        view! { <Empty title=t(Charges::NoMatch) text=t(Charges::NoMatchThen) /> }.into_any()
    }
}
