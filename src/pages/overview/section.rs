//! The frame of one section: what it is about and how much of it there is on the left, the first
//! few rows on the right.

use leptos::prelude::*;

use crate::api::gateway::Paged;
use crate::i18n::errors::Explained;
use crate::i18n::overview::{beyond, counted, out_of};
use crate::i18n::{Language, Say};
use crate::parts::explained::explained;
use crate::parts::navigator::use_navigator;
use crate::route::Place;
use crate::session::listing::LiveList;
use crate::ui::button::Button;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;

/// Rows that a section shows; the list behind it has the rest.
pub const FEW: usize = 5;

/// A section: its title, what stands below that, and its rows.
pub fn section(title: impl Say, below: impl IntoAny, body: impl IntoAny) -> AnyView {
    fn draw(title: Signal<&'static str>, below: AnyView, body: AnyView) -> AnyView {
        view! {
            <section class="eye">
                <div class="eye-head"><h2>{title}</h2>{below}</div>
                <div class="eye-body">{body}</div>
            </section>
        }
        .into_any()
    }
    draw(t(title), below.into_any(), body.into_any())
}

/// A sentence in a section's place for rows.
pub fn said(words: impl Into<TextProp>) -> AnyView {
    view! { <p class="soft">{live::text(words)}</p> }.into_any()
}

/// One row: where it leads and what it is called, how it stands, and its figure.
pub struct Row {
    /// Where it leads.
    pub to: Place,
    /// What it is called.
    pub label: TextProp,
    /// How it stands, in words.
    pub stands: AnyView,
    /// Its figure or its time.
    pub figure: AnyView,
}

/// The rows of a section.
pub fn rows(rows: Vec<Row>) -> AnyView {
    let navigator = use_navigator();
    let rows = rows.into_iter().map(|row| {
        let href = Signal::derive(move || navigator.href(row.to.clone()));
        view! {
            <li class="eye-row">
                <a class="eye-name" href=href>{live::text(row.label)}</a>
                <span class="eye-stands">{row.stands}</span>
                <span class="eye-figure">{row.figure}</span>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! { <ul class="eye-rows">{rows}</ul> }.into_any()
}

/// What is left of `all` rows once a few are shown.
pub fn rest(language: Language, all: usize) -> Option<AnyView> {
    let rest = all.saturating_sub(FEW);
    (rest > 0).then(|| view! { <p class="faint">{beyond(language, rest)}</p> }.into_any())
}

/// A count and its word as a link to those rows: `3 spent`.
pub fn link(to: Place, count: usize, word: impl Say + Send + Sync + 'static) -> AnyView {
    let (navigator, language) = (use_navigator(), use_language());
    let href = Signal::derive(move || navigator.href(to.clone()));
    let text = live::text(move || counted(language.get(), count, word.say(language.get())));
    view! { <a href=href>{text}</a> }.into_any()
}

/// What a section's counts are out of.
pub fn cover<T: Paged>(list: LiveList<T>) -> AnyView {
    let language = use_language();
    let reading = list.reading;
    let words = move || {
        let reading = reading.get();
        out_of(language.get(), reading.loaded, !reading.whole)
    };
    live::when(
        move || reading.with(|reading| reading.loaded > 0),
        move || view! { <p class="faint">{live::text(words)}</p> }.into_any(),
    )
}

/// What stands for a list's rows while there are none to judge: that it is being read, or why it
/// could not be, with another try. `None` once it was read.
pub fn unread<T: Paged>(
    list: LiveList<T>,
    words: fn(Language, &crate::api::error::ApiError) -> Explained,
) -> Option<AnyView> {
    if list.started.get() {
        return None;
    }
    let Some(error) = list.error.get() else {
        return Some(view! { <Skeleton rows=2 /> }.into_any());
    };
    let retry = Callback::new(move |()| list.reload());
    let words = words(use_language().get(), &error);
    Some(failed(words, list.busy.into(), retry))
}

/// A section that could not be read, and another try.
pub fn failed(words: Explained, busy: Signal<bool>, retry: Callback<()>) -> AnyView {
    use crate::i18n::interface::Interface;
    view! {
        {explained(Tone::Bad, words)}
        <p class="eye-retry"><Button busy on_click=retry>{t(Interface::Retry)}</Button></p>
    }
    .into_any()
}
