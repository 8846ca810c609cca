//! API keys: list, create, rotate, top up, delete, and list their pending charges.

pub(super) mod charges;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod object;
pub(super) mod rotate;
mod secret;
pub(super) mod topup;
