//! A list of the gateway as a page holds it: read page by page, renewed beside what is on screen, a
//! changed row read again alone. Never draws, filters or sorts.

mod first_keys;
mod looked_for;
mod whole;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{ListQuery, Paged};
use crate::domain::entity::{Entity, Found, Line};
use crate::domain::page::{Cursor, Listing, Page, Row};
use crate::domain::reading::{Ask, Reading};
use crate::domain::time::UnixMillis;
use crate::gate::looking::Looking;
use crate::gate::seek::{Sought, Whereabouts};
use looked_for::LookedFor;

/// The rows of a list as they are held: each with its text for searching.
pub type Rows<T> = Listing<Arc<Found<T>>>;

/// Milliseconds between two looks at a list that is read to its end: each look filters, counts and
/// draws everything that is loaded.
const LOOK_MILLIS: i64 = 250;

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

fn found<T: Entity>(page: Page<T>) -> Page<Arc<Found<T>>> {
    let row = |row| match row {
        Row::Read(row) => Row::Read(Found::of(row)),
        Row::Unreadable(unreadable) => Row::Unreadable(unreadable),
    };
    Page {
        rows: page.rows.into_iter().map(row).collect(),
        next: page.next,
    }
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

    async fn page(&self, cursor: Option<Cursor>) -> Result<Page<Arc<Found<T>>>, ApiError> {
        let connection = self.session.connection().try_get_untracked().flatten();
        let query = self.query.try_get_value();
        let (Some(connection), Some(query)) = (connection, query) else {
            return Err(ApiError::Unreachable(Unreachable::NotSent));
        };
        let query = ListQuery {
            after: cursor,
            ..query
        };
        let read = T::page(connection.dialect(), &query);
        self.session.read(read).await.map(found)
    }

    /// Reads as many rows as are loaded, beside the present ones, and then takes their place.
    pub fn reload(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let wanted = self.listing.with_untracked(|listing| listing.rows().len());
        let (began, edits) = (self.session.now(), self.edits.get_value());
        spawn_local(async move {
            let result = self.read_fresh(wanted).await;
            self.busy.try_set(false);
            // A row was read anew meanwhile: what was read before that is older than the screen.
            if self.edits.try_get_value().is_some_and(|now| now != edits) {
                self.outdated.try_set_value(true);
            }
            if self.is_outdated() {
                return self.reload_if_outdated();
            }
            match result {
                Ok(fresh) => {
                    self.read_at.try_set(Some(began));
                    // What did not change is neither filtered, counted nor drawn again.
                    self.listing.try_maybe_update(|listing| {
                        let changed = *listing != fresh;
                        *listing = fresh;
                        (changed, ())
                    });
                    self.succeeded();
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }

    /// Asks for other rows from now on. Those that are loaded go at once, and so does the answer to
    /// what was asked before.
    pub fn ask_for(self, query: ListQuery) {
        self.query.set_value(query);
        self.listing.set(Listing::default());
        self.started.set(false);
        self.loading_all.set(false);
        self.outdate();
    }

    /// What is loaded was changed by a write: it is read again, after what is being read now.
    pub fn outdate(self) {
        self.outdated.try_set_value(true);
        // The list's page may have gone with its connection.
        if self.busy.try_get_untracked() == Some(false) {
            self.reload_if_outdated();
        }
    }

    fn is_outdated(&self) -> bool {
        self.outdated.try_get_value() == Some(true)
    }

    fn reload_if_outdated(self) {
        if self.is_outdated() {
            self.outdated.try_set_value(false);
            self.reload();
        }
    }

    fn rest(self) {
        self.busy.try_set(false);
        self.reload_if_outdated();
    }

    async fn read_fresh(&self, wanted: usize) -> Result<Rows<T>, ApiError> {
        let mut fresh = Listing::default();
        loop {
            let page = self.page(fresh.cursor()).await?;
            fresh = fresh.with(page, id);
            if !fresh.has_more() || fresh.rows().len() >= wanted {
                return Ok(fresh);
            }
        }
    }

    /// Reads the next page.
    pub fn load_more(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            self.add_page().await;
            self.listing.notify();
            self.rest();
        });
    }

    /// Reads to the end of the list, until stopped or failed.
    pub fn load_all(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.loading_all.set(true);
        spawn_local(async move {
            let goes_on = || {
                self.loading_all.try_get_untracked() == Some(true)
                    && self.listing.try_with_untracked(Listing::has_more) == Some(true)
            };
            let mut looked = self.session.now();
            while goes_on() && self.add_page().await {
                let now = self.session.now();
                if now.0 - looked.0 >= LOOK_MILLIS {
                    looked = now;
                    self.listing.notify();
                }
            }
            self.listing.notify();
            self.loading_all.try_set(false);
            self.rest();
        });
    }

    /// Reads the next page without a word to those who look at the list; `false` when that failed,
    /// or the list's page is closed.
    async fn add_page(&self) -> bool {
        let Some(cursor) = self.listing.try_with_untracked(Listing::cursor) else {
            return false;
        };
        match self.page(cursor).await {
            // Everything is about to be read again, maybe other rows than these.
            _ if self.is_outdated() => false,
            Ok(page) => {
                self.succeeded();
                let listing = |listing: &mut Rows<T>| {
                    *listing = std::mem::take(listing).with(page, id);
                };
                self.listing.try_update_untracked(listing).is_some()
            }
            Err(error) => {
                self.error.try_set(Some(error));
                false
            }
        }
    }

    /// Something was read. Only a change is told: the table is drawn anew by those who hear of it.
    fn succeeded(&self) {
        self.error
            .try_maybe_update(|error| (error.take().is_some(), ()));
        self.started
            .try_maybe_update(|started| (!std::mem::replace(started, true), ()));
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
