//! The lines of a list that match its filters and search, in order.

use std::sync::Arc;

use crate::reactive::*;

use crate::domain::time::UnixSeconds;
use crate::records::{Filter, Line, Listing, Row, places, ranked};
use crate::route::ORDER;
use crate::schema::Resource;
use crate::screens::navigator::Navigator;
use crate::session::list::LiveList;
use crate::ui::live;
use crate::ui::table;

/// The shown lines.
#[derive(Clone, Default)]
pub struct Rows(Arc<Vec<Shown>>);

/// A shown line.
#[derive(Clone)]
pub struct Shown {
    /// The row, or the index of an unreadable line.
    pub line: Result<Arc<Row>, usize>,
    /// The line of the painted table.
    painted: table::Line,
}

impl Shown {
    fn row(row: &Arc<Row>) -> Self {
        Self {
            line: Ok(Arc::clone(row)),
            painted: table::Line {
                id: row.key(),
                stamp: Arc::as_ptr(row) as usize,
            },
        }
    }

    fn unreadable(place: usize) -> Self {
        Self {
            line: Err(place),
            painted: table::Line {
                id: format!("row-{place}").into(),
                stamp: place,
            },
        }
    }
}

impl Rows {
    /// Returns the number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the line at an index.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Shown> {
        self.0.get(at)
    }

    /// Returns the readable rows.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.0.iter().filter_map(|shown| shown.line.as_ref().ok())
    }

    /// Returns the number of unreadable lines.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.0.iter().filter(|shown| shown.line.is_err()).count()
    }

    /// Returns the lines of the painted table.
    #[must_use]
    pub fn lines(&self) -> Vec<table::Line> {
        self.0.iter().map(|shown| shown.painted.clone()).collect()
    }
}

/// Returns the lines, which follow the list, the address and the search.
pub fn rows(list: LiveList, navigator: Navigator, search: ReadSignal<String>) -> Memo<Rows> {
    let resource = list.resource;
    let filter = live::memo(move || {
        let facets = resource
            .facets
            .iter()
            .map(|facet| (facet.id.to_owned(), navigator.word(facet.id)))
            .filter(|(_, word)| !word.is_empty());
        Filter::new(&search.read(), facets.collect())
    });
    let order = live::memo(move || {
        let word = navigator.word(ORDER);
        match word.is_empty() {
            true => resource.usual_order.to_owned(),
            false => word,
        }
    });
    // A keystroke only filters; only new rows or a new order are sorted.
    let ordered = live::fresh(move || {
        let now = list.session.now_seconds();
        Arc::new(
            list.listing
                .with(|it| ordered(resource, &order.get(), it, now)),
        )
    });
    live::fresh(move || {
        let (filter, now) = (filter.get(), list.session.now_seconds());
        if filter.is_empty() {
            return Rows(ordered.get());
        }
        ordered.with(|all| {
            // An unreadable line is shown only without filters.
            let passes = |shown: &&Shown| {
                let row = shown.line.as_ref();
                row.is_ok_and(|row| filter.shows(resource, row, now))
            };
            Rows(Arc::new(all.iter().filter(passes).cloned().collect()))
        })
    })
}

/// Returns all lines of a listing, sorted.
fn ordered(resource: &Resource, order: &str, listing: &Listing, now: UnixSeconds) -> Vec<Shown> {
    let lines: Vec<&Line> = listing.lines().iter().map(|listed| &listed.line).collect();
    let records: Vec<_> = lines
        .iter()
        .map(|line| line.row().map(|row| &row.record))
        .collect();
    let places = match resource.usual_rank.filter(|_| order.is_empty()) {
        Some(rank) => ranked(rank, &records, now),
        None => places(resource, order, &records),
    };
    let shown = |place: usize| match lines[place] {
        Line::Row(row) => Shown::row(row),
        Line::Unreadable(_) => Shown::unreadable(place),
    };
    places.into_iter().map(shown).collect()
}
