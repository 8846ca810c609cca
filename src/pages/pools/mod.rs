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

use leptos::prelude::*;

use crate::domain::access::Role;
use crate::domain::filter::Search;
use crate::i18n::pools::{self, Pools};
use crate::parts::addressed::painted;
use crate::parts::list::{ListScreen, list_table, search_of, shown};
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use model::PoolsModel;

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
    let href = Signal::derive(move || navigator.href(List::Keys.whole()));
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
    let (navigator, of) = (use_navigator(), model.listed());
    let creating = RwSignal::new(false);
    let search = search_of(List::Pools);
    let painted = painted(search);
    let filter = live::memo(move || Search(painted.read().trim().to_lowercase()));
    let rows = shown(model.list.lines, filter, move || session.now().seconds());
    let open = navigator.opened(List::Pools);
    model.list.look_for(open);
    let create = move || {
        view! {
            <Button kind=Kind::Primary on_click=move || creating.set(true)>
                <Icon glyph=Glyph::Plus />
                {t(Pools::Create)}
            </Button>
        }
    };
    view! {
        <ListScreen
            of
            shown=live::derived(move || rows.read().len())
            search
            open
            actions=create
            lead=move || live::maybe(move || mine(model))
            table=move || list_table(of, columns::columns(model), rows, open, "")
            drawer=Callback::new(move |id: String| drawer::drawer(model, &id))
        />
        <create::CreatePool model open=creating />
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
