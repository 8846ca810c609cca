//! Keeps the address bar and the console's pages in sync.

use crate::reactive::*;

use crate::browser::address::{self, Address};
use crate::browser::page;
use crate::route::Route;
use crate::screens::navigator::Navigator;
use crate::session::Session;
use crate::ui::live;

/// Makes the navigator of this tab, which follows the address bar, back and forward, and links.
pub(super) fn navigator(session: Session) -> Navigator {
    let here = RwSignal::new(self::here());
    let listeners = [
        address::on_travel(move || {
            if session.unsaved.get_untracked() {
                // The form asks first; until then its screen stays, and so does its address.
                address::go(&here.get_untracked().address(), false);
            } else {
                here.set(self::here());
            }
        }),
        address::on_link(move |target| {
            let target = route(target);
            address::go(&target.address(), here.get_untracked() == target);
            here.set(target);
        }),
    ];
    for listener in listeners.into_iter().flatten() {
        listener.forget();
    }
    let go = Callback::new(move |(target, replace): (Route, bool)| {
        address::go(&target.address(), replace);
        here.set(target);
    });
    let connection = session.connection();
    Navigator {
        route: live::memo(move || here.get()),
        go,
        base: StoredValue::new(page::base_path()),
        gateway: Signal::derive(move || connection.get().map(|connection| connection.profile.base)),
    }
}

/// Returns the route of the current address.
pub(super) fn here() -> Route {
    route(address::now())
}

fn route(address: Address) -> Route {
    Route::read(&address.path, address.query)
}
