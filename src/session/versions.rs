//! The versions of documents in this browser: noted as rows are read, and before a change is sent.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::reactive::*;

use super::Session;
use super::journal::Journal;
use crate::browser::history_db::HistoryDb;
use crate::browser::tabs::with_lock;
use crate::browser::{download, persistence, upload};
use crate::call::{ApiError, Unreachable};
use crate::domain::ids::Id;
use crate::domain::order::sorted;
use crate::domain::time::UnixMillis;
use crate::gate::{Prepared, Stop};
use crate::history::versions::{
    DocumentKey, Draft, Held, MOST_OF_ALL, MOST_OF_ONE, NotABundle, RestoreContext, Source,
    Version, Wanted, additions, export_versions, import_versions, is_news, prepare_restore,
    saved_by, sealed, taken, versions_to_forget,
};
use crate::history::{Entry, StoreProblem};
use crate::records::Row;
use crate::schema::{self, Dialect, Document, FieldSpec, Resource, Value};

/// The lock under which one tab at a time adds versions.
const LOCK: &str = "headgate.versions";

/// How often adding is tried where a browser has no locks and another tab came first.
const TRIES: usize = 3;

/// The state of the versions in this tab.
#[derive(Clone, Copy)]
pub struct Versions {
    journal: Journal,
    /// The text that was seen last of each document, so that an unchanged one costs nothing, and how often
    /// this tab had stored versions by then: a text that comes back after a save is news again.
    seen: StoredValue<HashMap<DocumentKey, (u32, String)>>,
    /// The documents of which there are versions; `None` until that was read.
    known: StoredValue<Option<HashSet<DocumentKey>>>,
    /// Whether old versions were deleted once in this tab.
    trimmed: StoredValue<bool>,
    /// The documents that changed elsewhere since this browser last saw them, as noticed in this tab.
    changed_elsewhere: RwSignal<Vec<Version>>,
    /// Why a version that was seen could not be stored.
    problem: RwSignal<Option<StoreProblem>>,
}

/// A document that was read.
struct Sight {
    of: DocumentKey,
    name: String,
    text: String,
    /// When the read began; `None` for a row that was opened.
    began: Option<UnixMillis>,
}

impl Sight {
    /// Returns whether something newer may be noted already.
    fn is_late(&self, chain: &[Version]) -> bool {
        let mut last = chain.last().into_iter();
        last.any(|last| self.began.is_none_or(|began| last.at > began))
    }
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
        let document = export_versions(chains, session.now());
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
            let taken = taken(bundle, &here, &import);
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

    /// Returns the edits of a document that were not sent.
    pub async fn draft(&self, of: &DocumentKey) -> Option<Draft> {
        let db = self.journal.db().await.ok()?;
        self.journal.drop_if_broken(db.draft(of).await).ok()?
    }

    /// Keeps edits that were not sent; `None` forgets them.
    ///
    /// # Errors
    /// Why they could not be kept.
    pub async fn keep_draft(
        &self,
        of: &DocumentKey,
        draft: Option<&Draft>,
    ) -> Result<(), StoreProblem> {
        let db = self.journal.db().await?;
        self.journal.drop_if_broken(db.put_draft(of, draft).await)
    }

    async fn note(&self, sights: Vec<Sight>, like: Version) {
        let noted = with_lock(LOCK, self.note_alone(sights, like)).await;
        self.problem
            .try_maybe_update(|problem| (*problem != noted.clone().err(), *problem = noted.err()));
    }

    async fn note_alone(&self, sights: Vec<Sight>, like: Version) -> Result<(), StoreProblem> {
        let db = self.journal.db().await?;
        for sight in sights {
            let chain = self.journal.drop_if_broken(db.chain(&sight.of).await)?;
            if sight.is_late(&chain) {
                continue;
            }
            if is_news(&chain, &sight.text) {
                let version = Version {
                    of: sight.of.clone(),
                    name: sight.name,
                    text: sight.text.clone(),
                    ..like.clone()
                };
                let version = sealed(chain.last(), version);
                self.journal
                    .drop_if_broken(db.add_versions(std::slice::from_ref(&version)).await)?;
                self.trim(&db, &chain).await;
                if !chain.is_empty() {
                    self.changed_elsewhere.try_update(|all| all.push(version));
                }
                self.journal.versions_changed();
            }
            self.known.try_update_value(|known| {
                known.as_mut().map(|known| known.insert(sight.of.clone()))
            });
            let count = self.journal.versions().get_untracked();
            self.seen
                .try_update_value(|seen| seen.insert(sight.of, (count, sight.text)));
        }
        Ok(())
    }

    /// Deletes old versions: of this document each time, of all once in a tab, since that reads them
    /// all. Nothing is lost if it fails.
    async fn trim(&self, db: &HistoryDb, chain: &[Version]) {
        let once = self
            .trimmed
            .try_update_value(|done| !std::mem::replace(done, true));
        let all = match once {
            Some(true) => db.all_versions().await.unwrap_or_default(),
            _ => chain.to_vec(),
        };
        let forgotten = versions_to_forget(&all, MOST_OF_ONE, MOST_OF_ALL);
        if !forgotten.is_empty() {
            let _ = db.forget_versions(&forgotten).await;
        }
    }
}

