//! Reads a whole list in one request.

use crate::reactive::*;

use super::LiveList;
use crate::call::ApiError;
use crate::gate::read_at_once;
use crate::records::Listing;
use crate::schema::Resource;
use crate::session::Session;

impl Session {
    /// Reads all rows of a resource that offers this, unless `goes_on` ends it: `None`.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub(in crate::session) async fn read_at_once(
        &self,
        resource: &'static Resource,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Option<Listing>, ApiError> {
        let (wire, dialect) = self.connected()?;
        let began = self.now();
        let read = read_at_once(dialect, resource, &wire, goes_on).await;
        let page = self
            .sign_out_if_refused(&wire, Some(resource), read)
            .await?;
        Ok(page.map(|page| {
            let rows: Vec<_> = page.rows().cloned().collect();
            self.labels.note(dialect, resource, &rows);
            self.note_documents(resource, &rows, began);
            Listing::default().with(page)
        }))
    }
}

impl LiveList {
    /// Reads all rows in one request and puts them in place of the loaded ones.
    pub(super) fn load_at_once(self) {
        let began = self.session.now();
        spawn_local(async move {
            let goes_on = || self.loading_all.try_get_untracked() == Some(true);
            match self.session.read_at_once(self.resource, &goes_on).await {
                Ok(Some(all)) if goes_on() && !self.is_outdated() => {
                    self.read_at.try_set(Some(began));
                    self.listing.try_set(all);
                    self.succeeded();
                }
                Ok(_) => {}
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
            self.loading_all.try_set(false);
            self.rest();
        });
    }
}
