//! The devices of this tab and its ticking clock, as contexts. Never names the browser: the app
//! makes the [`Devices`].

use crate::reactive::*;

use crate::device::Devices;
use crate::domain::time::UnixMillis;

/// Milliseconds between updates of the ages on the screen.
const TICK: u32 = 1000;

/// The wall clock of this page, accurate to a second.
#[derive(Clone, Copy)]
struct Now(RwSignal<UnixMillis>);

/// Provides the devices to the views below, and starts the clock that all ages follow.
pub fn provide_devices(devices: Devices) {
    let now = RwSignal::new(devices.clock.now());
    provide_context(Now(now));
    provide_context(devices.clone());
    spawn_local(async move {
        loop {
            devices.clock.sleep(TICK).await;
            // If the signal is disposed, the app is gone and needs no clock.
            if now.try_set(devices.clock.now()).is_some() {
                break;
            }
        }
    });
}

/// Returns the devices of this tab.
///
/// # Panics
/// When no view above called [`provide_devices`].
#[must_use]
pub fn use_devices() -> Devices {
    use_context().expect("the app calls provide_devices before it draws a view")
}

/// Returns the wall clock as a signal that changes once a second.
///
/// # Panics
/// When no view above called [`provide_devices`].
#[must_use]
pub fn use_now() -> RwSignal<UnixMillis> {
    let Now(now) = use_context().expect("the app calls provide_devices before it draws a view");
    now
}
