//! Deleting a pool, which must be empty: the keys in it are counted when the dialog opens and once
//! more before the gate, and the key list is read again afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::subject::{Desk, Subject};
use crate::api::error::ApiError;
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
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::i18n::pool_form::{self, PoolForm};
use crate::i18n::{Language, Say};
use crate::parts::approach::{Approach, Put, Stop};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::List;
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
    let approach = Approach::new(List::Pools);
    let news = News {
        toasts: use_toasts(),
        language,
        navigator: use_navigator(),
    };
    let open = live::memo(move || deleting.with(Option::is_some));
    let counting = move |subject: &Subject| {
        let (session, pool) = (desk.model.session, subject.pool.id.clone());
        async move {
            count.set(None);
            let counted = count_members(session, &pool).await.map_err(Stop::Failed)?;
            count.set(Some(counted));
            Ok(counted)
        }
    };
    let count_again = move || {
        if let Some(subject) = deleting.get_untracked() {
            let counting = counting(&subject);
            approach.go(async move { counting.await.map(|_| nothing()) });
        }
    };
    let review = move || {
        let Some(subject) = deleting.get_untracked() else {
            return;
        };
        let (counting, news) = (counting(&subject), news.clone());
        approach.go(async move {
            match counting.await? {
                Count { members: 0, .. } => ask(desk, subject, news).await,
                _ => Ok(nothing()),
            }
        });
    };
    live::effect(move || {
        approach.reset();
        if open.get() {
            count_again();
        }
    });
    let reason = Signal::derive(move || {
        match count.get() {
            Some(Count { members: 0, .. }) => None,
            Some(_) => Some(WhyNot::PoolHoldsKeys.say(language.get())),
            None if approach.is_busy() => Some(PoolForm::Counting.say(language.get())),
            None => Some(PoolForm::NotCounted.say(language.get())),
        }
        .map(str::to_owned)
    });
    let busy = live::derived(move || approach.is_busy());
    let review = Callback::new(move |()| review());
    let close = Callback::new(move |()| deleting.set(None));
    let foot = move || {
        view! {
            <Button busy on_click=count_again>{t(PoolForm::CountAgain)}</Button>
            <Button on_click=close>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy disabled_reason=reason on_click=review>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(PoolForm::DeleteTitle) on_close=close foot>
            {live::maybe(move || deleting.get().map(|subject| facts(&subject)))}
            <p>{t(PoolForm::DeleteLead)}</p>
            {live::maybe(move || count.get().map(counted))}
            {live::when(move || count.get().is_none() && busy.get(), || view! {
                <p class="hint" role="status">{t(PoolForm::Counting)}</p>
            }.into_any())}
            {approach.stopped()}
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
    let words = move || pool_form::counted(language.get(), members, read, complete);
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

/// The pool holds keys, which stands in sight: there is no question to put.
fn nothing() -> Put {
    Box::new(|| ())
}

/// Reads the pool again: the way to the gate on a pool that was counted empty.
async fn ask(desk: Desk, subject: Subject, news: News) -> Result<Put, Stop> {
    let (model, deleting) = (desk.model, desk.deleting);
    let mut pool = Stop::unless_here(model.list.reread(&subject.whereabouts()).await)?;
    pool.is_default = model.is_default(&pool);
    let Some(connection) = model.session.connection().get_untracked() else {
        return Err(Stop::DISCONNECTED);
    };
    let plan = Plan::delete_pool(connection.dialect(), &pool, subject.cursor.as_ref(), 0);
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    Ok(Box::new(move || {
        model.session.ask(asking, move |outcomes| {
            let Some(outcomes) = outcomes else { return };
            desk.refresh(&PoolRef::from(&pool));
            if outcomes.iter().any(Outcome::has_happened) {
                deleting.try_set(None);
                news.navigator.close(List::Pools, pool.id.as_str());
                spawn_local(look_after(model.session, PoolRef::from(&pool), news));
            }
        });
    }))
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
        }) => pool_form::after_deletion(language.get(), pool.label(), members, complete),
        None => pool_form::after_deletion_unread(language.get(), pool.label()),
    };
    news.toasts.show(Toast::new(tone, words));
}
