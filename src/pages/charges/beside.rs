//! What is pending of one key beside that key's budget: never subtracted from it, and in so many
//! words.

use leptos::prelude::*;

use super::model::{ChargesModel, KeyReading, Subject};
use super::sum::figure;
use crate::domain::key::Key;
use crate::gate::seek::Sought;
use crate::i18n::charges::{Charges, sum_of_key};
use crate::i18n::errors::api_error;
use crate::parts::budget::budget_details;
use crate::parts::explained::explained;
use crate::parts::navigator::use_navigator;
use crate::route::{KeysView, Place};
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::tone::Tone;

/// The strip above the rows while the address asks for one key's charges.
pub fn strip(model: ChargesModel) -> AnyView {
    let navigator = use_navigator();
    let subject = live::memo(move || {
        let wanted = navigator.charges().key;
        let subject = model.subject.get()?;
        (subject.id.as_str() == wanted && model.list.started.get()).then_some(subject)
    });
    live::maybe(move || {
        let panel = panel(model, subject.get()?);
        Some(
            view! { <section class="charges-strip" aria-label=t(Charges::Beside)>{panel}</section> }
                .into_any(),
        )
    })
}

/// The key, what is pending of it, and its budget.
pub fn panel(model: ChargesModel, subject: Subject) -> AnyView {
    let language = use_language();
    let Subject { id, name } = subject;
    let key = id.clone();
    let total = live::memo(move || model.total_of(&key));
    let covers = move || {
        let total = total.get();
        let (rows, more) = (total.rows + total.left_out, model.list.has_more());
        sum_of_key(language.get(), rows, model.loaded(), more)
    };
    let unnamed = name.is_none();
    let named = name.unwrap_or_else(|| id.0.clone());
    view! {
        <Details>
            <Detail label=t(Charges::Key)>
                {named}
                {(!unnamed).then(|| view! { <span class="monospace faint">" " {id.0}</span> })}
                {unnamed.then(|| view! { <span class="faint">" · " {t(Charges::Unnamed)}</span> })}
            </Detail>
            <Detail label=t(Charges::Pending)>
                {live::part(move || figure(total.get()))}
                <span class="faint">" · " {live::text(covers)}</span>
            </Detail>
            {live::maybe(move || budget(&model.key.get()))}
        </Details>
        {live::part(move || word(model.key.get()))}
    }
    .into_any()
}

/// The budget's rows, where the key was found.
fn budget(reading: &KeyReading) -> Option<AnyView> {
    match reading {
        KeyReading::Sought(Sought::Here(key)) => Some(budget_details(&key.budget)),
        _ => None,
    }
}

/// How the two belong together, or why there is no budget to see.
fn word(reading: KeyReading) -> AnyView {
    let hint = |word: Charges| view! { <p class="hint">{t(word)}</p> }.into_any();
    match reading {
        KeyReading::Reading => hint(Charges::ReadingKey),
        KeyReading::NotAllowed => hint(Charges::KeyNotAllowed),
        KeyReading::Sought(Sought::Here(key)) => found(&key),
        KeyReading::Sought(Sought::Gone) => hint(Charges::KeyDeleted),
        KeyReading::Sought(Sought::NotSeen) => hint(Charges::KeyNotSeen),
        KeyReading::Failed(error) => {
            explained(Tone::Attention, api_error(use_language().get(), &error))
        }
    }
}

fn found(key: &Key) -> AnyView {
    let navigator = use_navigator();
    let open = key.id.0.clone();
    let href = Signal::derive(move || {
        let open = open.clone();
        navigator.href(Place::Keys(KeysView {
            open,
            ..KeysView::default()
        }))
    });
    view! {
        <p class="hint">{t(Charges::NotSubtracted)} " " <a href=href>{t(Charges::OpenKey)}</a></p>
    }
    .into_any()
}
