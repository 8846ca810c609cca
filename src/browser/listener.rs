//! An event listener that lasts as long as its value. Never outlives it by accident: a dropped
//! closure that is still registered would throw at the next event.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A registered listener; dropping it takes it away.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    told: Option<Closure<dyn FnMut(Event)>>,
}

impl Listener {
    /// Calls `told` for every `event` at `target`. `None` when the target takes no listener.
    pub(super) fn new(
        target: impl Into<EventTarget>,
        event: &'static str,
        told: impl FnMut(Event) + 'static,
    ) -> Option<Self> {
        let target = target.into();
        let told = Closure::<dyn FnMut(Event)>::new(told);
        target
            .add_event_listener_with_callback(event, told.as_ref().unchecked_ref())
            .ok()?;
        Some(Self {
            target,
            event,
            told: Some(told),
        })
    }

    /// Keeps listening for as long as the tab lives.
    pub fn forget(mut self) {
        if let Some(told) = self.told.take() {
            told.forget();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(told) = &self.told {
            // A target that no longer knows the listener is as good as one that let it go.
            drop(
                self.target
                    .remove_event_listener_with_callback(self.event, told.as_ref().unchecked_ref()),
            );
        }
    }
}
