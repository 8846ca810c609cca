//! Login flows as values: a device login, and an authorization that a person pastes. Each is decided
//! from what a gateway said and what a clock shows; nothing here sends, waits or stores.

pub mod account;
pub mod attempt;
pub mod clock;
pub mod deadline;
pub mod device;
pub mod kept;
pub mod link;
pub mod paste;
pub mod problem;
