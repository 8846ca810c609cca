//! A row as the table receives it: an id and a stamp. Its cells are requested only while the row is
//! in the page.

use std::sync::Arc;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id; a row with the same id keeps its element and the focus.
    pub id: Arc<str>,
    /// Changes with the row's content; only then the cells are requested again.
    pub stamp: usize,
}
