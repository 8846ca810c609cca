//! The search, which rows it finds, and what it covers.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{Line, PoolsModel};
use crate::i18n::pools::Pools;
use crate::parts::addressed::{TYPED, addressed};
use crate::parts::listed::{Coverage, More};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{Place, PoolsView};
use crate::ui::input::SearchInput;
use crate::ui::language::t;
use crate::ui::live;

/// The lines of the table.
pub type Lines = Memo<Arc<Vec<Arc<Line>>>>;

/// The lines that the address asks for.
pub fn shown(model: PoolsModel, navigator: Navigator) -> Lines {
    let wanted = live::memo(move || navigator.pools().search.trim().to_lowercase());
    live::fresh(move || {
        let wanted = wanted.read();
        let shows = |line: &Line| match line {
            Line::Row(found, _) => found.haystack.contains(wanted.as_str()),
            Line::Unreadable(..) => wanted.is_empty(),
        };
        model.list.listing.with(|listing| {
            let lines = listing.rows().iter().enumerate();
            let lines = lines.map(|(place, listed)| Line::of(place, listed));
            Arc::new(lines.filter(shows).map(Arc::new).collect())
        })
    })
}

/// The search box and the line that says what it covers.
#[component]
pub fn Toolbar(model: PoolsModel, rows: Lines) -> impl IntoView {
    let (navigator, list) = (use_navigator(), model.list);
    let go = move |search| {
        navigator.to(
            Place::Pools(PoolsView {
                search,
                ..navigator.pools()
            }),
            true,
        )
    };
    let value = addressed(move || navigator.pools().search, TYPED, go);
    view! {
        <div class="toolbar" role="search">
            <SearchInput value label=t(Pools::Search) />
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
