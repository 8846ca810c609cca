//! The screen of a single-row resource: its facts, related lists, and actions.

use std::sync::Arc;

use crate::reactive::*;

use crate::records::Row;
use crate::schema::{Action, Dialect, Query, Resource};
use crate::screens::act::{ActDialog, Doing};
use crate::screens::coverage::freshness;
use crate::screens::explained::{failed, list_failure, stale};
use crate::screens::looks::Looks;
use crate::screens::record::{Shown, fact_list, raw, related_rows};
use crate::session::Session;
use crate::session::list::LiveList;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::ui::words::LOADING;
use crate::words::{Say, visible};

/// Draws the screen.
pub(super) fn single_screen(session: Session, resource: &'static Resource) -> AnyView {
    let Some(dialect) = session.dialect() else {
        return ().into_any();
    };
    let looks = Looks::here();
    let list = LiveList::new(session, resource, Query::oldest());
    list.reload();
    let doing: RwSignal<Option<Doing>> = RwSignal::new(None);
    let row = live::memo(move || list.rows().into_iter().next());
    let busy = live::derived(move || list.reading.with(|reading| reading.busy));
    let body = move || {
        let started = list.reading.with(|reading| reading.started);
        match (row.get(), list.error.get()) {
            (Some(row), _) => one(looks, dialect, resource, &row),
            (None, Some(error)) if !started => {
                let retry = Callback::new(move |()| list.reload());
                failed(list_failure(resource, &error), busy, retry)
            }
            (None, _) if started => {
                let [title, then] = resource.words.empty;
                view! { <Notice><p>{t(title)}</p><p>{t(then)}</p></Notice> }.into_any()
            }
            (None, _) => view! { <Skeleton rows=4 /> }.into_any(),
        }
    };
    let actions = resource.actions.iter().copied();
    let actions = actions.map(|action| button(list, row, action, doing));
    let actions = actions.collect_view();
    let shown = Shown {
        session,
        dialect,
        resource,
        row,
        doing,
        reread: Callback::new(move |()| list.outdate()),
    };
    // Drawn once for each row; its contents are updated in place.
    let which = live::memo(move || row.with(|row| Some(row.as_ref()?.id.clone())));
    let related = live::maybe(move || which.get().map(|_| related_rows(looks, shown)));
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(resource.title)}</h1>
                <div class="page-actions">{freshness(list)} {actions}</div>
            </header>
            {resource.lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
            {stale(move || list.error.get().filter(|_| list.reading.with(|it| it.started)))}
            {live::part(body)}
            {related}
            {live::maybe(move || row.get().map(|row| raw(&row.raw)))}
            <ActDialog doing list=Some(list) />
        </div>
    }
    .into_any()
}

/// Draws the row: its title and its facts.
fn one(looks: Looks, dialect: &'static Dialect, resource: &'static Resource, row: &Row) -> AnyView {
    let name = row.label(resource).to_owned();
    view! {
        <h2><bdi>{visible(&name).into_owned()}</bdi></h2>
        {fact_list(looks, dialect, resource, row)}
    }
    .into_any()
}

/// Draws the button of an action on the row; without a row it shows why there is none.
fn button(
    list: LiveList,
    row: Memo<Option<Arc<Row>>>,
    action: &'static Action,
    doing: RwSignal<Option<Doing>>,
) -> AnyView {
    let (session, resource, language) = (list.session, list.resource, use_language());
    let on = move |row: Arc<Row>| {
        let at = row.locator(resource, None);
        Doing::on(resource, action, at, row)
    };
    let reason = Signal::derive(move || {
        let why = match row.get() {
            Some(row) => on(row).why_not(session)?,
            None if list.reading.with(|reading| reading.started) => resource.words.empty[0],
            None if list.error.with(Option::is_some) => resource.words.failed,
            None => LOADING,
        };
        Some(why.say(language.get()).to_owned())
    });
    let begin = move || doing.set(row.get_untracked().map(on));
    view! {
        <Button kind=Kind::Primary disabled_reason=reason on_click=begin>
            <Icon glyph=Glyph::Plus />
            {t(action.button)}
        </Button>
    }
    .into_any()
}
