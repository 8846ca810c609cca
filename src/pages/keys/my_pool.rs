//! What an operator who is limited to one pool sees: the pool, what can be done, and why the rest
//! cannot.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create::CreateKey;
use crate::api::error::ApiError;
use crate::domain::access::WhyNot;
use crate::domain::pool::Pool;
use crate::domain::time::UnixMillis;
use crate::i18n;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::keys::Keys;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::devices::use_devices;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;
use crate::ui::state::{Failed, Skeleton};

/// The pool as it was read; `None` inside when none is assigned.
type Reading = Option<Result<(Option<Pool>, UnixMillis), ApiError>>;

/// The page.
#[component]
pub fn MyPool(session: Session) -> impl IntoView {
    let language = use_language();
    let reading: RwSignal<Reading> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let creating = RwSignal::new(false);
    let clock = StoredValue::new(use_devices().clock);
    let load = move || {
        let Some(connection) = session.connection().get_untracked() else {
            return;
        };
        busy.set(true);
        let began = clock.with_value(|clock| clock.now());
        spawn_local(async move {
            let pool = session.read(connection.dialect().my_pool()).await;
            busy.try_set(false);
            reading.try_set(Some(pool.map(|pool| (pool, began))));
        });
    };
    load();
    // The count changes with a new key, so the pool is read again when the form closes.
    let mut was_open = false;
    live::effect(move || {
        let open = creating.get();
        if was_open && !open {
            load();
        }
        was_open = open;
    });
    let why_not = Signal::derive(move || {
        let why = match reading.get() {
            Some(Ok((Some(_), _))) => return None,
            Some(Ok((None, _))) => WhyNot::NoDefaultPool.say(language.get()),
            None | Some(Err(_)) => Keys::PoolNotRead.say(language.get()),
        };
        Some(why.to_owned())
    });
    let age = live::maybe(move || {
        reading
            .get()
            .and_then(Result::ok)
            .map(|(_, at)| view! { <Age read_at=at /> }.into_any())
    });
    let body = move || match reading.get() {
        None => view! { <Skeleton rows=4 /> }.into_any(),
        Some(Ok((pool, _))) => facts(pool),
        Some(Err(error)) => {
            let words = i18n::errors::api_error(language.get(), &error);
            view! { <Failed title=t(Keys::Failed) text=format!("{} {}", words.what, words.then) busy on_retry=load /> }.into_any()
        }
    };
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(Keys::MyPool)}</h1>
                <div class="page-actions">
                    {age}
                    <Button kind=Kind::Plain label=t(Interface::Reload) busy on_click=load><Icon glyph=Glyph::Reload /></Button>
                    <Button kind=Kind::Primary disabled_reason=why_not on_click=move || creating.set(true)>
                        <Icon glyph=Glyph::Plus />
                        {t(Keys::CreateMine)}
                    </Button>
                </div>
            </header>
            <p class="lead">{t(Keys::MyPoolLead)}</p>
            {live::part(body)}
            {not_available()}
            <CreateKey session model=None open=creating />
        </div>
    }
}

fn facts(pool: Option<Pool>) -> AnyView {
    let Some(pool) = pool else {
        return view! { <Details><Detail label=t(Keys::Pool)>{t(Keys::NoDefaultPool)}</Detail></Details> }.into_any();
    };
    let count = pool
        .key_count
        .map_or_else(|| "–".to_owned(), |count| count.to_string());
    let (name, id) = (pool.label().to_owned(), pool.id.0.clone());
    view! {
        <Details>
            <Detail label=t(Keys::Pool)>{name}</Detail>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            <Detail label=t(Keys::KeysInPool)>{count}</Detail>
        </Details>
    }
    .into_any()
}

/// What the gateway keeps from such a key, shown disabled with the reason.
fn not_available() -> AnyView {
    let language = use_language();
    let reason = Signal::derive(move || Some(WhyNot::PoolLimited.say(language.get()).to_owned()));
    view! {
        <div class="refused-actions">
            <Button disabled_reason=reason on_click=|| ()>{t(Keys::ListKeys)}</Button>
            <Button reason_beside=true disabled_reason=reason on_click=|| ()>{t(Keys::TopUp)}</Button>
        </div>
    }
    .into_any()
}
