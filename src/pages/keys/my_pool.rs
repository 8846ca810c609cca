//! What an operator who is limited to one pool sees: the pool, what can be done, what is pending,
//! and why the rest cannot.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create::CreateKey;
use super::my_charges::my_charges;
use crate::api::error::ApiError;
use crate::api::gateway::ListQuery;
use crate::domain::access::WhyNot;
use crate::domain::pool::{Owner, Pool};
use crate::domain::time::UnixMillis;
use crate::i18n::keys::Keys;
use crate::i18n::lists;
use crate::i18n::{Language, Say};
use crate::parts::list::{Freshness, failed, stale};
use crate::session::Session;
use crate::session::listing::LiveList;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;

/// The operator's own pool, as it was read last.
#[derive(Clone, Copy)]
struct OwnPool {
    session: Session,
    /// `None` before the first reading; `None` inside when no pool is assigned.
    pool: RwSignal<Option<Option<Pool>>>,
    read_at: RwSignal<Option<UnixMillis>>,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
}

impl OwnPool {
    fn new(session: Session) -> Self {
        Self {
            session,
            pool: RwSignal::new(None),
            read_at: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    fn load(self) {
        let Some(connection) = self.session.connection().get_untracked() else {
            return;
        };
        self.busy.set(true);
        let began = self.session.now();
        spawn_local(async move {
            let read = self.session.read(connection.dialect().my_pool()).await;
            self.busy.try_set(false);
            self.error.try_set(match read {
                Ok(pool) => {
                    self.pool.try_set(Some(pool));
                    self.read_at.try_set(Some(began));
                    None
                }
                Err(error) => Some(error),
            });
        });
    }

    /// Why no key can be created in it; `None` when one can.
    fn why_not(self, language: Language) -> Option<&'static str> {
        self.pool.with(|pool| match pool {
            Some(Some(_)) => None,
            Some(None) => Some(WhyNot::NoDefaultPool.say(language)),
            None => Some(Keys::PoolNotRead.say(language)),
        })
    }

    fn body(self) -> AnyView {
        match (self.pool.get(), self.error.get()) {
            (Some(pool), _) => facts(pool),
            (None, None) => view! { <Skeleton rows=4 /> }.into_any(),
            (None, Some(error)) => {
                let language = use_language().get();
                let words = lists::failed(Keys::PoolFailed.say(language), language, &error);
                failed(
                    words,
                    self.busy.into(),
                    Callback::new(move |()| self.load()),
                )
            }
        }
    }
}

/// The page.
#[component]
pub fn MyPool(session: Session) -> impl IntoView {
    let own = OwnPool::new(session);
    let charges = LiveList::new(session, ListQuery::after(None));
    let creating = RwSignal::new(false);
    let load = move || {
        own.load();
        charges.reload();
    };
    load();
    // The count changes with a new key, so the pool is read again when the form closes.
    let mut was_open = false;
    live::effect(move || {
        let open = creating.get();
        if was_open && !open {
            own.load();
        }
        was_open = open;
    });
    let language = use_language();
    let why_not = Signal::derive(move || own.why_not(language.get()).map(str::to_owned));
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(Keys::MyPool)}</h1>
                <div class="page-actions">
                    <Freshness read_at=own.read_at busy=own.busy on_reload=load />
                    <Button kind=Kind::Primary disabled_reason=why_not on_click=move || creating.set(true)>
                        <Icon glyph=Glyph::Plus />
                        {t(Keys::CreateMine)}
                    </Button>
                </div>
            </header>
            <p class="lead">{t(Keys::MyPoolLead)}</p>
            {stale(move || own.error.get().filter(|_| own.pool.with(Option::is_some)))}
            {live::part(move || own.body())}
            {my_charges(charges)}
            {not_available()}
            <CreateKey session model=None open=creating />
        </div>
    }
}

fn facts(pool: Option<Pool>) -> AnyView {
    let Some(pool) = pool else {
        return view! {
            <Details><Detail label=t(Keys::Pool)>{t(Keys::NoDefaultPool)}</Detail></Details>
            <Notice>{t(WhyNot::NoDefaultPool)}</Notice>
        }
        .into_any();
    };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let count = or_dash(pool.key_count.map(|count| count.to_string()));
    let owner = pool.owner.as_ref().and_then(Owner::label);
    let owner = or_dash(owner.map(str::to_owned));
    let (name, id) = (pool.label().to_owned(), pool.id.0.clone());
    view! {
        <Details>
            <Detail label=t(Keys::Pool)>{name}</Detail>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            <Detail label=t(Keys::Owner)>{owner}</Detail>
            <Detail label=t(Keys::KeysInPool)>{count}</Detail>
        </Details>
    }
    .into_any()
}

/// What the gateway keeps from such a key, shown disabled with the reason.
fn not_available() -> AnyView {
    const KEPT: [Keys; 5] = [
        Keys::ListKeys,
        Keys::TopUp,
        Keys::Rotate,
        Keys::Move,
        Keys::Delete,
    ];
    let language = use_language();
    let reason = Signal::derive(move || Some(WhyNot::PoolLimited.say(language.get()).to_owned()));
    let kept = KEPT.map(|word| {
        view! { <Button disabled_reason=reason on_click=|| ()>{t(word)}</Button> }.into_any()
    });
    view! {
        <section class="stack">
            <h2>{t(Keys::NotForYou)}</h2>
            <p class="hint">{t(WhyNot::PoolLimited)}</p>
            <div class="refused-actions">{kept.into_iter().collect_view()}</div>
        </section>
    }
    .into_any()
}
