//! The lines of a list that match its filters and search, in order.

use std::sync::Arc;

use crate::reactive::*;

use super::days_of;
use crate::domain::time::UnixSeconds;
use crate::records::{Filter, Line, Listing, Row, places, ranked};
use crate::route::ORDER;
use crate::schema::Resource;
use crate::screens::looks::Looks;
use crate::screens::navigator::Navigator;
use crate::session::list::LiveList;
use crate::ui::live;
use crate::ui::table::{self, Lines, Stamp};

/// A line of the list: a row, or the index of an unreadable line.
pub type Shown = Result<Arc<Row>, usize>;

/// The lines of a list, in order.
#[derive(Clone, Default)]
struct Ordered {
    all: Arc<Vec<Shown>>,
    /// The same for the painted table.
    lines: Lines,
}

/// The shown lines.
#[derive(Clone, Default)]
pub struct Rows {
    ordered: Ordered,
    /// Those of them that the filter shows.
    lines: Lines,
    filter: Filter,
    /// When it was used.
    at: Option<UnixSeconds>,
}

impl Rows {
    /// Returns the number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the line at an index.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Shown> {
        self.ordered.all.get(self.lines.place(at)?)
    }

    /// Returns the readable rows.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        let places = self.lines.places();
        places.filter_map(|place| self.ordered.all[place].as_ref().ok())
    }

    /// Returns the filter that shows them.
    #[must_use]
    pub fn filter(&self) -> Filter {
        self.filter.clone()
    }

    /// Returns the number of unreadable lines.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        let places = self.lines.places();
        places
            .filter(|place| self.ordered.all[*place].is_err())
            .count()
    }

    /// Returns the lines of the painted table.
    #[must_use]
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Returns the lines that `filter` shows, given those shown `before`: a longer text is only
    /// looked for where the shorter one was found.
    fn filtered(
        resource: &Resource,
        ordered: Ordered,
        filter: Filter,
        now: UnixSeconds,
        before: &Self,
    ) -> Self {
        let same_time = before.at == Some(now);
        let is_within = Arc::ptr_eq(&before.ordered.all, &ordered.all)
            && filter.is_within(&before.filter, same_time);
        let among = if is_within {
            &before.lines
        } else {
            &ordered.lines
        };
        let lines = if filter.is_empty() {
            ordered.lines.clone()
        } else {
            // An unreadable line is shown only without filters.
            let passes = |place: &usize| {
                let row = ordered.all[*place].as_ref();
                row.is_ok_and(|row| filter.shows(resource, row, now))
            };
            ordered.lines.only(among.places().filter(passes).collect())
        };
        Self {
            ordered,
            lines,
            filter,
            at: Some(now),
        }
    }
}

/// Returns the lines, which follow the list, the address and the search. A keystroke finds them at once,
/// while the browser waits for its next frame, and shows them after the frame with its letter.
pub fn rows(
    list: LiveList,
    navigator: Navigator,
    looks: Looks,
    search: RwSignal<String>,
) -> Memo<Rows> {
    let resource = list.resource;
    let filter = live::memo(move || {
        let facets = resource
            .facets
            .iter()
            .filter(|facet| !facet.of.is_days())
            .map(|facet| (facet.id.to_owned(), navigator.word(facet.id)))
            .filter(|(_, word)| !word.is_empty());
        let filter = Filter::new(&search.read(), facets.collect());
        match days_of(resource, navigator, looks) {
            Some((field, between)) => filter.between(field, between),
            None => filter,
        }
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
        list.listing
            .with(|it| ordered(resource, &order.get(), it, now))
    });
    let before = StoredValue::new(Rows::default());
    let found = live::fresh(move || {
        let (filter, now) = (filter.get(), list.session.now_seconds());
        let rows = before
            .with_value(|before| Rows::filtered(resource, ordered.get(), filter, now, before));
        before.set_value(rows.clone());
        rows
    });
    let shown = RwSignal::new(found.get_untracked());
    let mut text = search.get_untracked();
    live::effect(move || {
        let rows = found.get();
        let typed = search.get();
        if std::mem::replace(&mut text, typed.clone()) == typed {
            return shown.set(rows);
        }
        live::after_paint(move || {
            if let Some(rows) = found.try_get_untracked() {
                shown.try_set(rows);
            }
        });
    });
    live::fresh(move || shown.get())
}

/// Returns all lines of a listing, sorted.
fn ordered(resource: &Resource, order: &str, listing: &Listing, now: UnixSeconds) -> Ordered {
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
        Line::Row(row) => Ok(Arc::clone(row)),
        Line::Unreadable(_) => Err(place),
    };
    let all: Vec<Shown> = places.into_iter().map(shown).collect();
    let painted = all.iter().map(|shown| match shown {
        Ok(row) => painted(row),
        Err(place) => table::Line {
            id: format!("row-{place}").into(),
            stamp: Stamp::number(*place),
        },
    });
    Ordered {
        lines: painted.collect::<Vec<_>>().into(),
        all: Arc::new(all),
    }
}

fn painted(row: &Arc<Row>) -> table::Line {
    table::Line {
        id: row.key(),
        stamp: Stamp::of(row, 0),
    }
}
