//! An event listener that lasts as long as its value. A dropped closure that is still registered
//! would throw at the next event, so dropping the value unregisters it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A registered listener; dropping it unregisters it.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Option<Closure<dyn FnMut(Event)>>,
}

impl Listener {
    /// Calls `callback` for every `event` at `target`. `None` if the target refuses the listener.
    pub(super) fn new(
        target: impl Into<EventTarget>,
        event: &'static str,
        callback: impl FnMut(Event) + 'static,
    ) -> Option<Self> {
        let target = target.into();
        let callback = Closure::<dyn FnMut(Event)>::new(callback);
        target
            .add_event_listener_with_callback(event, callback.as_ref().unchecked_ref())
            .ok()?;
        Some(Self {
            target,
            event,
            callback: Some(callback),
        })
    }

    /// Keeps the listener for the lifetime of the tab.
    pub fn forget(mut self) {
        if let Some(callback) = self.callback.take() {
            callback.forget();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(callback) = &self.callback {
            // A target that does not know the listener has nothing to unregister.
            drop(self.target.remove_event_listener_with_callback(
                self.event,
                callback.as_ref().unchecked_ref(),
            ));
        }
    }
}
