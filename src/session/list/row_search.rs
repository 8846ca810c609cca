//! Searching for the row that an address names, if it is not among the loaded ones.

use crate::reactive::*;

use super::LiveList;
use crate::call::ApiError;
use crate::gate::Found;
use crate::schema::Locator;

/// The progress of searching for a row by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowSearch {
    /// The gateway is being asked.
    Reading,
    /// The search has ended.
    Ended(Found),
    /// The search failed.
    Failed(ApiError),
}

impl LiveList {
    /// Returns the progress of searching for the row with this id; `None` if it is not searched
    /// for.
    #[must_use]
    pub fn row_search(&self, id: &str) -> Option<RowSearch> {
        self.row_search.with(|row_search| {
            let (_, looking) = row_search.as_ref().filter(|(known, _)| known == id)?;
            Some(looking.clone())
        })
    }

    /// Searches for the row that an address names by its id, if it is not loaded.
    pub fn search_for(self, named: Memo<Option<String>>) {
        Effect::new(move |_: Option<()>| {
            // A list that could not be read does not show whether the row exists.
            let was_read = self.started.get() || self.error.with(Option::is_some);
            let Some(id) = named.get().filter(|_| was_read) else {
                return;
            };
            let is_loaded = self.listing.with(|listing| listing.find(&id).is_some());
            if !is_loaded && untrack(|| self.row_search(&id)).is_none() {
                self.search(id);
            }
        });
    }

    /// Searches for the row with this id.
    pub fn search(self, id: String) {
        self.row_search.set(Some((id.clone(), RowSearch::Reading)));
        spawn_local(async move {
            let at = Locator::of_id(self.resource.id, id.as_str());
            let looking = match self.session.find(&at).await {
                Ok(found) => RowSearch::Ended(found),
                Err(error) => RowSearch::Failed(error),
            };
            // The address may name another row by now.
            self.row_search.try_update(|row_search| {
                if row_search.as_ref().is_some_and(|(known, _)| *known == id) {
                    *row_search = Some((id, looking));
                }
            });
        });
    }
}
