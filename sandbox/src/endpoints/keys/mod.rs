//! API keys: list, create, rotate, top up, delete.
//!
//! Pending charges have their place here and are not served yet.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod object;
pub(super) mod rotate;
mod secret;
pub(super) mod topup;
