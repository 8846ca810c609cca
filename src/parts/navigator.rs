//! Where the tab is and how to go elsewhere, handed down as a context. The app fills it in.

use leptos::prelude::*;

use crate::route::{ChargesView, JournalView, KeysView, Place, PoolsView, Route};

/// The way around the app.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The present place.
    pub route: Memo<Route>,
    /// Goes to a place; `true` replaces the present one in the browser's history, as for a filter
    /// that is being typed.
    pub go: Callback<(Route, bool)>,
    /// The path that the app lives under, e.g. `/headgate`, without a trailing slash.
    pub base: StoredValue<String>,
    /// The base of the gateway that is connected; links speak of it.
    pub gateway: Signal<Option<String>>,
}

impl Navigator {
    /// A link to a place at the connected gateway.
    #[must_use]
    pub fn href(&self, place: Place) -> String {
        let route = Route {
            place,
            gateway: self.gateway.get(),
        };
        format!("{}{}", self.base.get_value(), route.address())
    }

    /// Goes to a place at the connected gateway.
    pub fn to(&self, place: Place, replace: bool) {
        let gateway = self.gateway.get_untracked();
        self.go.run((Route { place, gateway }, replace));
    }

    /// The view of the keys; the plain one while the tab is elsewhere.
    #[must_use]
    pub fn keys(&self) -> KeysView {
        match self.route.get().place {
            Place::Keys(view) => view,
            _ => KeysView::default(),
        }
    }

    /// The view of the pools; the plain one while the tab is elsewhere.
    #[must_use]
    pub fn pools(&self) -> PoolsView {
        match self.route.get().place {
            Place::Pools(view) => view,
            _ => PoolsView::default(),
        }
    }

    /// The view of the pending charges; the plain one while the tab is elsewhere.
    #[must_use]
    pub fn charges(&self) -> ChargesView {
        match self.route.get().place {
            Place::Charges(view) => view,
            _ => ChargesView::default(),
        }
    }

    /// The view of the journal; the plain one while the tab is elsewhere.
    #[must_use]
    pub fn journal(&self) -> JournalView {
        match self.route.get().place {
            Place::Journal(view) => view,
            _ => JournalView::default(),
        }
    }
}

/// The navigator of this tab.
///
/// # Panics
/// When the app did not provide one.
#[must_use]
pub fn use_navigator() -> Navigator {
    use_context().expect("the app provides a navigator before it draws a page")
}
