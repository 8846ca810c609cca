//! Reads of a resource beside the pages of its list: a row by its id, all rows at once, and what rows
//! are made from.

use serde_json::Value as Json;

use super::chart::Chart;
use super::query::Query;
use super::record::{Locator, Record};
use super::value::Value;
use super::{All, Str};
use crate::call::{ApiError, Read, Refusal};
use crate::words::Text;

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
    /// A sum that the gateway counts over all rows, for a list that is seldom read to its end.
    pub sum: Option<CountedSum>,
    /// What the overview shows of the newest rows.
    pub recent: Option<Recent>,
}

impl Reads {
    /// Nothing but the list.
    pub const OF_LIST: Self = Self {
        joined: None,
        prepare: None,
        one_row: None,
        whole: None,
        hidden: None,
        sum: None,
        recent: None,
    };
}

/// The newest rows of a list, drawn as a chart on the overview.
#[derive(Clone, Copy)]
pub struct Recent {
    /// The age of the oldest one, in seconds.
    pub seconds: i64,
    /// The most pages that are read.
    pub most_pages: usize,
    /// The facet and the word that the gateway is asked for.
    pub by: (Str, Str),
    /// The title.
    pub title: Text,
    /// What the rows do not say.
    pub note: Text,
    /// When there are none.
    pub none: Text,
    /// The chart.
    pub chart: Chart,
}

/// A sum over the rows that match the filters which the gateway is asked for.
#[derive(Clone, Copy)]
pub struct CountedSum {
    /// The read.
    pub read: fn(&Query) -> Read,
    /// Takes the sum from the response.
    pub of: fn(&Json) -> Value,
    /// What it is the sum of; `{sum}` is the sum.
    pub words: Text,
    /// When it could not be read.
    pub failed: Text,
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
