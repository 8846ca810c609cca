//! A key's facts: identity, budget, windows, times, and the row as it came.

use leptos::prelude::*;

use super::model::KeysModel;
use crate::domain::budget::{Subscription, Window};
use crate::domain::key::Key;
use crate::domain::page::Unreadable;
use crate::domain::pool::Owner;
use crate::domain::time::UnixSeconds;
use crate::i18n::charges::Charges;
use crate::i18n::keys::Keys;
use crate::parts::budget::budget_details;
use crate::parts::navigator::use_navigator;
use crate::parts::status::key_status;
use crate::route::{ChargesView, Place, PoolsView};
use crate::ui::detail::{Code, Detail, Details, Disclosure};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::notice::Notice;

/// The facts.
pub fn facts(model: KeysModel, key: &Key) -> AnyView {
    let owner = or_dash(key.owner.as_ref().and_then(Owner::label));
    let (status, budget) = (key_status(&key.status), budget_details(&key.budget));
    let (value, id) = (or_dash(key.redacted_value.as_deref()), key.id.0.clone());
    let foundation = key.foundation.as_ref();
    let foundation = or_dash(foundation.map(|foundation| foundation.0.as_str()));
    let (pool, charges) = (pool(model, key), charges(key));
    let (created, used, expires) = (key.created_at, key.last_used_at, key.expires_at);
    view! {
        <Details>
            <Detail label=t(Keys::Status)>{status}</Detail>
            <Detail label=t(Keys::Value) monospace=true>{value}</Detail>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            <Detail label=t(Keys::Pool)>{pool}</Detail>
            <Detail label=t(Keys::Owner)>{owner}</Detail>
            <Detail label=t(Keys::Foundation)>{foundation}</Detail>
        </Details>
        <h3>{t(Keys::Budget)}</h3>
        <Details>
            {budget}
            <Detail label=t(Charges::Title)>{charges}</Detail>
        </Details>
        {key.subscription.as_ref().map(|subscription| windows(model, subscription))}
        <Details>
            <Detail label=t(Keys::Created)>{instant(created, Keys::Never)}</Detail>
            <Detail label=t(Keys::LastUsed)>{instant(used, Keys::Never)}</Detail>
            <Detail label=t(Keys::Expires)>{instant(expires, Keys::NeverExpires)}</Detail>
        </Details>
        {raw(&key.raw)}
    }
    .into_any()
}

fn or_dash(text: Option<&str>) -> String {
    text.unwrap_or("–").to_owned()
}

/// The pool's name, as a link to its own drawer.
fn pool(model: KeysModel, key: &Key) -> AnyView {
    let Some(id) = key.pool.clone() else {
        return view! { <span class="faint">{t(Keys::NoPool)}</span> }.into_any();
    };
    let place = Place::Pools(PoolsView {
        open: id.0.clone(),
        ..PoolsView::default()
    });
    link(place, live::text(move || model.pool_label(&id)))
}

fn charges(key: &Key) -> AnyView {
    let place = Place::Charges(ChargesView {
        key: key.id.0.clone(),
        ..ChargesView::default()
    });
    link(place, t(Keys::ShowPending).into_any())
}

/// A link to a place at the connected gateway.
pub fn link(place: Place, words: AnyView) -> AnyView {
    let navigator = use_navigator();
    let href = Signal::derive(move || navigator.href(place.clone()));
    view! { <a href=href>{words}</a> }.into_any()
}

/// Relative words, and the exact time with its zone beside them.
pub fn instant(at: Option<UnixSeconds>, otherwise: Keys) -> AnyView {
    let Some(at) = at else {
        return view! { <span class="faint">{t(otherwise)}</span> }.into_any();
    };
    let clock = crate::ui::devices::use_devices().clock;
    let exact = at.wall_clock(clock.offset_minutes(at.millis()));
    view! {
        <Moment at=at.millis() />
        <span class="faint">" " {exact} " " {clock.zone()}</span>
    }
    .into_any()
}

fn windows(model: KeysModel, subscription: &Subscription) -> AnyView {
    let now = model.session.now().seconds();
    let one = |label: Keys, window: &Option<Window>| {
        let facts = window.as_ref().map(|window| self::window(window, now))?;
        Some(view! { <Detail label=t(label)>{facts}</Detail> })
    };
    let product = subscription.product.clone().map(
        |product| view! { <Detail label=t(Keys::Identifier) monospace=true>{product}</Detail> },
    );
    let (five_hour, weekly) = (
        one(Keys::FiveHours, &subscription.five_hour),
        one(Keys::Week, &subscription.weekly),
    );
    view! {
        <h3>{t(Keys::Subscription)}</h3>
        <Details>
            {product}
            {five_hour}
            {weekly}
        </Details>
    }
    .into_any()
}

fn window(window: &Window, now: UnixSeconds) -> AnyView {
    if window.is_stale(now) {
        return view! { <span class="faint">{t(Keys::WindowOver)}</span> }.into_any();
    }
    let used = window
        .used
        .map_or_else(|| "–".to_owned(), |used| used.short());
    let resets = window.resets_at.map(|at| view! { <span class="faint">" · " {t(Keys::Resets)} " " <Moment at=at.millis() /></span> });
    view! { <span>{used}</span> {resets} }.into_any()
}

/// A row that made no sense: why, and as it came.
pub fn unreadable(unreadable: &Unreadable) -> AnyView {
    let why = unreadable.why.clone();
    view! {
        <Notice>
            <p>{t(Keys::UnreadableWhy)}</p>
            <p class="monospace">{why}</p>
        </Notice>
        {raw(&unreadable.raw)}
    }
    .into_any()
}

fn raw(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <Disclosure title=t(Keys::Raw)><Code text=text label=t(Keys::Raw) /></Disclosure> }
        .into_any()
}
