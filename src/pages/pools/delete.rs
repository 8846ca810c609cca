//! Deleting a pool, which must be empty: the keys in it are counted when the dialog opens and once
//! more before the gate, and the key list is read again afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::subject::{Desk, Stop, Subject, stopped};
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::ListQuery;
use crate::domain::access::WhyNot;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::pool::PoolRef;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::i18n::interface::Interface;
use crate::i18n::keys::{KeyForm, Keys};
use crate::i18n::pools::{self, PoolForm};
use crate::i18n::{Language, Say};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{Place, PoolsView, Route};
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::dialog::Dialog;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::toast::{Toast, Toasts, use_toasts};
use crate::ui::tone::Tone;

/// Pages of keys that are read to count those in a pool: 2 000 keys where a gateway ignores the
/// filter, and all of them where it does not.
const MOST_PAGES: usize = 20;

/// How many keys are in a pool, and how much was read to know it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Count {
    members: usize,
    read: usize,
    complete: bool,
}

/// How news reaches the operator once the dialog is gone.
#[derive(Clone)]
struct News {
    toasts: Toasts,
    language: RwSignal<Language>,
    navigator: Navigator,
}

/// The dialog.
#[component]
pub fn DeletePool(desk: Desk) -> impl IntoView {
    let (language, deleting) = (use_language(), desk.deleting);
    let count: RwSignal<Option<Count>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let stop = RwSignal::new(None);
    let news = News {
        toasts: use_toasts(),
        language,
        navigator: use_navigator(),
    };
    let open = live::memo(move || deleting.with(Option::is_some));
    // Counts, and goes on to the gate when that is wanted.
    let go = Callback::new(move |on: bool| {
        let Some(subject) = deleting.get_untracked() else {
            return;
        };
        busy.set(true);
        stop.set(None);
        let news = news.clone();
        spawn_local(async move {
            let counted = count_members(desk.model.session, &subject.pool.id).await;
            count.try_set(counted.as_ref().ok().copied());
            let result = match counted {
                Ok(Count { members: 0, .. }) if on => ask(desk, subject, news).await,
                Ok(_) => Ok(()),
                Err(error) => Err(Stop::Failed(error)),
            };
            busy.try_set(false);
            stop.try_set(result.err());
        });
    });
    live::effect(move || {
        if open.get() {
            count.set(None);
            go.run(false);
        }
    });
    let reason = Signal::derive(move || {
        match count.get() {
            Some(Count { members: 0, .. }) => None,
            Some(_) => Some(WhyNot::PoolHoldsKeys.say(language.get())),
            None if busy.get() => Some(PoolForm::Counting.say(language.get())),
            None => Some(PoolForm::NotCounted.say(language.get())),
        }
        .map(str::to_owned)
    });
    let foot = move || {
        view! {
            <Button busy on_click=move || go.run(false)>{t(PoolForm::CountAgain)}</Button>
            <Button on_click=move || deleting.set(None)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy disabled_reason=reason on_click=move || go.run(true)>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(PoolForm::DeleteTitle) closable=move || !busy.get() on_close=move || deleting.set(None) foot>
            {live::maybe(move || deleting.get().map(|subject| facts(&subject)))}
            <p>{t(PoolForm::DeleteLead)}</p>
            {live::maybe(move || count.get().map(counted))}
            {live::when(move || count.get().is_none() && busy.get(), || view! {
                <p class="hint" role="status">{t(PoolForm::Counting)}</p>
            }.into_any())}
            {live::maybe(move || stop.get().map(stopped))}
        </Dialog>
    }
}

fn facts(subject: &Subject) -> AnyView {
    let (name, id) = (subject.pool.label().to_owned(), subject.pool.id.0.clone());
    view! {
        <Details>
            <Detail label=t(Keys::Name)>{name}</Detail>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
        </Details>
    }
    .into_any()
}

/// The count in words; a pool that holds keys is a reason to stop.
fn counted(count: Count) -> AnyView {
    let language = use_language();
    let Count {
        members,
        read,
        complete,
    } = count;
    let tone = match (members, complete) {
        (0, true) => Tone::Good,
        (0, false) => Tone::Attention,
        _ => Tone::Bad,
    };
    let words = move || pools::counted(language.get(), members, read, complete);
    view! { <Notice tone>{live::text(words)}</Notice> }.into_any()
}

async fn count_members(session: Session, pool: &PoolId) -> Result<Count, ApiError> {
    let query = ListQuery::newest(None).within(pool.clone());
    let (keys, complete) = session.read_all::<Key>(query, MOST_PAGES).await?;
    let here = |key: &&Key| key.pool.as_ref() == Some(pool);
    Ok(Count {
        members: keys.iter().filter(here).count(),
        read: keys.len(),
        complete,
    })
}

/// Reads the pool again, and opens the gate on a pool that was counted empty.
async fn ask(desk: Desk, subject: Subject, news: News) -> Result<(), Stop> {
    let (model, deleting) = (desk.model, desk.deleting);
    let fresh = model.list.reread(&subject.whereabouts()).await;
    let mut pool = fresh.map_err(Stop::Failed)?.here().ok_or(Stop::Gone)?;
    pool.is_default = model.is_default(&pool);
    let Some(connection) = model.session.connection().get_untracked() else {
        return Err(Stop::Failed(ApiError::Unreachable(Unreachable::NotSent)));
    };
    let plan = Plan::delete_pool(connection.dialect(), &pool, subject.cursor.as_ref(), 0);
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    // Cancelled while the gateway was asked: the question is not put any more.
    if deleting.try_get_untracked().flatten().is_none() {
        return Ok(());
    }
    model.session.ask(asking, move |outcomes| {
        let Some(outcomes) = outcomes else { return };
        desk.refresh(&PoolRef::from(&pool));
        if outcomes.iter().any(Outcome::has_happened) {
            deleting.try_set(None);
            close_drawer(news.navigator, &pool.id);
            spawn_local(look_after(model.session, PoolRef::from(&pool), news));
        }
    });
    Ok(())
}

/// The drawer of a pool that is gone has nothing to show.
fn close_drawer(navigator: Navigator, gone: &PoolId) {
    let Route { place, .. } = untrack(|| navigator.route.get());
    if let Place::Pools(view) = place
        && view.open == gone.as_str()
    {
        let view = PoolsView {
            open: String::new(),
            ..view
        };
        navigator.to(Place::Pools(view), true);
    }
}

/// Whether keys still name a pool that is gone: a gateway may delete one that is not empty.
async fn look_after(session: Session, pool: PoolRef, news: News) {
    let counted = count_members(session, &pool.id).await.ok();
    let tone = match counted {
        Some(Count {
            members: 0,
            complete: true,
            ..
        }) => Tone::Good,
        _ => Tone::Attention,
    };
    let language = news.language;
    let words = move || match counted {
        Some(Count {
            members, complete, ..
        }) => pools::after_deletion(language.get(), pool.label(), members, complete),
        None => pools::after_deletion_unread(language.get(), pool.label()),
    };
    news.toasts.show(Toast::new(tone, words));
}
