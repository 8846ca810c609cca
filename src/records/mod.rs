//! What the console does with responses and rows: reads them tolerantly, joins pages, searches,
//! filters, orders and adds up, and says how each value is drawn. Names no resource.

mod listing;
mod row;

pub use listing::{Listed, Listing, Page};
pub use row::{Line, Row, Unreadable};
