//! The journal as values: what was written, when, and how it ended; what is the way back; what may
//! be forgotten. Never stores anything itself.

pub mod change;
pub mod codec;
pub mod export;
pub mod filter;
pub mod forget;
pub mod look;
pub mod lookup;
pub mod lost_value;
pub mod problem;
pub mod record;
pub mod showing;
pub mod standing;
pub mod taken_back;
pub mod undo;
pub mod unsettled;
pub mod way_back;
