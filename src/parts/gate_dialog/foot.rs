//! The gate's buttons in each phase. The main one repeats the verb and the amount.

use leptos::prelude::*;

use super::GateEvents;
use crate::domain::money::Usd;
use crate::gate::confirmation::Confirmation;
use crate::gate::outcome::Outcome;
use crate::history::showing::{End, Phase, Showing};
use crate::i18n;
use crate::i18n::Say;
use crate::i18n::gate::Gate;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::settling::Settling;

pub(super) fn foot(
    showing: &Showing,
    typed: RwSignal<String>,
    released: RwSignal<bool>,
    events: GateEvents,
) -> AnyView {
    let buttons = match &showing.phase {
        Phase::Asking => asking(showing, typed, events),
        Phase::TooOld => view! {
            <Button kind=Kind::Primary on_click=events.close>{t(Gate::ReadAgain)}</Button>
        }
        .into_any(),
        Phase::NotRecorded(_) => view! {
            <Button on_click=events.close>{t(Gate::Back)}</Button>
            <Button kind=Kind::Danger on_click=events.unrecorded>{t(Gate::SendUnrecorded)}</Button>
        }
        .into_any(),
        Phase::Sending(..) => {
            view! { <Button on_click=events.stop>{t(Gate::StopWaiting)}</Button> }.into_any()
        }
        Phase::Ended(end) => ended(showing, end, released, events),
    };
    // They stand where the button of the form, or of the phase before, was pressed.
    view! { <Settling>{buttons}</Settling> }.into_any()
}

fn asking(showing: &Showing, typed: RwSignal<String>, events: GateEvents) -> AnyView {
    let language = use_language();
    let (intent, confirmation) = (showing.change.intent.clone(), showing.confirmation.clone());
    let destroys = intent.destroys();
    let kind = if destroys {
        Kind::Danger
    } else {
        Kind::Primary
    };
    let missing = move || {
        missing(&confirmation, &typed.get()).map(|word| word.say(language.get()).to_owned())
    };
    view! {
        <Button on_click=events.close>{t(Gate::Back)}</Button>
        // Reading the gate, and typing the name, arms a button that destroys.
        <span class:armed=destroys>
            <Button
                kind=kind
                reason_beside=true
                disabled_reason=Signal::derive(missing)
                on_click=move || events.confirm.run(typed.get_untracked())
            >
                {live::text(move || i18n::intent::verb(language.get(), &intent))}
            </Button>
        </span>
    }
    .into_any()
}

/// What is still to be typed. The gate itself judges again when the button is pressed.
fn missing(confirmation: &Confirmation, typed: &str) -> Option<Gate> {
    match confirmation {
        Confirmation::Gate => None,
        Confirmation::TypedAmount(amount, _) => {
            (Usd::from_operator(typed) != Ok(*amount)).then_some(Gate::TypeAmount)
        }
        Confirmation::TypedName(name, _) => (typed.trim() != name.trim()).then_some(Gate::TypeName),
    }
}

fn ended(showing: &Showing, end: &End, released: RwSignal<bool>, events: GateEvents) -> AnyView {
    let language = use_language();
    let open = |outcome: &Outcome| {
        matches!(
            outcome,
            Outcome::CannotTell { .. } | Outcome::NotApplied | Outcome::NotLanded
        )
    };
    let look = end
        .outcomes
        .iter()
        .any(open)
        .then(|| view! { <Button on_click=events.look>{t(Gate::LookAgain)}</Button> });
    let holds = end.secret.is_some();
    let guarded = Signal::derive(move || {
        (holds && !released.get()).then(|| Gate::SecretCloseWhy.say(language.get()).to_owned())
    });
    // Asking again closes this view too, so a value that stands in it is guarded in the same way.
    let word = repeating(showing, end);
    let again = end.may_repeat.then(|| {
        view! { <Button disabled_reason=guarded on_click=events.again>{t(word)}</Button> }
    });
    view! {
        {look}
        {again}
        <Button kind=Kind::Primary reason_beside=true disabled_reason=guarded on_click=events.close>
            {t(Gate::Done)}
        </Button>
    }
    .into_any()
}

/// What sending again would be: the rest of several steps, the same with its idempotency key, or
/// the same without one.
fn repeating(showing: &Showing, end: &End) -> Gate {
    if end.outcomes.len() > 1 && end.outcomes.iter().any(Outcome::has_happened) {
        Gate::AgainRest
    } else if showing.change.intent.has_idempotency_key() {
        Gate::Again
    } else {
        Gate::AgainPlain
    }
}
