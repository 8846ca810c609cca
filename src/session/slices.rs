//! Reads a whole list in one request. A response may hold ten thousand rows, so they are read in
//! slices between which the browser handles what the operator does.

use crate::reactive::*;

use super::Session;
use super::list::LiveList;
use super::wire::Wire;
use crate::call::{ApiError, Reply, Unreachable};
use crate::device::Clock;
use crate::gate::Transport;
use crate::records::{
    Effect, Line, Listing, Page, RowScan, classify, meant, open, read_page, read_row, unreadable,
};
use crate::schema::{Dialect, Query, Resource};

/// The most milliseconds that one slice takes: half of what a frame lasts.
const SLICE_MILLIS: i64 = 8;

impl Session {
    /// Reads all rows of a resource that offers this, unless `goes_on` ends it: `None`.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub(super) async fn read_at_once(
        &self,
        resource: &'static Resource,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Option<Listing>, ApiError> {
        let (wire, dialect) = self.connected()?;
        let clock = self.devices().clock;
        let read = at_once(&wire, dialect, resource, clock.as_ref(), goes_on).await;
        let page = self
            .sign_out_if_refused(&wire, Some(resource), read)
            .await?;
        let Some(page) = page else {
            return Ok(None);
        };
        let rows: Vec<_> = page.rows().cloned().collect();
        self.labels.note(&rows);
        Ok(Some(Listing::default().with(page)))
    }
}

impl LiveList {
    /// Reads all rows in one request and puts them in place of the loaded ones.
    pub(super) fn load_at_once(self) {
        let began = self.session.now();
        spawn_local(async move {
            let goes_on = || self.loading_all.try_get_untracked() == Some(true);
            let all = self.session.read_at_once(self.resource, &goes_on).await;
            match all {
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

async fn at_once(
    wire: &Wire,
    dialect: &'static Dialect,
    resource: &'static Resource,
    clock: &dyn Clock,
    goes_on: &dyn Fn() -> bool,
) -> Result<Option<Page>, ApiError> {
    const NOT_SENT: ApiError = ApiError::Unreachable(Unreachable::NotSent);
    let read = resource.whole.ok_or(NOT_SENT)?;
    let request = read().request(Some(dialect.credential));
    let request = request.map_err(|_| NOT_SENT)?;
    let path = request.path();
    let reply = classify(Effect::Read, path, wire.read(&request).await);
    let reply = reply.map_err(|error| meant(dialect, error))?;
    let mut scan = match RowScan::new(reply.body) {
        Ok(scan) => scan,
        // No rows under `data`: a refusal, or a response of another shape.
        Err(body) => {
            let json = open(dialect, path, &Reply { body, ..reply })?;
            let page = read_page(resource, &Query::oldest(), &json);
            let page = page.map_err(|why| unreadable(path, why, ""))?;
            return Ok(Some(Page { next: None, ..page }));
        }
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut began = clock.now();
    while let Some(row) = scan.next_row() {
        let json = serde_json::from_str(row);
        let json = json.map_err(|why| unreadable(path, why.to_string(), row))?;
        lines.push(read_row(resource, &json));
        if clock.now().0 - began.0 >= SLICE_MILLIS {
            clock.sleep(0).await;
            if !goes_on() {
                return Ok(None);
            }
            began = clock.now();
        }
    }
    let body = scan.envelope().unwrap_or_default();
    open(dialect, path, &Reply { body, ..reply })?;
    Ok(Some(Page {
        lines,
        next: None,
        total: None,
    }))
}
