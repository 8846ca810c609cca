//! Journal entries as stored text, with their schema. A record that this version cannot read is
//! kept and shown unchanged, never deleted or overwritten.

use serde_json::Value as Json;

use super::codec;
use super::entry::Entry;
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;

/// The schema that this version writes.
pub const SCHEMA: u32 = 2;

/// The schema of the first version.
const FIRST: u32 = 1;

/// Converts an entry of the first schema.
pub type Translate<'a> = dyn Fn(&Json) -> Option<Entry> + 'a;

/// A stored entry: plain fields to find it by, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The entry's id.
    pub id: EntryId,
    /// When it was confirmed.
    pub at: UnixMillis,
    /// Whether its outcome is known.
    pub settled: bool,
    /// The schema of `text`.
    pub schema: u32,
    /// The entry as JSON.
    pub text: String,
}

/// A stored entry, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredEntry {
    /// Readable.
    Read(Box<Entry>),
    /// Written by another version, or damaged.
    Foreign(Record),
}

impl Record {
    /// Makes the record of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            id: entry.id.clone(),
            at: entry.at,
            settled: entry.is_settled(),
            schema: SCHEMA,
            text: codec::write_entry(entry).to_string(),
        }
    }

    /// Reads the entry of a record; `translate` converts the first schema.
    #[must_use]
    pub fn entry(&self, translate: &Translate) -> StoredEntry {
        let read = || {
            let json: Json = serde_json::from_str(&self.text).ok()?;
            match self.schema {
                SCHEMA => codec::read_entry(&json),
                FIRST => translate(&json),
                _ => None,
            }
        };
        match read() {
            Some(entry) => StoredEntry::Read(Box::new(entry)),
            None => StoredEntry::Foreign(self.clone()),
        }
    }
}

impl StoredEntry {
    /// Returns the entry's id.
    #[must_use]
    pub fn id(&self) -> &EntryId {
        match self {
            Self::Read(entry) => &entry.id,
            Self::Foreign(record) => &record.id,
        }
    }

    /// Returns when it was confirmed.
    #[must_use]
    pub fn at(&self) -> UnixMillis {
        match self {
            Self::Read(entry) => entry.at,
            Self::Foreign(record) => record.at,
        }
    }

    /// Returns the entry, if it is readable.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Read(entry) => Some(entry),
            Self::Foreign(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, SCHEMA, StoredEntry};
    use crate::history::sample::{foreign, raise};

    #[test]
    fn the_first_schema_is_translated() {
        let entry = raise("/", "k", "1", 7, None);
        let translate = |_: &_| Some(entry.clone());
        let check = |schema, text: &str, expect| {
            let record = foreign("x", true, schema, text);
            let read = record.entry(&translate);
            assert_eq!(read.entry().is_some(), expect, "{schema} {text}");
            assert_eq!(read.id(), if expect { &entry.id } else { &record.id });
        };
        check(FIRST, "{}", true);
        check(FIRST, "damaged", false);
        check(SCHEMA, "{}", false);
        check(9, "{}", false);
    }

    #[test]
    fn what_another_version_wrote_is_kept() {
        for (schema, text) in [(SCHEMA, "{}"), (FIRST, "{}"), (9, "{}"), (SCHEMA, "dam")] {
            let record = foreign("x", true, schema, text);
            assert_eq!(record.entry(&|_| None), StoredEntry::Foreign(record));
        }
    }
}
