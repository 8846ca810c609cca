//! Outcomes as badges.

use crate::reactive::*;

use crate::gate::{Ending, Outcome};
use crate::history::{Entry, State, state};
use crate::ui::language::{t, use_language};
use crate::ui::tone::{Badge, Tone};

/// Returns the tone of an ending.
#[must_use]
pub const fn tone(ending: Ending) -> Tone {
    match ending {
        Ending::Applied => Tone::Good,
        Ending::AppliedTwice => Tone::Bad,
        Ending::Open | Ending::Unknown | Ending::NoChange | Ending::NotApplied => Tone::Attention,
        Ending::Refused
        | Ending::NotSent
        | Ending::InAnotherAttempt
        | Ending::Expired
        | Ending::Abandoned => Tone::Neutral,
    }
}

/// Returns the tone of an entry's state.
#[must_use]
pub fn state_tone(entry: &Entry) -> Tone {
    match state(entry) {
        State::ValueLost => Tone::Attention,
        State::Ended(ending) => tone(ending),
        // A partly applied change needs attention, even if the other steps were only refused.
        State::Partly { .. } => match tone(Ending::of(crate::history::worst(entry))) {
            Tone::Bad => Tone::Bad,
            Tone::Neutral | Tone::Good | Tone::Attention => Tone::Attention,
        },
    }
}

/// Draws an outcome as a badge.
#[must_use]
pub fn outcome_badge(outcome: Option<&Outcome>) -> AnyView {
    let ending = Ending::of(outcome);
    view! { <Badge tone=tone(ending) word=t(ending) /> }.into_any()
}

/// Draws an entry's state as a badge.
#[must_use]
pub fn state_badge(entry: &Entry) -> AnyView {
    let (language, state) = (use_language(), state(entry));
    view! { <Badge tone=state_tone(entry) word=move || state.say(language.get()) /> }.into_any()
}
