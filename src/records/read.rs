//! Reads a page of a list from a response.

use serde_json::Value as Json;

use super::alias::pick;
use super::classify::{Effect, classify, meant, unreadable};
use super::envelope::{self, PageInfo, one, open};
use super::fields::{read_fields, read_row};
use super::listing::Page;
use super::reason::{DESCRIBES_NOTHING, kept};
use super::row::{Line, Row};
use super::scalar;
use super::scrub::{SECRETS, scrubbed};
use crate::call::{ApiError, Lost, Reply};
use crate::schema::{Ask, Dialect, Paging, Query, Resource};

/// Reads one page of a list, or the row of a single-row resource. An unreadable row is kept as
/// received.
///
/// # Errors
/// What the response holds instead of rows.
pub fn read_page(resource: &Resource, query: &Query, json: &Json) -> Result<Page, String> {
    if resource.paging == Paging::One {
        return read_one(resource, json);
    }
    let (rows, info) = envelope::rows(json, resource.rows)?;
    let shown = rows
        .iter()
        .filter(|row| !resource.reads.hidden.is_some_and(|hidden| hidden(row)));
    let lines = shown.map(|row| read_row(resource, row)).collect();
    if let Paging::Page { least } = resource.paging {
        return Ok(numbered(
            query,
            (rows.len(), least),
            lines,
            info.and_then(|info| info.total),
        ));
    }
    // A bare array is the whole list, unless it may be cut off at the requested number of rows.
    let all = info.is_none() && rows.len() != query.limit;
    let info = info.unwrap_or_default();
    let next = if all || !goes_on(resource.paging, query, rows.len(), &info) {
        None
    } else if resource.paging == Paging::Offset {
        Some((query.offset + rows.len()).to_string())
    } else {
        let id = |row: &Json| pick(row, resource.ids).json().and_then(scalar::text);
        let page = info.page.filter(|(page, pages)| page < pages);
        let page = page.map(|(page, _)| Query::cursor_of_page(page.saturating_add(1)));
        info.last_id
            .or(page)
            .or_else(|| rows.iter().rev().find_map(id))
    };
    Ok(Page {
        lines,
        next,
        total: info.total,
    })
}

/// Makes a page of a list that is paged by number. The gateway may return fewer rows than were
/// requested, so the rows that were received are counted, not the pages.
fn numbered(
    query: &Query,
    (came, least): (usize, usize),
    lines: Vec<Line>,
    total: Option<usize>,
) -> Page {
    // Rows that are left out came all the same.
    let is_more = match total {
        Some(total) => total > query.offset + came,
        None => came >= least,
    };
    let number = query.page().and_then(|page| page.parse::<i64>().ok());
    let next = number.unwrap_or(0).saturating_add(1);
    Page {
        next: (is_more && came > 0).then(|| Query::cursor_of_page(next)),
        lines,
        total,
    }
}

fn read_one(resource: &Resource, json: &Json) -> Result<Page, String> {
    if json.is_null() {
        return Ok(Page::default());
    }
    match read_row(resource, one(json, resource.ids, resource.rows)) {
        Line::Unreadable(unreadable) => Err(unreadable.why),
        row => Ok(Page {
            lines: vec![row],
            next: None,
            total: None,
        }),
    }
}

/// Returns whether a list continues after `count` rows. If the gateway does not say, a full page
/// may be followed by another (contract 6.1). A total alone gives no cursor for the rest.
fn goes_on(paging: Paging, query: &Query, count: usize, info: &PageInfo) -> bool {
    if count == 0 || paging == Paging::Whole {
        return false;
    }
    if let Some(has_more) = info.has_more {
        return has_more;
    }
    let full = count >= query.limit;
    let pages = info.page.map(|(page, pages)| page < pages);
    let first = query.after.is_none() && query.offset == 0;
    let seen = query.offset + count;
    let by_total = info.total.map(|total| total > seen);
    match paging {
        Paging::Offset => by_total.or(pages).unwrap_or(full),
        _ if pages == Some(false) || (first && by_total == Some(false)) => false,
        // After a page with a successor, or with a cursor, another request is worthwhile.
        _ => {
            let unread = first && by_total == Some(true);
            full || pages == Some(true) || (unread && info.last_id.is_some())
        }
    }
}

/// Decides the result of reading a page. A single-row resource yields one line, or none if the
/// gateway says that there is none: by a 404, or by a code of the resource.
///
/// # Errors
/// The failure; see [`classify`].
pub fn conclude_page(
    dialect: &Dialect,
    resource: &Resource,
    query: &Query,
    attempt: Result<Reply, Lost>,
) -> Result<Page, ApiError> {
    conclude_made(dialect, resource, query, attempt, Ok)
}

/// Decides the result of a read: its unwrapped response.
///
/// # Errors
/// The failure; see [`classify`].
pub fn conclude_read(
    dialect: &Dialect,
    path: &str,
    attempt: Result<Reply, Lost>,
) -> Result<Json, ApiError> {
    let reply = classify(Effect::Read, path, attempt);
    open(
        dialect,
        path,
        &reply.map_err(|error| meant(dialect, error))?,
    )
}

/// Decides the result of reading a page whose rows `make` makes from the response.
///
/// # Errors
/// The failure; see [`classify`].
pub fn conclude_made(
    dialect: &Dialect,
    resource: &Resource,
    query: &Query,
    attempt: Result<Reply, Lost>,
    make: impl FnOnce(Json) -> Result<Json, ApiError>,
) -> Result<Page, ApiError> {
    let request = (resource.list)(query).request(None);
    let path = request.map_or_else(|_| String::new(), |request| request.path().to_owned());
    let read = || {
        let json = make(conclude_read(dialect, &path, attempt)?)?;
        read_page(resource, query, &json).map_err(|why| {
            let quoted = scrubbed(&json, resource.secrets).to_string();
            unreadable(&path, why, &quoted)
        })
    };
    read().or_else(|error| match &error {
        ApiError::Refused(refusal) if resource.paging == Paging::One => {
            let code = refusal.code.as_deref();
            let known = |(known, _): &(&str, _)| code == Some(*known);
            if refusal.status == 404 || resource.refusals.iter().any(known) {
                Ok(Page::default())
            } else {
                Err(error)
            }
        }
        _ => Err(error),
    })
}

/// Decides the result of a read under another key: returns the row in the response.
///
/// # Errors
/// The failure; see [`classify`]. A refused key says nothing about the operator's key.
pub fn conclude_ask(
    dialect: &Dialect,
    ask: &Ask,
    path: &str,
    attempt: Result<Reply, Lost>,
) -> Result<Row, ApiError> {
    let json = conclude_read(dialect, path, attempt)?;
    let resource = dialect.resource(ask.of);
    let (ids, names, secrets) = match resource {
        Some(resource) => (resource.ids, resource.rows, resource.secrets),
        None => (["id"].as_slice(), [].as_slice(), SECRETS),
    };
    let row = one(&json, ids, names);
    let clean = scrubbed(row, secrets);
    let record = read_fields(ask.fields, &clean);
    let id = pick(row, ids).json().and_then(scalar::spelled_id);
    let tells = record.values().iter().any(|(_, value)| value.is_present());
    if !row.is_object() || (id.is_none() && !tells) {
        let quoted = scrubbed(&json, secrets).to_string();
        return Err(unreadable(path, kept(DESCRIBES_NOTHING), &quoted));
    }
    Ok(Row {
        id: id.unwrap_or_else(|| "".into()),
        record,
        raw: clean.to_string().into(),
        haystack: "".into(),
    })
}

#[cfg(test)]
mod tests;
