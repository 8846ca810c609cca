//! A list of the gateway as a screen holds it: its rows, how it stands, and reading it: anew, a page
//! further, to its end, one changed row by itself. Never draws, filters or orders.

use std::sync::Arc;

use crate::reactive::*;

use super::Session;
use crate::call::ApiError;
use crate::domain::reading::{Ask, Reading};
use crate::domain::time::UnixMillis;
use crate::gate::Found;
use crate::records::{Listing, Page, Row};
use crate::schema::{Locator, Query, Resource};

/// Milliseconds between two looks at a list that is read to its end: each filters, orders and draws
/// everything that is loaded.
const LOOK_MILLIS: i64 = 250;

/// How far looking for one row by its id has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looking {
    /// The gateway is being asked.
    Asking,
    /// It was looked for.
    Ended(Found),
    /// Looking for it failed.
    Failed(ApiError),
}

/// A list that is being read. A value: copies speak of the same list.
#[derive(Clone, Copy)]
pub struct LiveList {
    /// The session that it is read through.
    pub session: Session,
    /// What it lists.
    pub resource: &'static Resource,
    /// What is loaded.
    pub listing: RwSignal<Listing>,
    /// What failed last, while nothing succeeded since.
    pub error: RwSignal<Option<ApiError>>,
    /// How it stands.
    pub reading: Memo<Reading>,
    started: RwSignal<bool>,
    busy: RwSignal<bool>,
    loading_all: RwSignal<bool>,
    read_at: RwSignal<Option<UnixMillis>>,
    /// The row that was looked for by its id, since it is not among those loaded.
    looked_for: RwSignal<Option<(String, Looking)>>,
    query: StoredValue<Query>,
    /// Counts the rows that were read anew by themselves.
    edits: StoredValue<u32>,
    /// Whether the list is to be read anew as soon as what is being read now is here.
    outdated: StoredValue<bool>,
}

impl LiveList {
    /// Makes a list of which nothing is read yet. `query` says which rows, and in which order.
    #[must_use]
    pub fn new(session: Session, resource: &'static Resource, query: Query) -> Self {
        let listing = RwSignal::new(Listing::default());
        let (started, busy, loading_all) = (
            RwSignal::new(false),
            RwSignal::new(false),
            RwSignal::new(false),
        );
        let read_at = RwSignal::new(None);
        Self {
            session,
            resource,
            listing,
            error: RwSignal::new(None),
            reading: Memo::new(move |_| Reading {
                read_at: read_at.get(),
                started: started.get(),
                busy: busy.get(),
                loading_all: loading_all.get(),
                loaded: listing.with(|listing| listing.lines().len()),
                has_more: listing.with(Listing::has_more),
                whole: listing.with(Listing::is_whole),
                total: listing.with(Listing::total),
            }),
            started,
            busy,
            loading_all,
            read_at,
            looked_for: RwSignal::new(None),
            query: StoredValue::new(query),
            edits: StoredValue::new(0),
            outdated: StoredValue::new(false),
        }
    }

    /// Begins with the page that connecting read, where it only just did; else reads.
    pub fn start(self) {
        match self.session.take_first_page(self.resource) {
            Some(first) => {
                self.read_at.set(Some(first.asked_at));
                self.listing.set(Listing::default().with(first.page));
                self.succeeded();
            }
            None => self.reload(),
        }
    }

    /// Returns the rows that were read, in the list's order.
    #[must_use]
    pub fn rows(&self) -> Vec<Arc<Row>> {
        self.listing
            .with(|listing| listing.rows().cloned().collect())
    }

