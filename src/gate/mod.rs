//! The one way of a write: plan, review, confirm, perform, verify. Every stage is a value, so each
//! path runs on the host with a scripted transport. Never names a resource, a browser, a key or a
//! store.

mod outcome;
mod subject;
mod transport;

pub use outcome::{After, Ending, Outcome, Uncertainty};
pub use subject::Subject;
pub use transport::{Progress, Transport};
