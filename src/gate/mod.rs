//! The single path of every write: plan, review, confirm, perform, verify. Every stage is a value,
//! so it can be tested on the host with a scripted transport. Names no resource, browser, key or
//! store.

mod before_sending;
mod compare;
mod compensate;
mod confirm;
mod errors;
mod explain;
mod find;
mod gather;
mod live;
mod login;
mod lookup;
mod outcome;
mod perform;
mod performed;
mod plan;
mod prepare;
mod read;
mod reading;
mod review;
mod send;
mod slices;
mod subject;
mod together;
mod transport;
mod verdict;
mod verify;
mod wording;

#[cfg(test)]
mod tests;

pub use confirm::{Confirmation, TypedAmount};
pub use errors::{Explained, explain_error, explain_stop, explain_unreachable, quoted};
pub use explain::{About, current_state, explain};
pub use find::{Found, find};
pub use gather::{Gathered, gather};
pub use live::live;
pub use login::{conclude_login, send_login, start_login, start_outcome};
pub use lookup::{look_up, remaining_references};
pub use outcome::{After, Ending, Outcome, Uncertainty};
pub use perform::perform;
pub use performed::Performed;
pub use plan::{Plan, PlannedStep};
pub use prepare::{Intent, OnRow, Prepared, Stop, prepare, prepare_each, prepare_noting};
pub use read::{MOST_PAGES, read_page, read_whole};
pub use review::{Confirmed, FRESH_MILLIS, NotConfirmed, Review};
pub use slices::{read_at_once, read_sum};
pub use subject::Subject;
pub use together::{all, both};
pub use transport::{Live, Progress, Transport};
pub use verify::{VERIFY_PAUSES_MILLIS, needs_list, verify_again};
pub use wording::{Wording, say_finding};
