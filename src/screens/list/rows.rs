//! Which lines of a list its address and its search ask for, in which order.

use std::sync::Arc;

use crate::reactive::*;

use crate::records::{Filter, Line, Row, places};
use crate::route::ORDER;
use crate::screens::navigator::Navigator;
use crate::session::list::LiveList;
use crate::ui::live;
use crate::ui::table;

/// The lines that are shown.
#[derive(Clone, Default)]
pub struct Rows(Arc<Vec<Shown>>);

/// A line that is shown.
#[derive(Clone)]
pub struct Shown {
    /// The row, or the place of a line that could not be read.
    pub line: Result<Arc<Row>, usize>,
}

impl Rows {
    /// Returns how many lines are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the line at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Shown> {
        self.0.get(at)
    }

    /// Returns the rows that could be read.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.0.iter().filter_map(|shown| shown.line.as_ref().ok())
    }

    /// Returns how many lines could not be read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.0.iter().filter(|shown| shown.line.is_err()).count()
    }

    /// Returns the lines of the painted table.
    #[must_use]
    pub fn lines(&self) -> Vec<table::Line> {
        let line = |shown: &Shown| match &shown.line {
            Ok(row) => table::Line {
                id: row.key(),
                stamp: Arc::as_ptr(row) as usize,
            },
            Err(place) => table::Line {
                id: format!("row-{place}").into(),
                stamp: *place,
            },
        };
        self.0.iter().map(line).collect()
    }
}

/// Follows the list, the address and what is typed into the search.
pub fn rows(list: LiveList, navigator: Navigator, search: ReadSignal<String>) -> Memo<Rows> {
    let resource = list.resource;
    let filter = live::memo(move || Filter {
        text: search.get(),
        facets: resource
            .facets
            .iter()
            .map(|facet| (facet.id.to_owned(), navigator.word(facet.id)))
            .filter(|(_, word)| !word.is_empty())
            .collect(),
    });
    let order = live::memo(move || {
        let word = navigator.word(ORDER);
        match word.is_empty() {
            true => resource.usual_order.to_owned(),
            false => word,
        }
    });
    live::fresh(move || {
        let (filter, order, now) = (filter.get(), order.get(), list.session.now_seconds());
        list.listing.with(|listing| {
            let lines = listing.lines().iter().enumerate();
            let shown = lines.filter_map(|(place, listed)| match &listed.line {
                Line::Row(row) => filter.shows(resource, row, now).then(|| Shown {
                    line: Ok(Arc::clone(row)),
                }),
                // A line that could not be read passes only a filter that leaves nothing out.
                Line::Unreadable(_) => filter.is_empty().then_some(Shown { line: Err(place) }),
            });
            let shown: Vec<Shown> = shown.collect();
            let records: Vec<_> = shown
                .iter()
                .map(|shown| shown.line.as_ref().ok().map(|row| &row.record))
                .collect();
            let order = places(resource, &order, &records);
            let ordered = order.into_iter().map(|place| shown[place].clone());
            Rows(Arc::new(ordered.collect()))
        })
    })
}
