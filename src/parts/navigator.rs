//! Where the tab is and how to go elsewhere, handed down as a context. The app fills it in.

use leptos::prelude::*;

use crate::route::{List, ListView, Place, Route};
use crate::ui::live;

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

    /// What is shown of a list; everything while the tab is elsewhere.
    #[must_use]
    pub fn view(&self, list: List) -> ListView {
        match self.route.get().place {
            Place::List(here, view) if here == list => view,
            _ => ListView::default(),
        }
    }

    /// The row of a list whose drawer is open.
    #[must_use]
    pub fn opened(self, list: List) -> Memo<Option<String>> {
        live::memo(move || Some(self.view(list).open).filter(|id| !id.is_empty()))
    }

    /// Shows something else of a list.
    pub fn show(&self, list: List, view: ListView, replace: bool) {
        self.to(Place::List(list, view), replace);
    }

    /// Opens the drawer of a row beside what is shown; no id closes it.
    pub fn open(&self, list: List, id: String) {
        self.show(list, self.view(list).open(id), false);
    }

    /// Closes the drawer of a row that is gone.
    pub fn close(&self, list: List, gone: &str) {
        let view = untrack(|| self.view(list));
        if view.open == gone {
            self.show(list, view.open(String::new()), true);
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
