//! Names of rows that other rows refer to by id: a key has its pool's id but not its name.

use std::collections::HashMap;
use std::sync::Arc;

use crate::reactive::*;

use super::Session;
use crate::call::ApiError;
use crate::domain::order::sorted;
use crate::records::{Listing, Row, named};
use crate::schema::{Dialect, Kind, Query, Ref, Resource, Str};

/// The most pages to read for names at once: 500 rows.
const MOST_PAGES: usize = 5;

/// The state of a list that is read for names and choices.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KnownRows {
    /// The rows read so far, in the gateway's order; `None` if nothing has been read.
    pub rows: Option<Arc<Vec<Arc<Row>>>>,
    /// Whether these are all rows.
    pub whole: bool,
    /// Whether there are more rows to read.
    pub more: bool,
    /// The number of unreadable rows.
    pub unreadable: usize,
    /// Whether rows are being read.
    pub busy: bool,
    /// Why the last reading failed.
    pub error: Option<ApiError>,
}

impl KnownRows {
    fn of(listing: &Listing) -> Self {
        let unreadable = listing.unreadable();
        Self {
            rows: Some(Arc::new(listing.rows().cloned().collect())),
            whole: listing.is_whole() && unreadable == 0,
            more: listing.has_more(),
            unreadable,
            ..Self::default()
        }
    }

    /// Returns the rows read so far.
    #[must_use]
    pub fn rows(&self) -> &[Arc<Row>] {
        self.rows.as_ref().map_or(&[], |rows| rows.as_slice())
    }
}

/// The lists that other rows refer to, as far as they were read.
#[derive(Clone, Copy)]
pub struct Labels {
    lists: RwSignal<HashMap<Str, KnownRows>>,
    /// The pages of each list.
    listings: StoredValue<HashMap<Str, Listing>>,
    names: RwSignal<HashMap<String, HashMap<String, String>>>,
    /// Changes with every new name, so that what shows names is drawn again.
    version: RwSignal<u64>,
}

impl Labels {
    pub(super) fn new() -> Self {
        Self {
            lists: RwSignal::new(HashMap::new()),
            listings: StoredValue::new(HashMap::new()),
            names: RwSignal::new(HashMap::new()),
            version: RwSignal::new(0),
        }
    }

    pub(super) fn clear(self) {
        self.lists.set(HashMap::new());
        self.listings.set_value(HashMap::new());
        self.names.set(HashMap::new());
    }

    /// Returns a counter that changes with every new name.
    #[must_use]
    pub fn version(self) -> Signal<u64> {
        self.version.into()
    }

    /// Returns the name of a row, if known.
    #[must_use]
    pub fn name(self, resource: &str, id: &str) -> Option<String> {
        let name = |names: &HashMap<String, HashMap<String, String>>| {
            names.get(resource)?.get(id).cloned()
        };
        self.names.try_with_untracked(name).flatten()
    }

    /// Returns the state of a list.
    #[must_use]
    pub fn list(self, resource: &str) -> KnownRows {
        self.lists
            .with(|lists| lists.get(resource).cloned())
            .unwrap_or_default()
    }

    /// Returns the references by name that were found in rows, for things that no list holds:
    /// people.
    #[must_use]
    pub fn named(self, of: &str) -> Vec<Ref> {
        self.version.track();
        let names = self.names.try_with_untracked(|names| {
            let named = names.get(of).into_iter().flatten();
            let refs = named.map(|(id, name)| Ref {
                of: of.to_owned().into(),
                id: Some(id.as_str().into()),
                name: Some(name.clone()),
            });
            refs.collect()
        });
        let names: Vec<Ref> = names.unwrap_or_default();
        sorted(names, |a, b| a.name.cmp(&b.name))
    }