/// Stores the documents that an entry sets, before it is sent and when more is known of it. Returns the
/// names of the versions that are new.
pub(super) async fn note_entry(
    db: &HistoryDb,
    dialects: &[&Dialect],
    entry: &Entry,
) -> Result<Vec<String>, StoreProblem> {
    with_lock(LOCK, note_entry_alone(db, dialects, entry)).await
}

async fn note_entry_alone(
    db: &HistoryDb,
    dialects: &[&Dialect],
    entry: &Entry,
) -> Result<Vec<String>, StoreProblem> {
    let is_versioned =
        |resource: &str, field: &str| is_versioned(dialects, &entry.dialect, resource, field);
    let mut names = Vec::new();
    for saved in saved_by(entry, &is_versioned) {
        let mut tries = 0..TRIES;
        loop {
            let chain = db.chain(&saved.of).await?;
            let (old, new): (Vec<Version>, Vec<Version>) = additions(&chain, &saved, entry)
                .into_iter()
                .partition(|added| chain.iter().any(|known| known.number == added.number));
            for version in &old {
                db.put_version(version).await?;
            }
            if new.is_empty() {
                break;
            }
            match db.add_versions(&new).await {
                Ok(()) => {
                    names.extend(new.iter().map(Version::stored_as));
                    break;
                }
                Err(StoreProblem::Failed(_)) if tries.next().is_some() => {}
                Err(problem) => return Err(problem),
            }
        }
    }
    Ok(names)
}

impl Session {
    /// Notes the documents of rows that were read, and when that read began: a response that was under way
    /// while something newer was noted tells nothing new.
    pub(super) fn note_documents(
        &self,
        resource: &'static Resource,
        rows: &[Arc<Row>],
        began: UnixMillis,
    ) {
        self.note_rows(resource, rows, Some(began));
    }

    /// Notes the documents of a row that the operator opened, unless something is noted of it: the row may
    /// have been read long ago.
    pub fn note_opened(&self, resource: &'static Resource, row: &Arc<Row>) {
        self.note_rows(resource, std::slice::from_ref(row), None);
    }

    fn note_rows(&self, resource: &'static Resource, rows: &[Arc<Row>], began: Option<UnixMillis>) {
        let kept = |spec: &&FieldSpec| spec.versions != schema::Versions::NotKept;
        let fields: Vec<&FieldSpec> = resource.fields.iter().filter(kept).collect();
        let Some(connection) = self.connection.try_get_untracked().flatten() else {
            return;
        };
        if fields.is_empty() {
            return;
        }
        let base = &connection.profile.base;
        let count = self.journal.versions().get_untracked();
        let mut sights = Vec::new();
        for (row, spec) in rows
            .iter()
            .flat_map(|row| fields.iter().map(move |spec| (row, spec)))
        {
            let text = match row.record.value(spec.id) {
                Value::Document(Document(text)) => text.clone(),
                Value::Null => String::new(),
                _ => continue,
            };
            let of = DocumentKey::of(base, &row.locator(resource, None), &Id::from(spec.id));
            let is_seen = self.versions.seen.try_with_value(|seen| {
                let seen = seen.get(&of);
                seen.is_some_and(|(then, seen)| *then == count && *seen == text)
            });
            let is_known = || {
                let known = |known: &Option<HashSet<DocumentKey>>| {
                    known.as_ref().is_some_and(|known| known.contains(&of))
                };
                self.versions.known.try_with_value(known) == Some(true)
            };
            let is_wanted =
                began.is_none() || spec.versions == schema::Versions::FromSight || is_known();
            if is_seen == Some(false) && is_wanted {
                let name = row.locator(resource, None).label().to_owned();
                sights.push(Sight {
                    of,
                    name,
                    text,
                    began,
                });
            }
        }
        if sights.is_empty() {
            return;
        }
        let like = Version {
            of: sights[0].of.clone(),
            number: 0,
            at: self.now(),
            profile: connection.profile.id.clone(),
            gateway: connection.profile.name.clone(),
            dialect: connection.dialect.id.to_owned(),
            name: String::new(),
            source: Source::Seen,
            reason: String::new(),
            held: Held::Yes,
            text: String::new(),
            previous: String::new(),
            hash: String::new(),
        };
        let versions = self.versions;
        spawn_local(async move { versions.note(sights, like).await });
    }

    /// Reads of which documents there are versions, so that a change of them in a list is noticed.
    pub async fn know_documents(&self) {
        let Ok(db) = self.journal.db().await else {
            return;
        };
        let names = db.version_names().await.unwrap_or_default();
        let of = names.iter().filter_map(|name| Version::document_of(name));
        let of: HashSet<DocumentKey> = of.filter_map(DocumentKey::from_word).collect();
        self.versions.known.try_set_value(Some(of));
    }

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
