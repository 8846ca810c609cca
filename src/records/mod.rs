//! Responses and rows: reads them tolerantly, joins pages, searches, filters, sorts and sums rows,
//! and decides how values are displayed. Names no resource.

mod alias;
mod attention;
mod budget;
mod classify;
mod column;
mod course;
mod csv;
mod draw;
mod envelope;
mod error_words;
mod facet;
mod facts;
mod fields;
mod input;
mod listing;
mod order;
mod provider_address;
mod read;
mod reason;
mod reference;
mod response;
pub mod retry;
mod row;
mod row_scan;
pub mod scalar;
mod scrub;
mod search;
mod total;

#[cfg(test)]
pub(crate) mod sample;

pub use alias::{Picked, pick};
pub use attention::{FigureValue, Section, attention, figures};
pub use budget::read_window;
pub use classify::{Effect, classify, meant, refusal, unreadable};
pub use column::{columns, drawer};
pub use course::{Course, Part, course};
pub use csv::{MARK as CSV_MARK, head as csv_head, row as csv_row};
pub use draw::{QUOTA_UNIT, Shown, View, cell, glance};
pub use envelope::{open, open_envelope};
pub use facet::{Counted, Filter, NO_VALUE, counts, facet_label, named};
pub use facts::{Fact, exact, exact_in, facts};
pub use fields::{read_fields, read_row};
pub use input::{Offset, allowed, amount_problem, read_id, read_input, read_key, typed};
pub use listing::{Listed, Listing, Page};
pub use order::{places, ranked, sorted};
pub use provider_address::provider_address_problem;
pub use read::{conclude_ask, conclude_made, conclude_page, conclude_read, read_page};
pub use reason::{NO_LOGIN, OTHER_ROW, kept, reason};
pub use response::{Response, read_response, values_beside_refusal};
pub use row::{Line, Row, Unreadable, indented};
pub use row_scan::RowScan;
pub use scalar::read_time;
pub use scrub::{scrubbed, unquoted};
pub use total::{Subtotal, totals};
