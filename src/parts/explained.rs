//! A failure in two parts: what happened, and what to do.

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::i18n::errors::{Explained, api_error};
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// An explanation at the foot of a form or in the gate.
#[must_use]
pub fn explained(tone: Tone, words: Explained) -> AnyView {
    view! {
        <Notice tone>
            <p class="explained-what">{words.what}</p>
            <p class="explained-then">{words.then}</p>
        </Notice>
    }
    .into_any()
}

/// A failed call at the foot of a form; nothing while there is none.
#[component]
pub fn CallFailed(
    /// The failure.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let language = use_language();
    live::maybe(move || {
        error
            .get()
            .map(|error| explained(Tone::Bad, api_error(language.get(), &error)))
    })
}
