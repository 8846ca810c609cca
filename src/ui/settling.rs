//! Controls that came up where something else was pressed a moment ago: they take no press until the
//! second half of a double one is over.

use crate::reactive::*;

use super::devices::use_devices;
use super::live;

/// Milliseconds within which a second press belongs to the first.
const DOUBLE_PRESS: u32 = 700;

/// Children that are inert at first.
#[component]
pub fn Settling(
    /// What must not be pressed by accident.
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
