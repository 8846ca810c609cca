//! States and outcomes as badges: the tone of each word.

use leptos::prelude::*;

use crate::domain::key::KeyStatus;
use crate::gate::outcome::{Ending, Outcome};
use crate::i18n;
use crate::ui::language::use_language;
use crate::ui::tone::{Badge, Tone};

/// A key's state.
#[must_use]
pub fn key_status(status: &KeyStatus) -> AnyView {
    let language = use_language();
    let tone = match status {
        KeyStatus::Active => Tone::Good,
        KeyStatus::Exhausted => Tone::Attention,
        KeyStatus::Expired => Tone::Bad,
        KeyStatus::Disabled | KeyStatus::Other(_) | KeyStatus::NotTold => Tone::Neutral,
    };
    let status = status.clone();
    view! { <Badge tone word=move || i18n::keys::status(language.get(), &status) /> }.into_any()
}

/// How a write ended: the tone of the whole entry is that of its worst step.
#[must_use]
pub fn tone(outcome: Option<&Outcome>) -> Tone {
    match outcome {
        Some(Outcome::Applied { .. }) => Tone::Good,
        Some(Outcome::LandedTwice { .. }) => Tone::Bad,
        None | Some(Outcome::CannotTell { .. } | Outcome::NotApplied | Outcome::NotLanded) => {
            Tone::Attention
        }
        Some(Outcome::Refused { .. } | Outcome::NotSent) => Tone::Neutral,
    }
}

/// A write's outcome.
#[must_use]
pub fn outcome(outcome: Option<&Outcome>) -> AnyView {
    let language = use_language();
    let tone = tone(outcome);
    let ending = Ending::of(outcome);
    view! { <Badge tone word=move || i18n::gate::ending(language.get(), ending) /> }.into_any()
}
