//! Finds one row when no call returns it by its id, and proves that it is gone. Reads only.

use std::sync::Arc;

use super::Transport;
use super::read::{MOST_PAGES, NOT_SENT, going_on, is_last, read_one_row, read_page};
use crate::call::ApiError;
use crate::domain::time::UnixSeconds;
use crate::records::{Line, Listing, Page, Row};
use crate::schema::{Dialect, Locator, Paging, Query, Resource};

/// The result of searching for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The row as it is now.
    Here(Arc<Row>),
    /// The list is proved not to hold it any more.
    Gone,
    /// It was not on the pages that were read, but may be on others.
    NotSeen,
}

/// How a page was requested, which decides what the absence of the row proves.
#[derive(Clone, Copy)]
enum PageKind {
    /// Newest rows first, from the start: the pages so far hold all newer rows.
    FromStart,
    /// Newest rows first, from a cursor that may be of a list in another order: the rows before the
    /// page are unknown.
    FromCursor,
    /// Rows that contain a text.
    Containing,
}

/// Finds a row: on the page with its cursor, by its name, and then among the newest rows.
///
/// # Errors
/// When a read fails, unless it fails because the gateway no longer accepts the cursor.
pub async fn find(
    dialect: &Dialect,
    at: &Locator,
    transport: &impl Transport,
) -> Result<Found, ApiError> {
    let resource = dialect.resource(&at.of).ok_or(NOT_SENT)?;
    if let Some(one_row) = resource.reads.one_row {
        match read_one_row(dialect, resource, one_row, at, transport).await {
            // A gateway may list a row that it refuses to show alone.
            Err(ApiError::Refused(_)) => {}
            row => return Ok(row?.map_or(Found::Gone, Found::Here)),
        }
    }
    let newest = Query::newest();
    let first = going_on(resource, &newest, at.cursor.as_deref());
    let kind = if first == newest {
        PageKind::FromStart
    } else {
        PageKind::FromCursor
    };
    let page = read_page(dialect, resource, &first, transport).await;
    match resource.paging {
        Paging::One => return page.map(|page| only_row(&page, at)),
        Paging::Whole => return page.map(|page| judge(resource, &page, at, kind, 0)),
        Paging::Cursor | Paging::Offset | Paging::Page { .. } => {}
    }
    match page {
        Ok(page) => match judge(resource, &page, at, kind, first.offset) {
            Found::NotSeen => {}
            known => return Ok(known),
        },
        // The gateway refuses an invalid cursor; the other methods may still find the row.
        Err(ApiError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    if let Some(name) = &at.name {
        // A filter can find a row but proves nothing: it may search other fields, or be ignored.
        let page = read_page(dialect, resource, &Query::containing(name), transport).await?;
        if let Found::Here(row) = judge(resource, &page, at, PageKind::Containing, 0) {
            return Ok(Found::Here(row));
        }
    }
    walk(dialect, resource, at, transport).await
}

/// Reads the newest pages one by one. A page that repeats earlier ones does not show where the list
/// ends, or what comes next.
async fn walk(
    dialect: &Dialect,
    resource: &Resource,
    at: &Locator,
    transport: &impl Transport,
) -> Result<Found, ApiError> {
    let mut listing = Listing::default();
    let mut all_readable = true;
    for _ in 0..MOST_PAGES - 2 {
        let query = Query {
            offset: listing.lines().len(),
            ..going_on(resource, &Query::newest(), listing.cursor())
        };
        let page = read_page(dialect, resource, &query, transport).await?;
        let found = judge(
            resource,
            &page,
            at,
            PageKind::FromStart,
            listing.lines().len(),
        );
        let readable = page.is_readable();
        listing = listing.with(page);
        match found {
            Found::NotSeen => {}
            // An unreadable row of an earlier page may be the one.
            Found::Gone if !all_readable || listing.is_stuck() => {}
            known => return Ok(known),
        }
        all_readable &= readable;
        if !listing.has_more() {
            break;
        }
    }
    Ok(Found::NotSeen)
}

/// Returns the row of a response that is a single row. If it is another row, or there is none, the
/// wanted row is not proved gone: it may belong to somebody else now.
fn only_row(page: &Page, at: &Locator) -> Found {
    here(page, at).map_or(Found::NotSeen, Found::Here)
}

fn here(page: &Page, at: &Locator) -> Option<Arc<Row>> {
    let mut rows = page.rows();
    rows.find(|row| row.id.as_str() == at.id.as_str()).cloned()
}

/// Returns what one page shows; `before` is the number of rows on earlier pages.
fn judge(resource: &Resource, page: &Page, at: &Locator, kind: PageKind, before: usize) -> Found {
    if let Some(row) = here(page, at) {
        return Found::Here(row);
    }
    let ends = is_last(resource, page, before);
    let proves = match kind {
        PageKind::FromStart => ends || (falls(resource, page) && ends_past(resource, page, at)),
        PageKind::FromCursor => {
            falls(resource, page)
                && begins_before(resource, page, at)
                && (ends || ends_past(resource, page, at))
        }
        PageKind::Containing => false,
    };
    // An unreadable row may be the one.
    if proves && page.is_readable() {
        Found::Gone
    } else {
        Found::NotSeen
    }
}

/// Returns whether the rows' ages fall, which shows that the gateway sorts by age.
pub(super) fn ages_fall(ages: Option<Vec<UnixSeconds>>) -> bool {
    ages.is_some_and(|ages| {
        ages.is_sorted_by(|newer, older| newer >= older) && ages.first() > ages.last()
    })
}

fn made(resource: &Resource, line: Option<&Line>) -> Option<UnixSeconds> {
    line.and_then(Line::row)?.made(resource)
}

fn falls(resource: &Resource, page: &Page) -> bool {
    let ages = page.lines.iter().map(|line| made(resource, Some(line)));
    ages_fall(ages.collect())
}

/// Returns whether the page begins with a row newer than this one. Rows created in the same second
/// may be in either order.
fn begins_before(resource: &Resource, page: &Page, at: &Locator) -> bool {
    let ages = made(resource, page.lines.first()).zip(at.created_at);
    ages.is_some_and(|(newest, made)| newest > made)
}

/// Returns whether the page ends with a row older than this one.
fn ends_past(resource: &Resource, page: &Page, at: &Locator) -> bool {
    let ages = made(resource, page.lines.last()).zip(at.created_at);
    ages.is_some_and(|(oldest, made)| oldest < made)
}

#[cfg(test)]
mod law;
#[cfg(test)]
mod tests;
