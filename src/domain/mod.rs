//! What a gateway has, as plain values with their rules. Never names a URL, a wire field or a signal.

pub mod access;
pub mod address;
pub mod attention;
pub mod budget;
pub mod charge;
pub mod charge_filter;
pub mod decimal;
pub mod entity;
pub mod filter;
pub mod ids;
pub mod key;
pub mod membership;
pub mod money;
pub mod order;
pub mod owners;
pub mod page;
pub mod percent;
pub mod pool;
pub mod reading;
pub mod tally;
pub mod time;
