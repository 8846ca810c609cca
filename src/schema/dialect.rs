//! A dialect as one value: how it is recognised, how its key travels, what it lists.

use super::action::Action;
use super::field::FieldSpec;
use super::input::Input;
use super::record::Record;
use super::resource::{Picture, Resource};
use super::{All, Str};
use crate::call::{ApiError, Credential, Read, Refusal, Reply};
use crate::words::Text;

/// What a list gave when a key was tried on it.
pub type Found<'a> = dyn Fn(&str) -> Option<&'a Result<Vec<Record>, ApiError>> + 'a;

/// How it is learnt who is signed in.
pub struct Who {
    /// The lists that are asked, oldest rows first. The first is asked alone, so that a key that is
    /// refused is sent once.
    pub lists: All<Str>,
    /// Who it is, from what the lists gave.
    pub record: fn(&Found) -> Result<Record, ApiError>,
    /// What to call who it is.
    pub title: fn(&Record) -> Text,
    /// The place that opens first.
    pub home: fn(&Record) -> Str,
}

/// A read under another key than the operator's.
pub struct Ask {
    /// Its id: in addresses.
    pub id: Str,
    /// Its picture in the navigation.
    pub picture: Picture,
    /// Its title.
    pub title: Text,
    /// What it is.
    pub lead: Text,
    /// The input that is the key.
    pub key: Input,
    /// The words of its button.
    pub button: Text,
    /// The request.
    pub read: fn() -> Read,
    /// What the response holds: a row with these fields.
    pub fields: All<FieldSpec>,
    /// The resource whose row the response describes.
    pub of: Str,
    /// The key is not known.
    pub unknown: Text,
    /// The key is another kind of key.
    pub not_allowed: Text,
    /// The gateway has no such call.
    pub not_offered: Text,
}

impl Ask {
    /// Returns what a refusal means here, and the gateway's words. It is about the key that was asked
    /// with, or about the call, never about the operator's key.
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
    /// Its id, as profiles and the journal keep it.
    pub id: Str,
    /// Its name.
    pub name: Str,
    /// The paths that are asked without a key.
    pub probes: All<Str>,
    /// Whether the responses to the probes are of this dialect. `None` stands for no response.
    pub recognise: fn(&[Option<&Reply>]) -> bool,
    /// Why the dialect is not spoken, where it is only recognised.
    pub not_spoken: Option<Text>,
    /// How a key travels.
    pub credential: Credential,
    /// Ends the envelope of a successful response.
    pub open: fn(&serde_json::Value) -> Result<&serde_json::Value, Refusal>,
    /// Who is signed in.
    pub who: Who,
    /// Seconds after which a lost write is neither under way nor still unseen.
    pub settles_seconds: u16,
    /// What it lists.
    pub resources: All<&'static Resource>,
    /// What can be asked under another key.
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
