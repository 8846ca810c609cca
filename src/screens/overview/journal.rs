//! Changes from this browser whose outcome is unknown.

use crate::reactive::*;

use super::model::{Journal, Overview};
use super::section::{FEW, beyond, retry, said, section};
use crate::gate::{Ending, Explained};
use crate::history::{Entry, Unsettled, has_ending};
use crate::route::Place;
use crate::screens::journal::OUTCOME;
use crate::screens::looks::Looks;
use crate::screens::navigator::{entry as entry_route, link};
use crate::screens::review::{target_of, verb_of};
use crate::screens::status::state_badge;
use crate::session::Session;
use crate::text;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::state::Skeleton;
use crate::words::{Phrase, Text};

const TITLE: Text = text!("Unresolved changes" / "待处理的更改");
const NONE: Text = text!(
    "The outcome of every change from this browser is known." / "此浏览器的每次更改均已知结果。"
);
const IN_PROGRESS: Text =
    text!("{n} login is still open." / "{n} logins are still open." / "{n} 个登录仍在进行。");
const FAILED: Text = text!("The journal could not be read" / "无法读取操作日志");
const UNKNOWN: Text = text!("{n} with an unknown outcome" / "{n} 项结果未知");
const OPEN: Text = text!("{n} not verified yet" / "{n} 项尚未核实");
const VALUES_LOST: Text =
    text!("{n} new value never arrived" / "{n} new values never arrived" / "{n} 个新值未到达");
const WHAT: Text = text!("{verb}: {names}" / "{verb}：{names}");

/// Draws the section.
pub(super) fn unresolved(overview: Overview, looks: Looks) -> AnyView {
    let below = live::maybe(move || {
        let Some(Ok((_, open))) = overview.journal.get() else {
            return None;
        };
        let (unknown, not_yet) = (
            ending(&open, Ending::Unknown, UNKNOWN),
            ending(&open, Ending::Open, OPEN),
        );
        let lost = (!open.values_lost.is_empty()).then(|| {
            let words = Phrase::from(VALUES_LOST).with("n", open.values_lost.len());
            let language = use_language();
            view! { <p>{live::text(move || words.say(language.get()))}</p> }
        });
        Some(view! { {unknown} {not_yet} {lost} }.into_any())
    });
    let body = live::part(move || match overview.journal.get() {
        None => view! { <Skeleton rows=2 /> }.into_any(),
        Some(read) => body(overview, looks, read),
    });
    let quiet = live::derived(move || {
        overview.journal.with(|journal| match journal {
            Some(Ok((_, open))) => **open == Unsettled::default(),
            Some(Err(_)) | None => false,
        })
    });
    section(TITLE, quiet, below, body)
}

fn body(overview: Overview, looks: Looks, read: Journal) -> AnyView {
    let language = use_language();
    let open = match read {
        Ok((_, open)) => open,
        Err(problem) => {
            let words = Explained {
                what: FAILED.into(),
                then: problem.phrase(),
            };
            let again = Callback::new(move |()| overview.read_journal());
            return retry(words, Signal::stored(false), again);
        }
    };
    let also = open.not_here().map(|also| {
        let words = live::text(move || also.say(language.get()));
        view! { <p class="faint">{words}</p> }.into_any()
    });
    let all = open.here.iter().chain(&open.values_lost);
    let count = open.here.len() + open.values_lost.len();
    let logins = (open.in_progress > 0).then(|| {
        let words = Phrase::from(IN_PROGRESS).with("n", open.in_progress);
        view! { <p>{live::text(move || words.say(language.get()))}</p> }.into_any()
    });
    if count == 0 {
        let none = (also.is_none() && logins.is_none()).then(|| said(t(NONE)));
        return view! { {none} {logins} {also} }.into_any();
    }
    let few = all.take(FEW);
    let few = few.map(|entry| row(overview.session, looks, entry));
    view! {
        <ul class="eye-rows">{few.collect_view()}</ul>
        {beyond(count)}
        {logins}
        {also}
    }
    .into_any()
}

/// Draws one change: its sentence, its state, and when it was sent.
fn row(session: Session, looks: Looks, entry: &Entry) -> AnyView {
    let (at, id) = (entry.at, entry.id.as_str().to_owned());
    let state = state_badge(entry);
    let entry = entry.clone();
    let words = looks.words(move |view| {
        Phrase::from(WHAT)
            .with("verb", verb_of(session, &entry, view))
            .with("names", target_of(session, &entry, view))
            .say(view.language)
    });
    view! {
        <li class="eye-row">
            <span class="eye-name">{link(entry_route(&id), words)}</span>
            <span class="eye-stands">{state}</span>
            <span class="eye-figure"><Moment at /></span>
        </li>
    }
    .into_any()
}

/// Draws the number of changes with this ending, as a link to them.
fn ending(open: &Unsettled, ending: Ending, words: Text) -> Option<AnyView> {
    let language = use_language();
    let count = open
        .here
        .iter()
        .filter(|entry| has_ending(entry, ending))
        .count();
    (count > 0).then(|| {
        let words = Phrase::from(words).with("n", count);
        let words = live::text(move || words.say(language.get()));
        let to = Place::Journal.whole().with(OUTCOME, ending.word());
        view! { <p>{link(to, words)}</p> }.into_any()
    })
}
