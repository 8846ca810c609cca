//! A row as the table is handed it: an id and a stamp. What its cells say is asked for only when
//! the row stands in the page.

use std::sync::Arc;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Tells the row from all others; a row with the same id keeps its element and the focus.
    pub id: Arc<str>,
    /// Changes whenever the row's content does: only then its cells are asked for again.
    pub stamp: usize,
}
