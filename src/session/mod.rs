//! The state of a connected tab: the gateway, the signed-in account, the journal, the open review.
//! Fills in secrets, records before sending, and is the only place that handles a 401. Never draws
//! anything and names no dialect: the app passes the catalogue in.

pub mod connecting;
pub mod export;
pub mod journal;
pub mod labels;
pub mod limits;
pub mod list;
pub mod logins;
mod reads;
mod repeats;
pub mod review;
mod sending;
mod settling;
pub mod versions;
mod wire;

use crate::reactive::*;

use crate::browser::page;
use crate::browser::random;
use crate::call::{ApiError, Unreachable};
use crate::device::Devices;
use crate::domain::ids::EntryId;
use crate::domain::pace::Paced;
use crate::domain::quota::QuotaRate;
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::read_page;
use crate::history::Entry;
use crate::profile::{Account, Profile, SameAccount};
use crate::schema::{Dialect, Query, Record, Resource, Str};
use connecting::FirstPage;
use journal::Journal;
use labels::Labels;
use limits::Limits;
use logins::Logins;
use review::Reviews;
use versions::Versions;
pub use wire::SecretInputs;
use wire::Wire;

/// A gateway that was recognised and accepted the key.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its profile.
    pub profile: Profile,
    /// The full address.
    pub address: String,
    /// Its dialect.
    pub dialect: &'static Dialect,
    /// The signed-in account.
    pub who: Record,
    /// The result of reading each list when the key was tried.
    pub reach: Vec<(&'static Resource, Reach)>,
    /// The account of the key.
    pub account: Account,
}

impl PartialEq for Connection {
    fn eq(&self, other: &Self) -> bool {
        self.profile == other.profile && self.address == other.address && self.who == other.who
    }
}

/// The result of reading a list when the key was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It was read.
    Open,
    /// The key may not read it.
    Forbidden,
    /// Reading failed; it may work later.
    Failed,
}

impl Connection {
    /// Returns whether a journal entry belongs to the connected account.
    #[must_use]
    pub fn account_of(&self, entry: &Entry) -> SameAccount {
        entry.speaks_for(&self.profile.base, &self.account)
    }
}

/// The session of one tab. Copies refer to the same session.
#[derive(Clone, Copy)]
pub struct Session {
    connection: RwSignal<Option<Connection>>,
    wire: StoredValue<Option<Wire>, LocalStorage>,
    pause: RwSignal<Option<UnixMillis>>,
    /// Actions that the gateway accepts again only later.
    pub limits: Limits,
    signed_out: RwSignal<bool>,
    first_page: StoredValue<Option<FirstPage>>,
    devices: StoredValue<Devices>,
    dialects: StoredValue<&'static [&'static Dialect]>,
    /// Names of rows that other rows refer to.
    pub labels: Labels,
    /// The record of writes.
    pub journal: Journal,
    /// The versions of documents.
    pub versions: Versions,
    /// The open review, if any.
    pub reviews: Reviews,
    /// The logins that are open in this tab.
    pub logins: Logins,
    /// Whether what this browser stores is read without a connection.
    pub offline: RwSignal<bool>,
    /// Whether a form holds something that leaving its screen would lose.
    pub unsaved: RwSignal<bool>,
    /// Whether a list is being exported: closing the tab would lose the rows that were read.
    pub exporting: RwSignal<bool>,
    /// The entries that are being verified automatically.
    settling: StoredValue<Vec<EntryId>>,
    /// The reads of long lists, counted against the gateway's limit.
    paced: StoredValue<Paced>,
    /// The lists that were exported whole in this sitting, up to when, and their rows.
    exported: RwSignal<Vec<(Str, UnixSeconds, usize)>>,
}

impl Session {
    /// Makes a session without a connection, and without dialects.
    #[must_use]
    pub fn new(devices: Devices) -> Self {
        let journal = Journal::new();
        Self {
            connection: RwSignal::new(None),
            wire: StoredValue::new_local(None),
            pause: RwSignal::new(None),
            limits: Limits::new(),
            signed_out: RwSignal::new(false),
            first_page: StoredValue::new(None),
            devices: StoredValue::new(devices),
            dialects: StoredValue::new(&[]),
            labels: Labels::new(),
            journal,
            versions: Versions::new(journal),
            reviews: Reviews::new(),
            logins: Logins::new(),
            offline: RwSignal::new(false),
            unsaved: RwSignal::new(false),
            exporting: RwSignal::new(false),
            settling: StoredValue::new(Vec::new()),
            paced: StoredValue::new(Paced::default()),
            exported: RwSignal::new(Vec::new()),
        }
    }

