//! Pages of the console and their addresses: the only place where addresses of the console are
//! built. The catalogue says which lists there are; search, order, filters and the open row are
//! query words, so that a link shows a colleague the same view.

use crate::domain::address::encode;

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The page that opens first.
    #[default]
    Home,
    /// What needs attention.
    Overview,
    /// The journal of writes.
    Journal,
    /// The versions of documents.
    Versions,
    /// A page of the catalogue, by its id.
    Named(String),
}

/// The query words of a list, in the order of addresses. An empty word is no word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View(Vec<(String, String)>);

/// A page with its query words and its gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub place: Place,
    /// The query words.
    pub view: View,
    /// The gateway's base, e.g. `/g/prod/`; `None` if the address was typed by hand.
    pub gateway: Option<String>,
}

/// The query name of the gateway.
const GATEWAY: &str = "gw";
/// The query name of the search text.
pub const SEARCH: &str = "q";
/// The query name of the order.
pub const ORDER: &str = "sort";

impl View {
    /// Returns the word with this name; empty if there is none.
    #[must_use]
    pub fn word(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, word)| word)
    }

    /// Returns the words with their names.
    #[must_use]
    pub fn words(&self) -> &[(String, String)] {
        &self.0
    }

    /// Returns the view with a word set; an empty word removes it.
    #[must_use]
    pub fn with(mut self, name: &str, word: impl Into<String>) -> Self {
        let word = word.into();
        let at = self.0.iter().position(|(known, _)| known == name);
        match at {
            Some(at) if word.is_empty() => {
                self.0.remove(at);
            }
            Some(at) => self.0[at].1 = word,
            None if word.is_empty() => {}
            None => self.0.push((name.to_owned(), word)),
        }
        self
    }
}

impl Place {
    fn path(&self) -> &str {
        match self {
            Self::Home => "",
            Self::Overview => "overview",
            Self::Journal => "journal",
            Self::Versions => "versions",
            Self::Named(id) => id,
        }
    }

    /// Returns the route to the whole page, without query words.
    #[must_use]
    pub fn whole(self) -> Route {
        Route {
            place: self,
            ..Route::default()
        }
    }
}

impl Route {
    /// Makes the route to a page of the catalogue.
    #[must_use]
    pub fn to(id: &str) -> Self {
        Place::Named(id.to_owned()).whole()
    }

    /// Returns the route with a query word set.
    #[must_use]
    pub fn with(self, name: &str, word: impl Into<String>) -> Self {
        Self {
            view: self.view.with(name, word),
            ..self
        }
    }

    /// Returns the route with a gateway.
    #[must_use]
    pub fn at(self, gateway: Option<String>) -> Self {
        Self { gateway, ..self }
    }

    /// Reads a path below the app's base and its decoded query.
    #[must_use]
    pub fn read(path: &str, query: impl IntoIterator<Item = (String, String)>) -> Self {
        let place = match path.trim_matches('/') {
            "" => Place::Home,
            "overview" => Place::Overview,
            "journal" => Place::Journal,
            "versions" => Place::Versions,
            id => Place::Named(id.to_owned()),
        };
        let mut route = place.whole();
        for (name, word) in query {
            if name == GATEWAY {
                route.gateway = Some(word).filter(|word| !word.is_empty());
            } else if route.view.word(&name).is_empty() {
                route = route.with(&name, word);
            }
        }
        route
    }

    /// Returns the address below the app's base, e.g. `/keys?status=active&gw=%2F`.
    #[must_use]
    pub fn address(&self) -> String {
        let gateway = self.gateway.as_deref().map(|gateway| (GATEWAY, gateway));
        let words = self.view.words().iter();
        let words = words.map(|(name, word)| (name.as_str(), word.as_str()));
        let query: Vec<String> = words
            .chain(gateway)
            .map(|(name, word)| format!("{}={}", encode(name), encode(word)))
            .collect();
        let path = encode_path(self.place.path());
        if query.is_empty() {
            format!("/{path}")
        } else {
            format!("/{path}?{}", query.join("&"))
        }
    }
}

/// Encodes each part of a path, but not the slashes between them.
fn encode_path(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(encode).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Place, Route};
    use proptest::prelude::*;

    fn query(words: &[(&str, &str)]) -> Vec<(String, String)> {
        let own = |(name, word): &(&str, &str)| ((*name).to_owned(), (*word).to_owned());
        words.iter().map(own).collect()
    }

    #[test]
    fn addresses() {
        let check = |path: &str, words: &[(&str, &str)], expect: &str| {
            let route = Route::read(path, query(words));
            assert_eq!(route.address(), expect, "{path}");
        };
        check("", &[], "/");
        check("/overview/", &[], "/overview");
        check("/journal", &[("gw", "/")], "/journal?gw=%2F");
        check(
            "/keys",
            &[
                ("gw", "/g/p/"),
                ("q", "a b"),
                ("status", ""),
                ("sort", "-name"),
            ],
            "/keys?q=a%20b&sort=-name&gw=%2Fg%2Fp%2F",
        );
        // The first word of a name counts, as in a browser's own lookup.
        check("/keys", &[("key", "1"), ("key", "2")], "/keys?key=1");
        check("/no/such", &[], "/no/such");
    }

    #[test]
    fn a_word_is_set_and_taken_away() {
        let route = Route::to("keys").with("status", "active").with("key", "7");
        assert_eq!(route.address(), "/keys?status=active&key=7");
        assert_eq!(route.clone().with("status", "").address(), "/keys?key=7");
        assert_eq!(route.view.word("status"), "active");
        assert_eq!(route.view.word("pool"), "");
        assert_eq!(Place::Home.whole().address(), "/");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(id in "[a-z-]{1,12}", words in prop::collection::vec(("[a-z]{1,6}", "\\PC{1,8}"), 0..5)) {
            prop_assume!(!["overview", "journal"].contains(&id.as_str()));
            let route = Route::read(&id, words.clone());
            let again = Route::read(&id, route.view.words().to_vec().into_iter().chain(
                route.gateway.clone().map(|gateway| ("gw".to_owned(), gateway)),
            ));
            prop_assert_eq!(again, route);
        }
    }
}
