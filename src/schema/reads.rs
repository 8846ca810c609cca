//! Reads of a resource beside the pages of its list: a row by its id, all rows at once, and what rows
//! are made from.

use serde_json::Value as Json;

use super::All;
use super::record::{Locator, Record};
use crate::call::{ApiError, Read, Refusal};

/// What a gateway offers, or demands, beside a list that is read page by page.
#[derive(Clone, Copy)]
pub struct Reads {
    /// Set if the rows are made from several responses.
    pub joined: Option<Joined>,
    /// Set if a row is rewritten before anything else sees it, to take out secrets that stand inside
    /// a text.
    pub prepare: Option<fn(&Json) -> Json>,
    /// Set if a row can be read by its id.
    pub one_row: Option<OneRow>,
    /// A read that returns all rows at once, for a list that is otherwise paged.
    pub whole: Option<fn() -> Read>,
    /// Whether a row of a list is left out. A gateway may list rows that are deleted.
    pub hidden: Option<fn(&Json) -> bool>,
}

impl Reads {
    /// Nothing but the list.
    pub const OF_LIST: Self = Self {
        joined: None,
        prepare: None,
        one_row: None,
        whole: None,
        hidden: None,
    };
}

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
