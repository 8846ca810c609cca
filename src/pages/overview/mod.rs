//! The overview: what needs an operator's eye, each a few rows with the way to all of them. Judges
//! nothing itself, and says of everything how much of it was looked at.

mod charges;
mod keys;
mod looked_at;
mod model;
mod section;
mod writes;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::api::gateway::Paged;
use crate::domain::access::{Role, WhyNot};
use crate::i18n::overview::Overview;
use crate::parts::list::{Freshness, stale};
use crate::session::Session;
use crate::session::listing::LiveList;
use crate::ui::language::t;
use crate::ui::live;
use model::OverviewModel;
use section::{said, section};

/// The page, by what the operator's key may see.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let session: Session = expect_context();
    let role = live::memo(move || session.connection().get().map(|connection| connection.role));
    live::maybe(move || {
        role.get()
            .map(|role| page(OverviewModel::new(session, role)))
    })
}

fn page(model: OverviewModel) -> AnyView {
    model.read_lists();
    live::effect(move || {
        model.session.journal.version().track();
        model.read_writes();
    });
    let of_keys = match model.role {
        Role::Organization => [
            keys::budgets(model),
            keys::expiry(model),
            keys::unused(model),
        ]
        .collect_view()
        .into_any(),
        Role::Pool => section(Overview::Keys, (), said(t(WhyNot::PoolLimited))),
    };
    view! {
        <div class="page overview">
            <header class="page-head">
                <h1>{t(Overview::Title)}</h1>
                <div class="page-actions">
                    <Freshness
                        read_at=Signal::derive(move || model.read_at())
                        busy=Signal::derive(move || model.is_busy())
                        on_reload=move || {
                            model.read_lists();
                            model.read_writes();
                        }
                    />
                </div>
            </header>
            {looked_at::looked_at(model)}
            {stale(move || error(model.keys))}
            {stale(move || error(model.charges))}
            <div class="eyes">
                {writes::writes(model)}
                {charges::charges(model)}
                {of_keys}
            </div>
        </div>
    }
    .into_any()
}

/// What failed when a list was read again; its rows of before still stand.
fn error<T: Paged>(list: LiveList<T>) -> Option<ApiError> {
    list.error.get().filter(|_| list.started.get())
}
