//! Headgate, the admin console for LLM gateways: the map of its rooms.
//!
//! The pure rooms come first, in reading order; they build without a browser. The rooms behind
//! the `web` feature draw values and move bytes.

pub mod device;
pub mod api;
pub mod domain;
pub mod gate;
pub mod history;
pub mod i18n;
pub mod profile;

#[cfg(feature = "web")]
pub mod ui;
