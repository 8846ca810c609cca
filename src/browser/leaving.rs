//! The moments a person turns away from the page. Never stops anything that is under way.

use web_sys::VisibilityState;

use super::listener::Listener;

/// Makes the browser ask before the page is closed or left, until the guard is dropped.
#[must_use]
pub fn guard() -> Option<Listener> {
    // Only this makes a browser ask; the words are its own.
    Listener::new(web_sys::window()?, "beforeunload", |event| {
        event.prevent_default()
    })
}

/// Tells when the page is hidden (`false`) and when it is seen again (`true`).
#[must_use]
pub fn on_visibility(mut told: impl FnMut(bool) + 'static) -> Option<Listener> {
    let document = web_sys::window()?.document()?;
    let seen = document.clone();
    Listener::new(document, "visibilitychange", move |_| {
        told(seen.visibility_state() == VisibilityState::Visible)
    })
}
