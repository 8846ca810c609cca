//! The table: a list of columns over any number of rows, of which at most a hundred stand in the
//! page. It is handed its rows and its sort, and never fetches, filters or keeps either.

mod column;
mod head;
pub mod keys;
mod moves;
mod row;
mod slots;
mod sort;
mod view;
mod window;

pub use column::{Align, Column, Priority};
pub use sort::Sort;
pub use view::Table;
pub use window::MOST_ROWS;
