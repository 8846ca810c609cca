//! What a cell says, as a value: two equal cells look the same. Reads no clock and no language.

use std::sync::Arc;

use super::line::Line;
use crate::domain::time::UnixMillis;
use crate::reactive::Callback;
use crate::ui::tone::Tone;

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Dash,
    /// Plain text.
    Text(String),
    /// A word that stands for a value, e.g. `never`.
    Faint(String),
    /// An id, a key, a model.
    Mono(String),
    /// A number whose decimals line up with those above and below it.
    Figure {
        /// The number as it is read, e.g. `1 234.56`; a word such as `unlimited` is no number.
        text: String,
        /// The exact value with its unit, shown on hover; may be empty.
        exact: String,
        /// How many decimals the column leaves room for.
        decimals: u8,
        /// Whether the gateway's own number was not exact.
        approximate: bool,
    },
    /// A status.
    Badge {
        /// The shape and its colour.
        tone: Tone,
        /// The word that says it.
        word: String,
    },
    /// How full something is: a bar and its figure.
    Meter {
        /// Whole percents; above 100 the bar is full and marked.
        percent: u32,
        /// The figure, e.g. `12.5 %`.
        words: String,
        /// What is measured, for assistive technology.
        label: String,
    },
    /// An instant in relative words that stay true while time passes.
    Moment {
        /// The instant.
        at: UnixMillis,
    },
    /// Two contents beside each other, e.g. a name and an id.
    Two(Box<Cell>, Box<Cell>),
    /// A link to a place in this app.
    Link {
        /// The address of the place.
        href: String,
        /// The words of the link.
        text: String,
    },
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
