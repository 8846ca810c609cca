//! The journal of a session: its store is opened once, read whole, and written one entry at a time.

use crate::reactive::*;

use super::Session;
use super::versions::note_entry;
use super::wire::Wire;
use crate::browser::history_db::HistoryDb;
use crate::browser::tabs::with_lock;
use crate::browser::{download, page};
use crate::call::{ApiError, Unreachable};
use crate::domain::address::address;
use crate::domain::ids::ProfileId;
use crate::domain::time::UnixMillis;
use crate::gate::Review;
use crate::history::{
    Entry, MOST_CHARACTERS, PriorQuery, Record, StoreProblem, StoredEntry, UndoContext,
    UndoProblem, Undoing, lost_value, other_attempts, prepare_undo, prior, sent_meanwhile,
    updated_by_repeats, verify,
};
use crate::profile::{Account, Profile, SameAccount};
use crate::schema::{self, Action, Dialect, Locator, Prior, Resource};

/// Reads an entry of an earlier format.
pub type Translate = fn(&serde_json::Value) -> Option<Entry>;

/// The journal of writes in this browser.
#[derive(Clone, Copy)]
pub struct Journal {
    db: StoredValue<Option<HistoryDb>, LocalStorage>,
    version: RwSignal<u32>,
    /// Changes whenever this tab stores or deletes a version of a document.
    versions: RwSignal<u32>,
    translate: StoredValue<Translate>,
    dialects: StoredValue<&'static [&'static Dialect]>,
}

/// The results of verifying open entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// The number of verified entries.
    pub verified: usize,
    /// The number of entries whose outcome is still unknown.
    pub still_open: usize,
    /// The number of entries whose value was lost.
    pub values_lost: usize,
}

impl Journal {
    pub(super) fn new() -> Self {
        Self {
            db: StoredValue::new_local(None),
            version: RwSignal::new(0),
            versions: RwSignal::new(0),
            translate: StoredValue::new(|_| None),
            dialects: StoredValue::new(&[]),
        }
    }