    /// Stores the names in the references of rows, and those of the rows themselves if rows of other lists
    /// refer to them: a charge then has the name of its key, whichever list was read first.
    pub(super) fn note(self, dialect: &Dialect, resource: &'static Resource, rows: &[Arc<Row>]) {
        let is_referred_to = dialect.resources.iter().any(|other| {
            let mut fields = other.fields.iter();
            fields.any(|field| matches!(field.kind, Kind::Ref(of) if of == resource.id))
        });
        let references = rows.iter().flat_map(|row| named(&row.record));
        let referred = references.filter_map(|reference| {
            let (id, name) = (reference.id.as_ref()?, reference.name.as_ref()?);
            Some((&*reference.of, id.as_str(), name.as_str()))
        });
        let own = rows.iter().filter(|_| is_referred_to);
        let own = own.filter_map(|row| Some((resource.id, row.id.as_str(), row.name(resource)?)));
        let mut learnt = false;
        self.names.try_update_untracked(|names| {
            for (of, id, name) in referred.chain(own) {
                let names = names.entry(of.to_owned()).or_default();
                if names.get(id).is_none_or(|known| known != name) {
                    names.insert(id.to_owned(), name.to_owned());
                    learnt = true;
                }
            }
        });
        if learnt {
            self.version.try_update(|version| *version += 1);
        }
    }

    /// Stores the names of rows.
    fn learn(self, resource: &'static Resource, rows: &[Arc<Row>]) {
        self.names.try_update(|names| {
            let names = names.entry(resource.id.to_owned()).or_default();
            for row in rows {
                if let Some(name) = row.name(resource) {
                    names.insert(row.id.as_str().to_owned(), name.to_owned());
                }
            }
        });
        self.version.try_update(|version| *version += 1);
    }
}

impl Session {
    /// Reads the beginning of a list for its names and choices.
    pub fn learn(&self, resource: &'static Resource) {
        self.read_on(resource, Listing::default());
    }

    /// Continues reading where [`Session::learn`] stopped.
    pub fn learn_more(&self, resource: &'static Resource) {
        let listings = self.labels.listings;
        let listing = listings.with_value(|listings| listings.get(resource.id).cloned());
        self.read_on(resource, listing.unwrap_or_default());
    }

    fn read_on(&self, resource: &'static Resource, from: Listing) {
        let session = *self;
        let change = move |change: &dyn Fn(&mut KnownRows)| {
            session
                .labels
                .lists
                .try_update(|lists| change(lists.entry(resource.id).or_default()));
        };
        change(&|known| known.busy = true);
        spawn_local(async move {
            // One request tells all names, where the gateway has such a request.
            let read = match resource.reads.whole {
                Some(_) if from.lines().is_empty() => {
                    let all = session.read_at_once(resource, &|| true).await;
                    all.map(Option::unwrap_or_default)
                }
                _ => {
                    session
                        .pages(resource, Query::oldest(), from, MOST_PAGES)
                        .await
                }
            };
            match read {
                Ok(listing) => {
                    let known = KnownRows::of(&listing);
                    session.labels.learn(resource, known.rows());
                    session.labels.listings.try_update_value(|listings| {
                        listings.insert(resource.id, listing);
                    });
                    change(&|held| *held = known.clone());
                }
                Err(error) => change(&|known| {
                    known.busy = false;
                    known.error = Some(error.clone());
                }),
            }
        });
    }

    /// Reads at most `most_pages` pages of a list.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub async fn whole(
        &self,
        resource: &'static Resource,
        query: Query,
        most_pages: usize,
    ) -> Result<Listing, ApiError> {
        self.pages(resource, query, Listing::default(), most_pages)
            .await
    }

    /// Reads at most `most_pages` pages after those in `listing`.
    async fn pages(
        &self,
        resource: &'static Resource,
        query: Query,
        mut listing: Listing,
        most_pages: usize,
    ) -> Result<Listing, ApiError> {
        for _ in 0..most_pages {
            let query = Query {
                after: listing.cursor().map(str::to_owned),
                offset: listing.lines().len(),
                ..query.clone()
            };
            listing = listing.with(self.page(resource, &query).await?);
            if !listing.has_more() {
                break;
            }
        }
        Ok(listing)
    }
}
