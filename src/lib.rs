//! Headgate, the admin console for LLM gateways: the list of its modules.
//!
//! The pure modules come first, in reading order; they build without a browser. The modules behind
//! the `web` feature draw values and perform I/O; decisions of `ui` are tested without it.

#[deny(clippy::float_arithmetic)]
pub mod domain;

#[deny(clippy::float_arithmetic)]
pub mod device;

#[deny(clippy::float_arithmetic)]
pub mod words;

#[deny(clippy::float_arithmetic)]
pub mod call;

#[deny(clippy::float_arithmetic)]
pub mod flows;

#[deny(clippy::float_arithmetic)]
pub mod pricing;

#[deny(clippy::float_arithmetic)]
pub mod schema;

#[deny(clippy::float_arithmetic)]
pub mod records;

#[deny(clippy::float_arithmetic)]
pub mod dialects;

#[deny(clippy::float_arithmetic)]
pub mod gate;

#[deny(clippy::float_arithmetic)]
pub mod profile;

#[deny(clippy::float_arithmetic)]
pub mod history;

#[deny(clippy::float_arithmetic)]
pub mod route;

#[cfg(feature = "web")]
pub mod reactive;

#[cfg(feature = "web")]
pub mod browser;

#[cfg(feature = "web")]
pub mod session;

#[cfg(any(test, feature = "web"))]
pub mod ui;

#[cfg(feature = "web")]
pub mod screens;

#[cfg(feature = "web")]
pub mod app;
