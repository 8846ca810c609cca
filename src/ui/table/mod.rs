//! The table: a list of columns over any number of rows, of which at most a hundred stand in the
//! page. It is handed its rows and its sort, and never fetches, filters or keeps either.

mod column;
mod head;
mod moves;
mod row;
mod slots;
mod view;

pub use super::grid::{Align, MOST_ROWS, Priority, Sort};
pub use column::Column;
pub use view::Table;
