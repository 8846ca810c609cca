//! Journal entries as stored text, with the schema they were written in. A record this version
//! cannot read is kept and shown as it is, never dropped or overwritten.

use super::change::Change;
use super::codec;
use crate::api::json::Json;
use crate::domain::ids::ChangeId;
use crate::domain::time::UnixMillis;

/// The schema that this version writes.
pub const SCHEMA: u32 = 1;

/// What the store holds for one entry: plain fields to find it by, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The entry's id.
    pub id: ChangeId,
    /// When it was confirmed.
    pub at: UnixMillis,
    /// Whether its end is known.
    pub settled: bool,
    /// The schema of `text`.
    pub schema: u32,
    /// The entry as JSON.
    pub text: String,
}

/// A stored entry as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Understood.
    Read(Box<Change>),
    /// Written by another version, or damaged.
    Foreign(Record),
}

impl Record {
    /// The record of an entry.
    #[must_use]
    pub fn of(change: &Change) -> Self {
        Self {
            id: change.id.clone(),
            at: change.at,
            settled: change.is_settled(),
            schema: SCHEMA,
            text: codec::write_change(change).compact(),
        }
    }

    /// The entry of a record.
    #[must_use]
    pub fn entry(self) -> Entry {
        if self.schema != SCHEMA {
            return Entry::Foreign(self);
        }
        match Json::parse(&self.text)
            .ok()
            .and_then(|json| codec::read_change(&json))
        {
            Some(change) => Entry::Read(Box::new(change)),
            None => Entry::Foreign(self),
        }
    }
}

impl Entry {
    /// When it was confirmed.
    #[must_use]
    pub fn at(&self) -> UnixMillis {
        match self {
            Self::Read(change) => change.at,
            Self::Foreign(record) => record.at,
        }
    }

    /// The entry when it was understood.
    #[must_use]
    pub fn change(&self) -> Option<&Change> {
        match self {
            Self::Read(change) => Some(change),
            Self::Foreign(_) => None,
        }
    }
}
