//! Notes documents: as rows are read, and before a change is sent. Versions are added and never replaced.

use std::collections::HashSet;
use std::sync::Arc;

use crate::reactive::*;

use super::{LOCK, Versions, is_versioned};
use crate::browser::history_db::HistoryDb;
use crate::browser::tabs::with_lock;
use crate::domain::ids::Id;
use crate::domain::time::UnixMillis;
use crate::history::versions::{
    DocumentKey, Held, MOST_OF_ALL, MOST_OF_ONE, Source, Version, additions, is_news, saved_by,
    sealed, versions_to_forget,
};
use crate::history::{Entry, StoreProblem};
use crate::records::Row;
use crate::schema::{self, Dialect, Document, FieldSpec, Resource, Value};
use crate::session::Session;

/// How often adding is tried where a browser has no locks and another tab came first.
const TRIES: usize = 3;

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
    /// Returns whether a text may be news. `may_begin` says whether it may be the first version.
    fn is_worth_noting(&self, of: &DocumentKey, text: &str, may_begin: bool) -> bool {
        let count = self.journal.versions().get_untracked();
        let is_seen = self.seen.try_with_value(|seen| {
            let seen = seen.get(of);
            seen.is_some_and(|(then, seen)| *then == count && seen == text)
        });
        let known = self.known.try_with_value(|known| {
            let known = known.as_ref();
            known.map(|(then, all)| (*then == count, all.contains(of)))
        });
        let (is_current, is_known) = known.flatten().unwrap_or_default();
        if !is_current {
            let versions = *self;
            // Once for all that ask now.
            self.known.try_update_value(|known| {
                let known = known.get_or_insert_with(Default::default);
                known.0 = count;
            });
            spawn_local(async move { versions.know().await });
        }
        is_seen == Some(false) && (may_begin || is_known)
    }

    /// Reads of which documents there are versions.
    async fn know(&self) {
        let Ok(db) = self.journal.db().await else {
            return;
        };
        let count = self.journal.versions().get_untracked();
        let names = db.version_names().await.unwrap_or_default();
        let of = names.iter().filter_map(|name| Version::document_of(name));
        let of: HashSet<DocumentKey> = of.filter_map(DocumentKey::from_word).collect();
        self.known.try_set_value(Some((count, of)));
    }

    async fn note(&self, sights: Vec<Sight>, like: Version) {
        let problem = with_lock(LOCK, self.note_alone(sights, like)).await.err();
        self.problem.try_maybe_update(|known| {
            let changed = *known != problem;
            *known = problem;
            (changed, ())
        });
    }

    async fn note_alone(&self, sights: Vec<Sight>, like: Version) -> Result<(), StoreProblem> {
        let db = self.journal.db().await?;
        for sight in sights {
            let mut chain = self.journal.drop_if_broken(db.chain(&sight.of).await)?;
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
                if !chain.is_empty() {
                    self.changed_elsewhere
                        .try_update(|all| all.push(version.clone()));
                }
                chain.push(version);
                self.trim(&db, &chain).await;
                self.journal.versions_changed();
            }
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
pub(in crate::session) async fn note_entry(
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
    pub fn note_documents(
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
        let mut sights = Vec::new();
        for row in rows {
            let at = row.locator(resource, None);
            for spec in &fields {
                let of = || DocumentKey::of(base, &at, &Id::from(spec.id));
                let (of, text) = match row.record.value(spec.id) {
                    Value::Document(Document(text)) => (of(), text.as_str()),
                    // That there is none is news only where there was one.
                    Value::Null => (of(), ""),
                    _ => continue,
                };
                let from_sight = began.is_none() || spec.versions == schema::Versions::FromSight;
                let may_begin = from_sight && !text.is_empty();
                if self.versions.is_worth_noting(&of, text, may_begin) {
                    sights.push(Sight {
                        of,
                        name: at.label().to_owned(),
                        text: text.to_owned(),
                        began,
                    });
                }
            }
        }
        let Some(first) = sights.first() else {
            return;
        };
        let like = Version {
            of: first.of.clone(),
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
        self.versions.know().await;
    }
}