    pub(super) fn set_dialects(&self, dialects: &'static [&'static Dialect], translate: Translate) {
        self.dialects.set_value(dialects);
        self.translate.set_value(translate);
    }

    /// Returns a counter that changes whenever this tab writes an entry.
    #[must_use]
    pub fn version(&self) -> Signal<u32> {
        self.version.into()
    }

    /// Returns a counter that changes whenever this tab stores or deletes a version of a document.
    #[must_use]
    pub fn versions(&self) -> Signal<u32> {
        self.versions.into()
    }

    pub(super) fn versions_changed(&self) {
        self.versions
            .try_update(|versions| *versions = versions.wrapping_add(1));
    }

    pub(super) async fn db(&self) -> Result<HistoryDb, StoreProblem> {
        if let Some(db) = self.db.get_value() {
            return Ok(db);
        }
        let db = HistoryDb::open().await?;
        self.db.set_value(Some(db.clone()));
        Ok(db)
    }

    /// Drops a broken connection to the store, so that the next use opens a new one.
    pub(super) fn drop_if_broken<T>(
        &self,
        result: Result<T, StoreProblem>,
    ) -> Result<T, StoreProblem> {
        if matches!(result, Err(StoreProblem::Closed | StoreProblem::Failed(_))) {
            self.db.set_value(None);
        }
        result
    }

    /// Returns all entries, newest first.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn entries(&self) -> Result<Vec<StoredEntry>, StoreProblem> {
        let db = self.db().await?;
        let records = self.drop_if_broken(db.all().await)?;
        let translate = self.translate.get_value();
        Ok(records
            .into_iter()
            .map(|record| record.entry(&translate))
            .collect())
    }

    /// Writes an entry, new or completed; it is on disk when this returns.
    ///
    /// # Errors
    /// Why the store could not write it.
    pub async fn record(&self, entry: &Entry) -> Result<(), StoreProblem> {
        let db = self.db().await?;
        self.drop_if_broken(db.put(&Record::of(entry)).await)?;
        // Deleting old entries is housekeeping: nothing is lost if it fails. Nor is it if the versions
        // cannot be told of the outcome: the entry tells it, and the next look notes the text.
        let _ = db.trim(MOST_CHARACTERS).await;
        let noted = note_entry(&db, self.dialects.get_value(), entry).await;
        if noted.is_ok() {
            self.versions_changed();
        }
        self.version
            .update(|version| *version = version.wrapping_add(1));
        Ok(())
    }

    /// Writes how far the plan of an entry has come; it is on disk when this returns.
    ///
    /// # Errors
    /// Why the store could not write it.
    pub(super) async fn note_progress(&self, entry: &Entry) -> Result<(), StoreProblem> {
        let db = self.db().await?;
        self.drop_if_broken(db.put(&Record::of(entry)).await)
    }

    /// Writes an entry before its requests are sent. If an entry since `asked_at` makes its review
    /// out of date, nothing is written and `false` is returned. One tab at a time, so that the
    /// second of two tabs sees the first one's entry.
    ///
    /// # Errors
    /// Why the store could not write it.
    pub(super) async fn begin(
        &self,
        entry: &Entry,
        asked_at: UnixMillis,
    ) -> Result<bool, StoreProblem> {
        let write = async {
            let entries = self.entries().await?;
            let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
            if sent_meanwhile(entry, asked_at, &all) {
                return Ok(false);
            }
            // What documents hold before and after is on disk before anything is sent, too.
            let db = self.db().await?;
            let noted = note_entry(&db, self.dialects.get_value(), entry).await;
            let noted = self.drop_if_broken(noted)?;
            let recorded = self.record(entry).await;
            if recorded.is_err() {
                // No entry tells of them: they were never sent.
                let _ = db.forget_versions(&noted).await;
            }
            recorded.map(|()| true)
        };
        with_lock("headgate.begin", write).await
    }

    /// Updates the earlier attempts at the same change, whose lock is held, by a repeat. If this
    /// fails they stay open and are verified again.
    pub(super) async fn tell_earlier(&self, repeat: &Entry) {
        if repeat.repeats.is_none() {
            return;
        }
        let entries = self.entries().await.unwrap_or_default();
        let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        for earlier in other_attempts(repeat, &all) {
            let updated = updated_by_repeats(earlier, &all);
            if updated != *earlier {
                let _ = self.record(&updated).await;
            }
        }
    }

    /// Returns the attempts at an entry's change whose outcome may still become known, including
    /// the entry.
    pub(super) async fn open_attempts(&self, entry: &Entry) -> Vec<Entry> {
        let entries = self.entries().await.unwrap_or_default();
        let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        let others = other_attempts(entry, &all).into_iter();
        let open = others.filter(|other| other.is_worth_verifying());
        open.cloned().chain([entry.clone()]).collect()
    }

    /// Offers the exported journal as a download.
    pub fn export(&self, document: &str) {
        // A browser that refuses a download says so itself.
        let _ = download::text("headgate-journal.json", "application/json", document);
    }

    /// Returns the gateways stored in this browser.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn profiles(&self) -> Result<Vec<Profile>, StoreProblem> {
        let db = self.db().await?;
        self.drop_if_broken(db.profiles().await)
    }

    /// Stores a gateway. Without a store it is forgotten with the tab, which loses nothing
    /// important.
    pub(super) async fn remember(&self, profile: &Profile) {
        if let Ok(db) = self.db().await {
            let _ = self.drop_if_broken(db.save_profile(profile).await);
        }
    }

    /// Deletes a gateway; its journal entries are kept.
    pub async fn forget(&self, id: &ProfileId) {
        if let Ok(db) = self.db().await {
            let _ = self.drop_if_broken(db.remove_profile(id).await);
        }
    }

    /// Verifies every entry of the connected account whose outcome is unknown.
    pub async fn verify_open(&self, session: &Session) -> Reconciled {
        let mut done = Reconciled::default();
        let Ok(entries) = self.entries().await else {
            return done;
        };
        // One wire for all entries, so that none is judged by another account's lists if the
        // connection changes.
        let connected = session.connection.get_untracked().zip(session.wire());
        let Some((connection, wire)) = connected else {
            return done;
        };
        let open = entries.iter().filter_map(StoredEntry::entry);
        for entry in open.filter(|entry| entry.is_worth_verifying()) {
            let account = connection.account_of(entry);
            if account == SameAccount::No {
                continue;
            }
            let now = session.now();
            // A login that is still open in some tab is judged when its time is over.
            if entry.is_in_progress(now) {
                session.settle(entry);
                continue;
            }
            done.verified += 1;
            let entry = self
                .verify_on(session, &wire, account, now, entry.clone())
                .await;
            session.settle(&entry);
            done.still_open += usize::from(!entry.is_settled());
            done.values_lost += usize::from(lost_value(&entry).is_some());
        }
        done
    }

    /// Verifies one entry of the connected gateway and records the result.
    pub async fn verify(&self, session: &Session, entry: Entry) -> Entry {
        let connected = session.wire().zip(session.connection.get_untracked());
        let Some((wire, connection)) = connected else {
            return entry;
        };
        let account = connection.account_of(&entry);
        if account == SameAccount::No {
            return entry;
        }
        let now = session.now();
        let entry = self.verify_on(session, &wire, account, now, entry).await;
        session.forget_repeat(&entry);
        entry
    }

    /// Verifies an entry over `wire`, with its lock held. A result that another tab recorded in the
    /// meantime is kept. `account` says whether the wire's key belongs to the entry's account.
    pub(super) async fn verify_on(
        &self,
        session: &Session,
        wire: &Wire,
        account: SameAccount,
        now: UnixMillis,
        entry: Entry,
    ) -> Entry {
        let lock = entry.lock();
        let dialects = session.dialects();
        let look = async {
            let entries = self.entries().await.unwrap_or_default();
            let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
            let stored = all.iter().find(|stored| stored.id == entry.id);
            if let Some(other) = stored.filter(|stored| stored.is_settled() && ***stored != entry) {
                return (*other).clone();
            }
            let Some(dialect) = dialects.iter().find(|dialect| dialect.id == entry.dialect) else {
                return entry;
            };
            let came = stored.is_some_and(|stored| stored.value_received == Some(true));
            let verified = verify(&entry, &all, account, now, dialect, wire).await;
            let entry = verified.with_value(came);
            // If this fails the entry stays open in the store and is verified again.
            let _ = self.record(&entry).await;
            entry
        };
        with_lock(&lock, look).await
    }

    /// Returns the review that undoes the rest of an entry, given what the gateway holds now.
    ///
    /// # Errors
    /// Why it cannot be undone now.
    pub async fn undo(
        &self,
        session: &Session,
        entry: &Entry,
    ) -> Result<(Review, Undoing), UndoProblem> {
        let not_sent = UndoProblem::Failed(ApiError::Unreachable(Unreachable::NotSent));
        let connected = session.wire().zip(session.dialect());
        let (wire, dialect) = connected.ok_or(not_sent)?;
        let entries = self.entries().await.unwrap_or_default();
        let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        let context = UndoContext {
            dialect,
            who: &session.who(),
            now: session.now_seconds(),
            fresh: session.fresh_id(),
        };
        let prepared = prepare_undo(entry, &all, context, &wire).await?;
        let undoing = Undoing {
            of: Box::new(entry.clone()),
            left_out: prepared.left_out,
        };
        Ok((prepared.review, undoing))
    }
}

impl Session {
    /// Returns the full address of the connected gateway, with its origin.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let connection = self.connection.get_untracked()?;
        Some(address(&connection.profile.base, &page::origin()))
    }

    /// Looks at the base and the account of the connection; `None` if there is none.
    pub fn connected_as<T>(&self, look: impl FnOnce((&str, &Account)) -> T) -> Option<T> {
        let connection = self.connection.get_untracked()?;
        Some(look((&connection.profile.base, &connection.account)))
    }

    /// Returns what earlier entries of the connected account say about applying an action again.
    pub fn prior<'a>(
        &self,
        entries: &'a [StoredEntry],
        resource: &'static Resource,
        action: &'static Action,
    ) -> impl Fn(&Locator, &schema::Record) -> Prior + use<'a> {
        let of = self.connected_as(|(base, account)| (base.to_owned(), account.clone()));
        let (base, account) = of.unwrap_or_default();
        let now = self.now();
        let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        move |at: &Locator, input: &schema::Record| {
            let query = PriorQuery {
                base: &base,
                account: &account,
                now,
            };
            prior(&all, query, (resource, action), at, input)
        }
    }
}
