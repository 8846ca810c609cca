//! What is read besides the row before a review: the rows that a lookup names, and what is listed
//! before something is made. Never writes.

use super::read::{is_last, read_page, read_pages};
use super::{Transport, Wish};
use crate::call::ApiError;
use crate::domain::ids::id;
use crate::records::Listing;
use crate::schema::{Baseline, FacetOf, Locator, Lookup, Paging, Query, Record, Seen, Value};

/// Reads what is listed before something is made, where who is signed in may list it.
pub(super) async fn baseline(
    wish: &Wish<'_>,
    seen: &mut Vec<Seen>,
    transport: &impl Transport,
) -> Result<Baseline, ApiError> {
    let resource = wish.resource;
    if (resource.not_listed)(wish.who).is_some() {
        return Ok(Baseline::default());
    }
    let page = read_page(wish.dialect, resource, &Query::newest(), transport).await?;
    let whole = is_last(resource, &page, 0) && page.is_readable();
    let baseline = Baseline {
        ids: page.rows().map(|row| row.id.to_string()).collect(),
        whole,
    };
    seen.push(Seen {
        of: resource.id,
        rows: page.rows().map(|row| row.record.clone()).collect(),
        whole,
    });
    Ok(baseline)
}

/// Reads the rows of a lookup: those that name the row, or all where nothing is there yet or the
/// lookup names no field. A gateway may ignore the filter, so the rows are compared again.
pub(super) async fn look_up(
    wish: &Wish<'_>,
    lookup: &Lookup,
    at: Option<&Locator>,
    transport: &impl Transport,
) -> Result<Seen, ApiError> {
    let nothing = Seen {
        of: lookup.of,
        rows: Vec::new(),
        whole: false,
    };
    let Some(resource) = wish.dialect.resource(lookup.of) else {
        return Ok(nothing);
    };
    if (resource.not_listed)(wish.who).is_some() {
        return Ok(nothing);
    }
    let by = at.filter(|_| !lookup.by.is_empty() && resource.paging != Paging::One);
    let facet = resource.facet(lookup.by);
    let query = Query {
        by: by
            .filter(|_| facet.is_none_or(|facet| facet.server))
            .map(|at| (id(lookup.by), at.id.to_string())),
        ..Query::oldest()
    };
    let all = |_: &Listing| false;
    let pages = read_pages(
        wish.dialect,
        resource,
        &query,
        lookup.most_pages,
        &all,
        transport,
    );
    let pages = pages.await?;
    let field = match facet.map(|facet| facet.of) {
        Some(FacetOf::Field(field)) => field,
        Some(FacetOf::Rule(..)) | None => lookup.by,
    };
    let rows = pages.listing.rows().map(|row| &row.record);
    let names = |record: &&Record| by.is_none_or(|at| names(record.value(field), at));
    Ok(Seen {
        of: lookup.of,
        rows: rows.filter(names).cloned().collect(),
        whole: pages.whole && pages.is_readable(),
    })
}

/// Returns whether a value names a row.
fn names(value: &Value, at: &Locator) -> bool {
    let row = at.id.as_str();
    match value {
        Value::Ref(reference) => reference.id.as_ref().is_some_and(|id| id.as_str() == row),
        Value::Text(text) => text == row,
        Value::Words(words) => words.iter().any(|word| word == row),
        _ => false,
    }
}
