//! Every place in the app: the only maker of addresses inside it. Filters, order and the open row
//! are part of the address, so that a link shows a colleague the same view.

use crate::domain::address::encode;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What needs an operator's eye.
    Overview,
    /// A list, and what is shown of it.
    List(List, ListView),
    /// What a client's own key says about itself.
    CheckKey,
    /// An address that means nothing.
    Unknown,
}

/// A place, and the gateway whose rows it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The place.
    pub place: Place,
    /// The gateway's base, e.g. `/g/prod/`; `None` in an address typed by hand.
    pub gateway: Option<String>,
}

/// A list with a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The keys.
    Keys,
    /// The pools.
    Pools,
    /// The pending charges.
    Charges,
    /// The journal of writes.
    Journal,
}

/// What a list can be narrowed by, besides the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// A key's state.
    Status,
    /// A key's pool: its id, or `-` for none.
    Pool,
    /// The band that a key's budget is in.
    Budget,
    /// How far off a key's expiry is.
    Expiry,
    /// A charge's kind, as the gateway spells it.
    Kind,
    /// A charge's age.
    Age,
    /// A charge's key, by its id.
    Key,
    /// How a write ended.
    Outcome,
    /// What a write did.
    Action,
}

/// What is shown of a list. Empty words mean "everything" and "nothing open".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// Text that a row must contain.
    pub search: String,
    /// A column's id, with a leading `-` for falling order.
    pub sort: String,
    /// The id of the row whose drawer is open.
    pub open: String,
    /// The word of each facet that filters, in the order of [`Facet`].
    facets: Vec<(Facet, String)>,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            place: List::Keys.whole(),
            gateway: None,
        }
    }
}

impl List {
    const ALL: [Self; 4] = [Self::Keys, Self::Pools, Self::Charges, Self::Journal];

    /// The list with nothing left out and nothing open.
    #[must_use]
    pub fn whole(self) -> Place {
        Place::List(self, ListView::default())
    }

    /// The list with the drawer of one row open.
    #[must_use]
    pub fn opened_at(self, id: &str) -> Place {
        Place::List(self, ListView::default().open(id.to_owned()))
    }

    /// The list narrowed by one facet.
    #[must_use]
    pub fn narrowed(self, facet: Facet, word: &str) -> Place {
        Place::List(self, ListView::default().with(facet, word.to_owned()))
    }

    /// What it can be narrowed by.
    #[must_use]
    pub const fn facets(self) -> &'static [Facet] {
        match self {
            Self::Keys => &[Facet::Status, Facet::Pool, Facet::Budget, Facet::Expiry],
            Self::Pools => &[],
            Self::Charges => &[Facet::Kind, Facet::Age, Facet::Key],
            Self::Journal => &[Facet::Outcome, Facet::Action],
        }
    }

    /// Its path without the slash.
    const fn path(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Pools => "pools",
            Self::Charges => "charges",
            Self::Journal => "journal",
        }
    }

    /// The field of an address that names the open row.
    const fn row(self) -> &'static str {
        match self {
            Self::Keys => "key",
            Self::Pools => "pool",
            Self::Charges => "charge",
            Self::Journal => "entry",
        }
    }
}

impl Facet {
    /// The field of an address that holds its word.
    const fn field(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Pool => "pool",
            Self::Budget => "budget",
            Self::Expiry => "expiry",
            Self::Kind => "kind",
            Self::Age => "age",
            Self::Key => "key",
            Self::Outcome => "outcome",
            Self::Action => "action",
        }
    }
}

impl ListView {
    /// The word of a facet; empty where it filters nothing.
    #[must_use]
    pub fn word(&self, facet: Facet) -> &str {
        let mut facets = self.facets.iter();
        let found = facets.find(|(known, _)| *known == facet);
        found.map_or("", |(_, word)| word)
    }

    /// The same, narrowed by `word`; an empty one takes the facet's filter away.
    #[must_use]
    pub fn with(mut self, facet: Facet, word: String) -> Self {
        self.facets.retain(|(known, _)| *known != facet);
        if !word.is_empty() {
            let before = self.facets.iter().filter(|(known, _)| *known < facet);
            self.facets.insert(before.count(), (facet, word));
        }
        self
    }

    /// The same with another text to search for.
    #[must_use]
    pub fn search(self, search: String) -> Self {
        Self { search, ..self }
    }

    /// The same in another order.
    #[must_use]
    pub fn sort(self, sort: String) -> Self {
        Self { sort, ..self }
    }

    /// The same with the drawer of another row open; no id closes it.
    #[must_use]
    pub fn open(self, open: String) -> Self {
        Self { open, ..self }
    }

    /// Whether something is left out of the list.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.search.is_empty() || !self.facets.is_empty()
    }

    /// The same order and open row, with nothing left out.
    #[must_use]
    pub fn unfiltered(self) -> Self {
        Self {
            search: String::new(),
            facets: Vec::new(),
            ..self
        }
    }

    /// Reads the fields of a list.
    fn read(list: List, query: impl Fn(&str) -> Option<String>) -> Self {
        let field = |name| query(name).unwrap_or_default();
        let view = Self {
            search: field("q"),
            sort: field("sort"),
            open: field(list.row()),
            facets: Vec::new(),
        };
        let facets = list.facets().iter();
        facets.fold(view, |view, facet| view.with(*facet, field(facet.field())))
    }

    /// The fields of a list in the order in which addresses have them.
    fn fields(&self, list: List) -> Vec<(&'static str, &str)> {
        let mut fields = vec![("q", self.search.as_str())];
        let facets = list.facets().iter();
        fields.extend(facets.map(|facet| (facet.field(), self.word(*facet))));
        fields.extend([("sort", self.sort.as_str()), (list.row(), &self.open)]);
        fields
    }
}

