//! The OneKeyLLM dialect: its paths, fields and envelopes. Their names stand nowhere else.
//! Only the endpoint table is public, so every answer is read tolerantly.

mod budget;
pub mod charges;
mod fields;
pub mod keys;
pub mod pools;
pub mod probe;
pub mod usage;

use super::call::{Read, Reply, Request, Write};
use super::decode::{self, SECRET};
use super::error::{ApiError, Refusal, unreadable};
use super::gateway::{Answer, ListQuery};
use super::json::Json;
use crate::domain::page::{Cursor, Page, Row, Unreadable};

/// The prefix of every admin path.
const ORGANIZATION: &str = "/v1/organization";

/// Reads an answer's body and takes its envelope off; a refusal inside a success is an error here
/// and nowhere further.
fn open<T>(
    path: &str,
    reply: &Reply,
    read: impl FnOnce(&Json) -> Result<T, String>,
) -> Result<T, ApiError> {
    let json =
        Json::parse(&reply.body).map_err(|why| unreadable(path, why.0, quotable(&reply.body)))?;
    let inner = decode::open(&json).map_err(|said| {
        ApiError::Refused(Refusal {
            status: reply.status,
            code: said.code,
            param: said.param,
            message: said.message,
            request_id: reply.request_id.clone(),
        })
    })?;
    read(inner).map_err(|why| unreadable(path, why, &decode::scrubbed(inner, SECRET).compact()))
}

/// What may be quoted of a body that is no JSON: a page, which helps to see who answered. Broken
/// JSON is not quoted: a value that is shown once may be in it.
fn quotable(body: &str) -> &str {
    if body.trim_start().starts_with('<') {
        body
    } else {
        ""
    }
}

/// A read of one page of the list at `path`, with the fields of contract 5.1 that were asked for.
fn listing<T: 'static>(
    path: String,
    query: &ListQuery,
    read: fn(&Json) -> Result<T, String>,
) -> Read<Page<T>> {
    let mut request = Request::get(&path).with("limit", query.limit.to_string());
    if let Some(Cursor(after)) = &query.after {
        request = request.with("after", after);
    }
    if query.newest_first {
        request = request.with("order", "desc");
    }
    if let Some(text) = &query.text {
        request = request.with("q", text);
    }
    if let Some(key) = &query.key {
        request = request.with("api_key_id", key.as_str());
    }
    if let Some(pool) = &query.pool {
        request = request.with("pool_id", pool.as_str());
    }
    let limit = query.limit;
    Read::new(request, move |reply| {
        open(&path, reply, |json| page(json, limit, read))
    })
}

/// A write whose answer, when there is one, is read by `read`. An empty success says yes as well
/// (contract section 6.1).
fn writing(request: Request, read: fn(&Json) -> Result<Answer, String>) -> Write<Answer> {
    let path = request.path.clone();
    Write::new(request, move |reply| {
        let answer = if reply.body.trim().is_empty() {
            Answer::default()
        } else {
            open(&path, reply, read)?
        };
        Ok(Answer {
            replayed: reply.replayed,
            ..answer
        })
    })
}

/// Reads one page of rows. A row that makes no sense is kept as it came.
fn page<T>(
    json: &Json,
    limit: usize,
    read: impl Fn(&Json) -> Result<T, String>,
) -> Result<Page<T>, String> {
    let found = decode::rows(json)?;
    let row = |json: &Json| {
        read(json).map_or_else(
            |why| {
                Row::Unreadable(Unreadable {
                    raw: decode::scrubbed(json, SECRET).indented(),
                    why,
                })
            },
            Row::Read,
        )
    };
    let rows: Vec<Row<T>> = found.rows.iter().map(row).collect();
    // Without a word about more, a full page may have a successor (contract section 6.1).
    let more = !rows.is_empty() && found.paged && found.has_more.unwrap_or(rows.len() >= limit);
    // A sum per key has no id of its own: its list goes on after the key.
    let id = |row: &Json| decode::pick(row, &["id", "api_key_id"]).and_then(decode::text);
    let last_row = || found.rows.iter().rev().find_map(id);
    let next = if more {
        found.last_id.or_else(last_row).map(Cursor)
    } else {
        None
    };
    Ok(Page { rows, next })
}
