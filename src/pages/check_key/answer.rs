//! What a key said about itself, in whichever of the three known forms it came: with amounts, with
//! percentages and windows, or with both. What was not told is not drawn as zero.

use leptos::prelude::*;

use crate::domain::access::Role;
use crate::domain::key::Key;
use crate::domain::time::UnixMillis;
use crate::i18n::check_key::CheckKey;
use crate::i18n::keys::Keys;
use crate::parts::budget::budget_details;
use crate::parts::instant::instant;
use crate::parts::link::classed;
use crate::parts::raw::raw;
use crate::parts::status::key_status;
use crate::parts::windows::window_details;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::moment::Age;

/// The answer, and when it was asked for.
pub fn answer(
    session: Session,
    key: &Key,
    asked: UnixMillis,
    forget: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let (name, facts, budget) = (
        key.label().to_owned(),
        facts(key),
        budget_details(&key.budget),
    );
    let (raw, in_list) = (raw(&key.raw), in_list(session, key));
    let windows = key
        .subscription
        .as_ref()
        .map(|subscription| window_details(subscription, session.now().seconds()));
    view! {
        <section class="check-key-answer" aria-label=t(CheckKey::Answer)>
            <header class="check-key-head">
                <h2>{name}</h2>
                <Age read_at=asked />
            </header>
            <Details>{facts}</Details>
            <h3>{t(Keys::Budget)}</h3>
            <Details>{budget}</Details>
            {windows.map(|windows| view! { <h3>{t(Keys::Subscription)}</h3> <Details>{windows}</Details> })}
            {raw}
            <div class="line">
                {in_list}
                <Button kind=Kind::Quiet on_click=forget>{t(CheckKey::Forget)}</Button>
            </div>
        </section>
    }
    .into_any()
}

fn facts(key: &Key) -> AnyView {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let value = or_dash(key.redacted_value.clone());
    let foundation = key.foundation.as_ref();
    let foundation = or_dash(foundation.map(|foundation| foundation.0.clone()));
    let (id, status) = (key.id.0.clone(), key_status(&key.status));
    let expires = instant(key.expires_at, CheckKey::NoEnd);
    let used = instant(key.last_used_at, CheckKey::NoUse);
    let created = instant(key.created_at, CheckKey::NotTold);
    view! {
        <Detail label=t(Keys::Status)>{status}</Detail>
        <Detail label=t(Keys::Value) monospace=true>{value}</Detail>
        <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
        <Detail label=t(Keys::Foundation)>{foundation}</Detail>
        <Detail label=t(Keys::Expires)>{expires}</Detail>
        <Detail label=t(Keys::LastUsed)>{used}</Detail>
        <Detail label=t(Keys::Created)>{created}</Detail>
    }
    .into_any()
}

/// The way to the key's drawer, for an operator who has a list of keys.
fn in_list(session: Session, key: &Key) -> AnyView {
    let key = key.id.clone();
    let connection = session.connection();
    let lists = move || {
        connection.with(|connection| {
            connection
                .as_ref()
                .is_some_and(|connection| connection.role == Role::Organization)
        })
    };
    live::when(lists, move || {
        let to = List::Keys.opened_at(key.as_str());
        classed(to, Kind::Quiet.class(), t(CheckKey::OpenInList).into_any())
    })
}
