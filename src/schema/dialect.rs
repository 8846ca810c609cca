//! A dialect as one value: how a gateway is recognised, how the key is sent, and what it lists.

use super::action::Action;
use super::field::FieldSpec;
use super::input::Input;
use super::record::Record;
use super::resource::{Picture, Resource};
use super::{All, Str};
use crate::call::{ApiError, Credential, Read, Refusal, Reply};
use crate::domain::pace::Pace;
use crate::domain::quota::QuotaRate;
use crate::words::Text;

/// The first page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The readable rows.
    pub rows: Vec<Record>,
    /// The total number of rows, if the gateway sends it.
    pub total: Option<usize>,
}

/// The result of reading a list with a new key; `None` if the list was not read.
pub type Found<'a> = dyn Fn(&str) -> Option<&'a Result<Listed, ApiError>> + 'a;

/// What a refusal means beyond its HTTP status. Some gateways refuse a key with a 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// What the status says.
    OfStatus,
    /// The key is not accepted, or no longer.
    SignedOut,
    /// The key is accepted but may not do this.
    NotAllowed,
}

/// How the signed-in account is identified.
pub struct Who {
    /// The lists to read, oldest rows first. The first one is read alone, so that a refused key is
    /// sent only once.
    pub lists: All<Str>,
    /// Builds the account's record from the lists that were read.
    pub record: fn(&Found) -> Result<Record, ApiError>,
    /// Returns a sign of the account itself, by which journal entries know it again where the lists have no
    /// order of age; `None` where the rows of the lists are its signs. It is stored, so it must never change.
    pub sign: fn(&Found) -> Option<String>,
    /// Returns the account's title.
    pub title: fn(&Record) -> Text,
    /// Returns the page to open first.
    pub home: fn(&Record) -> Str,
}

/// A read under a key other than the operator's, such as checking a client's key.
pub struct Ask {
    /// The id, used in addresses.
    pub id: Str,
    /// Its icon in the navigation.
    pub picture: Picture,
    /// Its title.
    pub title: Text,
    /// An introduction.
    pub lead: Text,
    /// The input that is the key.
    pub key: Input,
    /// The label of its button.
    pub button: Text,
    /// The request.
    pub read: fn() -> Read,
    /// The fields of the row in the response.
    pub fields: All<FieldSpec>,
    /// The resource that the row belongs to.
    pub of: Str,
    /// The message when the key is unknown.
    pub unknown: Text,
    /// The message when it is a key of another kind.
    pub not_allowed: Text,
    /// The message when the gateway does not support the call.
    pub not_offered: Text,
}

impl Ask {
    /// Returns what a refusal means here, with the gateway's own words. The refusal concerns the
    /// key that was checked or the call, never the operator's key.
    #[must_use]
    pub const fn meaning<'a>(&self, error: &'a ApiError) -> Option<(Text, &'a Refusal)> {
        match error {
            ApiError::SignedOut(refusal) => Some((self.unknown, refusal)),
            ApiError::NotAllowed(refusal) => Some((self.not_allowed, refusal)),
            ApiError::Refused(refusal) if refusal.status == 404 => {
                Some((self.not_offered, refusal))
            }
            _ => None,
        }
    }
}

/// A group of the navigation.
pub struct Group {
    /// Its title.
    pub title: Text,
    /// Ids of resources and asks.
    pub places: All<Str>,
}

/// A dialect.
pub struct Dialect {
    /// The id, stored in profiles and the journal.
    pub id: Str,
    /// Its name.
    pub name: Str,
    /// The paths that are requested without a key to recognise the gateway.
    pub probes: All<Str>,
    /// Returns whether the responses to the probes are of this dialect; `None` is a missing
    /// response.
    pub recognise: fn(&[Option<&Reply>]) -> bool,
    /// Whether every gateway of the dialect responds to the first probe without a key, so that one
    /// that refuses it is of another dialect.
    pub probe_is_public: bool,
    /// How the key is sent.
    pub credential: Credential,
    /// Unwraps the envelope of a successful response.
    pub open: fn(&serde_json::Value) -> Result<&serde_json::Value, Refusal>,
    /// Returns what a refusal means.
    pub meaning: fn(&Refusal) -> Meaning,
    /// Returns how the gateway's quota is converted to money, as told to the signed-in account;
    /// `None` if it has no quota.
    pub quota_rate: fn(&Record) -> Option<QuotaRate>,
    /// How the signed-in account is identified.
    pub who: Who,
    /// Seconds after which a write whose response was lost is finished and visible, or was not
    /// applied.
    pub settles_seconds: u16,
    /// How fast the pages of a long list may be read.
    pub pace: Pace,
    /// What it lists.
    pub resources: All<&'static Resource>,
    /// The reads under another key.
    pub asks: All<&'static Ask>,
    /// The navigation.
    pub navigation: All<Group>,
}

impl Dialect {
    /// Returns the resource of this id.
    #[must_use]
    pub fn resource(&self, id: &str) -> Option<&'static Resource> {
        self.resources
            .iter()
            .copied()
            .find(|resource| resource.id == id)
    }

    /// Returns the action of this id and its resource.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<(&'static Resource, &'static Action)> {
        self.resources
            .iter()
            .find_map(|resource| Some((*resource, resource.action(id)?)))
    }
}

impl std::fmt::Debug for Dialect {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}
