//! One entry in full: what was meant, what was sent, how it ended, and the way back or why there
//! is none.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::columns::{id, target};
use super::marks::{Back, read_back, takes_back, value_lost};
use crate::history::change::{Change, Step};
use crate::history::record::Entry;
use crate::history::way_back::UndoProblem;
use crate::i18n;
use crate::i18n::Say;
use crate::i18n::gate::Gate;
use crate::i18n::journal::{Journal, undo_problem};
use crate::parts::explained::explained;
use crate::parts::gate_dialog::{changes, endings, requests};
use crate::parts::instant::stamp;
use crate::parts::navigator::use_navigator;
use crate::profile::SameAccount;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::Button;
use crate::ui::detail::{Code, Detail, Details};
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// The drawer for the entry with this id.
pub fn drawer(session: Session, all: Memo<Vec<Arc<Entry>>>, wanted: &str) -> AnyView {
    let navigator = use_navigator();
    let close = move || navigator.open(List::Journal, String::new());
    let entry = {
        let wanted = wanted.to_owned();
        live::memo(move || all.read().iter().find(|entry| id(entry) == wanted).cloned())
    };
    let back = live::memo(move || Some(Back::of(entry.read().as_ref()?.change()?, &all.read())));
    let offered = live::memo(move || back.read().as_ref().is_some_and(Back::is_offered));
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None);
    let title = {
        let (language, wanted) = (use_language(), wanted.to_owned());
        move || match entry.get() {
            Some(entry) => target(language.get(), &entry),
            None => wanted.clone(),
        }
    };
    let foot = move || {
        live::maybe(move || {
            entry
                .get()
                .and_then(|entry| foot(session, entry.change()?, offered.get(), busy, refused))
        })
    };
    let body = move || match entry.get() {
        None => view! { <Notice>{t(Journal::Gone)}</Notice> }.into_any(),
        Some(entry) => match entry.as_ref() {
            Entry::Read(change) => facts(session, change, back.get(), &all.get_untracked()),
            Entry::Foreign(record) => {
                let text = record.text.clone();
                view! { <Notice>{t(Journal::ForeignThen)}</Notice> <Code text=text label=t(Journal::Foreign) /> }.into_any()
            }
        },
    };
    view! {
        <Drawer title subject=wanted.to_owned() on_close=close foot>
            {live::maybe(move || refused.get().map(told))}
            {live::part(body)}
        </Drawer>
    }
    .into_any()
}

/// Looking again and taking back, at the gateway that is connected.
fn foot(
    session: Session,
    change: &Change,
    offered: bool,
    busy: RwSignal<bool>,
    refused: RwSignal<Option<UndoProblem>>,
) -> Option<AnyView> {
    let look = change
        .steps
        .iter()
        .any(Step::is_in_doubt)
        .then(|| look_again(session, change, busy));
    let back = offered.then(|| take_back(session, change, busy, refused));
    (look.is_some() || back.is_some()).then(|| view! { {look} {back} }.into_any())
}

/// Why not, when the entry belongs to another gateway or account than the connected one.
pub(super) fn elsewhere(session: Session, change: &Change, why: Journal) -> Signal<Option<String>> {
    let (language, change) = (use_language(), change.clone());
    Signal::derive(move || {
        let connection = session.connection().get();
        let connection = connection.filter(|connection| connection.profile.base == change.base);
        let why = match connection.map(|connection| connection.account_of(&change)) {
            None => why,
            Some(SameAccount::No) => Journal::OtherAccount,
            Some(SameAccount::Yes | SameAccount::NotKnown) => return None,
        };
        Some(why.say(language.get()).to_owned())
    })
}

fn look_again(session: Session, change: &Change, busy: RwSignal<bool>) -> AnyView {
    let why = elsewhere(session, change, Journal::ElsewhereWhy);
    let change = change.clone();
    let look = move || {
        let change = change.clone();
        busy.set(true);
        spawn_local(async move {
            session.journal.look_again(&session, change).await;
            busy.try_set(false);
        });
    };
    view! { <Button busy reason_beside=true disabled_reason=why on_click=look>{t(Gate::LookAgain)}</Button> }.into_any()
}

fn take_back(
    session: Session,
    change: &Change,
    busy: RwSignal<bool>,
    refused: RwSignal<Option<UndoProblem>>,
) -> AnyView {
    let why = elsewhere(session, change, Journal::ElsewhereUndo);
    let change = change.clone();
    let back = move || {
        let change = change.clone();
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let way = session.journal.way_back(&session, &change).await;
            // The drawer is closed, or the tab is connected elsewhere by now: nothing is asked.
            if busy.try_set(false).is_some() {
                return;
            }
            match way {
                Err(problem) => {
                    refused.try_set(Some(problem));
                }
                Ok(way) => session.ask_back(change, way),
            }
        });
    };
    view! { <Button busy reason_beside=true disabled_reason=why on_click=back>{t(Journal::TakeBack)}</Button> }.into_any()
}

/// Why it cannot be taken back now.
fn told(problem: UndoProblem) -> AnyView {
    let language = use_language();
    live::part(move || explained(Tone::Attention, undo_problem(language.get(), &problem)))
}

fn facts(session: Session, change: &Change, back: Option<Back>, all: &[Arc<Entry>]) -> AnyView {
    let language = use_language();
    let intent = change.intent.clone();
    let way_back = back.map(|back| back.told(change));
    let at = stamp(change.at);
    let original = takes_back(change, all);
    let (gateway, entry, base) = (
        change.gateway.clone(),
        change.id.0.clone(),
        change.base.clone(),
    );
    let ends: Vec<_> = change
        .steps
        .iter()
        .map(|step| step.outcome.as_ref())
        .collect();
    view! {
        <p class="gate-sentence">{live::text(move || i18n::intent::sentence(language.get(), &intent))}</p>
        {read_back(change)}
        {endings(&change.intent, &ends)}
        {value_lost(session, change)}
        {changes(change)}
        <Details>
            <Detail label=t(Journal::Time)>{at}</Detail>
            <Detail label=t(Journal::Gateway)>{gateway} " " <span class="faint monospace">{base}</span></Detail>
            <Detail label=t(crate::i18n::keys::Keys::Identifier) monospace=true>{entry}</Detail>
            {original}
            <Detail label=t(Journal::Undo)>{way_back}</Detail>
        </Details>
        {requests(change, Gate::RequestSent)}
    }
    .into_any()
}
