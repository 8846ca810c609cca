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
mod top_up;

use leptos::prelude::*;

use crate::domain::access::Role;
use crate::i18n::keys::Keys;
use crate::parts::addressed::painted;
use crate::parts::list::{ListScreen, list_table, search_of, shown};
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::t;
use crate::ui::live;
use model::KeysModel;

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
    let (navigator, of) = (use_navigator(), model.listed());
    let (creating, changing) = (RwSignal::new(false), RwSignal::new(None));
    let search = search_of(List::Keys);
    let painted = painted(search);
    let filter = live::memo(move || facets::filter(&navigator.view(List::Keys), &painted.read()));
    let rows = shown(model.list.lines, filter, move || session.now().seconds());
    let open = navigator.opened(List::Keys);
    model.list.look_for(open);
    let create = move || {
        view! {
            <Button kind=Kind::Primary on_click=move || creating.set(true)>
                <Icon glyph=Glyph::Plus />
                {t(Keys::Create)}
            </Button>
        }
    };
    let drawer = Callback::new(move |id: String| drawer::drawer(model, &id, changing));
    view! {
        <ListScreen
            of
            shown=live::derived(move || rows.read().len())
            search
            open
            actions=create
            facets=move || facets::facets(model)
            table=move || list_table(of, columns::columns(model), rows, open, "")
            drawer
        />
        <create::CreateKey session model=Some(model) open=creating />
        <change::ChangeKey model subject=changing />
    }
}
