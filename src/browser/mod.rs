//! The browser's APIs: network, database, clipboard, clock. The only module that names a browser's
//! types; it never names a view and decides nothing.

pub mod address;
pub mod clipboard;
pub mod clock;
mod database;
pub mod devices;
pub mod download;
pub mod fetch;
pub mod history_db;
pub mod leaving;
pub mod listener;
pub mod masking;
pub mod page;
pub mod panic_screen;
pub mod persistence;
mod policy;
pub mod random;
pub mod storage;
pub mod tabs;
pub mod upload;
