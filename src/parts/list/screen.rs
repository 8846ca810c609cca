//! The screen of a list: heading, search and facets, what they cover, the list, and the drawer of
//! the row that the address names.

use leptos::prelude::*;

use super::Listed;
use super::state::{Coverage, Freshness, body, stale};
use crate::domain::reading::Ask;
use crate::i18n::lists::{Lists, Of, Word};
use crate::parts::navigator::use_navigator;
use crate::ui::button::{Button, Kind};
use crate::ui::input::SearchInput;
use crate::ui::language::t;
use crate::ui::live;

/// The screen.
#[component]
pub fn ListScreen(
    /// The list.
    of: Listed,
    /// How many rows pass the filters.
    #[prop(into)]
    shown: Signal<usize>,
    /// The search box's text.
    search: RwSignal<String>,
    /// The id of the row whose drawer is open.
    open: Memo<Option<String>>,
    /// Beside the heading: what makes a new row.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Below the heading: what the list is.
    #[prop(optional, into)]
    lead: ViewFn,
    /// The facets.
    #[prop(optional, into)]
    facets: ViewFn,
    /// Between search and list: what the rows that show come to.
    #[prop(optional, into)]
    notes: ViewFn,
    /// The table.
    #[prop(into)]
    table: ViewFn,
    /// The drawer of the row with this id.
    drawer: Callback<String, AnyView>,
) -> impl IntoView {
    let Listed {
        list,
        reading,
        error,
        ask,
    } = of;
    let navigator = use_navigator();
    let busy = live::derived(move || reading.with(|reading| reading.busy));
    let read_at = live::derived(move || reading.with(|reading| reading.read_at));
    let filtered = move || navigator.view(list).is_filtered();
    let clear = move || navigator.show(list, navigator.view(list).unfiltered(), false);
    let is_empty = move || reading.with(|reading| reading.loaded == 0);
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(Of(list, Word::Title))}</h1>
                <div class="page-actions">
                    <Freshness read_at busy on_reload=move || ask.run(Ask::Reload) />
                    {actions.run()}
                </div>
            </header>
            {lead.run()}
            <div class="toolbar" role="search">
                <SearchInput value=search label=t(Of(list, Word::Search)) />
                {facets.run()}
                {live::when(filtered, move || view! {
                    <Button kind=Kind::Plain on_click=clear>{t(Lists::ClearFilters)}</Button>
                }.into_any())}
            </div>
            <Coverage of shown />
            {notes.run()}
            {stale(move || error.get().filter(|_| !is_empty()))}
            <div class="screen-body">
                <div class="fill">{body(of, move || table.run())}</div>
                {live::maybe(move || open.get().map(|id| drawer.run(id)))}
            </div>
        </div>
    }
}
