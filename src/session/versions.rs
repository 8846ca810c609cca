//! The versions of documents in this browser: reading, deleting, moving and putting them back.

mod noting;

use std::collections::{HashMap, HashSet};

use crate::reactive::*;

use super::Session;
use super::journal::Journal;
use crate::browser::tabs::with_lock;
use crate::browser::{download, page, persistence, upload};
use crate::call::{ApiError, Unreachable};
use crate::domain::order::sorted;
use crate::gate::{Prepared, Stop};
use crate::history::versions::{
    DocumentKey, Draft, NotABundle, RestoreContext, Version, Wanted, export_versions,
    import_versions, prepare_restore, saved_by, taken,
};
use crate::history::{Entry, StoreProblem};
use crate::schema::{self, Dialect};
pub(super) use noting::note_entry;

/// The lock under which one tab at a time adds versions.
const LOCK: &str = "headgate.versions";

/// The state of the versions in this tab.
#[derive(Clone, Copy)]
pub struct Versions {
    journal: Journal,
    /// The text that was seen last of each document, so that an unchanged one costs nothing, and how often
    /// this tab had stored versions by then: a text that comes back after a save is news again.
    seen: StoredValue<HashMap<DocumentKey, (u32, String)>>,
    /// The documents of which there are versions, and how often this tab had stored versions by then; `None`
    /// until that was read.
    known: StoredValue<Option<(u32, HashSet<DocumentKey>)>>,
    /// Whether old versions were deleted once in this tab.
    trimmed: StoredValue<bool>,
    /// The documents that changed elsewhere since this browser last saw them, as noticed in this tab.
    changed_elsewhere: RwSignal<Vec<Version>>,
    /// Why a version that was seen could not be stored.
    problem: RwSignal<Option<StoreProblem>>,
}

impl Versions {
    pub(super) fn new(journal: Journal) -> Self {
        Self {
            journal,
            seen: StoredValue::new(HashMap::new()),
            known: StoredValue::new(None),
            trimmed: StoredValue::new(false),
            changed_elsewhere: RwSignal::new(Vec::new()),
            problem: RwSignal::new(None),
        }
    }

    /// Returns the changes that others made, as they are noticed.
    #[must_use]
    pub fn changed_elsewhere(&self) -> Signal<Vec<Version>> {
        self.changed_elsewhere.into()
    }

    /// Returns why a version could not be stored, if one could not.
    #[must_use]
    pub fn problem(&self) -> Signal<Option<StoreProblem>> {
        self.problem.into()
    }

