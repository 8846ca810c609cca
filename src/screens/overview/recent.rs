//! What the newest rows of a list come to, such as the calls of the last day.

use std::sync::Arc;

use crate::reactive::*;

use super::model::Overview;
use super::section::{retry, said, section};
use crate::call::ApiError;
use crate::domain::days::Between;
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::records::{Listing, Row};
use crate::schema::{Query, Recent, Resource};
use crate::screens::chart::chart;
use crate::screens::explained::list_failure;
use crate::screens::looks::Looks;
use crate::screens::navigator::{link, list_of};
use crate::session::Session;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::words::{Phrase, Text};

const ALL: Text = text!("{n} row" / "all {n} rows" / "共 {n} 行");
const NEWEST: Text = text!(
    "the newest {n} row; there are more"
        / "the newest {n} rows; there are more"
        / "最新的 {n} 行，还有更多"
);

/// The newest rows as far as they were read.
#[derive(Clone, Default)]
struct Newest {
    rows: Arc<Vec<Arc<Row>>>,
    whole: bool,
}

/// Draws a section for each list that has one, and reads it with the others.
pub(super) fn recent(overview: Overview, looks: Looks) -> AnyView {
    let session = overview.session;
    let who = session.who();
    let resources = session
        .dialect()
        .map_or(&[][..], |dialect| dialect.resources);
    let listed = resources.iter().copied();
    let listed = listed.filter(|resource| (resource.not_listed)(&who).is_none());
    let sections = listed.filter_map(|resource| {
        let recent = resource.reads.recent.as_ref()?;
        Some(one(overview, looks, resource, recent))
    });
    sections.collect_view().into_any()
}

fn one(
    overview: Overview,
    looks: Looks,
    resource: &'static Resource,
    recent: &'static Recent,
) -> AnyView {
    let session = overview.session;
    let state = RwSignal::new(None::<Result<Newest, ApiError>>);
    let read = move || {
        spawn_local(async move {
            let newest = read_newest(session, resource, recent).await;
            state.try_set(Some(newest));
        });
    };
    for other in resource
        .labels
        .iter()
        .filter_map(|id| session.dialect()?.resource(id))
    {
        if (other.not_listed)(&session.who()).is_none() {
            session.learn(other);
        }
    }
    // It is read again with the lists of the overview.
    let read_at = live::memo(move || overview.read_at());
    let mut before = None;
    live::effect(move || {
        let was = before.replace(read_at.get());
        // At the opening the lists are read at the same time: that they arrived is no second reading.
        if was != Some(None) {
            read();
        }
    });
    let rows = live::fresh(move || match state.get() {
        Some(Ok(newest)) => newest.rows,
        _ => Arc::default(),
    });
    let below = live::maybe(move || {
        let newest = state.get()?.ok()?;
        let words = if newest.whole { ALL } else { NEWEST };
        let words = Phrase::from(words).with("n", newest.rows.len());
        let words = looks.words(move |view| words.say(view.language));
        let all = link(list_of(resource), live::text(t(resource.title)));
        Some(view! { <p>{all}</p> <p class="faint">{words}</p> }.into_any())
    });
    let body = live::part(move || match state.get() {
        None => view! { <Skeleton rows=2 /> }.into_any(),
        Some(Err(error)) => {
            let again = Callback::new(move |()| read());
            retry(list_failure(resource, &error), Signal::stored(false), again)
        }
        Some(Ok(newest)) if newest.rows.is_empty() => {
            view! { {said(t(recent.none))} {note(recent)} }.into_any()
        }
        Some(Ok(_)) => {
            view! { {chart(looks, &recent.chart, resource, rows)} {note(recent)} }.into_any()
        }
    });
    let quiet = live::derived(move || {
        state.with(|state| matches!(state, Some(Ok(newest)) if newest.rows.is_empty()))
    });
    section(recent.title, quiet, below, body)
}

fn note(recent: &'static Recent) -> AnyView {
    view! { <p class="hint">{t(recent.note)}</p> }.into_any()
}

async fn read_newest(
    session: Session,
    resource: &'static Resource,
    recent: &Recent,
) -> Result<Newest, ApiError> {
    let (facet, word) = recent.by;
    let now = session.now_seconds();
    let from = UnixSeconds(now.0 - recent.seconds);
    let query = Query {
        by: vec![(id(facet), word.to_owned())],
        between: Between {
            from: Some(from),
            to: Some(now),
        },
        ..Query::newest()
    };
    let mut listing = Listing::default();
    for _ in 0..recent.most_pages {
        session.take_turn().await;
        let query = Query {
            after: listing.cursor().map(str::to_owned),
            offset: listing.read(),
            ..query.clone()
        };
        listing = listing.with(session.page(resource, &query).await?);
        if !listing.has_more() {
            break;
        }
    }
    let rows = listing.rows().cloned().collect();
    Ok(Newest {
        rows: Arc::new(rows),
        whole: listing.is_whole(),
    })
}
