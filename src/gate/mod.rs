//! The one door for writes. A plan is asked about, confirmed, sent once, and read back; every step
//! of that is a value, so that every path runs on the host with a made-up transport.
//! Never touches a browser, a key or a store.

pub mod asking;
pub mod check;
pub mod confirmation;
pub mod earlier;
pub mod intent;
pub mod judge;
pub mod looking;
pub mod outcome;
pub mod perform;
pub mod plan;
pub mod seek;

#[cfg(test)]
mod tests;
