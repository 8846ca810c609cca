//! Headgate, the admin console for LLM gateways: the map of its rooms.
//!
//! The pure rooms come first, in reading order; they build without a browser. The rooms behind
//! the `web` feature draw values and move bytes.

#[deny(clippy::float_arithmetic)]
pub mod domain;

#[deny(clippy::float_arithmetic)]
pub mod device;

#[deny(clippy::float_arithmetic)]
pub mod drafts;

#[deny(clippy::float_arithmetic)]
pub mod route;

#[deny(clippy::float_arithmetic)]
pub mod api;

#[deny(clippy::float_arithmetic)]
pub mod gate;

#[deny(clippy::float_arithmetic)]
pub mod profile;

#[deny(clippy::float_arithmetic)]
pub mod history;

#[deny(clippy::float_arithmetic)]
pub mod i18n;

#[cfg(feature = "web")]
pub mod browser;

#[cfg(feature = "web")]
pub mod session;

#[cfg(feature = "web")]
pub mod ui;

#[cfg(feature = "web")]
pub mod parts;

#[cfg(feature = "web")]
pub mod pages;

#[cfg(feature = "web")]
pub mod app;
