//! Words kept for this browser. A browser that forbids storage, or has none left, answers "absent" or
//! "refused"; nothing here panics.

use crate::device::Storage;

/// Lasts until this browser's site data is cleared.
pub struct BrowserStorage;

fn area() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

impl Storage for BrowserStorage {
    fn read(&self, key: &str) -> Option<String> {
        area()?.get_item(key).ok()?
    }

    fn write(&self, key: &str, value: &str) -> bool {
        area().is_some_and(|area| area.set_item(key, value).is_ok())
    }

    fn forget(&self, key: &str) {
        if let Some(area) = area() {
            // What cannot be reached cannot be read back either.
            drop(area.remove_item(key));
        }
    }
}
