//! The search, which rows it finds, and what it covers.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{Line, PoolsModel};
use crate::i18n::pools::Pools;
use crate::parts::addressed::{TYPED, addressed};
use crate::parts::listed::{Coverage, More};
use crate::parts::navigator::Navigator;
use crate::route::{Place, PoolsView};
use crate::ui::input::SearchInput;
use crate::ui::language::t;
use crate::ui::live;

/// The lines of the table.
pub type Lines = Memo<Arc<Vec<Arc<Line>>>>;

/// The lines that the search box asks for.
pub fn shown(model: PoolsModel, search: ReadSignal<String>) -> Lines {
    let wanted = live::memo(move || search.read().trim().to_lowercase());
    live::fresh(move || {
        let wanted = wanted.read();
        let shows = |line: &Line| match line {
            Line::Row(found, _) => found.haystack.contains(wanted.as_str()),
            Line::Unreadable(..) => wanted.is_empty(),
        };
        let lines = model.list.lines.read();
        Arc::new(lines.iter().filter(|line| shows(line)).cloned().collect())
    })
}

/// The search box's text, which the address follows once it rests.
pub fn search(navigator: Navigator) -> RwSignal<String> {
    let go = move |search| {
        navigator.to(
            Place::Pools(PoolsView {
                search,
                ..navigator.pools()
            }),
            true,
        )
    };
    addressed(move || navigator.pools().search, TYPED, go)
}

/// The search box and the line that says what it covers.
#[component]
pub fn Toolbar(model: PoolsModel, rows: Lines, search: RwSignal<String>) -> impl IntoView {
    let list = model.list;
    view! {
        <div class="toolbar" role="search">
            <SearchInput value=search label=t(Pools::Search) />
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
