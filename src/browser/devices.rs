//! The devices of a browser tab, for the views.

use std::sync::Arc;

use super::clipboard::BrowserClipboard;
use super::clock::BrowserClock;
use super::storage::BrowserStorage;
use crate::device::Devices;

/// Returns the devices of this tab.
#[must_use]
pub fn devices() -> Devices {
    Devices {
        clipboard: Arc::new(BrowserClipboard),
        clock: Arc::new(BrowserClock),
        browser: Arc::new(BrowserStorage::Browser),
        tab: Arc::new(BrowserStorage::Tab),
    }
}
