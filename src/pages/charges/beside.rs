//! What is pending of one key beside that key's budget: never subtracted from it, and in so many
//! words.

use leptos::prelude::*;

use super::model::{ChargesModel, Subject};
use super::sum::figure;
use crate::domain::charge::Totals;
use crate::domain::key::Key;
use crate::gate::looking::Looking;
use crate::gate::seek::Sought;
use crate::i18n::charges::{Charges, sum_of_key};
use crate::i18n::errors::api_error;
use crate::parts::budget::budget_details;
use crate::parts::explained::explained;
use crate::parts::link::link;
use crate::parts::navigator::use_navigator;
use crate::route::{Facet, List};
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::tone::Tone;

/// The strip above the rows while the address asks for one key's charges.
pub fn strip(model: ChargesModel) -> AnyView {
    let navigator = use_navigator();
    let subject = live::memo(move || {
        let view = navigator.view(List::Charges);
        let subject = model.subject.get()?;
        (subject.id.as_str() == view.word(Facet::Key) && model.list.started.get())
            .then_some(subject)
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
    let (key, shown_id) = (id.clone(), id.0.clone());
    let total = live::memo(move || model.total_of(&key));
    let covers = move || {
        let (rows, list) = (total.with(Totals::rows), model.list.reading.get());
        sum_of_key(language.get(), rows, list.loaded, !list.whole)
    };
    let of_key = id.clone();
    // A charge may carry no name, and the key itself may.
    let name = live::memo(move || name.clone().or_else(|| model.key_name(&of_key)));
    let named = move || name.get().unwrap_or_else(|| id.0.clone());
    let beside_name = live::maybe(move || {
        let id = shown_id.clone();
        name.get()?;
        Some(view! { <span class="monospace faint">" " {id}</span> }.into_any())
    });
    let unnamed = live::when(
        move || name.with(Option::is_none),
        || view! { <span class="faint">" · " {t(Charges::Unnamed)}</span> }.into_any(),
    );
    view! {
        <Details>
            <Detail label=t(Charges::Key)>
                {live::text(named)}
                {beside_name}
                {unnamed}
            </Detail>
            <Detail label=t(Charges::Pending)>
                {live::part(move || total.with(|total| figure(total, total.left_out())))}
                <span class="faint">" · " {live::text(covers)}</span>
            </Detail>
            {live::maybe(move || budget(model.key.get().as_ref()))}
        </Details>
        {live::part(move || word(model.key.get()))}
    }
    .into_any()
}

/// The budget's rows, where the key was found.
fn budget(key: Option<&Looking<Key>>) -> Option<AnyView> {
    match key? {
        Looking::Ended(Sought::Here(key)) => Some(budget_details(&key.budget)),
        _ => None,
    }
}

/// How the two belong together, or why there is no budget to see.
fn word(key: Option<Looking<Key>>) -> AnyView {
    let hint = |word: Charges| view! { <p class="hint">{t(word)}</p> }.into_any();
    match key {
        None => hint(Charges::KeyNotAllowed),
        Some(Looking::Asking) => hint(Charges::ReadingKey),
        Some(Looking::Ended(Sought::Here(key))) => found(&key),
        Some(Looking::Ended(Sought::Gone)) => hint(Charges::KeyDeleted),
        Some(Looking::Ended(Sought::NotSeen)) => hint(Charges::KeyNotSeen),
        Some(Looking::Failed(error)) => {
            explained(Tone::Attention, api_error(use_language().get(), &error))
        }
    }
}

fn found(key: &Key) -> AnyView {
    let key = link(
        List::Keys.opened_at(key.id.as_str()),
        t(Charges::OpenKey).into_any(),
    );
    view! { <p class="hint">{t(Charges::NotSubtracted)} " " {key}</p> }.into_any()
}
