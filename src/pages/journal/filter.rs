//! Which entries show, as the address asks.

use leptos::prelude::*;

use super::columns::{target, worst};
use crate::gate::outcome::Outcome;
use crate::gate::plan::Intent;
use crate::history::record::Entry;
use crate::i18n::journal::Journal;
use crate::i18n::{Language, Say};
use crate::parts::addressed::{CHOSEN, TYPED, addressed};
use crate::parts::navigator::Navigator;
use crate::route::{JournalView, Place};
use crate::ui::choice::{Choice, Select};
use crate::ui::language::{t, use_language};

/// The words of the outcome filter.
const OUTCOMES: [&str; 8] = [
    "applied",
    "refused",
    "not-applied",
    "landed-twice",
    "not-landed",
    "cannot-tell",
    "not-sent",
    "open",
];
/// The words of the action filter.
const ACTIONS: [&str; 2] = ["create-key", "top-up-key"];

/// An outcome's word in addresses.
fn outcome_word(outcome: Option<&Outcome>) -> &'static str {
    match outcome {
        None => "open",
        Some(Outcome::Applied { .. }) => "applied",
        Some(Outcome::Refused { .. }) => "refused",
        Some(Outcome::NotApplied) => "not-applied",
        Some(Outcome::LandedTwice { .. }) => "landed-twice",
        Some(Outcome::NotLanded) => "not-landed",
        Some(Outcome::CannotTell { .. }) => "cannot-tell",
        Some(Outcome::NotSent) => "not-sent",
    }
}

/// An action's word in addresses.
fn action_word(intent: &Intent) -> &'static str {
    match intent {
        Intent::CreateKey { .. } => "create-key",
        Intent::TopUpKey { .. } => "top-up-key",
    }
}

/// Whether an entry shows.
pub fn shows(entry: &Entry, view: &JournalView) -> bool {
    let found = || {
        let wanted = view.search.trim().to_lowercase();
        let place = entry.change().map(|change| {
            format!(
                "{}\n{}\n{}",
                change.id,
                change.gateway,
                intent_id(&change.intent)
            )
        });
        format!("{}\n{}", target(entry), place.unwrap_or_default())
            .to_lowercase()
            .contains(&wanted)
    };
    let Some(change) = entry.change() else {
        return view.outcome.is_empty() && view.action.is_empty() && found();
    };
    (view.outcome.is_empty() || outcome_word(worst(change)) == view.outcome)
        && (view.action.is_empty() || action_word(&change.intent) == view.action)
        && found()
}

fn intent_id(intent: &Intent) -> &str {
    match intent {
        Intent::CreateKey { .. } => "",
        Intent::TopUpKey { key, .. } => key.as_str(),
    }
}

/// The chooser of outcomes.
pub fn outcomes(navigator: Navigator) -> AnyView {
    chooser(
        navigator,
        Journal::AnyOutcome,
        Journal::Outcome,
        &OUTCOMES,
        outcome_name,
        |view| &mut view.outcome,
    )
}

/// The chooser of actions.
pub fn actions(navigator: Navigator) -> AnyView {
    let names = |language: Language, word: &str| match word {
        "create-key" => language.pick("Create key", "创建密钥"),
        _ => language.pick("Top up key", "密钥充值"),
    };
    chooser(
        navigator,
        Journal::AnyAction,
        Journal::Action,
        &ACTIONS,
        names,
        |view| &mut view.action,
    )
}

fn outcome_name(language: Language, word: &str) -> &'static str {
    match word {
        "applied" => language.pick("applied", "已生效"),
        "refused" => language.pick("refused", "被拒绝"),
        "not-applied" => language.pick("not applied", "未生效"),
        "landed-twice" => language.pick("landed twice", "执行了两次"),
        "not-landed" => language.pick("not landed", "未到达"),
        "cannot-tell" => language.pick("cannot tell", "无法确定"),
        "not-sent" => language.pick("not sent", "未发送"),
        _ => language.pick("open", "未完成"),
    }
}

fn chooser(
    navigator: Navigator,
    any: Journal,
    label: Journal,
    words: &'static [&'static str],
    names: fn(Language, &str) -> &'static str,
    field: fn(&mut JournalView) -> &mut String,
) -> AnyView {
    let language = use_language();
    let of_address = move || std::mem::take(field(&mut navigator.journal()));
    let value = addressed(of_address, CHOSEN, move |now| {
        let mut view = navigator.journal();
        *field(&mut view) = now;
        navigator.to(Place::Journal(view), false);
    });
    let choices = Signal::derive(move || {
        let language = language.get();
        let mut list = vec![Choice::new("", any.say(language))];
        list.extend(
            words
                .iter()
                .map(|word| Choice::new(*word, names(language, word))),
        );
        list
    });
    view! { <Select value choices label=t(label) /> }.into_any()
}

/// The search box's text.
pub fn search(navigator: Navigator) -> RwSignal<String> {
    let go = move |search| {
        navigator.to(
            Place::Journal(JournalView {
                search,
                ..navigator.journal()
            }),
            true,
        )
    };
    addressed(move || navigator.journal().search, TYPED, go)
}
