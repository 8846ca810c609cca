//! The painted table: rows of text in any number, of which at most a hundred stand in the page.
//! It is handed its rows, sorted and filtered, and never fetches, sorts, filters or keeps them.
//!
//! What is decided stands in plain functions (`window`, `keys`, `placing`); `paint` touches the page.

mod cell;
mod head;
pub mod keys;
mod line;
mod paint;
mod placing;
mod sort;
mod view;
mod window;

pub use cell::Cell;
pub use head::{Align, Head, Priority};
pub use line::{Cells, Line, Tick, Ticks};
pub use sort::Sort;
pub use view::Table;
pub use window::{MOST_ROWS, Sight};
