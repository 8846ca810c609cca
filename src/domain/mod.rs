//! Values that gateways work with, and their laws. Never names a URL, a wire field or a signal.

pub mod address;
pub mod budget;
pub mod days;
pub mod decimal;
pub mod exact;
pub mod ids;
pub mod money;
pub mod order;
pub mod pace;
pub mod percent;
pub mod quota;
pub mod reading;
#[cfg(test)]
pub(crate) mod table;
pub mod tally;
pub mod time;
