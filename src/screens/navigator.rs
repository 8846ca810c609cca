//! Where the tab is and how to go elsewhere, handed down as a context. The app fills it in.

use crate::reactive::*;

use crate::route::{Place, Route};
use crate::schema::{Facet, Resource};
use crate::ui::live;

/// The way around the console.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The present route.
    pub route: Memo<Route>,
    /// Goes to a route; `true` replaces the present one in the browser's history, as for a filter
    /// that is being typed.
    pub go: Callback<(Route, bool)>,
    /// The path that the app lives under, e.g. `/headgate`, without a slash at its end.
    pub base: StoredValue<String>,
    /// The base of the gateway that is connected; links speak of it.
    pub gateway: Signal<Option<String>>,
}

impl Navigator {
    /// Returns a link to a route at the connected gateway.
    #[must_use]
    pub fn href(&self, route: Route) -> String {
        let route = route.at(self.gateway.get());
        format!("{}{}", self.base.get_value(), route.address())
    }

    /// Goes to a route at the connected gateway.
    pub fn to(&self, route: Route, replace: bool) {
        self.go
            .run((route.at(self.gateway.get_untracked()), replace));
    }

    /// Returns a word of the present address.
    #[must_use]
    pub fn word(&self, name: &str) -> String {
        self.route.with(|route| route.view.word(name).to_owned())
    }

    /// Returns a word of the address as a value that follows it; `None` where it is empty.
    #[must_use]
    pub fn follow(self, name: &'static str) -> Memo<Option<String>> {
        live::memo(move || Some(self.word(name)).filter(|word| !word.is_empty()))
    }

    /// Sets words of the present address.
    pub fn set(&self, words: &[(&str, &str)], replace: bool) {
        let route = self.route.get_untracked();
        let set = |route: Route, (name, word): &(&str, &str)| route.with(name, *word);
        let route = words.iter().fold(route, set);
        self.to(route, replace);
    }

    /// Takes the open row out of the address when it is `gone`.
    pub fn close(&self, opens: &str, gone: &str) {
        if untrack(|| self.word(opens)) == gone {
            self.set(&[(opens, "")], true);
        }
    }
}

/// Makes the route to a resource's list.
#[must_use]
pub fn list_of(resource: &Resource) -> Route {
    Route::to(resource.id)
}

/// Makes the route to a row in its list.
#[must_use]
pub fn row_of(resource: &Resource, id: &str) -> Route {
    list_of(resource).with(resource.opens, id)
}

/// Makes the route to the rows of one word of a facet.
#[must_use]
pub fn narrowed(resource: &Resource, facet: &Facet, word: &str) -> Route {
    list_of(resource).with(facet.id, word)
}

/// Makes the route to an entry of the journal.
#[must_use]
pub fn entry(id: &str) -> Route {
    Place::Journal.whole().with("entry", id)
}

/// Returns the navigator of this tab.
///
/// # Panics
/// When the app did not provide one.
#[must_use]
pub fn use_navigator() -> Navigator {
    use_context().expect("the app provides a navigator before it draws a screen")
}

/// Draws a link to a route at the connected gateway.
#[must_use]
pub fn link(to: Route, words: AnyView) -> AnyView {
    let navigator = use_navigator();
    let href = Signal::derive(move || navigator.href(to.clone()));
    view! { <a href=href>{words}</a> }.into_any()
}
