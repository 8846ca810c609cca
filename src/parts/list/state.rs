//! What stands around every list of a gateway: how fresh it is, how much of it is here, and what
//! failed.

use leptos::prelude::*;

use super::Listed;
use crate::api::error::ApiError;
use crate::domain::reading::{Ask, Reading};
use crate::domain::time::UnixMillis;
use crate::i18n::Say;
use crate::i18n::errors::{Explained, api_error};
use crate::i18n::interface::Interface;
use crate::i18n::lists::{Lists, coverage, coverage_stuck, covers, failure};
use crate::parts::explained::explained;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;
use crate::ui::state::{Failed, Skeleton};
use crate::ui::tone::Tone;

/// When rows were read, and a reload.
#[component]
pub fn Freshness(
    /// When the first page was read.
    #[prop(into)]
    read_at: Signal<Option<UnixMillis>>,
    /// Whether something is being read.
    #[prop(into)]
    busy: Signal<bool>,
    /// Read again.
    #[prop(into)]
    on_reload: Callback<()>,
) -> impl IntoView {
    view! {
        {live::maybe(move || read_at.get().map(|read_at| view! { <Age read_at /> }.into_any()))}
        <Button kind=Kind::Plain label=t(Interface::Reload) busy on_click=on_reload>
            <Icon glyph=Glyph::Reload />
        </Button>
    }
}

/// How much of a list is loaded, and what search and counts therefore cover.
#[component]
pub fn Coverage(
    /// The list.
    of: Listed,
    /// Rows on screen.
    #[prop(into)]
    shown: Signal<usize>,
) -> impl IntoView {
    let (language, reading) = (use_language(), of.reading);
    let line = move || {
        let (language, shown, reading) = (language.get(), shown.get(), reading.get());
        if reading.has_more || reading.whole {
            coverage(language, shown, reading.loaded, reading.has_more)
        } else {
            coverage_stuck(language, shown, reading.loaded)
        }
    };
    let started = move || reading.with(|reading| reading.started);
    let has_more = live::memo(move || reading.with(|reading| reading.has_more));
    let whole = live::memo(move || reading.with(|reading| reading.whole));
    let covered = move || {
        view! {
            <span role="status">{live::text(line)}</span>
            <span class="faint">{live::text(move || covers(language.get(), !whole.get()))}</span>
            {live::when(move || has_more.get(), move || more(of))}
        }
        .into_any()
    };
    view! { <div class="coverage">{live::when(started, covered)}</div> }
}

/// One more page, or all of them until stopped.
pub fn more(of: Listed) -> AnyView {
    let Listed { reading, ask, .. } = of;
    let busy = live::derived(move || reading.with(|reading| reading.busy));
    view! {
        <Button kind=Kind::Plain busy on_click=move || ask.run(Ask::More)>{t(Lists::LoadMore)}</Button>
        {rest(reading, ask)}
    }
    .into_any()
}

/// All of the rest, until stopped.
pub fn rest(reading: Memo<Reading>, ask: Callback<Ask>) -> AnyView {
    let loading_all = live::memo(move || reading.with(|reading| reading.loading_all));
    live::part(move || {
        let (word, next) = match loading_all.get() {
            true => (Lists::StopLoading, Ask::Stop),
            false => (Lists::LoadAll, Ask::All),
        };
        view! { <Button kind=Kind::Plain on_click=move || ask.run(next)>{t(word)}</Button> }
            .into_any()
    })
}

/// What stands where a list does: the list once something was read, else the wait for it or why it
/// could not be read at all.
#[must_use]
pub fn body(of: Listed, list: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let Listed {
        reading,
        error,
        ask,
        ..
    } = of;
    let language = use_language();
    let started = live::memo(move || reading.with(|reading| reading.started));
    let is_empty = live::memo(move || reading.with(|reading| reading.loaded == 0));
    let busy = live::derived(move || reading.with(|reading| reading.busy));
    live::part(move || {
        if let Some(error) = error.get().filter(|_| is_empty.get()) {
            let words = failure(of.list, language.get(), &error);
            return failed(words, busy, Callback::new(move |()| ask.run(Ask::Reload)));
        }
        match started.get() {
            true => list(),
            false => view! { <Skeleton /> }.into_any(),
        }
    })
}

/// What stands in the place of what could not be read.
#[must_use]
pub fn failed(words: Explained, busy: Signal<bool>, on_retry: Callback<()>) -> AnyView {
    view! { <Failed title=words.what text=words.then busy on_retry /> }.into_any()
}

/// What stands above rows of the last good reading when a later one failed.
#[must_use]
pub fn stale(error: impl Fn() -> Option<ApiError> + Send + Sync + 'static) -> AnyView {
    let language = use_language();
    live::maybe(move || {
        let mut words = api_error(language.get(), &error()?);
        words.what = format!("{} {}", Lists::StaleRows.say(language.get()), words.what);
        Some(explained(Tone::Attention, words))
    })
}
