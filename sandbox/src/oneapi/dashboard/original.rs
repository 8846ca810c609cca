//! The original's dashboard: the caller's calls of the last week, by day and model.

use rusqlite::Result;
use serde_json::json;

use super::days::span;
use super::statistics::{Part, Scope, rows};
use crate::oneapi::listing::Query;
use crate::oneapi::{Context, Reply};

/// Reads the rows. The query means nothing.
pub(super) fn read(context: &Context) -> Result<Reply> {
    let span = match span(&Query::default(), context.now, 7) {
        Ok(span) => span,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let scope = Scope {
        version: context.version,
        user: context.caller.map(|caller| caller.id),
        span,
    };
    let rows = rows(context.db, scope, Part::Models)?;
    Ok(Reply::data(json!(rows)))
}
