//! The line on top: what the page looked at, how much of it that is, and the way to the rest. Says
//! so when nothing needs an eye.

use leptos::prelude::*;

use super::model::OverviewModel;
use crate::api::gateway::Paged;
use crate::domain::access::Role;
use crate::i18n;
use crate::i18n::keys::Keys;
use crate::i18n::overview::Overview;
use crate::session::listing::LiveList;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The line.
pub fn looked_at(model: OverviewModel) -> AnyView {
    let language = use_language();
    let keys = live::when(
        move || model.role == Role::Organization && model.keys.started.get(),
        move || part(model.keys, i18n::overview::keys),
    );
    let charges = live::when(
        move || model.charges.started.get(),
        move || part(model.charges, i18n::overview::charges),
    );
    let entries = live::maybe(move || {
        let Some(Ok((count, _))) = model.writes.get() else {
            return None;
        };
        let words = i18n::overview::entries(language.get(), count);
        Some(view! { <span class="eyes-part">{words}</span> }.into_any())
    });
    let quiet = live::when(
        move || model.is_quiet(),
        || view! { <strong>{t(Overview::Quiet)}</strong> }.into_any(),
    );
    view! {
        <div class="eyes-cover">
            <p role="status">{quiet}</p>
            <span>{t(Overview::LookedAt)}</span>
            {keys}
            {charges}
            {entries}
        </div>
    }
    .into_any()
}

/// One list: how much of it is here, and the rest of it on request.
fn part<T: Paged>(list: LiveList<T>, words: fn(i18n::Language, usize, bool) -> String) -> AnyView {
    let language = use_language();
    let loaded = move || list.listing.with(|listing| listing.rows().len());
    let text = move || words(language.get(), loaded(), list.has_more());
    let more = live::part(move || {
        let stop = list.loading_all;
        if stop.get() {
            view! { <Button kind=Kind::Plain on_click=move || stop.set(false)>{t(Keys::StopLoading)}</Button> }.into_any()
        } else if list.has_more() {
            view! { <Button kind=Kind::Plain busy=list.busy on_click=move || list.load_all()>{t(Keys::LoadAll)}</Button> }.into_any()
        } else {
            ().into_any()
        }
    });
    view! { <span class="eyes-part">{live::text(text)} {more}</span> }.into_any()
}
