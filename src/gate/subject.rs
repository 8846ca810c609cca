//! What a plan is about: a row, or the place of one that is to be made, and what was asked for it.

use crate::schema::{Locator, Record};

/// One thing that a plan writes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The row; for something new, its future name in the resource, with an empty id.
    pub at: Locator,
    /// What the form was told for it; never a secret.
    pub input: Record,
}
