//! The pools: the organization's list, or why a key limited to one pool has none.

mod assign;
mod columns;
mod create;
mod delete;
mod drawer;
mod members;
mod model;
mod moving;
mod owner;
mod owner_field;
mod subject;
mod ticks;
mod toolbar;

use leptos::prelude::*;

use crate::domain::access::Role;
use crate::i18n::errors::api_error;
use crate::i18n::pools::{self, Pools};
use crate::parts::addressed::painted;
use crate::parts::listed::{Freshness, stale};
use crate::parts::navigator::use_navigator;
use crate::route::{KeysView, Place, PoolsView};
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::{Empty, Failed, Skeleton};
use crate::ui::table::{Sort, Table};
use model::{Line, PoolsModel};
use toolbar::{Lines, Toolbar, search, shown};

/// The page, by what the operator's key may see.
#[component]
pub fn PoolsPage() -> impl IntoView {
    let session: Session = expect_context();
    let role = live::memo(move || session.connection().get().map(|connection| connection.role));
    live::part(move || match role.get() {
        Some(Role::Organization) => view! { <OrganizationPools session /> }.into_any(),
        Some(Role::Pool) => limited(),
        None => ().into_any(),
    })
}

/// What an operator of one pool is told; the gateway is not asked for what it refuses.
fn limited() -> AnyView {
    let navigator = use_navigator();
    let href = Signal::derive(move || navigator.href(Place::Keys(KeysView::default())));
    view! {
        <div class="page">
            <header class="page-head"><h1>{t(Pools::Title)}</h1></header>
            <p class="lead">{t(Pools::Limited)}</p>
            <p class="lead">{t(Pools::LimitedThen)}</p>
            <p><a class=Kind::Quiet.class() href=href>{t(Pools::ToMyPool)}</a></p>
        </div>
    }
    .into_any()
}

/// The organization's pools.
#[component]
fn OrganizationPools(session: Session) -> impl IntoView {
    let model = PoolsModel::new(session);
    model.reload();
    let (navigator, language) = (use_navigator(), use_language());
    let creating = RwSignal::new(false);
    let search = search(navigator);
    let rows = shown(model, painted(search));
    let open = live::memo(move || Some(navigator.pools().open).filter(|id| !id.is_empty()));
    let list = model.list;
    let body = move || {
        if let Some(error) = list.error.get().filter(|_| list.is_empty()) {
            let words = api_error(language.get(), &error);
            return view! {
                <Failed title=t(Pools::Failed) text=format!("{} {}", words.what, words.then) busy=list.busy on_retry=move || model.reload() />
            }
            .into_any();
        }
        if !list.started.get() {
            return view! { <Skeleton rows=12 /> }.into_any();
        }
        table(model, rows, open.into())
    };
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(Pools::Title)}</h1>
                <div class="page-actions">
                    <Freshness read_at=list.read_at busy=list.busy on_reload=move || model.reload() />
                    <Button kind=Kind::Primary on_click=move || creating.set(true)>
                        <Icon glyph=Glyph::Plus />
                        {t(Pools::Create)}
                    </Button>
                </div>
            </header>
            {live::maybe(move || mine(model))}
            <Toolbar model rows search />
            {stale(move || list.error.get().filter(|_| !list.is_empty()))}
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || open.get().map(|id| drawer::drawer(model, &id)))}
            </div>
            <create::CreatePool model open=creating />
        </div>
    }
}

/// The caller's default pool in words; none is a normal state.
fn mine(model: PoolsModel) -> Option<AnyView> {
    let language = use_language();
    let words = model.mine.with(|mine| {
        Some(match mine.as_ref()? {
            Ok(Some(pool)) => {
                let (name, id) = (pool.label().to_owned(), pool.id.0.clone());
                let name = move || pools::default_pool(language.get(), &name);
                view! { {live::text(name)} " " <span class="faint monospace">{id}</span> }
                    .into_any()
            }
            Ok(None) => t(Pools::NoDefault).into_any(),
            Err(_) => t(Pools::DefaultFailed).into_any(),
        })
    });
    words.map(|words| view! { <p class="default-pool">{words}</p> }.into_any())
}

fn table(model: PoolsModel, rows: Lines, open: Signal<Option<String>>) -> AnyView {
    let navigator = use_navigator();
    let sort = live::memo(move || Sort::parse(&navigator.pools().sort));
    let on_sort = move |sort: Option<Sort>| {
        let sort = sort.map(|sort| sort.to_string()).unwrap_or_default();
        navigator.to(
            Place::Pools(PoolsView {
                sort,
                ..navigator.pools()
            }),
            true,
        );
    };
    let on_open = move |id: String| {
        navigator.to(
            Place::Pools(PoolsView {
                open: id,
                ..navigator.pools()
            }),
            false,
        )
    };
    view! {
        <Table
            label=t(Pools::Title)
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
fn empty(model: PoolsModel) -> AnyView {
    if model.list.is_empty() {
        view! { <Empty title=t(Pools::Empty) text=t(Pools::EmptyThen) /> }.into_any()
    } else {
        view! { <Empty title=t(Pools::NoMatch) text=t(Pools::NoMatchThen) /> }.into_any()
    }
}
