//! The rehearsal gateway: it speaks the OneKeyLLM dialect with a real database behind it, fails
//! on request in every way a real gateway might, and keeps a ledger of every write and how
//! often it was applied.
//!
//! [`app`] is the whole gateway as a router for tests without a socket, [`serve`] puts it on
//! one. Nothing here is shared with the client: a contract test between the two must not agree
//! with itself.

mod answer;
mod app_files;
mod call;
mod caller;
mod clock;
mod control;
mod endpoints;
mod error;
mod faults;
mod fields;
mod headers;
mod http;
mod ids;
mod ledger;
mod money;
mod operation;
mod page;
mod pipeline;
mod random;
mod redact;
mod replay;
mod routes;
mod seed;
mod server;
mod state;
mod store;
mod write;

pub use faults::cut::Dropped;
pub use routes::app;
pub use server::serve;
pub use state::{AppState, Db, OpenError, Options};
