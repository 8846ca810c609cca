//! Looking for one thing where no call gives it by its id, and proving that it is gone (see the
//! decision record on finding a row). Reads only.

use super::perform::Transport;
use crate::api::call::Read;
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{Dialect, ListQuery, Paged};
use crate::domain::access::WhyNot;
use crate::domain::entity::Entity;
use crate::domain::page::{Cursor, Listing, Page, Row};
use crate::domain::time::UnixSeconds;

/// Pages that are read at most before the answer is "not seen".
pub const MOST_PAGES: usize = 5;

/// Where a thing was, which is where it is looked for first. Plain data, kept in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its id.
    pub id: String,
    /// Its name, by which a gateway may find it faster.
    pub name: Option<String>,
    /// The cursor of the page that brought it; `None` for the first page.
    pub cursor: Option<String>,
    /// When it was made: a list in that order that passes it without it proves that it is gone.
    pub created_at: Option<UnixSeconds>,
}

impl Whereabouts {
    /// Where `row` was.
    #[must_use]
    pub fn of<T: Entity>(row: &T, cursor: Option<&Cursor>) -> Self {
        Self {
            id: row.row_id().to_owned(),
            name: row.name().map(str::to_owned),
            cursor: cursor.map(|cursor| cursor.0.clone()),
            created_at: row.created_at(),
        }
    }
}

/// What looking for a thing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought<T> {
    /// Here it is.
    Here(Box<T>),
    /// It is nowhere that it could be.
    Gone,
    /// It was not on the pages that were read; it may be on others.
    NotSeen,
}

impl<T> Sought<T> {
    /// The thing, when it was seen.
    #[must_use]
    pub fn here(self) -> Option<T> {
        match self {
            Self::Here(row) => Some(*row),
            Self::Gone | Self::NotSeen => None,
        }
    }
}

/// Sends a read and says what it came to.
pub(super) async fn ask<T: 'static>(
    read: Result<Read<T>, WhyNot>,
    transport: &impl Transport,
) -> Result<T, ApiError> {
    // A plan was made with this dialect's calls, so the reads that belong to it exist.
    let read = read.map_err(|_| ApiError::Unreachable(Unreachable::NotSent))?;
    read.conclude(transport.read(read.request()).await)
}

/// Looks for a thing: on the page that brought it, by its name, then among the newest.
///
/// # Errors
/// When a read fails for another reason than a cursor that the gateway no longer takes.
pub async fn seek<T: Paged>(
    dialect: Dialect,
    at: &Whereabouts,
    transport: &impl Transport,
) -> Result<Sought<T>, ApiError> {
    let cursor = at.cursor.clone().map(Cursor);
    let asked = if cursor.is_some() {
        Asked::FromCursor
    } else {
        Asked::FromStart
    };
    match ask(T::page(dialect, &ListQuery::newest(cursor)), transport).await {
        Ok(page) => match judge(&page, at, asked) {
            Sought::NotSeen => {}
            known => return Ok(known),
        },
        // A malformed cursor is a refusal; the other ways are still open.
        Err(ApiError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    if let Some(name) = &at.name {
        // A filter finds. It proves nothing: it may look at other fields, or not know the letters.
        let query = ListQuery::containing(name.clone());
        let page = ask(T::page(dialect, &query), transport).await?;
        if let Sought::Here(row) = judge(&page, at, Asked::Containing) {
            return Ok(Sought::Here(row));
        }
    }
    walk(dialect, at, transport).await
}

/// Looks through the newest pages, one after the other. A page that repeats the ones before it says
/// nothing of where the list ends, or of what comes next.
async fn walk<T: Paged>(
    dialect: Dialect,
    at: &Whereabouts,
    transport: &impl Transport,
) -> Result<Sought<T>, ApiError> {
    let mut listing = Listing::default();
    let mut all_read = true;
    for _ in 0..MOST_PAGES - 2 {
        let query = ListQuery::newest(listing.cursor());
        let page = ask(T::page(dialect, &query), transport).await?;
        let sought = judge(&page, at, Asked::FromStart);
        let readable = is_readable(&page);
        listing = listing.with(page, T::row_id);
        match sought {
            Sought::NotSeen => {}
            // It may be the row of an earlier page that could not be read.
            Sought::Gone if !all_read || listing.is_stuck() => {}
            known => return Ok(known),
        }
        all_read &= readable;
        if !listing.has_more() {
            break;
        }
    }
    Ok(Sought::NotSeen)
}

/// How a page was asked for, which decides what it proves by not holding the thing.
#[derive(Clone, Copy)]
enum Asked {
    /// Newest rows first, from the start: the page, or those before it, hold everything newer.
    FromStart,
    /// Newest rows first, from a cursor, which may be of a list in another order: what is before
    /// the page is not known.
    FromCursor,
    /// Rows that contain a text.
    Containing,
}

/// What one page says.
fn judge<T: Entity>(page: &Page<T>, at: &Whereabouts, asked: Asked) -> Sought<T> {
    let mut rows = page.rows.iter().filter_map(Row::read);
    if let Some(row) = rows.find(|row| row.row_id() == at.id) {
        return Sought::Here(Box::new(row.clone()));
    }
    let ends = ends(page);
    let proves = match asked {
        Asked::FromStart => ends || (falls(page) && ends_past(page, at)),
        Asked::FromCursor => {
            falls(page) && begins_before(page, at) && (ends || ends_past(page, at))
        }
        Asked::Containing => false,
    };
    // A row that cannot be read may be the very one.
    if proves && is_readable(page) {
        Sought::Gone
    } else {
        Sought::NotSeen
    }
}

/// Whether the list ends with this page. One without an envelope may stop at the most rows that a
/// gateway gives.
pub(super) const fn ends<T>(page: &Page<T>) -> bool {
    page.next.is_none() && page.rows.len() < ListQuery::MOST
}

/// Whether every row of the page could be read.
pub(super) fn is_readable<T>(page: &Page<T>) -> bool {
    page.rows.iter().all(|row| row.read().is_some())
}

/// Whether the rows are in falling order of age, so that the gateway knows how to give them so.
fn falls<T: Entity>(page: &Page<T>) -> bool {
    let age = |row: &Row<T>| row.read().and_then(Entity::created_at);
    let ages: Option<Vec<UnixSeconds>> = page.rows.iter().map(age).collect();
    ages.is_some_and(|ages| {
        ages.is_sorted_by(|newer, older| newer >= older) && ages.first() > ages.last()
    })
}

/// Whether the page begins with something newer than the thing. What was made in the same second
/// may stand on either side of it.
fn begins_before<T: Entity>(page: &Page<T>, at: &Whereabouts) -> bool {
    let first = page.rows.first().and_then(Row::read);
    let ages = first.and_then(Entity::created_at).zip(at.created_at);
    ages.is_some_and(|(newest, made)| newest > made)
}

/// Whether the page ends with something older than the thing.
fn ends_past<T: Entity>(page: &Page<T>, at: &Whereabouts) -> bool {
    let last = page.rows.last().and_then(Row::read);
    let ages = last.and_then(Entity::created_at).zip(at.created_at);
    ages.is_some_and(|(oldest, made)| oldest < made)
}

#[cfg(test)]
mod law;
#[cfg(test)]
mod tests;
