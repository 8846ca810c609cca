//! Controls that appear where another one was just pressed: they ignore presses until a double
//! click is over.

use crate::reactive::*;

use super::devices::use_devices;
use super::live;

/// Milliseconds within which a second press belongs to a double click.
const DOUBLE_PRESS: u32 = 700;

/// Children that are inert at first.
#[component]
pub fn Settling(
    /// The controls that must not be pressed by accident.
    children: Children,
) -> impl IntoView {
    let inert = RwSignal::new(true);
    let over = use_devices().clock.sleep(DOUBLE_PRESS);
    spawn_local(async move {
        over.await;
        inert.try_set(false);
    });
    let inert = live::derived(move || inert.get());
    view! { <span class="settling" inert=inert>{children()}</span> }.into_any()
}
