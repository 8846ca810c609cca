//! A list as a screen holds it: its rows, its state, and reading it: all again, the next page, to
//! its end, or a single row. Never draws, filters or sorts.

mod at_once;
mod row_search;

use std::sync::Arc;

use crate::reactive::*;

pub use row_search::RowSearch;

use super::Session;
use crate::call::ApiError;
use crate::domain::reading::{ListCommand, Reading};
use crate::domain::time::UnixMillis;
use crate::gate::Found;
use crate::records::{Listing, Page, Row};
use crate::schema::{Locator, Query, Resource};

/// Milliseconds between updates of a list that is read to its end: each update filters, sorts and
/// draws all rows.
const UPDATE_MILLIS: i64 = 250;

/// A list that is being read. Copies refer to the same list.
#[derive(Clone, Copy)]
pub struct LiveList {
    /// The session that reads it.
    pub session: Session,
    /// Its resource.
    pub resource: &'static Resource,
    /// The pages read so far.
    pub listing: RwSignal<Listing>,
    /// The last failure, if nothing has succeeded since.
    pub error: RwSignal<Option<ApiError>>,
    /// Its state.
    pub reading: Memo<Reading>,
    started: RwSignal<bool>,
    busy: RwSignal<bool>,
    loading_all: RwSignal<bool>,
    read_at: RwSignal<Option<UnixMillis>>,
    /// Whether it is always read whole, where one request does that.
    covers_all: bool,
    /// The row that is searched for by its id because it is not loaded.
    row_search: RwSignal<Option<(String, RowSearch)>>,
    query: StoredValue<Query>,
    /// Counts the rows that were read individually.
    edits: StoredValue<u32>,
    /// Whether to read the list again after the current request.
    outdated: StoredValue<bool>,
}

impl LiveList {
    /// Makes a list of which nothing has been read. `query` says which rows, and in which order.
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
            covers_all: false,
            row_search: RwSignal::new(None),
            query: StoredValue::new(query),
            edits: StoredValue::new(0),
            outdated: StoredValue::new(false),
        }
    }

    /// Returns the list read whole each time, where one request does that: for a judgement about all
    /// rows, which the first page would not show.
    #[must_use]
    pub const fn covering_all(self) -> Self {
        Self {
            covers_all: true,
            ..self
        }
    }

    /// Starts with the page that was read while connecting, if it is fresh; otherwise reads.
    pub fn start(self) {
        if self.covers_all && self.resource.reads.whole.is_some() {
            return self.reload();
        }
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

    /// Returns the row with this id and its cursor, if it is loaded or was found by its id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<(Arc<Row>, Option<String>)> {
        let loaded = self.listing.with(|listing| {
            let (row, cursor) = listing.find(id)?;
            Some((Arc::clone(row), cursor.map(str::to_owned)))
        });
        loaded.or_else(|| match self.row_search(id)? {
            RowSearch::Ended(Found::Here(row)) => Some((row, None)),
            _ => None,
        })
    }

    /// Returns what is asked of the gateway.
    #[must_use]
    pub fn query(&self) -> Query {
        self.query.get_value()
    }

    /// Returns where a row is.
    #[must_use]
    pub fn locator(&self, id: &str) -> Option<Locator> {
        let (row, cursor) = self.row(id)?;
        Some(row.locator(self.resource, cursor.as_deref()))
    }

    /// Executes a command.
    pub fn run(self, command: ListCommand) {
        match command {
            ListCommand::Reload => self.reload(),
            ListCommand::More => self.load_more(),
            ListCommand::All => self.load_all(),
            ListCommand::Stop => self.loading_all.set(false),
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

    /// Reads as many rows as are loaded, keeping the present ones until the new ones are complete.
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
            // A row was read individually in the meantime, so these rows may be older than the
            // screen.
            if self.edits.try_get_value().is_some_and(|now| now != edits) {
                self.outdated.try_set_value(true);
            }
            if self.is_outdated() {
                return self.reload_if_outdated();
            }
            match result {
                Ok(fresh) => {
                    self.read_at.try_set(Some(began));
                    // Unchanged rows are not filtered, counted or drawn again.
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
        // So many pages would cost as many requests.
        let is_long = self.covers_all || wanted > Query::MOST;
        if is_long && self.resource.reads.whole.is_some() {
            let all = self.session.read_at_once(self.resource, &|| true).await?;
            return Ok(all.unwrap_or_default());
        }
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

    /// Switches to another query. The loaded rows are removed immediately, and a pending response
    /// is discarded.
    pub fn ask_for(self, query: Query) {
        self.query.set_value(query);
        self.listing.set(Listing::default());
        self.error.set(None);
        self.started.set(false);
        self.loading_all.set(false);
        self.outdate();
    }

    /// Reads the list again after the current request, because a write has changed it.
    pub fn outdate(self) {
        self.outdated.try_set_value(true);
        // The list's screen may be closed, along with its connection.
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

    /// Reads the list to its end, until stopped or failed.
    pub fn load_all(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.loading_all.set(true);
        if self.resource.reads.whole.is_some() {
            return self.load_at_once();
        }
        spawn_local(async move {
            let goes_on = || {
                self.loading_all.try_get_untracked() == Some(true)
                    && self.listing.try_with_untracked(Listing::has_more) == Some(true)
            };
            let mut looked = self.session.now();
            while goes_on() {
                self.session.take_turn().await;
                if !goes_on() || !self.add_page().await {
                    break;
                }
                let now = self.session.now();
                if now.0 - looked.0 >= UPDATE_MILLIS {
                    looked = now;
                    self.listing.notify();
                }
            }
            self.listing.notify();
            self.loading_all.try_set(false);
            self.rest();
        });
    }

    /// Reads the next page without notifying the signals; `false` if that failed or the list's
    /// screen is closed.
    async fn add_page(&self) -> bool {
        let place = self.listing.try_with_untracked(|listing| {
            (listing.cursor().map(str::to_owned), listing.lines().len())
        });
        let Some((cursor, offset)) = place else {
            return false;
        };
        match self.page(cursor, offset).await {
            // Everything will be read again, possibly with other rows.
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

    /// Clears the error. Signals are notified only of changes, because the table is then drawn
    /// again.
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

    /// Reads the newest rows again and puts them first, after a row was created.
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

    /// Reads one row again and replaces it, or removes it if it is proved to be gone.
    ///
    /// # Errors
    /// When reading fails.
    pub async fn reread(&self, at: &Locator) -> Result<Found, ApiError> {
        let found = self.session.find(at).await?;
        self.take_over(at.id.as_str(), &found);
        Ok(found)
    }

    /// Replaces a row by one that was read individually, or removes it if it is gone.
    pub fn take_over(&self, id: &str, found: &Found) {
        self.row_search.try_maybe_update(|row_search| {
            let is_it = row_search.as_ref().is_some_and(|(known, _)| known == id);
            if is_it {
                *row_search = Some((id.to_owned(), RowSearch::Ended(found.clone())));
            }
            (is_it, ())
        });
        match found {
            Found::Here(row) => self.change(|listing| listing.with_row(row)),
            Found::Gone => self.change(|listing| listing.without_row(id)),
            Found::NotSeen => {}
        }
    }
}
