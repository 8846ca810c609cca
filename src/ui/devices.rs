//! The devices of this tab and its ticking clock, handed down as context.
//! Never names the browser: the app makes the [`Devices`].

use crate::reactive::*;

use crate::device::Devices;
use crate::domain::time::UnixMillis;

/// How often ages on the screen are looked at again, in milliseconds.
const TICK: u32 = 1000;

/// The wall clock of this page, a second fine.
#[derive(Clone, Copy)]
struct Now(RwSignal<UnixMillis>);

/// Hands the devices to every view below and starts the one clock that all ages follow.
pub fn provide_devices(devices: Devices) {
    let now = RwSignal::new(devices.clock.now());
    provide_context(Now(now));
    provide_context(devices.clone());
    spawn_local(async move {
        loop {
            devices.clock.sleep(TICK).await;
            // A disposed signal means that the app is gone: so is the need for a clock.
            if now.try_set(devices.clock.now()).is_some() {
                break;
            }
        }
    });
}

/// The devices of this tab.
///
/// # Panics
/// When no view above called [`provide_devices`].
#[must_use]
pub fn use_devices() -> Devices {
    use_context().expect("the app calls provide_devices before it draws a view")
}

/// The wall clock as a signal that changes once a second.
///
/// # Panics
/// When no view above called [`provide_devices`].
#[must_use]
pub fn use_now() -> RwSignal<UnixMillis> {
    let Now(now) = use_context().expect("the app calls provide_devices before it draws a view");
    now
}
