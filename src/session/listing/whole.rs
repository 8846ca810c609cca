//! A list that is read to its end at once, for those who need all of it.

use leptos::prelude::*;

use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{ListQuery, Paged};
use crate::domain::page::Listing;
use crate::session::Session;

impl Session {
    /// Reads a whole list of at most `most_pages` pages: the rows, and whether these are all. A row
    /// that made no sense is not among them, so then they are not.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn read_all<T: Paged>(
        &self,
        query: ListQuery,
        most_pages: usize,
    ) -> Result<(Vec<T>, bool), ApiError> {
        let mut listing = Listing::default();
        for _ in 0..most_pages {
            let Some(connection) = self.connection().try_get_untracked().flatten() else {
                return Err(ApiError::Unreachable(Unreachable::NotSent));
            };
            let query = ListQuery {
                after: listing.cursor(),
                ..query.clone()
            };
            let page = self.read(T::page(connection.dialect(), &query)).await?;
            listing = listing.with(page, T::row_id);
            if !listing.has_more() {
                break;
            }
        }
        let rows = listing.rows().iter();
        let rows: Vec<T> = rows
            .filter_map(|listed| listed.row.read().cloned())
            .collect();
        let whole = listing.is_whole() && rows.len() == listing.rows().len();
        Ok((rows, whole))
    }
}
