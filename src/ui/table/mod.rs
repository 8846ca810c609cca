//! The painted table: any number of text rows, of which at most a hundred are in the page. It
//! receives its rows sorted and filtered, and never fetches, sorts, filters or stores them.
//!
//! Decisions are made in plain functions (`window`, `keys`, `placing`); `paint` changes the page.

pub mod keys;
mod line;
mod placing;
mod sort;
mod window;

#[cfg(feature = "web")]
mod cell;
#[cfg(feature = "web")]
mod head;
#[cfg(feature = "web")]
mod paint;
#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use cell::{Cell, Cells, Tick, Ticks};
#[cfg(feature = "web")]
pub use head::{Align, Head, Priority};
pub use line::{Line, Lines, Stamp};
pub use sort::Sort;
#[cfg(feature = "web")]
pub use view::Table;
pub use window::{MOST_ROWS, Viewport};
