//! A key's facts: identity, budget, windows, times, and the row as it came.

use leptos::prelude::*;

use super::model::KeysModel;
use crate::domain::key::Key;
use crate::domain::pool::Owner;
use crate::i18n::charges::Charges;
use crate::i18n::keys::Keys;
use crate::parts::budget::budget_details;
use crate::parts::instant::instant;
use crate::parts::link::link;
use crate::parts::raw::raw;
use crate::parts::status::key_status;
use crate::parts::windows::window_details;
use crate::route::{Facet, List};
use crate::ui::detail::{Detail, Details};
use crate::ui::language::t;
use crate::ui::live;

/// The facts.
pub fn facts(model: KeysModel, key: &Key) -> AnyView {
    let owner = or_dash(key.owner.as_ref().and_then(Owner::label));
    let (status, budget) = (key_status(&key.status), budget_details(&key.budget));
    let (value, id) = (or_dash(key.redacted_value.as_deref()), key.id.0.clone());
    let foundation = key.foundation.as_ref();
    let foundation = or_dash(foundation.map(|foundation| foundation.0.as_str()));
    let (pool, charges) = (pool(model, key), charges(key));
    let (created, used, expires) = (key.created_at, key.last_used_at, key.expires_at);
    let windows = key.subscription.as_ref().map(|subscription| {
        let rows = window_details(subscription, model.session.now().seconds());
        view! { <h3>{t(Keys::Subscription)}</h3> <Details>{rows}</Details> }.into_any()
    });
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
        {windows}
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
    let place = List::Pools.opened_at(id.as_str());
    link(place, live::text(move || model.pool_label(&id)))
}

fn charges(key: &Key) -> AnyView {
    let place = List::Charges.narrowed(Facet::Key, key.id.as_str());
    link(place, t(Keys::ShowPending).into_any())
}
