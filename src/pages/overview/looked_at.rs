//! The line on top: what the page looked at, how much of it that is, and the way to the rest. Says
//! so when nothing needs an eye.

use leptos::prelude::*;

use super::model::OverviewModel;
use crate::api::gateway::Paged;
use crate::domain::access::Role;
use crate::i18n;
use crate::i18n::overview::Overview;
use crate::parts::list::rest;
use crate::session::listing::LiveList;
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
    let reading = list.reading;
    let text = move || {
        let reading = reading.get();
        words(language.get(), reading.loaded, !reading.whole)
    };
    let has_more = move || reading.with(|reading| reading.has_more || reading.loading_all);
    let more = live::when(has_more, move || {
        rest(reading, Callback::new(move |ask| list.ask(ask)))
    });
    view! { <span class="eyes-part">{live::text(text)} {more}</span> }.into_any()
}
