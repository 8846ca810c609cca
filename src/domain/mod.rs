//! What a gateway has, as plain values with their rules. Never names a URL, a wire field or a signal.

pub mod access;
pub mod address;
pub mod budget;
pub mod charge;
pub mod decimal;
pub mod entity;
pub mod filter;
pub mod ids;
pub mod key;
pub mod money;
pub mod page;
pub mod percent;
pub mod pool;
pub mod time;
