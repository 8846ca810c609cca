//! A rehearsal gateway: it implements the OneKeyLLM API on a real database, fails on request in
//! every way a real gateway might, and keeps a ledger of every write and how often it was applied.
//!
//! [`app`] is the whole gateway as a router, for tests without a socket; [`serve`] runs it on a
//! socket. It shares no code with the client, because a contract test between the two would
//! otherwise test a thing against itself.

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
mod oneapi;
mod operation;
mod page;
mod pipeline;
mod pkce;
mod random;
mod redact;
mod replay;
mod routes;
mod seed;
mod server;
mod state;
mod store;
mod success;
mod write;

pub use faults::connection::Dropped;
pub use oneapi::version::Version as OneApiVersion;
pub use routes::app;
pub use server::serve;
pub use state::{AppState, Db, Dialect, OpenError, Options};
