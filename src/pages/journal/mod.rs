//! The journal: every write from this browser, how it ended, and its way back.

mod columns;
mod drawer;
mod filter;
mod marks;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::history::export::document;
use crate::history::problem::StoreProblem;
use crate::history::record::Entry;
use crate::i18n;
use crate::i18n::interface::Interface;
use crate::i18n::journal::{Journal, store_problem};
use crate::parts::list::search_of;
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::devices::use_devices;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::{Empty, Failed, Skeleton};
use crate::ui::table::Table;

/// The entries as they were read.
type Reading = Option<Result<Vec<Arc<Entry>>, StoreProblem>>;

/// The page.
#[component]
pub fn JournalPage() -> impl IntoView {
    let session: Session = expect_context();
    let (navigator, language) = (use_navigator(), use_language());
    let reading: RwSignal<Reading> = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            let entries = session.journal.entries().await;
            reading.try_set(Some(
                entries.map(|entries| entries.into_iter().map(Arc::new).collect()),
            ));
        });
    };
    live::effect(move || {
        session.journal.version().track();
        load();
    });
    let all = live::fresh(move || reading.get().and_then(Result::ok).unwrap_or_default());
    let search = search_of(List::Journal);
    let rows = live::fresh(move || {
        let filter = filter::filter(&navigator.view(List::Journal), search.get());
        Arc::new(
            all.get()
                .into_iter()
                .filter(|entry| filter.shows(entry))
                .collect::<Vec<_>>(),
        )
    });
    let clock = StoredValue::new(use_devices().clock);
    let export = move || {
        let entries: Vec<Entry> = all
            .get_untracked()
            .iter()
            .map(|entry| entry.as_ref().clone())
            .collect();
        session
            .journal
            .export(&document(&entries, clock.with_value(|clock| clock.now())));
    };
    let open = navigator.opened(List::Journal);
    // Drawn anew when the reading goes wrong or well, not at each reading: a row that stays keeps
    // its element, so that a drawer can give the focus back to it.
    let stands = live::memo(move || {
        reading
            .read()
            .as_ref()
            .map(|read| read.as_ref().err().cloned())
    });
    let body = move || match stands.get() {
        None => view! { <Skeleton /> }.into_any(),
        Some(Some(problem)) => {
            let text = move || store_problem(language.get(), &problem);
            view! { <Failed title=t(Journal::Failed) text=text on_retry=load /> }.into_any()
        }
        Some(None) => table(rows, all, open.into()),
    };
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(Journal::Title)}</h1>
                <div class="page-actions">
                    <Button kind=Kind::Plain label=t(Interface::Reload) on_click=load><Icon glyph=Glyph::Reload /></Button>
                    <Button on_click=export>{t(Journal::Export)}</Button>
                </div>
            </header>
            <p class="lead">{t(Journal::Lead)}</p>
            <div class="toolbar" role="search">
                <SearchInput value=search label=t(Journal::Search) />
                {filter::facets()}
            </div>
            <div class="coverage">
                <span role="status">{live::text(move || i18n::journal::shown(language.get(), rows.read().len(), all.read().len()))}</span>
            </div>
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || open.get().map(|id| drawer::drawer(session, all, &id)))}
            </div>
        </div>
    }
}

fn table(
    rows: Memo<Arc<Vec<Arc<Entry>>>>,
    all: Memo<Vec<Arc<Entry>>>,
    open: Signal<Option<String>>,
) -> AnyView {
    let navigator = use_navigator();
    let on_open = move |id: String| navigator.open(List::Journal, id);
    let empty = move || {
        if all.read().is_empty() {
            view! { <Empty title=t(Journal::Empty) text=t(Journal::EmptyThen) /> }.into_any()
        } else {
            view! { <Empty title=t(Journal::NoMatch) text=t(Journal::NoMatchThen) /> }.into_any()
        }
    };
    view! {
        <Table
            label=t(Journal::Title)
            columns=columns::columns()
            rows=rows
            row_id=columns::id
            selected=open
            on_open=on_open
            empty=empty
        />
    }
    .into_any()
}
