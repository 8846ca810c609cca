//! Pools: list, default pool, create, delete, members and owner.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod members;
mod object;
pub(super) mod owner;
