//! The subject of a plan: a row, or a row to be created, with the form values for it.

use crate::schema::{Locator, Record};

/// A row that a plan writes to or creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Where the row is; for a row to be created, its future name and an empty id.
    pub at: Locator,
    /// The form values, without secrets.
    pub input: Record,
    /// The row as the gateway sent it before an action that destroys it, without secrets.
    pub kept: Option<String>,
}
