//! Assigning several keys to a pool as one plan: a list to tick them in, then the gate.

use leptos::prelude::*;

use super::moving::{Review, Wanted};
use super::subject::Desk;
use super::ticks::{Tick, Ticks};
use crate::domain::entity;
use crate::domain::filter::Search;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::membership::MOST_MOVES;
use crate::domain::pool::PoolRef;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::keys::Keys;
use crate::i18n::lists::{Lists, Of, Word};
use crate::i18n::pool_form::{self, PoolForm};
use crate::i18n::pools::Pools;
use crate::parts::list::{Coverage, Lines, Listed, body, shown, stale};
use crate::route::List;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Empty;
use crate::ui::table::{Column, Priority, Sort, Table};

type Line = entity::Line<Key>;

/// The dialog.
#[component]
pub fn AssignKeys(desk: Desk) -> impl IntoView {
    let (language, assigning) = (use_language(), desk.assigning);
    let (ticks, search) = (Ticks::new(), RwSignal::new(String::new()));
    let review = Review::new(desk, desk.model.keys, ticks);
    let open = live::memo(move || assigning.with(Option::is_some));
    live::effect(move || {
        review.clear();
        if open.get() {
            ticks.clear();
            search.set(String::new());
            desk.model.keys.reload();
        }
    });
    let reason = Signal::derive(move || match ticks.count() {
        0 => Some(PoolForm::ChooseSome.say(language.get()).to_owned()),
        count if count > MOST_MOVES => Some(pool_form::too_many(language.get(), count)),
        _ => None,
    });
    let go = move || {
        let Some(subject) = assigning.get_untracked() else {
            return;
        };
        let wanted = Wanted {
            here: PoolRef::from(&subject.pool),
            into: true,
        };
        review.start(wanted, move || {
            assigning.try_set(None);
        });
    };
    let busy = Signal::derive(move || review.is_busy());
    let foot = move || {
        view! {
            {chosen(ticks)}
            <Button on_click=move || assigning.set(None)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy disabled_reason=reason on_click=go>
                {live::text(move || pool_form::review(language.get(), ticks.count()))}
            </Button>
        }
    };
    let title = move || {
        let pool = assigning
            .get()
            .map(|subject| subject.pool.label().to_owned());
        pool_form::assign_title(language.get(), &pool.unwrap_or_default())
    };
    view! {
        <Dialog open=open title=title wide=true on_close=move || assigning.set(None) foot>
            <p class="hint">{t(PoolForm::AssignLead)}</p>
            {live::maybe(move || assigning.get().map(|subject| picking(desk, ticks, search, subject.pool.id)))}
            {review.view()}
        </Dialog>
    }
}

/// How many are ticked, and the way back to none.
fn chosen(ticks: Ticks) -> AnyView {
    let language = use_language();
    let some = move || ticks.count() > 0;
    let words = move || pool_form::ticked(language.get(), ticks.count());
    view! {
        <span class="ticked">
            <span role="status">{live::text(words)}</span>
            {live::when(some, move || view! {
                <Button kind=Kind::Plain on_click=move || ticks.clear()>{t(Pools::Cleared)}</Button>
            }.into_any())}
        </span>
    }
    .into_any()
}

/// The search, the list, and how much of it is here.
fn picking(desk: Desk, ticks: Ticks, search: RwSignal<String>, pool: PoolId) -> AnyView {
    let list = desk.model.keys;
    let of = Listed::new(List::Keys, list.reading, list.error, move |ask| {
        list.ask(ask)
    });
    let filter = live::memo(move || Search(search.read().trim().to_lowercase()));
    let rows = shown(list.lines, filter, move || list.session.now().seconds());
    view! {
        <div class="picking">
            <SearchInput value=search label=t(Of(List::Keys, Word::Search)) />
            <Coverage of shown=live::derived(move || rows.read().len()) />
            {stale(move || list.error.get().filter(|_| !list.is_empty()))}
            <div class="picking-table">{body(of, move || table(desk, ticks, rows, &pool))}</div>
        </div>
    }
    .into_any()
}

fn table(desk: Desk, ticks: Ticks, rows: Lines<Key>, pool: &PoolId) -> AnyView {
    let sort: RwSignal<Option<Sort>> = RwSignal::new(None);
    let empty = || view! { <Empty title=t(Keys::NoMatch) text=t(Keys::NoMatchThen) /> }.into_any();
    view! {
        <Table
            label=t(Keys::Title)
            columns=columns(desk, ticks, pool)
            rows=rows
            row_id=Line::id
            sort=sort
            on_sort=move |now| sort.set(now)
            more=Signal::derive(move || desk.model.keys.has_more())
            empty=empty
        />
    }
    .into_any()
}

fn columns(desk: Desk, ticks: Ticks, here: &PoolId) -> Vec<Column<Line>> {
    let (of_box, of_pool) = (here.clone(), here.clone());
    let label = |line: &Line| {
        line.row()
            .map_or_else(String::new, |key| key.label().to_owned())
    };
    let pool = move |line: &Line| {
        let pool = line.row().and_then(|key| key.pool.as_ref());
        pool.map_or_else(String::new, |pool| desk.model.pool(pool).label().to_owned())
    };
    vec![
        Column::new("name", Keys::Name, label)
            .width(240)
            .sort(move |a, b| label(a).to_lowercase().cmp(&label(b).to_lowercase()))
            .cell(move |line| name(ticks, line, &of_box)),
        Column::new("id", Keys::Identifier, |line: &Line| line.id())
            .width(168)
            .priority(Priority::Medium)
            .cell(|line| {
                let id = line.row().map(|key| key.id.0.clone());
                view! { <span class="monospace">{id}</span> }.into_any()
            }),
        Column::new("pool", PoolForm::PoolNow, pool)
            .width(168)
            .sort(move |a, b| pool(a).to_lowercase().cmp(&pool(b).to_lowercase()))
            .cell(move |line| pool_now(desk, line, &of_pool)),
    ]
}

/// The box and the name; a key that is in the pool already cannot be ticked.
fn name(ticks: Ticks, line: &Line, here: &PoolId) -> AnyView {
    let Some(tick) = Tick::of(line) else {
        return view! { <span class="faint">{t(Lists::Unreadable)}</span> }.into_any();
    };
    let refused = line
        .row()
        .is_some_and(|key| key.pool.as_ref() == Some(here));
    let label = tick.label.clone();
    view! {
        <label class="tick">
            {ticks.tick_box(tick, refused, None)}
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn pool_now(desk: Desk, line: &Line, here: &PoolId) -> AnyView {
    match line.row().map(|key| key.pool.clone()) {
        Some(Some(pool)) if pool == *here => {
            view! { <span class="faint">{t(PoolForm::AlreadyHere)}</span> }.into_any()
        }
        Some(Some(pool)) => live::text(move || desk.model.pool(&pool).label().to_owned()),
        Some(None) => view! { <span class="faint">{t(Keys::NoPool)}</span> }.into_any(),
        None => ().into_any(),
    }
}
