//! Upstreams: list, create, delete, disable, enable and top up. All of them require an
//! organization-wide bearer.

mod base_url;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
mod object;
mod secret;
pub(super) mod switch;
pub(super) mod topup;
