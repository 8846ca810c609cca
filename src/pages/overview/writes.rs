//! Writes from this browser whose end is not known.

use leptos::prelude::*;

use super::model::{OverviewModel, Writes};
use super::section::{FEW, Row, failed, link, rest, rows, said, section};
use crate::gate::intent::Intent;
use crate::gate::outcome::Ending;
use crate::history::change::Change;
use crate::history::standing::has_ending;
use crate::history::unsettled::Unsettled;
use crate::i18n::errors::Explained;
use crate::i18n::journal::{done, store_problem};
use crate::i18n::overview::{Overview, not_here};
use crate::i18n::{Language, Say};
use crate::parts::status::entry;
use crate::route::{Facet, List};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::state::Skeleton;

/// The section.
pub fn writes(model: OverviewModel) -> AnyView {
    let language = use_language();
    let below = live::maybe(move || {
        let Some(Ok((_, open))) = model.writes.get() else {
            return None;
        };
        Some(endings(&open))
    });
    let body = live::part(move || match model.writes.get() {
        None => view! { <Skeleton rows=2 /> }.into_any(),
        Some(read) => body(model, language.get(), read),
    });
    section(Overview::Writes, below, body)
}

fn body(model: OverviewModel, language: Language, read: Writes) -> AnyView {
    let open = match read {
        Ok((_, open)) => open,
        Err(problem) => {
            let words = Explained {
                what: Overview::JournalFailed.say(language).to_owned(),
                then: store_problem(language, &problem),
            };
            let retry = Callback::new(move |()| model.read_writes());
            return failed(words, Signal::stored(false), retry);
        }
    };
    let also = not_here(language, open.elsewhere, open.foreign)
        .map(|also| view! { <p class="faint">{also}</p> });
    if open.here.is_empty() {
        let none = also.is_none().then(|| said(t(Overview::WritesNone)));
        return view! { {none} {also} }.into_any();
    }
    let shown = rows(open.here.iter().take(FEW).map(row).collect());
    let rest = rest(language, open.here.len());
    view! { {shown} {rest} {also} }.into_any()
}

/// One write: what was wanted of what, how it stands, and when it was sent.
fn row(change: &Change) -> Row {
    let language = use_language();
    let (intent, at) = (change.intent.clone(), change.at);
    Row {
        to: List::Journal.opened_at(&change.id.0),
        label: (move || wanted(language.get(), &intent)).into(),
        stands: entry(change),
        figure: view! { <Moment at /> }.into_any(),
    }
}

/// What was wanted, and of what.
fn wanted(language: Language, intent: &Intent) -> String {
    let subject = language.join(&intent.targets());
    format!("{}: {subject}", done(language, intent))
}

/// The endings that occur, each as a link to its entries.
fn endings(open: &Unsettled) -> AnyView {
    let one = |ending: Ending| {
        let of = |change: &&Change| has_ending(change, ending);
        let count = open.here.iter().filter(of).count();
        let to = List::Journal.narrowed(Facet::Outcome, ending.word());
        let word = match ending {
            Ending::CannotTell => Overview::CannotTell,
            _ => Overview::Open,
        };
        (count > 0).then(|| view! { <p>{link(to, count, word)}</p> }.into_any())
    };
    [one(Ending::CannotTell), one(Ending::Open)]
        .collect_view()
        .into_any()
}
