//! What every listed thing has in common, so that lists, searches and looks for one row are written
//! once; and a row as a list holds it. Never says how a list is read.

use std::sync::Arc;

use super::charge::PendingCharge;
use super::filter;
use super::key::Key;
use super::page::{Cursor, Listed, Listing, Row, Unreadable};
use super::pool::{Owner, Pool};
use super::time::UnixSeconds;

/// A thing that a gateway lists.
pub trait Entity: Clone + PartialEq + Send + Sync + 'static {
    /// What tells it from the others.
    fn row_id(&self) -> &str;

    /// What it is called, by which a gateway may find it faster.
    fn name(&self) -> Option<&str>;

    /// When it was made; lists are ordered by it.
    fn created_at(&self) -> Option<UnixSeconds>;

    /// Everything a search looks at, in lower case.
    fn haystack(&self) -> String;
}

impl Entity for Key {
    fn row_id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn created_at(&self) -> Option<UnixSeconds> {
        self.created_at
    }

    fn haystack(&self) -> String {
        filter::haystack(self)
    }
}

impl Entity for Pool {
    fn row_id(&self) -> &str {
        self.id.as_str()
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn created_at(&self) -> Option<UnixSeconds> {
        self.created_at
    }

    fn haystack(&self) -> String {
        let owner = self.owner.as_ref();
        filter::joined(&[
            self.name.as_deref(),
            Some(self.id.as_str()),
            owner.and_then(Owner::label),
            owner
                .and_then(|owner| owner.id.as_ref())
                .map(|id| id.as_str()),
        ])
    }
}

impl Entity for PendingCharge {
    fn row_id(&self) -> &str {
        Self::row_id(self)
    }

    fn name(&self) -> Option<&str> {
        None
    }

    fn created_at(&self) -> Option<UnixSeconds> {
        self.created_at
    }

    fn haystack(&self) -> String {
        filter::joined(&[
            Some(Self::row_id(self)),
            self.key.as_ref().map(|key| key.as_str()),
            self.key_name.as_deref(),
            self.kind.as_deref(),
            self.model.as_deref(),
            self.request.as_deref(),
        ])
    }
}

/// A thing and what a search looks at, made once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The thing.
    pub row: T,
    /// Its text for searching, in lower case.
    pub haystack: String,
}

impl<T: Entity> Found<T> {
    /// With its text for searching.
    #[must_use]
    pub fn of(row: T) -> Arc<Self> {
        let haystack = row.haystack();
        Arc::new(Self { row, haystack })
    }
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<T> {
    /// A thing and the cursor of the page that brought it.
    Row(Arc<Found<T>>, Option<Cursor>),
    /// A row that made no sense, and its place in the list.
    Unreadable(usize, Unreadable),
}

impl<T: Entity> Line<T> {
    /// The line of the row at `place` of a list.
    #[must_use]
    pub fn of(place: usize, listed: &Listed<Arc<Found<T>>>) -> Self {
        match &listed.row {
            Row::Read(row) => Self::Row(row.clone(), listed.brought_by.clone()),
            Row::Unreadable(unreadable) => Self::Unreadable(place, unreadable.clone()),
        }
    }

    /// The line's id in addresses: the thing's id, or its place for a row without one.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Row(found, _) => found.row.row_id().to_owned(),
            Self::Unreadable(place, _) => format!("row-{place}"),
        }
    }

    /// The thing, for a row that was understood.
    #[must_use]
    pub fn row(&self) -> Option<&T> {
        match self {
            Self::Row(found, _) => Some(&found.row),
            Self::Unreadable(..) => None,
        }
    }

    /// The line with this id, if the list holds it.
    #[must_use]
    pub fn find(listing: &Listing<Arc<Found<T>>>, id: &str) -> Option<Self> {
        let lines = listing.rows().iter().enumerate();
        lines
            .map(|(place, listed)| Self::of(place, listed))
            .find(|line| line.id() == id)
    }
}
