//! The gate as a person sees it: a sentence, what changes, the request, the button that repeats
//! the verb; then what became of it. Draws the very entry that is recorded and sent.

mod change;
mod foot;
mod outcome;
mod request;

pub use change::changes;
pub use outcome::endings;
pub use request::requests;

use leptos::prelude::*;

use super::secret_once::secret_once;
use crate::gate::confirmation::{Confirmation, WhyTyped};
use crate::gate::intent::Intent;
use crate::history::showing::{End, Phase, Showing};
use crate::history::undo::no_way_back;
use crate::i18n;
use crate::i18n::gate::Gate;
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// What the operator may do at the gate.
#[derive(Clone, Copy)]
pub struct GateEvents {
    /// Yes, with what was typed.
    pub confirm: Callback<String>,
    /// Send although nothing was recorded.
    pub unrecorded: Callback<()>,
    /// End the waiting.
    pub stop: Callback<()>,
    /// The same plan again.
    pub again: Callback<()>,
    /// Read once more.
    pub look: Callback<()>,
    /// Close.
    pub close: Callback<()>,
}

/// The dialog.
#[component]
pub fn GateDialog(
    /// What it shows; `None` while no question is open.
    #[prop(into)]
    showing: Signal<Option<Showing>>,
    /// What the operator does.
    events: GateEvents,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let released = RwSignal::new(false);
    // A question that opens, or opens again, starts with nothing typed and nothing released.
    let question = live::memo(move || {
        let showing = showing.read();
        let asking = |showing: &Showing| matches!(showing.phase, Phase::Asking);
        showing
            .as_ref()
            .map(|showing| (showing.change.id.clone(), asking(showing)))
    });
    live::effect(move || {
        question.track();
        typed.set(String::new());
        released.set(false);
    });
    let guarded = move || {
        showing.with(|showing| showing.as_ref().is_some_and(holds_secret)) && !released.get()
    };
    let closable = Signal::derive(move || {
        showing.with(|showing| showing.as_ref().is_some_and(Showing::may_close)) && !guarded()
    });
    let title = {
        let language = use_language();
        move || {
            let word = showing.with(|showing| showing.as_ref().map_or(Gate::Title, title_of));
            crate::i18n::Say::say(&word, language.get())
        }
    };
    let foot = move || {
        live::maybe(move || {
            showing
                .get()
                .map(|showing| foot::foot(&showing, typed, released, events))
        })
    };
    view! {
        <Dialog
            open=move || showing.with(Option::is_some)
            title=title
            closable
            on_close=events.close
            wide=true
            foot
        >
            {live::maybe(move || showing.get().map(|showing| body(&showing, typed, released)))}
        </Dialog>
    }
}

/// What the dialog is about in this phase.
const fn title_of(showing: &Showing) -> Gate {
    match showing.phase {
        Phase::Asking | Phase::TooOld | Phase::NotRecorded(_) => Gate::Title,
        Phase::Sending(..) => Gate::TitleSending,
        Phase::Ended(_) => Gate::TitleEnded,
    }
}

fn holds_secret(showing: &Showing) -> bool {
    matches!(
        &showing.phase,
        Phase::Ended(End {
            secret: Some(_),
            ..
        })
    )
}

fn body(showing: &Showing, typed: RwSignal<String>, released: RwSignal<bool>) -> AnyView {
    let language = use_language();
    let (intent, phase) = (showing.change.intent.clone(), &showing.phase);
    let asking = matches!(phase, Phase::Asking);
    let sent = matches!(phase, Phase::Sending(..) | Phase::Ended(_));
    // Of what surely did not happen, nothing needs to be taken back.
    let may_have_happened = match phase {
        Phase::Ended(end) => end.outcomes.iter().any(|outcome| !outcome.did_nothing()),
        _ => true,
    };
    let way_back = way_back(&intent);
    let secret = match phase {
        Phase::Ended(End {
            secret: Some(secret),
            ..
        }) => Some(secret_once(
            secret,
            foundation(&intent),
            &showing.address,
            released,
        )),
        _ => None,
    };
    let spoken = intent.clone();
    view! {
        <p class="gate-sentence">{live::text(move || i18n::intent::sentence(language.get(), &spoken))}</p>
        {showing.taking_back.as_ref().map(change::taking_back)}
        {outcome::phase(showing)}
        {secret}
        {change::changes(&showing.change)}
        {may_have_happened.then(|| view! { <p class="hint">{way_back}</p> })}
        {asking.then(|| confirmation(&showing.confirmation, typed))}
        {requests(&showing.change, if sent { Gate::RequestSent } else { Gate::Request })}
    }
    .into_any()
}

fn foundation(intent: &Intent) -> Option<&crate::domain::key::Foundation> {
    match intent {
        Intent::CreateKey { new, .. } => new.foundation.as_ref(),
        _ => None,
    }
}

/// Whether the change can be taken back, in words.
fn way_back(intent: &Intent) -> AnyView {
    match no_way_back(intent) {
        Some(why) => t(why).into_any(),
        None => t(Gate::CanBeUndone).into_any(),
    }
}

/// The field where an amount or a name is typed again, and why.
fn confirmation(confirmation: &Confirmation, typed: RwSignal<String>) -> Option<AnyView> {
    let (label, why, unit) = match confirmation {
        Confirmation::Gate => return None,
        Confirmation::TypedAmount(_, why) => (Gate::TypeAmount, *why, Some("USD")),
        Confirmation::TypedName(_, why) => (Gate::TypeName, *why, None),
    };
    Some(view! { {reason(why)} {typing(label, unit, typed)} }.into_any())
}

fn reason(why: WhyTyped) -> AnyView {
    let language = use_language();
    view! { <Notice tone=Tone::Attention>{live::text(move || i18n::gate::why_typed(language.get(), why))}</Notice> }.into_any()
}

/// The input is made inside the field, which gives it its name.
fn typing(label: Gate, unit: Option<&'static str>, typed: RwSignal<String>) -> AnyView {
    match unit {
        Some(unit) => view! {
            <Field label=t(label)>
                <TextInput value=typed inputmode="decimal" unit=unit monospace=true />
            </Field>
        }
        .into_any(),
        None => view! { <Field label=t(label)><TextInput value=typed /></Field> }.into_any(),
    }
}
