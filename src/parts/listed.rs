//! What stands around every list of a gateway: how fresh it is, how much of it is here, and what
//! failed. Signals in, events out; never reads a gateway itself.

use leptos::prelude::*;

use super::explained::explained;
use crate::api::error::ApiError;
use crate::domain::time::UnixMillis;
use crate::i18n::Say;
use crate::i18n::errors::api_error;
use crate::i18n::interface::Interface;
use crate::i18n::keys::{self, Keys};
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;
use crate::ui::state::Failed;
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

/// What a list does when it is asked for more.
#[derive(Clone, Copy)]
pub struct More {
    /// Read the next page.
    pub next: Callback<()>,
    /// Read to the end.
    pub all: Callback<()>,
    /// Stop reading to the end.
    pub stop: Callback<()>,
}

/// How much is loaded, and what search and counts therefore cover.
#[component]
pub fn Coverage(
    /// Rows on screen.
    #[prop(into)]
    shown: Signal<usize>,
    /// Rows loaded.
    #[prop(into)]
    loaded: Signal<usize>,
    /// Whether the gateway has more.
    #[prop(into)]
    has_more: Signal<bool>,
    /// Whether anything was read yet: before that nothing is said of the list.
    #[prop(into)]
    started: Signal<bool>,
    /// Whether something is being read.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whether the list is being read to its end.
    #[prop(into)]
    loading_all: Signal<bool>,
    /// Asking for more.
    more: More,
) -> impl IntoView {
    let language = use_language();
    let line = move || keys::coverage(language.get(), shown.get(), loaded.get(), has_more.get());
    let covered = move || {
        view! {
            <span role="status">{live::text(line)}</span>
            <span class="faint">{live::text(move || keys::covers(language.get(), has_more.get()))}</span>
            {live::when(move || has_more.get(), move || loading(busy, loading_all, more))}
        }
        .into_any()
    };
    view! { <div class="coverage">{live::when(move || started.get(), covered)}</div> }
}

/// One more page, or all of them until stopped.
fn loading(busy: Signal<bool>, loading_all: Signal<bool>, more: More) -> AnyView {
    view! {
        <Button kind=Kind::Plain busy on_click=more.next>{t(Keys::LoadMore)}</Button>
        {live::part(move || if loading_all.get() {
            view! { <Button kind=Kind::Plain on_click=more.stop>{t(Keys::StopLoading)}</Button> }.into_any()
        } else {
            view! { <Button kind=Kind::Plain on_click=more.all>{t(Keys::LoadAll)}</Button> }.into_any()
        })}
    }
    .into_any()
}

/// What stands in a list's place when it could not be read at all.
#[must_use]
pub fn failed(
    title: Keys,
    error: &ApiError,
    busy: impl Into<Signal<bool>>,
    on_retry: impl Into<Callback<()>>,
) -> AnyView {
    let words = api_error(use_language().get(), error);
    let (busy, on_retry) = (busy.into(), on_retry.into());
    view! { <Failed title=t(title) text=format!("{} {}", words.what, words.then) busy on_retry /> }
        .into_any()
}

/// What stands above rows of the last good reading when a later one failed.
#[must_use]
pub fn stale(error: impl Fn() -> Option<ApiError> + Send + Sync + 'static) -> AnyView {
    let language = use_language();
    live::maybe(move || {
        let mut words = api_error(language.get(), &error()?);
        words.what = format!("{} {}", Keys::StaleRows.say(language.get()), words.what);
        Some(explained(Tone::Attention, words))
    })
    .into_any()
}