    /// Returns the chain of each document, oldest version first.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn all(&self) -> Result<Vec<Vec<Version>>, StoreProblem> {
        let db = self.journal.db().await?;
        let all = self.journal.drop_if_broken(db.all_versions().await)?;
        let mut chains: Vec<Vec<Version>> = Vec::new();
        for version in all {
            match chains.last_mut() {
                Some(chain) if chain.first().is_some_and(|first| first.of == version.of) => {
                    chain.push(version);
                }
                _ => chains.push(vec![version]),
            }
        }
        Ok(chains)
    }

    /// Returns whether there are any versions.
    pub async fn is_any(&self) -> bool {
        let Ok(db) = self.journal.db().await else {
            return false;
        };
        let names = self.journal.drop_if_broken(db.version_names().await);
        names.is_ok_and(|names| !names.is_empty())
    }

    /// Returns the versions of one document, oldest first.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn chain(&self, of: &DocumentKey) -> Result<Vec<Version>, StoreProblem> {
        let db = self.journal.db().await?;
        self.journal.drop_if_broken(db.chain(of).await)
    }

    /// Deletes the versions of a document.
    ///
    /// # Errors
    /// Why they were not deleted.
    pub async fn forget(&self, chain: &[Version]) -> Result<(), StoreProblem> {
        let names: Vec<String> = chain.iter().map(Version::stored_as).collect();
        let db = self.journal.db().await?;
        self.journal
            .drop_if_broken(db.forget_versions(&names).await)?;
        for version in chain {
            self.seen
                .update_value(|seen| drop(seen.remove(&version.of)));
        }
        self.journal.versions_changed();
        Ok(())
    }

    /// Offers all versions as a download.
    pub fn export(&self, chains: &[Vec<Version>], session: &Session) {
        let document = export_versions(chains, &page::origin(), session.now());
        // A browser that refuses a download says so itself.
        let _ = download::text("headgate-versions.json", "application/json", &document);
    }

    /// Returns the text of a file that the operator chooses; `None` if none is chosen.
    pub async fn picked_file(&self) -> Option<String> {
        upload::text(".json,application/json").await
    }

    /// Stores the versions of a file, and returns how many are new and how many are here already.
    ///
    /// # Errors
    /// Why the file is not taken, or why it could not be stored.
    pub async fn import(
        &self,
        text: &str,
        session: &Session,
    ) -> Result<(usize, usize), Result<NotABundle, StoreProblem>> {
        let bundle = import_versions(text).map_err(Ok)?;
        let import = session.now().0.to_string();
        let take = async {
            let here = self.all().await.map_err(Err)?;
            let taken = taken(bundle, &here, &import, &page::origin());
            let db = self.journal.db().await.map_err(Err)?;
            let added = db.add_versions(&taken.versions).await;
            self.journal.drop_if_broken(added).map_err(Err)?;
            Ok((taken.versions.len(), taken.known))
        };
        let taken = with_lock(LOCK, take).await;
        self.known.set_value(None);
        self.journal.versions_changed();
        taken
    }

    /// Returns whether the browser keeps this site's data when the disk runs short; `None` if it does
    /// not tell.
    pub async fn is_persistent(&self) -> Option<bool> {
        persistence::is_persistent().await
    }

    /// Asks the browser to keep this site's data, and returns whether it does.
    pub async fn persist(&self) -> Option<bool> {
        persistence::persist().await
    }

    /// Returns the edits of a document that were not sent, the newest first.
    pub async fn drafts(&self, of: &DocumentKey) -> Vec<Draft> {
        let Ok(db) = self.journal.db().await else {
            return Vec::new();
        };
        let drafts = self.journal.drop_if_broken(db.drafts(of).await);
        sorted(drafts.unwrap_or_default(), |one, other| {
            other.at.cmp(&one.at)
        })
    }

    /// Keeps edits that were not sent.
    ///
    /// # Errors
    /// Why they could not be kept.
    pub async fn keep_draft(&self, of: &DocumentKey, draft: &Draft) -> Result<(), StoreProblem> {
        let db = self.journal.db().await?;
        self.journal.drop_if_broken(db.put_draft(of, draft).await)
    }

    /// Forgets the edits of one form. What stays is offered when the form opens again, and can be given up
    /// there.
    pub async fn forget_draft(&self, of: &DocumentKey, form: &str) {
        if let Ok(db) = self.journal.db().await {
            let _ = self.journal.drop_if_broken(db.forget_draft(of, form).await);
        }
    }
}

impl Session {
    /// Makes the review that puts texts of documents back.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub async fn restore(&self, wanted: &[Wanted]) -> Result<Prepared, Stop> {
        let connected = self.wire().zip(self.dialect());
        let not_sent = Stop::Failed(ApiError::Unreachable(Unreachable::NotSent));
        let (wire, dialect) = connected.ok_or(not_sent)?;
        let context = RestoreContext {
            dialect,
            who: &self.who(),
            now: self.now_seconds(),
            fresh: self.fresh_id(),
        };
        prepare_restore(wanted, context, &wire).await
    }

    /// Returns whether an entry sets a document whose versions are kept.
    #[must_use]
    pub fn sets_documents(&self, entry: &Entry) -> bool {
        let dialects = self.dialects();
        let is_versioned =
            |resource: &str, field: &str| is_versioned(dialects, &entry.dialect, resource, field);
        !saved_by(entry, &is_versioned).is_empty()
    }
}

/// Returns chains with the one that changed last first.
#[must_use]
pub fn by_last_change(chains: Vec<Vec<Version>>) -> Vec<Vec<Version>> {
    sorted(chains, |one, other| {
        let at = |chain: &[Version]| chain.last().map(|version| version.at);
        at(other).cmp(&at(one))
    })
}

/// Returns whether versions of a field are kept.
fn is_versioned(dialects: &[&Dialect], dialect: &str, resource: &str, field: &str) -> bool {
    let dialect = dialects.iter().find(|known| known.id == dialect);
    let resource = dialect.and_then(|dialect| dialect.resource(resource));
    let mut fields = resource.into_iter().flat_map(|resource| resource.fields);
    fields.any(|spec| spec.id == field && spec.versions != schema::Versions::NotKept)
}
