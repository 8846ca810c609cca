//! One key in full: its facts, its budget, its windows, the row as it came, and what can be done.

use leptos::prelude::*;

use super::model::{KeysModel, Line};
use super::top_up::Topping;
use crate::domain::access::{Role, WhyNot};
use crate::domain::budget::{Subscription, Window};
use crate::domain::key::Key;
use crate::domain::page::Unreadable;
use crate::domain::time::UnixSeconds;
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::parts::budget::budget_details;
use crate::parts::navigator::use_navigator;
use crate::parts::status::key_status;
use crate::route::{KeysView, Place};
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Code, Detail, Details, Disclosure};
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::notice::Notice;

/// The drawer for the line with this id.
pub fn drawer(model: KeysModel, id: &str, topping: RwSignal<Option<Topping>>) -> AnyView {
    let navigator = use_navigator();
    let close = move || {
        navigator.to(
            Place::Keys(KeysView {
                open: String::new(),
                ..navigator.keys()
            }),
            false,
        )
    };
    let wanted = id.to_owned();
    let line = live::memo(move || model.list.line(&wanted));
    let title = {
        let id = id.to_owned();
        move || {
            line.get().map_or_else(
                || id.clone(),
                |line| {
                    line.row()
                        .map_or_else(|| line.id(), |key| key.label().to_owned())
                },
            )
        }
    };
    let foot = move || live::maybe(move || foot(&line.get()?, topping));
    let body = move || match line.get() {
        Some(Line::Row(found, _)) => facts(model, &found.row),
        Some(Line::Unreadable(_, unreadable)) => raw_only(&unreadable),
        None => view! { <Notice>{t(Keys::GoneKey)}</Notice> }.into_any(),
    };
    view! { <Drawer title subject=id.to_owned() on_close=close foot>{live::part(body)}</Drawer> }
        .into_any()
}

fn foot(line: &Line, topping: RwSignal<Option<Topping>>) -> Option<AnyView> {
    let Line::Row(found, cursor) = line else {
        return None;
    };
    let language = use_language();
    let why = found.row.why_not_top_up(Role::Organization);
    let reason = Signal::derive(move || why.map(|why: WhyNot| why.say(language.get()).to_owned()));
    let start = Topping {
        key: found.row.clone(),
        cursor: cursor.clone(),
    };
    Some(
        view! {
            <Button kind=Kind::Quiet reason_beside=true disabled_reason=reason on_click=move || topping.set(Some(start.clone()))>
                {t(Keys::TopUp)}
            </Button>
        }
        .into_any(),
    )
}

fn facts(model: KeysModel, key: &Key) -> AnyView {
    let pool = key.pool.clone();
    let pool = move || match &pool {
        Some(id) => model.pool_label(id),
        None => Keys::NoPool.say(use_language().get()).to_owned(),
    };
    let owner = key.owner.as_ref().and_then(|owner| {
        owner
            .name
            .clone()
            .or_else(|| owner.id.as_ref().map(|id| id.0.clone()))
    });
    let (status, budget) = (key_status(&key.status), budget_details(&key.budget));
    let (value, id) = (or_dash(key.redacted_value.clone()), key.id.0.clone());
    let foundation = or_dash(
        key.foundation
            .as_ref()
            .map(|foundation| foundation.0.clone()),
    );
    let (created, used, expires) = (key.created_at, key.last_used_at, key.expires_at);
    view! {
        <Details>
            <Detail label=t(Keys::Status)>{status}</Detail>
            <Detail label=t(Keys::Value) monospace=true>{value}</Detail>
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            <Detail label=t(Keys::Pool)>{live::text(pool)}</Detail>
            <Detail label=t(Keys::Owner)>{or_dash(owner)}</Detail>
            <Detail label=t(Keys::Foundation)>{foundation}</Detail>
        </Details>
        <h3>{t(Keys::Budget)}</h3>
        <Details>{budget}</Details>
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

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

/// Relative words, and the exact time with its zone beside them.
fn instant(at: Option<UnixSeconds>, otherwise: Keys) -> AnyView {
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

fn raw_only(unreadable: &Unreadable) -> AnyView {
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
