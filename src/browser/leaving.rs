//! Asks before the page is left. Never cancels anything in progress.

use super::listener::Listener;

/// Makes the browser ask before the page is closed or left, until the guard is dropped.
#[must_use]
pub fn guard() -> Option<Listener> {
    // Only this makes a browser ask; the text is its own.
    Listener::new(web_sys::window()?, "beforeunload", |event| {
        event.prevent_default()
    })
}
