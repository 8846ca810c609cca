//! Outcomes as badges: the tone of each word.

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
        Ending::Refused | Ending::NotSent | Ending::InAnotherAttempt => Tone::Neutral,
    }
}

/// Returns the tone of how an entry stands.
#[must_use]
pub fn state_tone(entry: &Entry) -> Tone {
    match state(entry) {
        State::ValueLost => Tone::Attention,
        State::Ended(ending) => tone(ending),
        // What was applied in part wants a look, even where the rest was merely refused.
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

/// Draws how an entry stands as a badge.
#[must_use]
pub fn state_badge(entry: &Entry) -> AnyView {
    let (language, state) = (use_language(), state(entry));
    view! { <Badge tone=state_tone(entry) word=move || state.say(language.get()) /> }.into_any()
}
