//! Code that the commands and the loopback server share.

pub mod gateways;
