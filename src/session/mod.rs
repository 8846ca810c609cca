//! What a connected tab knows: the gateway, who the operator is, the journal, and the gate that is
//! open. It fills secrets in, records before it sends, and is the one place for a 401.
//! Never draws anything.

pub mod connecting;
mod doubtful;
pub mod gate;
pub mod journal;
pub mod listing;
mod wire;

use leptos::prelude::*;

use crate::api::call::Read;
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{Dialect, Paged};
use crate::api::recognise::{Endpoint, NoGateway, Reach};
use crate::api::secret::Secret;
use crate::device::Devices;
use crate::domain::access::{Role, WhyNot};
use crate::domain::key::Key;
use crate::domain::time::UnixMillis;
use crate::gate::perform::Transport;
use crate::gate::seek::{Sought, Whereabouts, seek};
use crate::history::change::Change;
use crate::profile::{Account, Profile, SameAccount};
use connecting::FirstKeys;
use gate::Gate;
use journal::Journal;
use wire::Wire;

/// A gateway that was recognised and took the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The profile that it goes by.
    pub profile: Profile,
    /// The full address.
    pub address: String,
    /// Who the operator is to it.
    pub role: Role,
    /// Which endpoints the key opened.
    pub reach: Vec<(Endpoint, Reach)>,
    /// The account that the key speaks for.
    pub account: Account,
}

impl Connection {
    /// The language it speaks.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.profile.dialect
    }

    /// Whether an entry of the journal was written for the account that is connected.
    #[must_use]
    pub fn account_of(&self, change: &Change) -> SameAccount {
        change.speaks_for(&self.profile.base, &self.account)
    }
}

/// Why a connection did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoConnection {
    /// The address is no gateway to speak to; no key was sent there.
    NoGateway(NoGateway),
    /// The gateway did not take the key, or failed.
    Failed(ApiError),
}

/// How far connecting has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connecting {
    /// Asking the address what it is, without the key.
    Asking,
    /// Trying the key.
    Trying,
}

/// One tab's session. A value: copies speak of the same session, and two sessions can be open.
#[derive(Clone, Copy)]
pub struct Session {
    connection: RwSignal<Option<Connection>>,
    wire: StoredValue<Option<Wire>, LocalStorage>,
    pause: RwSignal<Option<UnixMillis>>,
    signed_out: RwSignal<bool>,
    /// What connecting read of the keys, until a list begins with it.
    first_keys: StoredValue<Option<FirstKeys>>,
    devices: StoredValue<Devices>,
    /// The record of writes.
    pub journal: Journal,
    /// The open question, if any.
    pub gate: Gate,
}

impl Session {
    /// A session that is not connected.
    #[must_use]
    pub fn new(devices: Devices) -> Self {
        Self {
            connection: RwSignal::new(None),
            wire: StoredValue::new_local(None),
            pause: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            first_keys: StoredValue::new(None),
            devices: StoredValue::new(devices),
            journal: Journal::new(),
            gate: Gate::new(),
        }
    }

    /// The gateway that is connected, if any.
    #[must_use]
    pub fn connection(&self) -> Signal<Option<Connection>> {
        self.connection.into()
    }

    /// Until when every request waits because the gateway said "too many requests".
    #[must_use]
    pub fn pause(&self) -> Signal<Option<UnixMillis>> {
        self.pause.into()
    }

    /// Whether the gateway ended the last connection by refusing its key.
    #[must_use]
    pub fn signed_out(&self) -> Signal<bool> {
        self.signed_out.into()
    }

    fn devices(&self) -> Devices {
        self.devices.get_value()
    }

    /// The time now, by this machine's clock.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.devices().clock.now()
    }

    /// Ends the connection and drops the key.
    pub fn disconnect(&self) {
        self.drop_question();
        self.wire.set_value(None);
        self.first_keys.set_value(None);
        self.pause.set(None);
        self.connection.set(None);
    }

    /// The gateway no longer takes the key.
    fn sign_out(&self) {
        self.signed_out.set(true);
        self.disconnect();
    }

    /// What a client's own key says about itself. The key is dropped with the answer.
    ///
    /// # Errors
    /// What the operator has to know; a key that is not known says nothing about the connection.
    pub async fn check_key(&self, key: String) -> Result<Key, ApiError> {
        let not_sent = || ApiError::Unreachable(Unreachable::NotSent);
        let connection = self.connection.get_untracked().ok_or_else(not_sent)?;
        let read = connection.dialect().usage().map_err(|_| not_sent())?;
        let clock = self.devices().clock;
        let wire = Wire::new(
            &connection.address,
            Some(Secret::new(key)),
            // A pause that is meant for the client's key does not hold up the operator's.
            RwSignal::new(None),
            clock,
        );
        read.conclude(wire.impatient().read(read.request()).await)
    }

    fn wire(&self) -> Option<Wire> {
        self.wire.get_value()
    }

    /// Sends a read, repeated underneath when it fails for a passing reason.
    ///
    /// # Errors
    /// What the operator has to know. A key that is no longer accepted also ends the connection.
    pub async fn read<T: 'static>(&self, read: Result<Read<T>, WhyNot>) -> Result<T, ApiError> {
        let (Some(wire), Ok(read)) = (self.wire(), read) else {
            return Err(ApiError::Unreachable(Unreachable::NotSent));
        };
        let result = read.conclude(wire.read(read.request()).await);
        if matches!(result, Err(ApiError::SignedOut(_)))
            && !read.is_refusal_expected()
            && self.is_still(&wire)
        {
            self.sign_out();
        }
        result
    }

    /// Whether `wire` still belongs to the present connection, so that a late answer of an earlier
    /// one cannot end this one.
    fn is_still(&self, wire: &Wire) -> bool {
        self.wire
            .with_value(|now| now.as_ref().is_some_and(|now| now.is_same(wire)))
    }

    /// Reads one thing as it is now: what was found, and whether it is proved to be gone.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn reread<T: Paged>(&self, at: &Whereabouts) -> Result<Sought<T>, ApiError> {
        let (Some(wire), Some(connection)) = (self.wire(), self.connection.get_untracked()) else {
            return Err(ApiError::Unreachable(Unreachable::NotSent));
        };
        let result = seek(connection.dialect(), at, &wire).await;
        if matches!(result, Err(ApiError::SignedOut(_))) && self.is_still(&wire) {
            self.sign_out();
        }
        result
    }
}
