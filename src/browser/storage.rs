//! Words stored in this browser or this tab. If storage is forbidden or full, a word is reported as
//! absent or refused; nothing here panics.

use crate::device::Storage;

/// A storage of the browser.
pub enum BrowserStorage {
    /// Lasts until this browser's site data are cleared.
    Browser,
    /// Lasts until this tab is closed.
    Tab,
}

impl BrowserStorage {
    fn area(&self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        let area = match self {
            Self::Browser => window.local_storage(),
            Self::Tab => window.session_storage(),
        };
        area.ok()?
    }
}

impl Storage for BrowserStorage {
    fn read(&self, key: &str) -> Option<String> {
        self.area()?.get_item(key).ok()?
    }

    fn write(&self, key: &str, value: &str) -> bool {
        self.area()
            .is_some_and(|area| area.set_item(key, value).is_ok())
    }

    fn forget(&self, key: &str) {
        if let Some(area) = self.area() {
            // If storage is forbidden, the word cannot be read either.
            drop(area.remove_item(key));
        }
    }
}
