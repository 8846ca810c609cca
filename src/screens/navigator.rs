//! Navigation: the current route and how to change it, provided as a context by the app.

use crate::reactive::*;

use crate::route::{Place, Route};
use crate::schema::{Facet, Resource};
use crate::ui::live;

/// Navigation inside the console.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The current route.
    pub route: Memo<Route>,
    /// Navigates to a route; `true` replaces the current entry of the browser's history, as for a
    /// filter that is being typed.
    pub go: Callback<(Route, bool)>,
    /// The path of the app, e.g. `/headgate`, without a trailing slash.
    pub base: StoredValue<String>,
    /// The base of the connected gateway, which links include.
    pub gateway: Signal<Option<String>>,
}

impl Navigator {
    /// Returns a link to a route on the connected gateway.
    #[must_use]
    pub fn href(&self, route: Route) -> String {
        let route = route.at(self.gateway.get());
        format!("{}{}", self.base.get_value(), route.address())
    }

    /// Navigates to a route on the connected gateway.
    pub fn to(&self, route: Route, replace: bool) {
        self.go
            .run((route.at(self.gateway.get_untracked()), replace));
    }

    /// Returns a query word of the current address.
    #[must_use]
    pub fn word(&self, name: &str) -> String {
        self.route.with(|route| route.view.word(name).to_owned())
    }

    /// Returns a query word as a signal; `None` while it is empty.
    #[must_use]
    pub fn follow(self, name: &'static str) -> Memo<Option<String>> {
        live::memo(move || Some(self.word(name)).filter(|word| !word.is_empty()))
    }

    /// Sets query words of the current address.
    pub fn set(&self, words: &[(&str, &str)], replace: bool) {
        let route = self.route.get_untracked();
        let set = |route: Route, (name, word): &(&str, &str)| route.with(name, *word);
        let route = words.iter().fold(route, set);
        self.to(route, replace);
    }

    /// Removes the open row from the address if it is `gone`.
    pub fn close(&self, opens: &str, gone: &str) {
        if untrack(|| self.word(opens)) == gone {
            self.set(&[(opens, "")], true);
        }
    }
}

/// Returns the route of a resource's list.
#[must_use]
pub fn list_of(resource: &Resource) -> Route {
    Route::to(resource.id)
}

/// Returns the route of a row in its list.
#[must_use]
pub fn row_of(resource: &Resource, id: &str) -> Route {
    list_of(resource).with(resource.opens, id)
}

/// Returns the route of the rows with one word of a facet.
#[must_use]
pub fn narrowed(resource: &Resource, facet: &Facet, word: &str) -> Route {
    list_of(resource).with(facet.id, word)
}

/// Returns the route of a journal entry.
#[must_use]
pub fn entry(id: &str) -> Route {
    Place::Journal.whole().with("entry", id)
}

/// Returns the route of the versions of a document, by the word of its key.
#[must_use]
pub fn versions_of(word: &str) -> Route {
    Place::Versions.whole().with("document", word)
}

/// Returns the navigator of this tab.
///
/// # Panics
/// When the app did not provide one.
#[must_use]
pub fn use_navigator() -> Navigator {
    use_context().expect("the app provides a navigator before it draws a screen")
}

/// Draws a link to a route on the connected gateway.
#[must_use]
pub fn link(to: Route, words: AnyView) -> AnyView {
    let navigator = use_navigator();
    let href = Signal::derive(move || navigator.href(to.clone()));
    view! { <a href=href>{words}</a> }.into_any()
}
