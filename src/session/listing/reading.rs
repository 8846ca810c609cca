//! Reading a list: anew, a page further, to its end, and once more when what was read is outdated.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{LiveList, Rows, id};
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{ListQuery, Paged};
use crate::domain::entity::{Entity, Found};
use crate::domain::page::{Cursor, Listing, Page, Row};

/// Milliseconds between two looks at a list that is read to its end: each look filters, counts and
/// draws everything that is loaded.
const LOOK_MILLIS: i64 = 250;

pub(super) fn found<T: Entity>(page: Page<T>) -> Page<Arc<Found<T>>> {
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
    pub(super) async fn page(
        &self,
        cursor: Option<Cursor>,
    ) -> Result<Page<Arc<Found<T>>>, ApiError> {
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
        self.error.set(None);
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
    pub(super) fn succeeded(&self) {
        self.error
            .try_maybe_update(|error| (error.take().is_some(), ()));
        self.started
            .try_maybe_update(|started| (!std::mem::replace(started, true), ()));
    }
}
