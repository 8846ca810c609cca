//! The keys: the organization's list, or what a key limited to one pool may do.

mod change;
mod columns;
mod create;
mod create_form;
mod delete;
mod drawer;
mod facets;
mod facts;
mod model;
mod moving;
mod my_charges;
mod my_pool;
mod pending;
mod rotate;
mod subject;
mod toolbar;
mod top_up;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::access::Role;
use crate::i18n::keys::Keys;
use crate::parts::addressed::painted;
use crate::parts::listed::{Freshness, failed, stale};
use crate::parts::navigator::use_navigator;
use crate::route::{KeysView, Place};
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::{Empty, Skeleton};
use crate::ui::table::{Sort, Table};
use facets::shown;
use model::{KeysModel, Line};

/// The page, by what the operator's key may see.
#[component]
pub fn KeysPage() -> impl IntoView {
    let session: Session = expect_context();
    let role = live::memo(move || session.connection().get().map(|connection| connection.role));
    live::part(move || match role.get() {
        Some(Role::Organization) => view! { <OrganizationKeys session /> }.into_any(),
        Some(Role::Pool) => view! { <my_pool::MyPool session /> }.into_any(),
        None => ().into_any(),
    })
}

/// The organization's keys.
#[component]
fn OrganizationKeys(session: Session) -> impl IntoView {
    let model = KeysModel::new(session);
    model.start();
    let navigator = use_navigator();
    let creating = RwSignal::new(false);
    let changing = RwSignal::new(None);
    let search = toolbar::search(navigator);
    let rows = shown(model, navigator, painted(search));
    let open = live::memo(move || Some(navigator.keys().open).filter(|id| !id.is_empty()));
    let list = model.list;
    let body = move || {
        if let Some(error) = list.error.get().filter(|_| list.is_empty()) {
            let retry = Callback::new(move |()| list.reload());
            return failed(Keys::Failed, &error, list.busy, retry);
        }
        if !list.started.get() {
            return view! { <Skeleton rows=20 /> }.into_any();
        }
        table(model, rows, open.into())
    };
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(Keys::Title)}</h1>
                <div class="page-actions">
                    <Freshness read_at=list.read_at busy=list.busy on_reload=move || list.reload() />
                    <Button kind=Kind::Primary on_click=move || creating.set(true)>
                        <Icon glyph=Glyph::Plus />
                        {t(Keys::Create)}
                    </Button>
                </div>
            </header>
            <toolbar::Toolbar model rows search />
            {stale(move || list.error.get().filter(|_| !list.is_empty()))}
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || open.get().map(|id| drawer::drawer(model, &id, changing)))}
            </div>
            <create::CreateKey session model=Some(model) open=creating />
            <change::ChangeKey model subject=changing />
        </div>
    }
}

fn table(
    model: KeysModel,
    rows: Memo<Arc<Vec<Arc<Line>>>>,
    open: Signal<Option<String>>,
) -> AnyView {
    let navigator = use_navigator();
    let sort = live::memo(move || Sort::parse(&navigator.keys().sort));
    let on_sort = move |sort: Option<Sort>| {
        let sort = sort.map(|sort| sort.to_string()).unwrap_or_default();
        navigator.to(
            Place::Keys(KeysView {
                sort,
                ..navigator.keys()
            }),
            true,
        );
    };
    let on_open = move |id: String| {
        navigator.to(
            Place::Keys(KeysView {
                open: id,
                ..navigator.keys()
            }),
            false,
        )
    };
    view! {
        <Table
            label=t(Keys::Title)
            columns=columns::columns(model)
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
}

/// What stands where no row does: the list is empty, or nothing in it matches.
fn empty(model: KeysModel) -> AnyView {
    if model.list.is_empty() {
        view! { <Empty title=t(Keys::Empty) text=t(Keys::EmptyThen) /> }.into_any()
    } else {
        view! { <Empty title=t(Keys::NoMatch) text=t(Keys::NoMatchThen) /> }.into_any()
    }
}
