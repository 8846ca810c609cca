//! A section of the overview: its title and coverage on the left, its first rows on the right.

use std::sync::Arc;

use crate::reactive::*;

use super::model::{Judged, Overview, Watched};
use crate::records::{self, Row, Section};
use crate::schema::{Attention, AttentionGroup, Level, Resource};
use crate::screens::explained::{explained, list_failure};
use crate::screens::looks::{Looks, shown};
use crate::screens::navigator::{link, list_of, row_of};
use crate::text;
use crate::ui::button::Button;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;
use crate::ui::words::RETRY;
use crate::words::{Phrase, Say, Text, visible};

/// The most rows of a section; its list has the others.
pub(super) const FEW: usize = 5;

const BEYOND: Text = text!("and {n} more" / "另有 {n} 项");
const OF_ALL: Text = text!("of {n}" / "of all {n}" / "共 {n} 项");
const OF_LOADED: Text = text!("of {n} loaded" / "已加载 {n} 项");
const FAILED_ABOVE: Text =
    text!("The list could not be read: see above." / "无法读取列表：见上方。");

/// Draws a section: its title, the text below it, and its rows. A quiet section without links comes
/// after all others.
pub(super) fn section(title: Text, quiet: Signal<bool>, below: AnyView, body: AnyView) -> AnyView {
    view! {
        <section class="eye" class:quiet=quiet>
            <div class="eye-head"><h2>{t(title)}</h2>{below}</div>
            <div class="eye-body">{body}</div>
        </section>
    }
    .into_any()
}

/// Draws a sentence in place of rows.
pub(super) fn said(words: impl Into<TextProp>) -> AnyView {
    view! { <p class="soft">{live::text(words)}</p> }.into_any()
}

/// Draws how many of `all` rows are not shown.
pub(super) fn beyond(all: usize) -> Option<AnyView> {
    let language = use_language();
    let rest = all.saturating_sub(FEW);
    (rest > 0).then(|| {
        let words = Phrase::from(BEYOND).with("n", rest);
        let words = live::text(move || words.say(language.get()));
        view! { <p class="faint">{words}</p> }.into_any()
    })
}

/// Draws a failure with a button to try again.
pub(super) fn retry(
    words: crate::gate::Explained,
    busy: Signal<bool>,
    retry: Callback<()>,
) -> AnyView {
    view! {
        {explained(Tone::Bad, words)}
        <p class="eye-retry"><Button busy on_click=retry>{t(RETRY)}</Button></p>
    }
    .into_any()
}

