//! Words kept for the tab or for this browser. A browser that forbids storage, or has none left,
//! answers "absent" or "refused"; nothing here panics.

use crate::device::Storage;

/// Lasts as long as the tab.
pub struct TabStorage;

/// Lasts until this browser's site data is cleared.
pub struct BrowserStorage;

fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn browser() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(area: Option<web_sys::Storage>, key: &str) -> Option<String> {
    area?.get_item(key).ok()?
}

fn write(area: Option<web_sys::Storage>, key: &str, value: &str) -> bool {
    area.is_some_and(|area| area.set_item(key, value).is_ok())
}

fn forget(area: Option<web_sys::Storage>, key: &str) {
    if let Some(area) = area {
        // What cannot be reached cannot be read back either.
        drop(area.remove_item(key));
    }
}

impl Storage for TabStorage {
    fn read(&self, key: &str) -> Option<String> {
        read(tab(), key)
    }

    fn write(&self, key: &str, value: &str) -> bool {
        write(tab(), key, value)
    }

    fn forget(&self, key: &str) {
        forget(tab(), key);
    }
}

impl Storage for BrowserStorage {
    fn read(&self, key: &str) -> Option<String> {
        read(browser(), key)
    }

    fn write(&self, key: &str, value: &str) -> bool {
        write(browser(), key, value)
    }

    fn forget(&self, key: &str) {
        forget(browser(), key);
    }
}
