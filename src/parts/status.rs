//! States and outcomes as badges: the tone of each word.

use leptos::prelude::*;

use crate::domain::key::KeyStatus;
use crate::gate::outcome::{Ending, Outcome};
use crate::history::change::Change;
use crate::history::standing::{Standing, standing, worst};
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

/// How a step ended.
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

/// A step's outcome.
#[must_use]
pub fn outcome(outcome: Option<&Outcome>) -> AnyView {
    let language = use_language();
    let tone = tone(outcome);
    let ending = Ending::of(outcome);
    view! { <Badge tone word=move || i18n::gate::ending(language.get(), ending) /> }.into_any()
}

/// How an entry of the journal stands, in the tone of its worst step.
#[must_use]
pub fn entry(change: &Change) -> AnyView {
    let language = use_language();
    let stands = standing(change);
    let tone = match stands {
        Standing::ValueLost => Tone::Attention,
        Standing::Ended(_) | Standing::Partly { .. } => tone(worst(change)),
    };
    view! { <Badge tone word=move || i18n::journal::standing(language.get(), stands) /> }.into_any()
}
