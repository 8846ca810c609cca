//! Values that gateways deal in and the laws of each. Never names a URL, a wire field or a signal.

pub mod address;
pub mod budget;
pub mod decimal;
pub mod ids;
pub mod money;
pub mod order;
pub mod percent;
pub mod quota;
pub mod reading;
pub mod tally;
pub mod time;
