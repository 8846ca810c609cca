//! The journal as data: which changes were sent and when, their outcomes, how to undo them, and
//! which entries may be deleted. Never stores anything itself, and names no resource.

mod attempts;
mod claimed;
pub mod codec;
mod entry;
mod export;
mod filter;
mod forget;
mod left_out;
mod lost_value;
mod overtaken;
mod prior;
mod problem;
mod record;
#[cfg(test)]
pub(crate) mod sample;
mod sent;
mod showing;
mod starting;
mod state;
mod undo;
mod undo_problem;
mod undo_review;
mod undone;
mod unreached;
mod unsettled;
mod verify;
pub mod versions;

pub use attempts::{other_attempts, updated_by_repeats};
pub use claimed::{is_shared, of_shared, unclaimed};
pub use entry::{Entry, Reached, StoredCompensation, StoredStep, subject_key};
pub use export::document;
pub use filter::JournalFilter;
pub use forget::{MOST_CHARACTERS, to_forget};
pub use left_out::LeftOut;
pub use lost_value::{VALUE_LOST, lost_value};
pub use overtaken::{is_overtaken, sent_meanwhile};
pub use prior::{PriorQuery, TWIN_MILLIS, prior};
pub use problem::StoreProblem;
pub use record::{Record, SCHEMA, StoredEntry, Translate};
pub use sent::Sent;
pub use showing::{End, Phase, Showing, Undoing};
pub use state::{State, has_ending, state, worst};
pub use undo::{UndoOffer, UndoRow, offer_words, undo_offer, undo_words};
pub use undo_problem::UndoProblem;
pub use undo_review::{UndoContext, UndoReview, prepare_undo};
pub use undone::{Undone, undoes, undone};
pub use unreached::unreached;
pub use unsettled::Unsettled;
pub use verify::{ELSEWHERE, OTHER_ACCOUNT, next_verification, verify};
