//! An event listener that is removed with its value.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Event, EventTarget};

/// A registered listener; dropping it removes it.
pub(super) struct Listener {
    target: EventTarget,
    event: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `heard` for each `event` at `target` or inside it.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        let heard = Closure::<dyn FnMut(Event)>::new(heard);
        let function = heard.as_ref().unchecked_ref();
        // Elements and the window accept every listener.
        let _ = target.add_event_listener_with_callback(event, function);
        Self {
            target: target.clone(),
            event,
            heard,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.heard.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, function);
    }
}
