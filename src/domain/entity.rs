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
        let is_it = |(place, listed): &(usize, &Listed<Arc<Found<T>>>)| match &listed.row {
            Row::Read(found) => found.row.row_id() == id,
            Row::Unreadable(_) => Self::of(*place, listed).id() == id,
        };
        let mut rows = listing.rows().iter().enumerate();
        rows.find(is_it)
            .map(|(place, listed)| Self::of(place, listed))
    }

    /// Every line of a list. Where nothing changed since `before`, its line is handed on, so that
    /// adding a page to thousands of rows makes a hundred lines and not thousands.
    #[must_use]
    pub fn all(listing: &Listing<Arc<Found<T>>>, before: &[Arc<Self>]) -> Vec<Arc<Self>> {
        let line = |(place, listed): (usize, &_)| match before.get(place) {
            Some(line) if line.holds(listed) => line.clone(),
            _ => Arc::new(Self::of(place, listed)),
        };
        listing.rows().iter().enumerate().map(line).collect()
    }

    /// Whether this is the line of a row, at the place where it stood.
    fn holds(&self, listed: &Listed<Arc<Found<T>>>) -> bool {
        match (self, &listed.row) {
            (Self::Row(found, by), Row::Read(row)) => {
                Arc::ptr_eq(found, row) && *by == listed.brought_by
            }
            (Self::Unreadable(_, unreadable), Row::Unreadable(row)) => unreadable == row,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::page::{Cursor, Listing, Page, Row, Unreadable};
    use super::super::pool::{Pool, tests};
    use super::{Found, Line};

    fn id(row: &Arc<Found<Pool>>) -> &str {
        row.row.id.as_str()
    }

    fn pool(id: &str) -> Arc<Found<Pool>> {
        Found::of(tests::pool(id))
    }

    fn unreadable() -> Row<Arc<Found<Pool>>> {
        Row::Unreadable(Unreadable {
            raw: "7".to_owned(),
            why: "not an object".to_owned(),
        })
    }

    #[test]
    fn a_line_that_did_not_change_is_handed_on() {
        let rows = ["a", "b", "c"].map(pool);
        let list = |rows: Vec<Row<Arc<Found<Pool>>>>| {
            let next = Some(Cursor("b".to_owned()));
            Listing::default().with(Page { rows, next }, id)
        };
        let read = |at: usize| Row::Read(rows[at].clone());
        let before = Line::all(&list(vec![read(0), unreadable(), read(1)]), &[]);
        let check = |listing: Listing<Arc<Found<Pool>>>, expect: &[bool]| {
            let after = Line::all(&listing, &before);
            let made = listing.rows().iter().enumerate();
            let made: Vec<_> = made
                .map(|(place, listed)| Line::of(place, listed))
                .collect();
            assert!(after.iter().map(Arc::as_ref).eq(&made));
            let kept = after.iter().enumerate().map(|(place, line)| {
                let before = before.get(place);
                before.is_some_and(|before| Arc::ptr_eq(before, line))
            });
            assert_eq!(kept.collect::<Vec<_>>(), expect);
        };
        let whole = list(vec![read(0), unreadable(), read(1)]);
        check(whole.clone(), &[true, true, true]);
        let page = Page {
            rows: vec![read(2)],
            next: None,
        };
        check(whole.clone().with(page, id), &[true, true, true, false]);
        check(whole.with_row(pool("b"), id), &[true, true, false]);
        check(list(vec![read(1), unreadable()]), &[false, true]);
        check(list(vec![]), &[]);
    }

    #[test]
    fn a_line_is_found_by_its_id() {
        let rows = vec![Row::Read(pool("a")), unreadable()];
        let listing = Listing::default().with(Page { rows, next: None }, id);
        let check = |id, expect: Option<usize>| {
            let lines = Line::all(&listing, &[]);
            let expect = expect.map(|place| lines[place].as_ref().clone());
            assert_eq!(Line::find(&listing, id), expect, "{id}");
        };
        check("a", Some(0));
        check("row-1", Some(1));
        check("row-0", None);
        check("b", None);
    }
}
