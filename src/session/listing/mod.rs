//! A list of the gateway as a page holds it: its rows, how it stands, a changed row read again alone.
//! Never draws, filters or sorts.

mod first_keys;
mod looked_for;
mod reading;
mod whole;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::api::error::ApiError;
use crate::api::gateway::{ListQuery, Paged};
use crate::domain::entity::{Entity, Found, Line};
use crate::domain::page::Listing;
use crate::domain::reading::{Ask, Reading};
use crate::domain::time::UnixMillis;
use crate::gate::looking::Looking;
use crate::gate::seek::{Sought, Whereabouts};
use looked_for::LookedFor;

/// The rows of a list as they are held: each with its text for searching.
pub type Rows<T> = Listing<Arc<Found<T>>>;

/// The lines of a list's table.
pub type Lines<T> = Arc<Vec<Arc<Line<T>>>>;

/// A list that is being read. A value: copies speak of the same list.
pub struct LiveList<T: Paged> {
    /// The session it reads through.
    pub session: Session,
    /// What is loaded.
    pub listing: RwSignal<Rows<T>>,
    /// The same as lines of a table; one that did not change stays the same `Arc`.
    pub lines: Memo<Lines<T>>,
    /// What failed last, while nothing succeeded since.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether anything was read yet.
    pub started: RwSignal<bool>,
    /// Whether something is being read.
    pub busy: RwSignal<bool>,
    /// Whether the whole list is being loaded, until stopped.
    pub loading_all: RwSignal<bool>,
    /// When the first page was read.
    pub read_at: RwSignal<Option<UnixMillis>>,
    /// All of that without the type of the rows.
    pub reading: Memo<Reading>,
    /// The row that was looked for by its id, since it is not among those loaded.
    looked_for: RwSignal<Option<LookedFor<T>>>,
    /// What is asked for; each page has its own cursor.
    query: StoredValue<ListQuery>,
    /// Counts the rows that were read anew by themselves.
    edits: StoredValue<u32>,
    /// Whether the list is to be read anew as soon as what is being read now is here.
    outdated: StoredValue<bool>,
}

impl<T: Paged> Clone for LiveList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Paged> Copy for LiveList<T> {}

fn id<T: Entity>(row: &Arc<Found<T>>) -> &str {
    row.row.row_id()
}

fn lines<T: Entity>(listing: RwSignal<Rows<T>>, before: Option<&Lines<T>>) -> Lines<T> {
    let before = before.map_or(&[][..], |before| before);
    listing.with(|listing| Arc::new(Line::all(listing, before)))
}

impl<T: Paged> LiveList<T> {
    /// A list of which nothing is read yet. `query` says which rows, and in which order.
    #[must_use]
    pub fn new(session: Session, query: ListQuery) -> Self {
        let listing = RwSignal::new(Listing::default());
        let (started, busy, loading_all) = (
            RwSignal::new(false),
            RwSignal::new(false),
            RwSignal::new(false),
        );
        let read_at = RwSignal::new(None);
        Self {
            session,
            listing,
            lines: Memo::new_with_compare(move |before| lines(listing, before), |_, _| true),
            error: RwSignal::new(None),
            started,
            busy,
            loading_all,
            read_at,
            reading: Memo::new(move |_| Reading {
                read_at: read_at.get(),
                started: started.get(),
                busy: busy.get(),
                loading_all: loading_all.get(),
                loaded: listing.with(|listing| listing.rows().len()),
                has_more: listing.with(Listing::has_more),
                whole: listing.with(Listing::is_whole),
            }),
            looked_for: RwSignal::new(None),
            query: StoredValue::new(query),
            edits: StoredValue::new(0),
            outdated: StoredValue::new(false),
        }
    }

    /// Whether the gateway has more than is loaded.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.listing.with(Listing::has_more)
    }

    /// Whether the gateway said that all is loaded.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.listing.with(Listing::is_whole)
    }

    /// Whether no row is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listing.with(|listing| listing.rows().is_empty())
    }

    /// The rows that were understood, in the list's order.
    #[must_use]
    pub fn rows(&self) -> Vec<Arc<Found<T>>> {
        self.listing.with(|listing| {
            let rows = listing.rows().iter();
            rows.filter_map(|listed| listed.row.read().cloned())
                .collect()
        })
    }

    /// The line with this id, if it is loaded or was found by its id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<Line<T>> {
        let loaded = self.listing.with(|listing| Line::find(listing, id));
        loaded.or_else(|| match self.looking(id)? {
            Looking::Ended(Sought::Here(row)) => Some(Line::Row(Found::of(*row), None)),
            _ => None,
        })
    }

    /// Does what was asked of the list.
    pub fn ask(self, ask: Ask) {
        match ask {
            Ask::Reload => self.reload(),
            Ask::More => self.load_more(),
            Ask::All => self.load_all(),
            Ask::Stop => self.loading_all.set(false),
        }
    }

    fn change(&self, change: impl FnOnce(Rows<T>) -> Rows<T>) -> Option<()> {
        self.listing
            .try_update(|listing| *listing = change(std::mem::take(listing)))
    }

    /// Reads the newest rows again and puts them in front: after one was created.
    pub fn refresh_front(self) {
        spawn_local(async move {
            match self.page(None).await {
                Ok(page) => {
                    self.edits.try_update_value(|edits| *edits += 1);
                    self.change(|listing| listing.with_front(page, id));
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }

    /// Reads one row again and puts it in its place, or takes it out when it is proved to be gone.
    ///
    /// # Errors
    /// As the session's reads.
    pub async fn reread(&self, at: &Whereabouts) -> Result<Sought<T>, ApiError> {
        let sought = self.session.reread::<T>(at).await?;
        self.looked_again(&at.id, &sought);
        let change: Box<dyn FnOnce(Rows<T>) -> Rows<T>> = match &sought {
            Sought::Here(fresh) => {
                let fresh = Found::of(T::clone(fresh));
                Box::new(move |listing| listing.with_row(fresh, id))
            }
            Sought::Gone => {
                let gone = at.id.clone();
                Box::new(move |listing| listing.without_row(&gone, id))
            }
            Sought::NotSeen => return Ok(sought),
        };
        self.edits.try_update_value(|edits| *edits += 1);
        self.change(change);
        Ok(sought)
    }
}