    /// Sets the dialects that the console knows, before the first connection. `translate` reads
    /// journal entries of earlier schemas.
    pub fn set_dialects(
        &self,
        dialects: &'static [&'static Dialect],
        translate: journal::Translate,
    ) {
        self.dialects.set_value(dialects);
        self.journal.set_dialects(dialects, translate);
    }

    /// Returns the connected gateway, if any.
    #[must_use]
    pub fn connection(&self) -> Signal<Option<Connection>> {
        self.connection.into()
    }

    /// Returns the dialect of the connected gateway.
    #[must_use]
    pub fn dialect(&self) -> Option<&'static Dialect> {
        let dialect = |connection: &Option<Connection>| connection.as_ref().map(|it| it.dialect);
        self.connection.try_with_untracked(dialect).flatten()
    }

    /// Returns all dialects that the console knows.
    #[must_use]
    pub fn dialects(&self) -> &'static [&'static Dialect] {
        self.dialects.get_value()
    }

    /// Returns the signed-in account; an empty record if there is none.
    #[must_use]
    pub fn who(&self) -> Record {
        let who = |connection: &Option<Connection>| connection.as_ref().map(|it| it.who.clone());
        let who = self.connection.try_with_untracked(who).flatten();
        who.unwrap_or_default()
    }

    /// Returns until when all requests wait after a 429.
    #[must_use]
    pub fn pause(&self) -> Signal<Option<UnixMillis>> {
        self.pause.into()
    }

    /// Returns whether the last connection ended because the gateway refused its key.
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

    /// Returns a new random id for an entry, a profile or a change.
    #[must_use]
    pub fn fresh_id(&self) -> String {
        // Every browser with WebAssembly has getRandomValues; should one refuse, the time is still
        // unique enough.
        random::id().unwrap_or_else(|| format!("{:032x}", self.now().0))
    }

    /// Returns the default name of a gateway: its host and path.
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
        self.limits.clear();
        // What follows it goes away with the connection, and must not look at it meanwhile.
        self.exported.try_update_untracked(Vec::clear);
        self.connection.set(None);
    }

    /// Ends the connection because the gateway no longer accepts the key.
    fn sign_out(&self) {
        self.signed_out.set(true);
        self.disconnect();
    }

    fn wire(&self) -> Option<Wire> {
        self.wire.try_get_value().flatten()
    }

    /// Returns whether `wire` belongs to the current connection, so that a late response of an
    /// earlier one cannot end it.
    fn is_still(&self, wire: &Wire) -> bool {
        let same = |now: &Option<Wire>| now.as_ref().is_some_and(|now| now.is_same(wire));
        self.wire.try_with_value(same) == Some(true)
    }

    /// Signs out if the read was refused because of the key.
    async fn sign_out_if_refused<T>(
        &self,
        wire: &Wire,
        resource: Option<&Resource>,
        result: Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        if matches!(result, Err(ApiError::SignedOut(_)))
            && self.is_of_the_key(wire, resource).await
            && self.is_still(wire)
        {
            self.sign_out();
        }
        result
    }

    /// Returns whether a 401 of a resource shows that the key is no longer accepted. Where the
    /// gateway may lack the resource, the key is tried on the first list of the account.
    async fn is_of_the_key(&self, wire: &Wire, resource: Option<&Resource>) -> bool {
        if resource.is_none_or(|resource| resource.if_absent.is_none()) {
            return true;
        }
        let Some(dialect) = self.dialect() else {
            return true;
        };
        let first = dialect
            .who
            .lists
            .first()
            .and_then(|id| dialect.resource(id));
        let Some(first) = first else {
            return true;
        };
        let one = Query {
            limit: 1,
            ..Query::oldest()
        };
        let read = read_page(dialect, first, &one, wire).await;
        matches!(read, Err(ApiError::SignedOut(_)))
    }

    /// Signs out after a write was refused with a 401, if that shows that the key is no longer
    /// accepted.
    fn sign_out_after(&self, resource: &str) {
        let (session, wire) = (*self, self.wire());
        let dialect = self.dialect();
        let resource = dialect.and_then(|dialect| dialect.resource(resource));
        let may_lack = resource.is_some_and(|resource| resource.if_absent.is_some());
        let Some(wire) = wire.filter(|_| may_lack) else {
            return self.sign_out();
        };
        spawn_local(async move {
            if session.is_of_the_key(&wire, resource).await && session.is_still(&wire) {
                session.sign_out();
            }
        });
    }

    /// Returns how quota is converted to money; `None` if the gateway has no quota, or tells no
    /// usable rate.
    #[must_use]
    pub fn quota_rate(&self) -> Option<QuotaRate> {
        let rate = |connection: &Option<Connection>| {
            let connection = connection.as_ref()?;
            (connection.dialect.quota_rate)(&connection.who)
        };
        self.connection.try_with_untracked(rate).flatten()
    }

    fn connected(&self) -> Result<(Wire, &'static Dialect), ApiError> {
        let connected = self.wire().zip(self.dialect());
        connected.ok_or(ApiError::Unreachable(Unreachable::NotSent))
    }
}