    /// Returns the row with this id, if it is loaded or was found by its id, and its cursor.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<(Arc<Row>, Option<String>)> {
        let loaded = self.listing.with(|listing| {
            let (row, cursor) = listing.find(id)?;
            Some((Arc::clone(row), cursor.map(str::to_owned)))
        });
        loaded.or_else(|| match self.looking(id)? {
            Looking::Ended(Found::Here(row)) => Some((row, None)),
            _ => None,
        })
    }

    /// Returns where a row is found again.
    #[must_use]
    pub fn locator(&self, id: &str) -> Option<Locator> {
        let (row, cursor) = self.row(id)?;
        Some(row.locator(self.resource, cursor.as_deref()))
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

    async fn page(&self, after: Option<String>, offset: usize) -> Result<Page, ApiError> {
        let query = self.query.try_get_value().unwrap_or(Query::oldest());
        let query = Query {
            after,
            offset,
            ..query
        };
        self.session.page(self.resource, &query).await
    }

    /// Reads as many rows as are loaded, beside the present ones, and then takes their place.
    pub fn reload(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let wanted = self.listing.with_untracked(|listing| listing.lines().len());
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
                        *listing = fresh.sharing(listing);
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

    async fn read_fresh(&self, wanted: usize) -> Result<Listing, ApiError> {
        let mut fresh = Listing::default();
        loop {
            let cursor = fresh.cursor().map(str::to_owned);
            let page = self.page(cursor, fresh.lines().len()).await?;
            fresh = fresh.with(page);
            if !fresh.has_more() || fresh.lines().len() >= wanted {
                return Ok(fresh);
            }
        }
    }

    /// Asks for other rows from now on. Those that are loaded go at once, and so does the response to
    /// what was asked before.
    pub fn ask_for(self, query: Query) {
        self.query.set_value(query);
        self.listing.set(Listing::default());
        self.error.set(None);
        self.started.set(false);
        self.loading_all.set(false);
        self.outdate();
    }

    /// What is loaded was changed by a write: it is read again, after what is being read now.
    pub fn outdate(self) {
        self.outdated.try_set_value(true);
        // The list's screen may have gone with its connection.
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

    /// Reads the next page without a word to those who look at the list; `false` when that failed, or
    /// the list's screen is closed.
    async fn add_page(&self) -> bool {
        let place = self.listing.try_with_untracked(|listing| {
            (listing.cursor().map(str::to_owned), listing.lines().len())
        });
        let Some((cursor, offset)) = place else {
            return false;
        };
        match self.page(cursor, offset).await {
            // Everything is about to be read again, maybe other rows than these.
            _ if self.is_outdated() => false,
            Ok(page) => {
                self.succeeded();
                let add = |listing: &mut Listing| *listing = std::mem::take(listing).with(page);
                self.listing.try_update_untracked(add).is_some()
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

    fn change(&self, change: impl FnOnce(Listing) -> Listing) {
        self.edits.try_update_value(|edits| *edits += 1);
        self.listing
            .try_update(|listing| *listing = change(std::mem::take(listing)));
    }

    /// Reads the newest rows again and puts them in front: after one was made.
    pub fn refresh_front(self) {
        spawn_local(async move {
            match self.page(None, 0).await {
                Ok(page) => self.change(|listing| listing.with_front(page)),
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
    pub async fn reread(&self, at: &Locator) -> Result<Found, ApiError> {
        let found = self.session.find(at).await?;
        self.take_over(at.id.as_str(), &found);
        Ok(found)
    }

    /// Puts a row that was read by itself in its place, or takes it out when it is gone.
    pub fn take_over(&self, id: &str, found: &Found) {
        self.looked_for.try_maybe_update(|looked_for| {
            let is_it = looked_for.as_ref().is_some_and(|(known, _)| known == id);
            if is_it {
                *looked_for = Some((id.to_owned(), Looking::Ended(found.clone())));
            }
            (is_it, ())
        });
        match found {
            Found::Here(row) => self.change(|listing| listing.with_row(row)),
            Found::Gone => self.change(|listing| listing.without_row(id)),
            Found::NotSeen => {}
        }
    }

    /// Returns how far looking for the row with this id has come; `None` where it is not looked for.
    #[must_use]
    pub fn looking(&self, id: &str) -> Option<Looking> {
        self.looked_for.with(|looked_for| {
            let (_, looking) = looked_for.as_ref().filter(|(known, _)| known == id)?;
            Some(looking.clone())
        })
    }

    /// Looks for the row that an address names by its id, whenever it is not among those loaded.
    pub fn look_for(self, named: Memo<Option<String>>) {
        Effect::new(move |_: Option<()>| {
            // A list that could not be read says nothing of the row either.
            let was_read = self.started.get() || self.error.with(Option::is_some);
            let Some(id) = named.get().filter(|_| was_read) else {
                return;
            };
            let is_loaded = self.listing.with(|listing| listing.find(&id).is_some());
            if !is_loaded && untrack(|| self.looking(&id)).is_none() {
                self.look(id);
            }
        });
    }

    /// Looks for the row with this id.
    pub fn look(self, id: String) {
        self.looked_for.set(Some((id.clone(), Looking::Asking)));
        spawn_local(async move {
            let at = Locator::of_id(self.resource.id, id.as_str());
            let looking = match self.session.find(&at).await {
                Ok(found) => Looking::Ended(found),
                Err(error) => Looking::Failed(error),
            };
            // Another row may be named by now.
            self.looked_for.try_update(|looked_for| {
                if looked_for.as_ref().is_some_and(|(known, _)| *known == id) {
                    *looked_for = Some((id, looking));
                }
            });
        });
    }
}
