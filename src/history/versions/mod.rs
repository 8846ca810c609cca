//! Versions of documents: each text that was seen at a gateway or sent to it, chained by hashes. The
//! journal tells what was done; this tells what a document said, also where somebody else wrote it.

mod bundle;
mod chain;
mod codec;
mod draft;
mod keeping;
mod noted;
mod restore;
mod words;

use crate::domain::ids::{EntryId, Id, ProfileId};
use crate::domain::time::UnixMillis;
use crate::schema::Locator;

pub use bundle::{Bundle, NotABundle, Taken, export_versions, import_versions, taken};
pub use chain::{Broken, check_chain, sealed};
pub use codec::{read_version, write_version};
pub use draft::{Draft, read_draft, write_draft};
pub use keeping::{MOST_OF_ALL, MOST_OF_ONE, versions_to_forget};
pub use noted::{Saved, VersionedField, additions, is_news, saved_by};
pub use restore::{RestoreContext, Wanted, at_time, documents_left, prepare_restore, text_of};
pub use words::{before, what};

/// Between the parts of a document's key. No gateway sends it in an id that can be addressed.
const SEPARATOR: char = '\u{1f}';

/// Which document: a field of a row of a gateway.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey {
    /// The gateway's base, e.g. `/g/prod/`.
    pub base: String,
    /// The resource.
    pub resource: Id,
    /// The row's id.
    pub row: String,
    /// The field.
    pub field: Id,
    /// Empty for what this browser noted; else the import that it came with.
    pub import: String,
}

/// What a version comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It was read from the gateway, and this browser had not sent it.
    Seen,
    /// It was sent by the change of this journal entry.
    Saved(EntryId),
}

/// Whether the gateway ever held a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It did.
    Yes,
    /// It did not: refused, not applied, or taken back.
    No,
    /// It was not sent after all: somebody else saved first, or an earlier step of its plan failed.
    NotSent,
    /// The outcome of sending it is not known.
    NotKnown,
}

/// A version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The document.
    pub of: DocumentKey,
    /// Its number, counted from 1.
    pub number: u32,
    /// When it was seen, or confirmed for sending.
    pub at: UnixMillis,
    /// The connection profile.
    pub profile: ProfileId,
    /// The gateway's name at that time.
    pub gateway: String,
    /// The id of the dialect.
    pub dialect: String,
    /// The row's name at that time.
    pub name: String,
    /// What it comes from.
    pub source: Source,
    /// Why it was sent, in the operator's words; may be empty.
    pub reason: String,
    /// Whether the gateway held it. Not part of the hash: it may become known later.
    pub held: Held,
    /// The text; empty where there was none.
    pub text: String,
    /// The hash of the version before; empty for the first one.
    pub previous: String,
    /// The hash of all above but `held`.
    pub hash: String,
}

impl DocumentKey {
    /// Makes the key of a row's field.
    #[must_use]
    pub fn of(base: &str, at: &Locator, field: &Id) -> Self {
        Self {
            base: base.to_owned(),
            resource: at.of.clone(),
            row: at.id.as_str().to_owned(),
            field: field.clone(),
            import: String::new(),
        }
    }

    /// Returns the key as one text.
    #[must_use]
    pub fn word(&self) -> String {
        let parts = [
            self.base.as_str(),
            &self.resource,
            &self.row,
            &self.field,
            &self.import,
        ];
        parts.join(&SEPARATOR.to_string())
    }

    /// Reads a key from its text.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut parts = word.split(SEPARATOR).map(str::to_owned);
        let key = Self {
            base: parts.next()?,
            resource: Id::from(parts.next()?),
            row: parts.next()?,
            field: Id::from(parts.next()?),
            import: parts.next()?,
        };
        parts.next().is_none().then_some(key)
    }
}

impl Version {
    /// Returns the name under which it is stored; they sort by document and number.
    #[must_use]
    pub fn stored_as(&self) -> String {
        format!("{}{SEPARATOR}{:08}", self.of.word(), self.number)
    }

    /// Returns the word of the document in the name of a stored version.
    #[must_use]
    pub fn document_of(stored_as: &str) -> Option<&str> {
        Some(stored_as.rsplit_once(SEPARATOR)?.0)
    }
}

/// Returns the newest text that the gateway is known to have held.
#[must_use]
pub fn last_held(chain: &[Version]) -> Option<&Version> {
    chain.iter().rev().find(|version| version.held == Held::Yes)
}

#[cfg(test)]
pub(crate) mod sample;

#[cfg(test)]
mod tests {
    use super::{DocumentKey, Version};
    use crate::domain::ids::id;
    use crate::schema::Locator;

    #[test]
    fn keys_are_read_back() {
        let key = DocumentKey::of("/g/a/", &Locator::of_id("options", "GroupRatio"), &id("t"));
        let check = |key: &DocumentKey| {
            assert_eq!(DocumentKey::from_word(&key.word()).as_ref(), Some(key));
        };
        check(&key);
        let import = "i".to_owned();
        check(&DocumentKey { import, ..key });
        for word in ["", "a\u{1f}b", "a\u{1f}b\u{1f}c\u{1f}d\u{1f}e\u{1f}f"] {
            assert_eq!(DocumentKey::from_word(word), None, "{word:?}");
        }
        let version = super::sample::chain(&["{}"]).remove(0);
        assert_eq!(
            Version::document_of(&version.stored_as()),
            Some(&*version.of.word())
        );
    }
}
