//! What a connected tab knows: the gateway, who is signed in, the journal, the open review. It fills
//! secrets in, records before it sends, and is the one place for a 401. Never draws anything and
//! names no dialect: the app hands the catalogue in.

mod both;
pub mod connecting;
pub mod journal;
pub mod labels;
pub mod list;
mod repeats;
pub mod review;
mod settling;
mod wire;

pub use both::both;

use crate::reactive::*;

use crate::browser::page;
use crate::browser::random;
use crate::call::{ApiError, Lost, Reply, Secret, Unreachable};
use crate::device::Devices;
use crate::domain::ids::EntryId;
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::{Found, Transport, find};
use crate::history::Entry;
use crate::profile::{Account, Profile, SameAccount};
use crate::records::{self, Page, Row};
use crate::schema::{Ask, Dialect, Locator, Query, Record, Resource};
use connecting::FirstPage;
use journal::Journal;
use labels::Labels;
use review::Reviews;
pub use wire::SecretInputs;
use wire::Wire;

/// A gateway that was recognised and took the key.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The profile that it goes by.
    pub profile: Profile,
    /// The full address.
    pub address: String,
    /// The dialect that it speaks.
    pub dialect: &'static Dialect,
    /// Who is signed in.
    pub who: Record,
    /// What each list gave when the key was tried on it.
    pub reach: Vec<(&'static Resource, Reach)>,
    /// The account that the key speaks for.
    pub account: Account,
}

impl PartialEq for Connection {
    fn eq(&self, other: &Self) -> bool {
        self.profile == other.profile && self.address == other.address && self.who == other.who
    }
}

/// What a list gave when a key was tried on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Its rows.
    Open,
    /// The key may not read it.
    Forbidden,
    /// A failure; it may work later.
    Failed,
}

impl Connection {
    /// Returns whether an entry of the journal was written for the account that is connected.
    #[must_use]
    pub fn account_of(&self, entry: &Entry) -> SameAccount {
        entry.speaks_for(&self.profile.base, &self.account)
    }
}

/// One tab's session. A value: copies speak of the same session.
#[derive(Clone, Copy)]
pub struct Session {
    connection: RwSignal<Option<Connection>>,
    wire: StoredValue<Option<Wire>, LocalStorage>,
    pause: RwSignal<Option<UnixMillis>>,
    signed_out: RwSignal<bool>,
    first_page: StoredValue<Option<FirstPage>>,
    devices: StoredValue<Devices>,
    dialects: StoredValue<&'static [&'static Dialect]>,
    /// Names of rows that other rows refer to.
    pub labels: Labels,
    /// The record of writes.
    pub journal: Journal,
    /// The open review, if any.
    pub reviews: Reviews,
    /// The entries that are being verified by themselves.
    settling: StoredValue<Vec<EntryId>>,
}

