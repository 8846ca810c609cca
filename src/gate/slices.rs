//! Reads a response of many rows one row after another. Ten thousand rows take a third of a second,
//! during which a browser would handle nothing that the operator does, so others may work in between.

use serde_json::Value as Json;

use super::Transport;
use super::read::NOT_SENT;
use crate::call::{ApiError, Read, Reply};
use crate::records::{
    Effect, Line, Page, RowScan, classify, meant, open, read_page, read_row, unreadable,
};
use crate::schema::{CountedSum, Dialect, Query, Resource, Value};

/// Reads and unwraps one response.
///
/// # Errors
/// The failure.
pub(super) async fn read_json(
    dialect: &Dialect,
    read: Read,
    transport: &impl Transport,
) -> Result<Json, ApiError> {
    let (path, reply) = reply(dialect, read, transport).await?;
    let mut rows = Vec::new();
    let opened = each_row(dialect, &path, reply, transport, &|| true, |row| {
        rows.push(row)
    });
    match opened.await? {
        Some(Opened::Around(Json::Object(mut whole))) => {
            whole.insert("data".to_owned(), Json::Array(rows));
            Ok(Json::Object(whole))
        }
        Some(Opened::Around(_)) | None => Ok(Json::Array(rows)),
        Some(Opened::Whole(json)) => Ok(json),
    }
}

/// Reads a sum that the gateway counts over the rows of a query.
///
/// # Errors
/// The failure.
pub async fn read_sum(
    dialect: &Dialect,
    sum: CountedSum,
    query: &Query,
    transport: &impl Transport,
) -> Result<Value, ApiError> {
    let json = read_json(dialect, (sum.read)(query), transport).await?;
    Ok((sum.of)(&json))
}

/// Reads all rows of a resource that offers this in one request, unless `goes_on` ends it: `None`.
///
/// # Errors
/// The failure.
pub async fn read_at_once(
    dialect: &Dialect,
    resource: &Resource,
    transport: &impl Transport,
    goes_on: &dyn Fn() -> bool,
) -> Result<Option<Page>, ApiError> {
    let read = resource.reads.whole.ok_or(NOT_SENT)?;
    let (path, reply) = reply(dialect, read(), transport).await?;
    let mut lines: Vec<Line> = Vec::new();
    let opened = each_row(dialect, &path, reply, transport, goes_on, |row| {
        if !resource.reads.hidden.is_some_and(|hidden| hidden(&row)) {
            lines.push(read_row(resource, &row));
        }
    });
    let page = match opened.await? {
        None => return Ok(None),
        Some(Opened::Around(_)) => Page {
            lines,
            next: None,
            total: None,
        },
        Some(Opened::Whole(json)) => read_page(resource, &Query::oldest(), &json)
            .map_err(|why| unreadable(&path, why, ""))?,
    };
    Ok(Some(Page { next: None, ..page }))
}

/// Sends a read; returns its path and the response.
async fn reply(
    dialect: &Dialect,
    read: Read,
    transport: &impl Transport,
) -> Result<(String, Reply), ApiError> {
    let request = read.request(Some(dialect.credential));
    let request = request.map_err(|_| NOT_SENT)?;
    let reply = classify(Effect::Read, request.path(), transport.read(&request).await);
    let reply = reply.map_err(|error| meant(dialect, error))?;
    Ok((request.path().to_owned(), reply))
}

/// An unwrapped response.
enum Opened {
    /// Its rows were taken out; this is what was around them.
    Around(Json),
    /// It has no rows under `data`.
    Whole(Json),
}

/// Takes the rows of a response one after another, and unwraps the rest; `None` if `goes_on` ended it.
async fn each_row(
    dialect: &Dialect,
    path: &str,
    reply: Reply,
    transport: &impl Transport,
    goes_on: &dyn Fn() -> bool,
    mut take: impl FnMut(Json),
) -> Result<Option<Opened>, ApiError> {
    let mut scan = match RowScan::new(reply.body) {
        Ok(scan) => scan,
        Err(body) => {
            let json = open(dialect, path, &Reply { body, ..reply })?;
            return Ok(Some(Opened::Whole(json)));
        }
    };
    while let Some(row) = scan.next_row() {
        // The row is not quoted: it may hold a secret.
        let row = serde_json::from_str(row);
        take(row.map_err(|why| unreadable(path, why.to_string(), ""))?);
        transport.let_others_work().await;
        if !goes_on() {
            return Ok(None);
        }
    }
    let body = scan.envelope().unwrap_or_default();
    let around = open(dialect, path, &Reply { body, ..reply })?;
    Ok(Some(Opened::Around(around)))
}

#[cfg(test)]
mod tests;
