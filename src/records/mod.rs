//! What the console does with responses and rows: reads them tolerantly, joins pages, searches,
//! filters, orders and adds up, and says how each value is drawn. Names no resource.

mod alias;
mod budget;
mod classify;
mod draw;
mod envelope;
mod error_words;
mod facts;
mod fields;
mod listing;
mod order;
mod read;
mod reference;
mod response;
pub mod retry;
mod row;
mod scalar;
mod scrub;
mod search;

#[cfg(test)]
mod sample;

pub use classify::{Effect, classify, refusal};
pub use draw::{Shown, View, cell};
pub use envelope::{open, open_envelope};
pub use facts::{Fact, exact, exact_in, facts};
pub use fields::{read_fields, read_row};
pub use listing::{Listed, Listing, Page};
pub use order::{compare, places, sorted};
pub use read::{conclude_page, read_page};
pub use response::{Response, read_response};
pub use row::{Line, Row, Unreadable};
pub use scrub::scrubbed;
pub use search::matches;