impl Session {
    /// Makes a session that is not connected. `dialects` are those that the console knows, and
    /// `translate` reads journal entries of earlier formats.
    #[must_use]
    pub fn new(
        devices: Devices,
        dialects: &'static [&'static Dialect],
        translate: journal::Translate,
    ) -> Self {
        Self {
            connection: RwSignal::new(None),
            wire: StoredValue::new_local(None),
            pause: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            first_page: StoredValue::new(None),
            devices: StoredValue::new(devices),
            dialects: StoredValue::new(dialects),
            labels: Labels::new(),
            journal: Journal::new(translate),
            reviews: Reviews::new(),
            settling: StoredValue::new(Vec::new()),
        }
    }

    /// Returns the gateway that is connected, if any.
    #[must_use]
    pub fn connection(&self) -> Signal<Option<Connection>> {
        self.connection.into()
    }

    /// Returns the dialect of the gateway that is connected.
    #[must_use]
    pub fn dialect(&self) -> Option<&'static Dialect> {
        let dialect = |connection: &Option<Connection>| connection.as_ref().map(|it| it.dialect);
        self.connection.try_with_untracked(dialect).flatten()
    }

    /// Returns every dialect that the console knows.
    #[must_use]
    pub fn dialects(&self) -> &'static [&'static Dialect] {
        self.dialects.get_value()
    }

    /// Returns who is signed in; an empty record while nobody is.
    #[must_use]
    pub fn who(&self) -> Record {
        let who = |connection: &Option<Connection>| connection.as_ref().map(|it| it.who.clone());
        let who = self.connection.try_with_untracked(who).flatten();
        who.unwrap_or_default()
    }

    /// Returns until when every request waits because the gateway said "too many requests".
    #[must_use]
    pub fn pause(&self) -> Signal<Option<UnixMillis>> {
        self.pause.into()
    }

    /// Returns whether the gateway ended the last connection by refusing its key.
    #[must_use]
    pub fn signed_out(&self) -> Signal<bool> {
        self.signed_out.into()
    }

    fn devices(&self) -> Devices {
        self.devices.get_value()
    }

    /// Returns the time now, by this machine's clock.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.devices().clock.now()
    }

    /// Returns the time now in seconds.
    #[must_use]
    pub fn now_seconds(&self) -> UnixSeconds {
        self.now().seconds()
    }

    /// Returns a new random name for an entry, a profile or an intent.
    #[must_use]
    pub fn fresh_id(&self) -> String {
        // Every browser with WebAssembly has getRandomValues; should one refuse, time still differs.
        random::id().unwrap_or_else(|| format!("{:032x}", self.now().0))
    }

    /// Returns what a gateway is called when nobody named it: its host and path.
    #[must_use]
    pub fn host_of(&self, base: &str) -> String {
        let full = crate::domain::address::address(base, &page::origin());
        full.split_once("://")
            .map_or(full.clone(), |(_, rest)| rest.to_owned())
    }

    /// Ends the connection and drops the key.
    pub fn disconnect(&self) {
        self.drop_review();
        self.wire.set_value(None);
        self.first_page.set_value(None);
        self.labels.clear();
        self.pause.set(None);
        self.connection.set(None);
    }

    /// The gateway no longer takes the key.
    fn sign_out(&self) {
        self.signed_out.set(true);
        self.disconnect();
    }

    fn wire(&self) -> Option<Wire> {
        self.wire.try_get_value().flatten()
    }

    /// Whether `wire` still belongs to the present connection, so that a late response of an earlier
    /// one cannot end this one.
    fn is_still(&self, wire: &Wire) -> bool {
        let same = |now: &Option<Wire>| now.as_ref().is_some_and(|now| now.is_same(wire));
        self.wire.try_with_value(same) == Some(true)
    }

    /// Signs out where a read was refused because of the key.
    fn noticing<T>(&self, wire: &Wire, result: Result<T, ApiError>) -> Result<T, ApiError> {
        if matches!(result, Err(ApiError::SignedOut(_))) && self.is_still(wire) {
            self.sign_out();
        }
        result
    }

    /// Reads one page of a list.
    ///
    /// # Errors
    /// What the operator has to know. A key that is no longer accepted also ends the connection.
    pub async fn page(&self, resource: &'static Resource, query: &Query) -> Result<Page, ApiError> {
        let (wire, dialect) = self.way()?;
        let read = page(&wire, dialect, resource, query).await;
        if let Ok(page) = &read {
            let rows: Vec<_> = page.rows().cloned().collect();
            self.labels.note(&rows);
        }
        self.noticing(&wire, read)
    }

    /// Reads one row as it is now: found, proved to be gone, or not seen.
    ///
    /// # Errors
    /// As [`Session::page`].
    pub async fn find(&self, at: &Locator) -> Result<Found, ApiError> {
        let (wire, dialect) = self.way()?;
        let found = find(dialect, at, &wire).await;
        self.noticing(&wire, found)
    }

    fn way(&self) -> Result<(Wire, &'static Dialect), ApiError> {
        let way = self.wire().zip(self.dialect());
        way.ok_or(ApiError::Unreachable(Unreachable::NotSent))
    }

    /// Asks under another key than the operator's; the key is dropped with the response.
    ///
    /// # Errors
    /// What the operator has to know; a key that is not known says nothing about the connection.
    pub async fn ask(&self, ask: &'static Ask, key: String) -> Result<Row, ApiError> {
        let (_, dialect) = self.way()?;
        let address = self.connection.try_get_untracked().flatten();
        let address = address.map(|connection| connection.address);
        let clock = self.devices().clock;
        let wire = Wire::new(
            &address.unwrap_or_default(),
            Some(Secret::new(key)),
            // A pause that is meant for the client's key does not hold up the operator's.
            RwSignal::new(None),
            clock,
        );
        let request = (ask.read)().request(Some(dialect.credential));
        let request = request.map_err(|_| ApiError::Unreachable(Unreachable::NotSent))?;
        let attempt = wire.impatient().read(&request).await;
        records::conclude_ask(dialect, ask, request.path(), attempt)
    }
}

/// Reads one page of a list over a wire.
async fn page(
    wire: &Wire,
    dialect: &'static Dialect,
    resource: &'static Resource,
    query: &Query,
) -> Result<Page, ApiError> {
    let attempt: Result<Reply, Lost> =
        match (resource.list)(query).request(Some(dialect.credential)) {
            Ok(request) => wire.read(&request).await,
            Err(_) => Err(Lost::NotSent),
        };
    records::conclude_page(dialect, resource, query, attempt)
}
