//! Calls as values: requests, responses and what a failure means. Nothing here sends, waits or
//! stores.

mod address;
mod body;
mod curl;
mod error;
mod request;
mod secret;
mod write;

pub use address::{AddressProblem, PathPart, is_addressable, path};
pub use body::{Body, Filling, Hole, Part};
pub use curl::command;
pub use error::{ApiError, Refusal, Unreachable};
pub use request::{Credential, Limit, Lost, Method, PATIENCE_SECONDS, Reply, Request};
pub use secret::Secret;
pub use write::{Read, Write};
