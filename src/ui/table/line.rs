//! A row as the table is handed it: an id and a stamp. What its cells say is asked for only when
//! the row stands in the page.

use std::sync::Arc;

use crate::reactive::Callback;

use super::cell::Cell;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Tells the row from all others; a row with the same id keeps its element and the focus.
    pub id: Arc<str>,
    /// Changes whenever the row's content does: only then its cells are asked for again.
    pub stamp: usize,
}

/// Makes the cells of a row, one for each column, from the row and its place among all rows.
///
/// What it says may depend on more than the row (a language, the label of another record); the
/// table's `anew` must change when that does. Signals it reads are not followed.
pub type Cells = Arc<dyn Fn(&Line, usize) -> Vec<Cell> + Send + Sync>;

/// The state of a row's checkbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// The accessible name, e.g. `Tick First`.
    pub label: String,
    /// Whether the row is ticked.
    pub checked: bool,
    /// Why it cannot be changed.
    pub disabled: Option<String>,
}

/// A leading column of checkboxes: the state of each, and what is told when the person changes one
/// (the row's id, and whether it is ticked now). Signals that the state reads are followed.
pub type Ticks = (
    Arc<dyn Fn(&Line, usize) -> Tick + Send + Sync>,
    Callback<(String, bool)>,
);
