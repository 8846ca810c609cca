//! Reads of a resource beside its list: a row by its id, and what rows are made from.

use serde_json::Value as Json;

use super::All;
use super::record::{Locator, Record};
use crate::call::{ApiError, Read, Refusal};

/// A read of a single row by its id.
#[derive(Clone, Copy)]
pub struct OneRow {
    /// The read.
    pub read: fn(&Locator) -> Read,
    /// Whether a refusal proves that the row does not exist.
    pub gone: fn(&Refusal) -> bool,
}

/// Rows that are made from several responses.
#[derive(Clone, Copy)]
pub struct Joined {
    /// The reads besides the list's own.
    pub with: All<fn() -> Read>,
    /// Makes the rows from the unwrapped responses and the signed-in account.
    pub rows: MakeRows,
}

/// Makes rows: from the list's own response, the responses to the other reads, and the signed-in
/// account. An `Err` is why no rows can be made.
pub type MakeRows = fn(&Json, &[Result<Json, ApiError>], &Record) -> Result<Json, ApiError>;