/// Draws the sections of every list, most important first.
pub(super) fn sections(overview: Overview, looks: Looks) -> AnyView {
    let mut all: Vec<(Watched, usize, &'static Attention)> = Vec::new();
    for watched in overview.lists() {
        let sections = watched.resource.attention.iter().enumerate();
        all.extend(sections.map(|(place, attention)| (watched, place, attention)));
    }
    let rank = |attention: &Attention| match attention.level {
        Level::Harm => 0,
        Level::Caution => 1,
        Level::Note => 2,
    };
    let all = crate::domain::order::sorted(all, |(.., a), (.., b)| rank(a).cmp(&rank(b)));
    let mut failing: Vec<&str> = Vec::new();
    let sections = all.into_iter().map(|(watched, place, attention)| {
        // A list that could not be read explains it only once.
        let is_first = !failing.contains(&watched.resource.id);
        failing.push(watched.resource.id);
        one(looks, watched, place, attention, is_first)
    });
    sections.collect_view().into_any()
}

fn one(
    looks: Looks,
    watched: Watched,
    place: usize,
    attention: &'static Attention,
    is_first: bool,
) -> AnyView {
    let below = live::maybe(move || {
        let reading = watched.reading.get();
        if !reading.started || reading.loaded == 0 {
            return None;
        }
        let judged = watched.judged.get();
        let groups = judged.sections.get(place)?.groups.iter();
        let groups = groups.map(|(group, count)| grouped(watched.resource, group, *count));
        let cover = if reading.whole { OF_ALL } else { OF_LOADED };
        let cover = Phrase::from(cover).with("n", reading.loaded);
        let language = use_language();
        let cover = live::text(move || cover.say(language.get()));
        let groups = groups.collect_view();
        Some(view! { {groups} <p class="faint">{cover}</p> }.into_any())
    });
    let body = live::part(move || {
        unread(watched, is_first).unwrap_or_else(|| {
            let judged = watched.judged.get();
            match judged.sections.get(place) {
                Some(section) => rows(looks, watched, attention, section, &judged),
                None => ().into_any(),
            }
        })
    });
    let quiet = live::derived(move || {
        let judged = watched.judged.read();
        let started = watched.reading.with(|reading| reading.started);
        let section = judged.sections.get(place);
        started && section.is_none_or(|section| section.rows.is_empty())
    });
    section(attention.title, quiet, below, body)
}

/// Draws the number of rows of one group, as a link to them.
fn grouped(resource: &'static Resource, group: &'static AttentionGroup, count: usize) -> AnyView {
    let language = use_language();
    let (name, word) = group.view;
    let words = Phrase::from(group.words).with("n", count);
    let words = live::text(move || words.say(language.get()));
    view! { <p>{link(list_of(resource).with(name, word), words)}</p> }.into_any()
}

/// Draws a placeholder for a list without rows to judge; `None` once it is read.
fn unread(watched: Watched, is_first: bool) -> Option<AnyView> {
    let (started, busy) = watched.reading.with(|it| (it.started, it.busy));
    if started {
        return None;
    }
    let Some(error) = watched.error.get() else {
        return Some(view! { <Skeleton rows=2 /> }.into_any());
    };
    if !is_first {
        return Some(said(t(FAILED_ABOVE)));
    }
    let again = Callback::new(move |()| watched.reload());
    let words = list_failure(watched.resource, &error);
    Some(retry(words, Signal::stored(busy), again))
}

fn rows(
    looks: Looks,
    watched: Watched,
    attention: &'static Attention,
    section: &Section,
    judged: &Judged,
) -> AnyView {
    if let Some(why) = section.not_judged {
        return said(t(why));
    }
    if section.rows.is_empty() {
        return said(t(attention.quiet));
    }
    let few = section.rows.iter().take(FEW);
    let few = few.map(|row| one_row(looks, watched.resource, attention, section, row, judged));
    view! {
        <ul class="eye-rows">{few.collect_view()}</ul>
        {beyond(section.rows.len())}
    }
    .into_any()
}

/// Draws a row: its name as a link, and the fields that explain why it needs attention.
fn one_row(
    looks: Looks,
    resource: &'static Resource,
    attention: &'static Attention,
    section: &Section,
    row: &Arc<Row>,
    judged: &Judged,
) -> AnyView {
    let name = match resource.heading {
        Some(heading) => heading(&row.record),
        None => row.label(resource).to_owned(),
    };
    let details = attention.details.iter().filter_map(|id| resource.field(id));
    let mut details = details.map(|spec| {
        let row = Arc::clone(row);
        live::part(move || {
            let (cell, label) = looks.with(|view| {
                let cell = records::cell(spec, &row.record, view);
                (cell, spec.label.say(view.language).to_owned())
            });
            shown(looks, cell, label)
        })
    });
    // A single field is the figure.
    let first = (attention.details.len() > 1).then(|| details.next());
    let rest = details.collect_view();
    let tone = match section.group_of(row, judged.now).map(|_| attention.level) {
        Some(Level::Harm) => "eye-row harm",
        Some(Level::Caution | Level::Note) | None => "eye-row",
    };
    let name = view! { <bdi>{visible(&name).into_owned()}</bdi> }.into_any();
    view! {
        <li class=tone>
            <span class="eye-name">{link(row_of(resource, row.id.as_str()), name)}</span>
            <span class="eye-stands">{first}</span>
            <span class="eye-figure">{rest}</span>
        </li>
    }
    .into_any()
}

/// Draws why sections are missing that other accounts would see.
pub(super) fn not_listed(overview: Overview) -> AnyView {
    let who = overview.session.who();
    let sections = overview.not_listed().into_iter().filter_map(|resource| {
        let why = (resource.not_listed)(&who)?;
        let quiet = Signal::stored(true);
        Some(section(
            resource.title,
            quiet,
            ().into_any(),
            said(t(why.words)),
        ))
    });
    sections.collect_view().into_any()
}
