//! Reads lists: one page, or page by page. Never writes.

use std::sync::Arc;

use super::Transport;
use super::slices::read_json;
use super::together::{all, both};
use crate::call::{ApiError, Unreachable};
use crate::records::{
    Line, Listing, OTHER_ROW, Page, Row, conclude_made, conclude_page, kept, read_row, unreadable,
};
use crate::schema::{Dialect, Locator, OneRow, Paging, Query, Resource};

/// The most pages that are read before a row counts as not seen.
pub const MOST_PAGES: usize = 5;

/// The error when a resource is not in the dialect, or an address cannot be built.
pub(super) const NOT_SENT: ApiError = ApiError::Unreachable(Unreachable::NotSent);

/// Pages of a list.
pub(super) struct Pages {
    /// The rows.
    pub(super) listing: Listing,
    /// Whether these are known to be all rows.
    pub(super) whole: bool,
}

impl Pages {
    /// Returns whether every row could be read.
    pub(super) fn is_readable(&self) -> bool {
        self.listing.rows().count() == self.listing.lines().len()
    }
}

/// Reads one page, with everything else that its rows are made from.
///
/// # Errors
/// The failure.
pub async fn read_page(
    dialect: &Dialect,
    resource: &Resource,
    query: &Query,
    transport: &impl Transport,
) -> Result<Page, ApiError> {
    let request = (resource.list)(query).request(Some(dialect.credential));
    let request = request.map_err(|_| NOT_SENT)?;
    let own = transport.read(&request);
    let Some(joined) = resource.reads.joined else {
        return conclude_page(dialect, resource, query, own.await);
    };
    let others = joined.with.iter();
    let others = others.map(|read| read_json(dialect, read(), transport));
    let (own, others) = both(own, all(others)).await;
    conclude_made(dialect, resource, query, own, |json| {
        (joined.rows)(&json, &others, &transport.who())
    })
}

/// Reads one row by its id; `None` if it is proved not to exist.
///
/// # Errors
/// The failure.
pub(super) async fn read_one_row(
    dialect: &Dialect,
    resource: &Resource,
    one_row: OneRow,
    at: &Locator,
    transport: &impl Transport,
) -> Result<Option<Arc<Row>>, ApiError> {
    let read = (one_row.read)(at);
    let path = read.request(None).map_err(|_| NOT_SENT)?;
    let path = path.path().to_owned();
    match read_json(dialect, read, transport).await {
        Ok(json) => match read_row(resource, &json) {
            Line::Row(row) if row.id.as_str() == at.id.as_str() => Ok(Some(row)),
            Line::Row(_) => Err(unreadable(&path, kept(OTHER_ROW), "")),
            Line::Unreadable(row) => Err(unreadable(&path, row.why, "")),
        },
        Err(ApiError::Refused(refusal)) if (one_row.gone)(&refusal) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the query that continues after a cursor.
pub(super) fn going_on(resource: &Resource, query: &Query, cursor: Option<&str>) -> Query {
    let mut next = query.clone();
    match (resource.paging, cursor) {
        (_, None) | (Paging::Whole | Paging::One, _) => {}
        (Paging::Offset, Some(cursor)) => next.offset = cursor.parse().unwrap_or(query.offset),
        (Paging::Cursor | Paging::Page { .. }, Some(cursor)) => {
            next.after = Some(cursor.to_owned())
        }
    }
    next
}

/// Returns whether the list ends with this page; `before` is the number of rows on earlier pages. A
/// paged list that returns the maximum number of rows may be cut off there.
pub(super) fn is_last(resource: &Resource, page: &Page, before: usize) -> bool {
    let is_capped = match resource.paging {
        Paging::Whole | Paging::One | Paging::Page { .. } => false,
        Paging::Cursor | Paging::Offset => page.lines.len() >= Query::MOST,
    };
    let came = before + page.lines.len();
    page.next.is_none() && !is_capped && page.total.is_none_or(|total| total <= came)
}

/// Reads pages until the list ends, `enough` returns true, or `most_pages` were read.
pub(super) async fn read_pages(
    dialect: &Dialect,
    resource: &Resource,
    query: &Query,
    most_pages: usize,
    enough: &dyn Fn(&Listing) -> bool,
    transport: &impl Transport,
) -> Result<Pages, ApiError> {
    let mut listing = Listing::default();
    let mut whole = false;
    for _ in 0..most_pages {
        let next = Query {
            offset: listing.lines().len(),
            ..going_on(resource, query, listing.cursor())
        };
        let page = read_page(dialect, resource, &next, transport).await?;
        let last = is_last(resource, &page, listing.lines().len());
        listing = listing.with(page);
        whole = last && listing.is_whole();
        if !listing.has_more() || enough(&listing) {
            break;
        }
    }
    Ok(Pages { listing, whole })
}

/// Reads a list to its end, or at most `most_pages` pages.
///
/// # Errors
/// When a page cannot be read.
pub async fn read_whole(
    dialect: &Dialect,
    resource: &Resource,
    query: &Query,
    most_pages: usize,
    transport: &impl Transport,
) -> Result<Listing, ApiError> {
    let pages = read_pages(dialect, resource, query, most_pages, &|_| false, transport).await?;
    Ok(pages.listing)
}

#[cfg(test)]
mod tests;
