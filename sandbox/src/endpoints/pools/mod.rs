//! Pools: list, the caller's own, create, delete, which keys are in them and whose they are.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod members;
mod object;
pub(super) mod owner;
