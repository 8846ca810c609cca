//! One pool in full: its facts, the keys in it, the row as it came, and what can be done.

use leptos::prelude::*;

use super::assign::AssignKeys;
use super::delete::DeletePool;
use super::members::members;
use super::model::{Line, PoolsModel};
use super::owner::ChangeOwner;
use super::subject::{Desk, Subject};
use super::ticks::Ticks;
use crate::api::gateway::ListQuery;
use crate::domain::access::Role;
use crate::domain::ids::PoolId;
use crate::domain::pool::Pool;
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::i18n::pools::{self, Pools};
use crate::parts::instant::instant;
use crate::parts::list::{Opened, RowDrawer, line_drawer};
use crate::parts::person::person;
use crate::parts::raw::raw;
use crate::route::List;
use crate::session::listing::LiveList;
use crate::ui::button::Button;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The drawer for the line with this id.
pub fn drawer(model: PoolsModel, id: &str) -> AnyView {
    let opened = Opened::new(
        id,
        move |id| model.list.line(id),
        move |id| model.list.looking(id),
    );
    let (line, desk) = (opened.line, desk(model, id));
    let raw = move || Some(raw(&line.get()?.row()?.raw));
    let known = move || line.with(|line| matches!(line, Some(Line::Row(..))));
    let pool = PoolId(id.to_owned());
    let inside = move || {
        if !desk.members.started.get_untracked() {
            desk.members.reload();
        }
        // Drawn once: the list of pools changes under it, and what is ticked stays.
        members(desk, untrack(|| model.pool(&pool)))
    };
    let below = move || {
        let inside = inside.clone();
        view! { {live::when(known, inside)} {live::maybe(raw)} }
    };
    let shows = RowDrawer {
        title: |_, pool: &Pool| pool.label().to_owned(),
        facts: Box::new(move |pool| facts(model, pool)),
        below: below.into(),
        foot: (move || live::maybe(move || foot(desk, &line.get()?))).into(),
    };
    view! {
        {line_drawer(List::Pools, opened, shows)}
        <AssignKeys desk />
        <ChangeOwner desk />
        <DeletePool desk />
    }
    .into_any()
}

fn desk(model: PoolsModel, id: &str) -> Desk {
    let query = ListQuery::newest(None).within(PoolId(id.to_owned()));
    Desk {
        model,
        members: LiveList::new(model.session, query),
        ticks: Ticks::new(),
        assigning: RwSignal::new(None),
        owning: RwSignal::new(None),
        deleting: RwSignal::new(None),
    }
}

fn foot(desk: Desk, line: &Line) -> Option<AnyView> {
    let subject = StoredValue::new(Subject::of(line)?);
    let language = use_language();
    let why = Signal::derive(move || {
        let mut pool = subject.get_value().pool;
        pool.is_default = desk.model.is_default(&pool);
        let why = pool.why_not_delete(Role::Organization, seen(desk, &pool));
        why.map(|why| why.say(language.get()).to_owned())
    });
    let start = move |what: RwSignal<Option<Subject>>| what.set(Some(subject.get_value()));
    Some(
        view! {
            <Button on_click=move || start(desk.assigning)>{t(Pools::Assign)}</Button>
            <Button on_click=move || start(desk.owning)>{t(Pools::Owner)}</Button>
            <span class="foot-end">
                <Button reason_beside=true disabled_reason=why on_click=move || start(desk.deleting)>
                    {t(Pools::Delete)}
                </Button>
            </span>
        }
        .into_any(),
    )
}

/// How many members were seen; `None` when none was and there may be some that were not read.
fn seen(desk: Desk, pool: &Pool) -> Option<usize> {
    let keys = desk.members.rows();
    let here = keys
        .iter()
        .filter(|found| found.row.pool.as_ref() == Some(&pool.id));
    let reading = desk.members.reading.get();
    match here.count() {
        0 if !reading.whole || keys.len() < reading.loaded => None,
        count => Some(count),
    }
}

fn facts(model: PoolsModel, pool: &Pool) -> AnyView {
    let (id, pool) = (pool.id.0.clone(), pool.clone());
    let count = pool
        .key_count
        .map_or_else(|| "–".to_owned(), |count| count.to_string());
    let (owner, created) = (
        person(pool.owner.as_ref()),
        instant(pool.created_at, Pools::NotTold),
    );
    let language = use_language();
    let default = move || pools::is_default(model.is_default(&pool)).say(language.get());
    view! {
        <Details>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            <Detail label=t(Keys::Owner)>{owner}</Detail>
            <Detail label=t(Pools::KeyCount)>{count}</Detail>
            <Detail label=t(Keys::Created)>{created}</Detail>
            <Detail label=t(Pools::Default)>{live::text(default)}</Detail>
        </Details>
    }
    .into_any()
}
