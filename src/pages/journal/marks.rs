//! What an entry has to do with others and with its keys: what it takes back, what was taken back
//! of it, and a value that nobody got. Takes nothing back itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::drawer::elsewhere;
use crate::domain::ids::{ChangeId, KeyId};
use crate::history::change::Change;
use crate::history::lost_value::lost_value;
use crate::history::record::Entry;
use crate::history::taken_back::{TakenBack, taken_back};
use crate::history::undo::{Undo, undo};
use crate::i18n;
use crate::i18n::gate::Gate;
use crate::i18n::journal::Journal;
use crate::parts::instant::stamp;
use crate::parts::link::link;
use crate::route::List;
use crate::session::Session;
use crate::ui::detail::Detail;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// Whether something of a change can still be taken back, and what was taken back before.
#[derive(Clone, PartialEq, Eq)]
pub struct Back {
    taken: Option<TakenBack>,
    rest: Option<Undo>,
}

impl Back {
    /// How far the journal says that a change was taken back.
    pub fn of(change: &Change, all: &[Arc<Entry>]) -> Self {
        let all = all.iter().filter_map(|entry| entry.change());
        let (taken, whole) = (taken_back(change, all), undo(change));
        let rest = match &taken {
            Some(taken) => taken.rest(whole),
            None => Some(whole),
        };
        Self { taken, rest }
    }

    /// Whether something is left to take back.
    pub const fn is_offered(&self) -> bool {
        matches!(self.rest, Some(Undo::MoveKeys(_) | Undo::SetOwner(_)))
    }

    /// In words: what was taken back when, and whether the rest can be.
    pub fn told(self, change: &Change) -> AnyView {
        let can = match (&self.rest, self.taken.is_some()) {
            (None, _) => None,
            (Some(Undo::Not(why)), _) => Some(t(*why).into_any()),
            (Some(_), true) => Some(t(Journal::RestCanBeTakenBack).into_any()),
            (Some(_), false) => Some(t(Gate::CanBeUndone).into_any()),
        };
        let Some(taken) = self.taken else {
            return can.into_any();
        };
        let language = use_language();
        let names = match self.rest {
            None => Vec::new(),
            Some(_) => taken.names(change),
        };
        let on = stamp(taken.at);
        let words =
            live::text(move || i18n::journal::taken_back(language.get(), &on, &names)).into_any();
        let by = link(List::Journal.opened_at(taken.by.as_str()), words);
        match can {
            None => by,
            Some(can) => view! { <p>{by}</p> <p>{can}</p> }.into_any(),
        }
    }
}

/// The entry that this one takes back, as a link to it.
pub fn takes_back(change: &Change, all: &[Arc<Entry>]) -> Option<AnyView> {
    let id = change.takes_back.as_ref()?;
    let entries = all.iter().filter_map(|entry| entry.change());
    let original = entries.into_iter().find(|other| other.id == *id);
    let to = link(List::Journal.opened_at(id.as_str()), named(id, original));
    let on = original.map(|original| {
        let on = stamp(original.at);
        view! { " " <span class="faint">{on}</span> }
    });
    Some(view! { <Detail label=t(Journal::TakesBack)>{to} {on}</Detail> }.into_any())
}

/// An entry by its sentence, or by its id where it is kept no more.
fn named(id: &ChangeId, entry: Option<&Change>) -> AnyView {
    let language = use_language();
    match entry.map(|entry| entry.intent.clone()) {
        Some(intent) => live::text(move || i18n::intent::sentence(language.get(), &intent)),
        None => view! { <span class="monospace">{id.0.clone()}</span> }.into_any(),
    }
}

/// That the value which the entry made never arrived, and what to do with which key.
pub fn value_lost(session: Session, change: &Change) -> Option<AnyView> {
    let keys = lost_value(change)?;
    let then = if keys.is_empty() {
        Journal::ValueLostNamed
    } else {
        Journal::ValueLostThen
    };
    let away = elsewhere(session, change, Journal::ElsewhereWhy);
    let one = move |id: KeyId| {
        live::part(move || {
            let name = view! { <span class="monospace">{id.0.clone()}</span> }.into_any();
            match away.get() {
                // At another gateway the link would lead to a key of that one.
                Some(_) => name,
                None => link(List::Keys.opened_at(id.as_str()), name),
            }
        })
    };
    let keys = keys.into_iter().map(|id| view! { " " {one(id)} });
    let keys = keys.collect_view();
    Some(
        view! {
            <Notice tone=Tone::Attention>
                <p class="explained-what">{t(Journal::ValueLost)}</p>
                <p class="explained-then">{t(then)} {keys}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// When what the gateway holds was last read for an entry: its words are true of then.
pub fn read_back(change: &Change) -> Option<AnyView> {
    let on = stamp(change.read_back_at()?);
    Some(view! { <p class="hint">{t(Journal::ReadBackOn)} " " {on}</p> }.into_any())
}