impl Route {
    /// Reads a path below the app's base and a lookup of its decoded query fields.
    #[must_use]
    pub fn read(path: &str, query: impl Fn(&str) -> Option<String>) -> Self {
        let named = |path| List::ALL.into_iter().find(|list| list.path() == path);
        let place = match path.trim_matches('/') {
            "" => Place::List(List::Keys, ListView::read(List::Keys, &query)),
            "overview" => Place::Overview,
            "check-key" => Place::CheckKey,
            path => named(path).map_or(Place::Unknown, |list| {
                Place::List(list, ListView::read(list, &query))
            }),
        };
        Self {
            place,
            gateway: query("gw").filter(|gateway| !gateway.is_empty()),
        }
    }

    /// The address below the app's base, e.g. `/keys?status=active&gw=%2F`.
    #[must_use]
    pub fn address(&self) -> String {
        let (path, mut fields) = match &self.place {
            Place::Overview => ("overview", Vec::new()),
            Place::List(list, view) => (list.path(), view.fields(*list)),
            Place::CheckKey => ("check-key", Vec::new()),
            Place::Unknown => ("", Vec::new()),
        };
        fields.extend(self.gateway.as_deref().map(|gateway| ("gw", gateway)));
        let query: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if query.is_empty() {
            format!("/{path}")
        } else {
            format!("/{path}?{}", query.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facet, List, ListView, Place, Route};
    use proptest::prelude::*;

    fn read(address: &str) -> Route {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let decode = |text: &str| {
            let mut bytes = Vec::new();
            let mut rest = text.bytes();
            while let Some(byte) = rest.next() {
                if byte == b'%' {
                    let hex: Vec<u8> = rest.by_ref().take(2).collect();
                    let hex = String::from_utf8(hex).expect("ASCII");
                    bytes.push(u8::from_str_radix(&hex, 16).expect("hex"));
                } else {
                    bytes.push(byte);
                }
            }
            String::from_utf8(bytes).expect("UTF-8")
        };
        Route::read(path, |name| {
            let field = query
                .split('&')
                .find_map(|field| field.split_once('=').filter(|(found, _)| *found == name));
            field.map(|(_, value)| decode(value))
        })
    }

    #[test]
    fn addresses() {
        let check =
            |address, expect: &str| assert_eq!(read(address).address(), expect, "{address}");
        check("/", "/keys");
        check("/keys/", "/keys");
        check(
            "/keys?status=active&q=a%20b&other=1",
            "/keys?q=a%20b&status=active",
        );
        check(
            "/journal?entry=1&gw=%2Fg%2Fp%2F",
            "/journal?entry=1&gw=%2Fg%2Fp%2F",
        );
        check("/overview", "/overview");
        check("/pools?pool=p&q=a", "/pools?q=a&pool=p");
        check(
            "/charges?age=stuck&kind=topup",
            "/charges?kind=topup&age=stuck",
        );
        check("/check-key?key=sk-canary", "/check-key");
        assert_eq!(read("/nowhere").place, Place::Unknown);
    }

    #[test]
    fn what_a_view_leaves_out() {
        let view = || ListView {
            sort: "name".into(),
            open: "key_7".into(),
            ..ListView::default()
        };
        let check = |view: ListView, filtered, expect: &str| {
            assert_eq!(view.is_filtered(), filtered, "{expect}");
            let place = Place::List(List::Keys, view);
            let route = Route {
                place,
                gateway: None,
            };
            assert_eq!(route.address(), expect);
        };
        let narrowed = view().with(Facet::Pool, "-".into());
        check(view(), false, "/keys?sort=name&key=key_7");
        check(narrowed.clone(), true, "/keys?pool=-&sort=name&key=key_7");
        check(
            narrowed.clone().with(Facet::Pool, "p".into()),
            true,
            "/keys?pool=p&sort=name&key=key_7",
        );
        check(
            narrowed.clone().with(Facet::Pool, String::new()),
            false,
            "/keys?sort=name&key=key_7",
        );
        check(narrowed.unfiltered(), false, "/keys?sort=name&key=key_7");
    }

    proptest! {
        #[test]
        fn reading_what_was_written(words in prop::collection::vec("\\PC{0,12}", 8), which in 0..4_usize) {
            let word = |index: usize| words.get(index).cloned().unwrap_or_default();
            let list = List::ALL[which];
            let view = ListView { search: word(0), sort: word(1), open: word(2), ..ListView::default() };
            let facets = list.facets().iter().zip(3..);
            let view = facets.fold(view, |view, (facet, at)| view.with(*facet, word(at)));
            let route = Route { place: Place::List(list, view), gateway: Some(word(7)).filter(|word| !word.is_empty()) };
            prop_assert_eq!(read(&route.address()), route);
        }
    }
}
