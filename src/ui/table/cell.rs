//! The content of a cell as a value: equal cells look the same. Reads no clock and no language.

use std::sync::Arc;

use super::line::Line;
use crate::domain::time::UnixMillis;
use crate::reactive::Callback;
use crate::ui::tone::Tone;

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A missing value.
    Dash,
    /// Plain text.
    Text(String),
    /// A word in place of a value, e.g. `never`.
    Faint(String),
    /// An id, a key, a model.
    Mono(String),
    /// A number that is aligned at its decimal point with those above and below it.
    Figure {
        /// The formatted number, e.g. `1 234.56`; a word such as `unlimited` is not aligned.
        text: String,
        /// The exact value with its unit, shown on hover; may be empty.
        exact: String,
        /// The number of decimals for which the column has room.
        decimals: u8,
        /// Whether the gateway's own number is inexact.
        approximate: bool,
    },
    /// A status.
    Badge {
        /// The shape and its colour.
        tone: Tone,
        /// The word.
        word: String,
    },
    /// A bar for a percentage, with its text.
    Meter {
        /// Whole percent; above 100 the bar is full and marked.
        percent: u32,
        /// The text, e.g. `12.5 %`.
        words: String,
        /// The accessible name.
        label: String,
    },
    /// An instant as a relative text that is kept up to date.
    Moment {
        /// The instant.
        at: UnixMillis,
    },
    /// Two contents side by side, e.g. a name and an id.
    Two(Box<Cell>, Box<Cell>),
    /// A content with a button that edits it.
    Edit {
        /// The content.
        shown: Box<Cell>,
        /// The column.
        column: &'static str,
        /// The accessible name of the button.
        label: String,
    },
    /// A link inside this app.
    Link {
        /// The address.
        href: String,
        /// The text.
        text: String,
    },
}

impl Cell {
    /// Returns whether it is made of other contents.
    pub(super) const fn is_composed(&self) -> bool {
        matches!(self, Self::Two(..) | Self::Edit { .. })
    }
}

/// Makes the cells of a row, one for each column, from the row and its index among all rows.
///
/// The result may depend on more than the row (a language, the name of another row); the table's
/// `anew` must change when that does. Signals that it reads are not followed.
pub type Cells = Arc<dyn Fn(&Line, usize) -> Vec<Cell> + Send + Sync>;

/// The state of a row's checkbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// The accessible name, e.g. `Select First`.
    pub label: String,
    /// Whether the row is selected.
    pub checked: bool,
    /// Why it is disabled.
    pub disabled: Option<String>,
}

/// A leading column of checkboxes: returns the state of each, and is called with a row's id and its
/// new state when the user changes one. Signals that the state reads are followed.
pub type Ticks = (
    Arc<dyn Fn(&Line, usize) -> Tick + Send + Sync>,
    Callback<(String, bool)>,
);
