//! Words stored in this browser. If storage is forbidden or full, a word is reported as absent or
//! refused; nothing here panics.

use crate::device::Storage;

/// The storage that lasts until this browser's site data are cleared.
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
            // If storage is forbidden, the word cannot be read either.
            drop(area.remove_item(key));
        }
    }
}
