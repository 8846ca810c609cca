//! The rows that are loaded and how they came. Pages of the list arrive one after another; a row
//! that was changed is read again alone.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::gateway::ListQuery;
use crate::domain::filter::haystack;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::page::{Cursor, Listing, Page, Row, Unreadable};
use crate::domain::pool::Pool;
use crate::domain::time::UnixMillis;
use crate::session::Session;
use crate::ui::devices::use_devices;

/// Pages of pools that are read for their names.
const MOST_POOL_PAGES: usize = 5;

/// A key and what a search looks at, made once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: Key,
    /// Its text for searching, in lower case.
    pub haystack: String,
}

impl KeyRow {
    fn of(key: Key) -> Arc<Self> {
        let haystack = haystack(&key);
        Arc::new(Self { key, haystack })
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A key and the cursor of the page that brought it.
    Key(Arc<KeyRow>, Option<Cursor>),
    /// A row that made no sense, and its place in the list.
    Unreadable(usize, Unreadable),
}

impl Line {
    /// The line's id in addresses: the key's id, or its place for a row without one.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Key(row, _) => row.key.id.0.clone(),
            Self::Unreadable(place, _) => format!("row-{place}"),
        }
    }

    /// The key, for a row that was understood.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Key(row, _) => Some(&row.key),
            Self::Unreadable(..) => None,
        }
    }
}

/// The keys page's data.
#[derive(Clone, Copy)]
pub struct KeysModel {
    /// The session it reads through.
    pub session: Session,
    /// What is loaded.
    pub listing: RwSignal<Listing<Arc<KeyRow>>>,
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
    /// The pools, for their names; `Err` when they could not be read.
    pub pools: RwSignal<Result<Vec<Pool>, ApiError>>,
    /// Counts the rows that were read anew by themselves.
    edits: StoredValue<u32>,
    clock: StoredValue<Arc<dyn crate::device::Clock>>,
}

fn id(row: &Arc<KeyRow>) -> &str {
    row.key.id.as_str()
}

fn rows(page: Page<Key>) -> Page<Arc<KeyRow>> {
    let row = |row| match row {
        Row::Read(key) => Row::Read(KeyRow::of(key)),
        Row::Unreadable(unreadable) => Row::Unreadable(unreadable),
    };
    Page {
        rows: page.rows.into_iter().map(row).collect(),
        next: page.next,
    }
}

impl KeysModel {
    /// An empty model.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            listing: RwSignal::new(Listing::default()),
            error: RwSignal::new(None),
            started: RwSignal::new(false),
            busy: RwSignal::new(false),
            loading_all: RwSignal::new(false),
            read_at: RwSignal::new(None),
            pools: RwSignal::new(Ok(Vec::new())),
            edits: StoredValue::new(0),
            clock: StoredValue::new(use_devices().clock),
        }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.clock.with_value(|clock| clock.now())
    }

    /// Reads the first page of keys, and the pools for their names.
    pub fn start(self) {
        self.reload();
        spawn_local(async move {
            let pools = self.all_pools().await;
            self.pools.try_set(pools);
        });
    }

    async fn page(&self, cursor: Option<Cursor>) -> Result<Page<Arc<KeyRow>>, ApiError> {
        let Some(connection) = self.session.connection().get_untracked() else {
            return Err(ApiError::Unreachable(
                crate::api::error::Unreachable::NotSent,
            ));
        };
        self.session
            .read(connection.dialect().keys(&ListQuery::newest(cursor)))
            .await
            .map(rows)
    }

    /// Reads as many rows as are loaded, beside the present ones, and then takes their place.
    pub fn reload(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let wanted = self.listing.with_untracked(|listing| listing.rows().len());
        let (began, edits) = (self.now(), self.edits.get_value());
        spawn_local(async move {
            let result = self.read_fresh(wanted).await;
            self.busy.try_set(false);
            match result {
                // A row was read anew meanwhile: what was read before that is older than the screen.
                Ok(_) if self.edits.try_get_value().is_some_and(|now| now != edits) => {
                    self.reload();
                }
                Ok(fresh) => {
                    self.read_at.try_set(Some(began));
                    self.listing.try_set(fresh);
                    self.error.try_set(None);
                    self.started.try_set(true);
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }

    async fn read_fresh(&self, wanted: usize) -> Result<Listing<Arc<KeyRow>>, ApiError> {
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
            self.busy.try_set(false);
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
                    && self
                        .listing
                        .try_with_untracked(|listing| listing.has_more())
                        == Some(true)
            };
            while goes_on() && self.add_page().await {}
            self.loading_all.try_set(false);
            self.busy.try_set(false);
        });
    }

    /// Reads the next page; `false` when that failed, or the page is gone.
    async fn add_page(&self) -> bool {
        let Some(cursor) = self.listing.try_with_untracked(Listing::cursor) else {
            return false;
        };
        match self.page(cursor).await {
            Ok(page) => {
                self.error.try_set(None);
                self.listing
                    .try_update(|listing| *listing = std::mem::take(listing).with(page, id))
                    .is_some()
            }
            Err(error) => {
                self.error.try_set(Some(error));
                false
            }
        }
    }

    /// Reads the newest keys again and puts them in front: after one was created.
    pub fn refresh_front(self) {
        spawn_local(async move {
            match self.page(None).await {
                Ok(page) => {
                    self.edits.try_update_value(|edits| *edits += 1);
                    self.listing.try_update(|listing| {
                        *listing = std::mem::take(listing).with_front(page, id)
                    });
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
        });
    }

    /// Reads one key again and puts it in its place.
    ///
    /// # Errors
    /// As the session's reads.
    pub async fn reread(&self, key: &Key, cursor: Option<Cursor>) -> Result<Option<Key>, ApiError> {
        let fresh = self
            .session
            .reread_key(&key.id, key.name.as_deref(), cursor)
            .await?;
        if let Some(fresh) = fresh.clone() {
            self.edits.try_update_value(|edits| *edits += 1);
            self.listing.try_update(|listing| {
                *listing = std::mem::take(listing).with_row(KeyRow::of(fresh), id)
            });
        }
        Ok(fresh)
    }

    async fn all_pools(&self) -> Result<Vec<Pool>, ApiError> {
        let mut listing = Listing::default();
        for _ in 0..MOST_POOL_PAGES {
            let Some(connection) = self.session.connection().get_untracked() else {
                break;
            };
            let page = self
                .session
                .read(connection.dialect().pools(listing.cursor().as_ref()))
                .await?;
            listing = listing.with(page, |pool: &Pool| pool.id.as_str());
            if !listing.has_more() {
                break;
            }
        }
        Ok(listing
            .rows()
            .iter()
            .filter_map(|listed| listed.row.read().cloned())
            .collect())
    }

    /// A pool's name where it is known, else its id.
    #[must_use]
    pub fn pool_label(&self, id: &PoolId) -> String {
        self.pools.with(|pools| {
            let known = pools
                .as_ref()
                .ok()
                .and_then(|pools| pools.iter().find(|pool| pool.id == *id));
            known.map_or_else(|| id.0.clone(), |pool| pool.label().to_owned())
        })
    }
}
