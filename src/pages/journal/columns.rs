//! The table's columns, as its specification.

use leptos::prelude::*;

use crate::gate::intent::Intent;
use crate::history::change::Change;
use crate::history::record::Entry;
use crate::history::standing::standing;
use crate::i18n;
use crate::i18n::Language;
use crate::i18n::journal::Journal;
use crate::parts::status;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::table::{Align, Column, Priority};

/// The columns.
pub fn columns() -> Vec<Column<Entry>> {
    vec![
        Column::new("target", Journal::Target, |entry| target(Language::English, entry))
            .width(260)
            .cell(subject),
        Column::new("action", Journal::Action, |entry| of(entry, |change| i18n::journal::done(Language::English, &change.intent).to_owned()))
            .width(120)
            .cell(action),
        Column::new("amount", Journal::Amount, |entry| of(entry, |change| amount(&change.intent, crate::domain::money::Usd::plain)))
            .width(150)
            .align(Align::End)
            .priority(Priority::Medium)
            .cell(|entry| view! { <span class="sum">{of(entry, |change| amount(&change.intent, crate::domain::money::Usd::exact))}</span> }.into_any()),
        Column::new("outcome", Journal::Outcome, |entry| of(entry, |change| i18n::journal::standing(Language::English, standing(change))))
            .width(170)
            .cell(ending),
        Column::new("at", Journal::Time, |entry: &Entry| entry.at().seconds().wall_clock(0))
            .width(130)
            .cell(|entry| view! { <Moment at=entry.at() /> }.into_any()),
        Column::new("gateway", Journal::Gateway, |entry| of(entry, |change| change.gateway.clone()))
            .width(160)
            .priority(Priority::Low),
    ]
}

/// The entry's id.
pub fn id(entry: &Entry) -> String {
    match entry {
        Entry::Read(change) => change.id.0.clone(),
        Entry::Foreign(record) => record.id.0.clone(),
    }
}

/// What was written to: the names.
pub fn target(language: Language, entry: &Entry) -> String {
    match entry {
        Entry::Read(change) => language.join(&change.intent.targets()),
        Entry::Foreign(record) => record.id.0.clone(),
    }
}

fn of(entry: &Entry, text: fn(&Change) -> String) -> String {
    entry.change().map(text).unwrap_or_default()
}

fn subject(entry: &Entry) -> AnyView {
    let (language, entry) = (use_language(), entry.clone());
    view! { <span>{live::text(move || target(language.get(), &entry))}</span> }.into_any()
}

fn amount(intent: &Intent, text: fn(crate::domain::money::Usd) -> String) -> String {
    match intent {
        Intent::CreateKey { new, .. } => new.limit.map(text).unwrap_or_default(),
        Intent::TopUpKey { amount, .. } => format!("+{}", text(*amount)),
        _ => String::new(),
    }
}

fn action(entry: &Entry) -> AnyView {
    let language = use_language();
    let Some(change) = entry.change() else {
        return view! { <span class="faint">{t(Journal::Foreign)}</span> }.into_any();
    };
    let intent = change.intent.clone();
    view! { <span>{live::text(move || i18n::journal::done(language.get(), &intent))}</span> }
        .into_any()
}

fn ending(entry: &Entry) -> AnyView {
    entry.change().map_or_else(|| ().into_any(), status::entry)
}
