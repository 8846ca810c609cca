//! One entry in full: what was meant, what was sent, how it ended, and the way back or why there
//! is none.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::columns::{id, target};
use crate::gate::outcome::Outcome;
use crate::history::change::{Change, Step};
use crate::history::record::Entry;
use crate::history::undo::{Undo, undo};
use crate::i18n;
use crate::i18n::Say;
use crate::i18n::gate::Gate;
use crate::i18n::journal::Journal;
use crate::parts::explained::explained;
use crate::parts::gate_dialog::{changes, request};
use crate::parts::navigator::use_navigator;
use crate::parts::status::{outcome as badge, tone};
use crate::route::{JournalView, Place};
use crate::session::Session;
use crate::ui::button::Button;
use crate::ui::detail::{Code, Detail, Details};
use crate::ui::devices::use_devices;
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;

/// The drawer for the entry with this id.
pub fn drawer(session: Session, all: Memo<Vec<Arc<Entry>>>, wanted: &str) -> AnyView {
    let navigator = use_navigator();
    let close = move || {
        navigator.to(
            Place::Journal(JournalView {
                open: String::new(),
                ..navigator.journal()
            }),
            false,
        )
    };
    let entry = {
        let wanted = wanted.to_owned();
        live::fresh(move || all.read().iter().find(|entry| id(entry) == wanted).cloned())
    };
    let busy = RwSignal::new(false);
    let title = {
        let wanted = wanted.to_owned();
        move || {
            entry
                .get()
                .map_or_else(|| wanted.clone(), |entry| target(&entry))
        }
    };
    let foot = move || {
        live::maybe(move || {
            entry
                .get()
                .and_then(|entry| foot(session, entry.change()?, busy))
        })
    };
    let body = move || match entry.get() {
        None => view! { <Notice>{t(Journal::GoneEntry)}</Notice> }.into_any(),
        Some(entry) => match entry.as_ref() {
            Entry::Read(change) => facts(change),
            Entry::Foreign(record) => {
                let text = record.text.clone();
                view! { <Notice>{t(Journal::ForeignThen)}</Notice> <Code text=text label=t(Journal::Foreign) /> }.into_any()
            }
        },
    };
    view! { <Drawer title subject=wanted.to_owned() on_close=close foot>{live::part(body)}</Drawer> }.into_any()
}

/// Looking again is for entries whose end may still change, at the gateway that is connected.
fn foot(session: Session, change: &Change, busy: RwSignal<bool>) -> Option<AnyView> {
    let may_change = |step: &Step| {
        matches!(
            step.outcome,
            None | Some(Outcome::CannotTell { .. } | Outcome::NotApplied)
        )
    };
    if !change.steps.iter().any(may_change) {
        return None;
    }
    let language = use_language();
    let (base, change) = (change.base.clone(), change.clone());
    let here = move || {
        session
            .connection()
            .get()
            .is_some_and(|connection| connection.profile.base == base)
    };
    let why = Signal::derive(move || {
        (!here()).then(|| Journal::ElsewhereWhy.say(language.get()).to_owned())
    });
    let look = move || {
        let change = change.clone();
        busy.set(true);
        spawn_local(async move {
            session.journal.look_again(&session, change).await;
            busy.try_set(false);
        });
    };
    Some(view! { <Button busy reason_beside=true disabled_reason=why on_click=look>{t(Gate::LookAgain)}</Button> }.into_any())
}

fn facts(change: &Change) -> AnyView {
    let language = use_language();
    let intent = change.intent.clone();
    let way_back = match undo(change) {
        Undo::Not(why) => t(why).into_any(),
        Undo::MoveKeys(_) | Undo::SetOwner(_) => t(Gate::CanBeUndone).into_any(),
    };
    let clock = use_devices().clock;
    let at = change
        .at
        .seconds()
        .wall_clock(clock.offset_minutes(change.at));
    let (gateway, entry, base) = (
        change.gateway.clone(),
        change.id.0.clone(),
        change.base.clone(),
    );
    view! {
        <p class="gate-sentence">{live::text(move || i18n::intent::sentence(language.get(), &intent))}</p>
        {change.steps.iter().map(|step| ending(change, step)).collect_view()}
        {changes(change)}
        <Details>
            <Detail label=t(Journal::Time)>{at} " " <span class="faint">{clock.zone()}</span></Detail>
            <Detail label=t(Journal::Gateway)>{gateway} " " <span class="faint monospace">{base}</span></Detail>
            <Detail label=t(crate::i18n::keys::Keys::Identifier) monospace=true>{entry}</Detail>
            <Detail label=t(Journal::Undo)>{way_back}</Detail>
        </Details>
        {change.steps.iter().map(|step| request(&step.sent, Gate::RequestSent)).collect_view()}
    }
    .into_any()
}

fn ending(change: &Change, step: &Step) -> AnyView {
    let language = use_language();
    let mark = badge(step.outcome.as_ref());
    let tone = tone(step.outcome.as_ref());
    let (intent, outcome) = (change.intent.clone(), step.outcome.clone());
    let words = live::maybe(move || {
        outcome.as_ref().map(|outcome| {
            explained(
                tone,
                i18n::outcome::outcome(language.get(), &intent, outcome),
            )
        })
    });
    view! { <div class="gate-outcome">{mark} {words}</div> }.into_any()
}
