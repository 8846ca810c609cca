//! Every place in the app: the only maker of addresses inside it. Filters, order and the open row
//! are part of the address, so that a link shows a colleague the same view.

use crate::domain::address::encode;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What needs an operator's eye.
    Overview,
    /// The list of keys.
    Keys(KeysView),
    /// The list of pools.
    Pools(PoolsView),
    /// The list of pending charges.
    Charges(ChargesView),
    /// What a client's own key says about itself.
    CheckKey,
    /// The journal of writes.
    Journal(JournalView),
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

/// What is shown of the keys. Empty words mean "no filter".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysView {
    /// Text that a row must contain.
    pub search: String,
    /// A state's word.
    pub status: String,
    /// A pool's id, or `-` for keys in none.
    pub pool: String,
    /// A budget band's word.
    pub budget: String,
    /// An expiry's word.
    pub expiry: String,
    /// A column's id, with a leading `-` for falling order.
    pub sort: String,
    /// The key whose drawer is open.
    pub open: String,
}

/// What is shown of the pools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolsView {
    /// Text that a row must contain.
    pub search: String,
    /// A column's id, with a leading `-` for falling order.
    pub sort: String,
    /// The pool whose drawer is open.
    pub open: String,
}

/// What is shown of the pending charges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChargesView {
    /// Text that a row must contain.
    pub search: String,
    /// A kind's word, as the gateway sends it.
    pub kind: String,
    /// An age's word.
    pub age: String,
    /// A key's id: only its charges.
    pub key: String,
    /// A column's id, with a leading `-` for falling order.
    pub sort: String,
    /// The charge whose drawer is open.
    pub open: String,
}

/// What is shown of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalView {
    /// An outcome's word.
    pub outcome: String,
    /// An action's word.
    pub action: String,
    /// Text that an entry must contain.
    pub search: String,
    /// The entry whose drawer is open.
    pub open: String,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            place: Place::Keys(KeysView::default()),
            gateway: None,
        }
    }
}

impl KeysView {
    fn fields(&mut self) -> [(&'static str, &mut String); 7] {
        [
            ("q", &mut self.search),
            ("status", &mut self.status),
            ("pool", &mut self.pool),
            ("budget", &mut self.budget),
            ("expiry", &mut self.expiry),
            ("sort", &mut self.sort),
            ("key", &mut self.open),
        ]
    }
}

impl PoolsView {
    fn fields(&mut self) -> [(&'static str, &mut String); 3] {
        [
            ("q", &mut self.search),
            ("sort", &mut self.sort),
            ("pool", &mut self.open),
        ]
    }
}

impl ChargesView {
    fn fields(&mut self) -> [(&'static str, &mut String); 6] {
        [
            ("q", &mut self.search),
            ("kind", &mut self.kind),
            ("age", &mut self.age),
            ("key", &mut self.key),
            ("sort", &mut self.sort),
            ("charge", &mut self.open),
        ]
    }
}

impl JournalView {
    fn fields(&mut self) -> [(&'static str, &mut String); 4] {
        [
            ("outcome", &mut self.outcome),
            ("action", &mut self.action),
            ("q", &mut self.search),
            ("entry", &mut self.open),
        ]
    }
}

impl Route {
    /// Reads a path below the app's base and a lookup of its decoded query fields.
    #[must_use]
    pub fn read(path: &str, query: impl Fn(&str) -> Option<String>) -> Self {
        let fill = |fields: &mut [(&'static str, &mut String)]| {
            for (name, value) in fields {
                **value = query(name).unwrap_or_default();
            }
        };
        let place = match path.trim_matches('/') {
            "" | "keys" => {
                let mut view = KeysView::default();
                fill(&mut view.fields());
                Place::Keys(view)
            }
            "overview" => Place::Overview,
            "pools" => {
                let mut view = PoolsView::default();
                fill(&mut view.fields());
                Place::Pools(view)
            }
            "charges" => {
                let mut view = ChargesView::default();
                fill(&mut view.fields());
                Place::Charges(view)
            }
            "check-key" => Place::CheckKey,
            "journal" => {
                let mut view = JournalView::default();
                fill(&mut view.fields());
                Place::Journal(view)
            }
            _ => Place::Unknown,
        };
        Self {
            place,
            gateway: query("gw").filter(|gateway| !gateway.is_empty()),
        }
    }

    /// The address below the app's base, e.g. `/keys?status=active&gw=%2F`.
    #[must_use]
    pub fn address(&self) -> String {
        let (path, mut fields) = match self.place.clone() {
            Place::Keys(mut view) => ("/keys", owned(&mut view.fields())),
            Place::Overview => ("/overview", Vec::new()),
            Place::Pools(mut view) => ("/pools", owned(&mut view.fields())),
            Place::Charges(mut view) => ("/charges", owned(&mut view.fields())),
            Place::CheckKey => ("/check-key", Vec::new()),
            Place::Journal(mut view) => ("/journal", owned(&mut view.fields())),
            Place::Unknown => ("/", Vec::new()),
        };
        fields.extend(self.gateway.clone().map(|gateway| ("gw", gateway)));
        let query: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }
}

fn owned(fields: &mut [(&'static str, &mut String)]) -> Vec<(&'static str, String)> {
    fields
        .iter()
        .map(|(name, value)| (*name, (**value).clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ChargesView, JournalView, KeysView, Place, PoolsView, Route};
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

    proptest! {
        #[test]
        fn reading_what_was_written(words in prop::collection::vec("\\PC{0,12}", 8), which in 0..4) {
            let word = |index: usize| words.get(index).cloned().unwrap_or_default();
            let place = match which {
                0 => Place::Keys(KeysView { search: word(0), status: word(1), pool: word(2), budget: word(3), expiry: word(4), sort: word(5), open: word(6) }),
                1 => Place::Pools(PoolsView { search: word(0), sort: word(1), open: word(2) }),
                2 => Place::Charges(ChargesView { search: word(0), kind: word(1), age: word(2), key: word(3), sort: word(4), open: word(5) }),
                _ => Place::Journal(JournalView { outcome: word(0), action: word(1), search: word(2), open: word(3) }),
            };
            let route = Route { place, gateway: Some(word(7)).filter(|word| !word.is_empty()) };
            prop_assert_eq!(read(&route.address()), route);
        }
    }
}
