//! Headgate, the admin console for LLM gateways: the map of its rooms.
//!
//! The pure rooms come first, in reading order; they build without a browser. The rooms behind
//! the `web` feature draw values and move bytes.

pub mod domain;

pub mod device;

pub mod drafts;

pub mod route;

pub mod api;

pub mod gate;

pub mod profile;

pub mod history;

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
