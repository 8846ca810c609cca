//! What the commands and the loopback server must read alike: which gateways were asked for.

pub mod gateways;
