//! What screens read: pages, sums and rows, under the operator's key or another one.

use crate::domain::pace::Pace;
use crate::reactive::*;

use super::Session;
use super::wire::Wire;
use crate::call::{ApiError, Secret, Unreachable};
use crate::gate::{Found, Transport, find, look_up, read_page, read_sum};
use crate::records::{self, Page, Row};
use crate::schema::{Ask, CountedSum, Locator, Lookup, Query, Resource, Seen, Value};

impl Session {
    /// Waits until one more page of a long list may be read within the gateway's limit of calls.
    pub async fn take_turn(&self) {
        let pace = self.pace();
        let now = self.now();
        let wait = self.paced.try_update_value(|paced| paced.wait(pace, now));
        if let Some(millis) = wait.filter(|millis| *millis > 0) {
            self.devices().clock.sleep(millis).await;
        }
    }

    /// Returns how fast requests may follow each other.
    pub(super) fn pace(&self) -> Pace {
        self.dialect().map_or(Pace::NONE, |dialect| dialect.pace)
    }

    /// Reads one page of a list.
    ///
    /// # Errors
    /// The failure. If the key is no longer accepted, the connection has ended.
    pub async fn page(&self, resource: &'static Resource, query: &Query) -> Result<Page, ApiError> {
        let (wire, dialect) = self.connected()?;
        let began = self.now();
        let read = read_page(dialect, resource, query, &wire).await;
        if let Ok(page) = &read {
            let rows: Vec<_> = page.rows().cloned().collect();
            self.labels.note(dialect, resource, &rows);
            self.note_documents(resource, &rows, began);
        }
        self.sign_out_if_refused(&wire, Some(resource), read).await
    }

    /// Reads a sum that the gateway counts over the rows of a query.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub async fn sum(
        &self,
        resource: &'static Resource,
        sum: CountedSum,
        query: &Query,
    ) -> Result<Value, ApiError> {
        let (wire, dialect) = self.connected()?;
        let read = read_sum(dialect, sum, query, &wire).await;
        self.sign_out_if_refused(&wire, Some(resource), read).await
    }

    /// Reads one row: its current version, proved to be gone, or not seen.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub async fn find(&self, at: &Locator) -> Result<Found, ApiError> {
        let (wire, dialect) = self.connected()?;
        let began = self.now();
        let found = find(dialect, at, &wire).await;
        let resource = dialect.resource(&at.of);
        if let (Some(resource), Ok(Found::Here(row))) = (resource, &found) {
            self.note_documents(resource, std::slice::from_ref(row), began);
        }
        self.sign_out_if_refused(&wire, resource, found).await
    }

    /// Reads the rows of a lookup for the row at `at`.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub async fn look_up(&self, lookup: &Lookup, asked: &str) -> Result<Seen, ApiError> {
        let (wire, dialect) = self.connected()?;
        let seen = look_up(dialect, &self.who(), lookup, Some(asked), &wire).await;
        let resource = dialect.resource(lookup.of);
        self.sign_out_if_refused(&wire, resource, seen).await
    }

    /// Reads under another key than the operator's; the key is dropped after the response.
    ///
    /// # Errors
    /// The failure; an unknown key says nothing about the connection.
    pub async fn ask(&self, ask: &'static Ask, key: String) -> Result<Row, ApiError> {
        let (_, dialect) = self.connected()?;
        let address = self.connection.try_get_untracked().flatten();
        let address = address.map(|connection| connection.address);
        let clock = self.devices().clock;
        let wire = Wire::new(
            &address.unwrap_or_default(),
            Some(Secret::new(key)),
            // A pause for the client's key must not delay the operator's requests.
            RwSignal::new(None),
            clock,
        );
        let request = (ask.read)().request(Some(dialect.credential));
        let request = request.map_err(|_| ApiError::Unreachable(Unreachable::NotSent))?;
        let attempt = wire.impatient().read(&request).await;
        records::conclude_ask(dialect, ask, request.path(), attempt)
    }
}
