//! The journal's store behind one door: opened once, read whole, written one entry at a time.

use leptos::prelude::*;

use super::Session;
use super::wire::Wire;
use crate::api::error::{ApiError, Unreachable};
use crate::browser::download;
use crate::browser::history_db::HistoryDb;
use crate::browser::tabs::with_lock;
use crate::domain::ids::{KeyId, ProfileId};
use crate::domain::money::Usd;
use crate::domain::time::UnixMillis;
use crate::gate::confirmation::Known;
use crate::history::change::Change;
use crate::history::forget::MOST_CHARACTERS;
use crate::history::look::look_again;
use crate::history::lookup::known_top_ups;
use crate::history::lost_value::lost_value;
use crate::history::problem::StoreProblem;
use crate::history::record::{Entry, Record};
use crate::history::way_back::{UndoProblem, WayBack, way_back};
use crate::profile::{Profile, SameAccount};

/// The record of writes in this browser.
#[derive(Clone, Copy)]
pub struct Journal {
    db: StoredValue<Option<HistoryDb>, LocalStorage>,
    version: RwSignal<u32>,
}

/// What looking again at open entries came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// How many were looked at.
    pub looked_at: usize,
    /// How many are still in doubt.
    pub still_open: usize,
    /// How many made a value that nobody got.
    pub values_lost: usize,
}

impl Journal {
    pub(super) fn new() -> Self {
        Self {
            db: StoredValue::new_local(None),
            version: RwSignal::new(0),
        }
    }

    /// Changes whenever an entry is written from this tab.
    #[must_use]
    pub fn version(&self) -> Signal<u32> {
        self.version.into()
    }

    async fn db(&self) -> Result<HistoryDb, StoreProblem> {
        if let Some(db) = self.db.get_value() {
            return Ok(db);
        }
        let db = HistoryDb::open().await?;
        self.db.set_value(Some(db.clone()));
        Ok(db)
    }

    /// Drops a connection that stopped working, so that the next use opens it anew.
    fn noticing<T>(&self, result: Result<T, StoreProblem>) -> Result<T, StoreProblem> {
        if matches!(result, Err(StoreProblem::Closed | StoreProblem::Failed(_))) {
            self.db.set_value(None);
        }
        result
    }

    /// Every entry, newest first.
    ///
    /// # Errors
    /// Why the store gives nothing.
    pub async fn entries(&self) -> Result<Vec<Entry>, StoreProblem> {
        let db = self.db().await?;
        let records = self.noticing(db.all().await)?;
        Ok(records.into_iter().map(Record::entry).collect())
    }

    /// Writes an entry, new or completed; it is on disk when this returns.
    ///
    /// # Errors
    /// Why the store did not take it.
    pub async fn record(&self, change: &Change) -> Result<(), StoreProblem> {
        let db = self.db().await?;
        self.noticing(db.put(&Record::of(change)).await)?;
        // Forgetting old entries is tidying: failing at it loses nothing.
        let _ = db.trim(MOST_CHARACTERS).await;
        self.version
            .update(|version| *version = version.wrapping_add(1));
        Ok(())
    }

    /// What earlier top-ups of a key, from any tab of this browser, say about one more.
    ///
    /// # Errors
    /// Why the store gives nothing; nothing is then known.
    pub async fn known_top_ups(
        &self,
        session: &Session,
        key: &KeyId,
        amount: Usd,
    ) -> Result<Known, StoreProblem> {
        let entries = self.entries().await?;
        let connection = session.connection.get_untracked();
        let (base, account) = connection
            .map(|connection| (connection.profile.base, connection.account))
            .unwrap_or_default();
        Ok(known_top_ups(
            entries.iter().filter_map(Entry::change),
            &base,
            &account,
            key,
            amount,
            session.now(),
        ))
    }

    /// Gives the operator a file with the exported journal.
    pub fn export(&self, document: &str) {
        // A browser that refuses a download says so itself.
        let _ = download::text("headgate-journal.json", "application/json", document);
    }

    /// The gateways this browser remembers.
    ///
    /// # Errors
    /// Why the store gives nothing.
    pub async fn profiles(&self) -> Result<Vec<Profile>, StoreProblem> {
        let db = self.db().await?;
        self.noticing(db.profiles().await)
    }

    /// Remembers a gateway. A browser without a store forgets it with the tab, which is no loss.
    pub(super) async fn remember(&self, profile: &Profile) {
        if let Ok(db) = self.db().await {
            let _ = self.noticing(db.save_profile(profile).await);
        }
    }

    /// Forgets a gateway; its journal stays.
    pub async fn forget(&self, id: &ProfileId) {
        if let Ok(db) = self.db().await {
            let _ = self.noticing(db.remove_profile(id).await);
        }
    }

    /// Looks again at every entry of the connected account whose end is not known.
    pub async fn reconcile_open(&self, session: &Session) -> Reconciled {
        let mut done = Reconciled::default();
        let Ok(entries) = self.entries().await else {
            return done;
        };
        // One wire for all: entries of this account are not judged by what another one holds.
        let (Some(connection), Some(wire)) = (session.connection.get_untracked(), session.wire())
        else {
            return done;
        };
        let worth_a_look = |change: &&Change| change.is_worth_a_look();
        for change in entries
            .iter()
            .filter_map(Entry::change)
            .filter(worth_a_look)
        {
            let account = connection.account_of(change);
            if account == SameAccount::No {
                continue;
            }
            done.looked_at += 1;
            let change = self
                .look_again_on(&wire, account, session.now(), change.clone())
                .await;
            done.still_open += usize::from(!change.is_settled());
            done.values_lost += usize::from(lost_value(&change).is_some());
        }
        done
    }

    /// The question that takes back what is left of a change of the connected gateway, from what
    /// live holds now.
    ///
    /// # Errors
    /// Why it cannot be taken back now.
    pub async fn way_back(
        &self,
        session: &Session,
        change: &Change,
    ) -> Result<WayBack, UndoProblem> {
        let not_sent = || UndoProblem::Failed(ApiError::Unreachable(Unreachable::NotSent));
        let wire = session.wire().ok_or_else(not_sent)?;
        let entries = self.entries().await.unwrap_or_default();
        let all = entries.iter().filter_map(Entry::change);
        way_back(change, all, &wire).await
    }

    /// Looks again at one entry of the connected gateway and writes down what was found.
    pub async fn look_again(&self, session: &Session, change: Change) -> Change {
        let connected = session.wire().zip(session.connection.get_untracked());
        let Some((wire, connection)) = connected else {
            return change;
        };
        let account = connection.account_of(&change);
        if account == SameAccount::No {
            return change;
        }
        let now = session.now();
        let change = self.look_again_on(&wire, account, now, change).await;
        session.forget_settled(&change);
        change
    }

    /// Looks again over `wire`, as the only tab that touches the entry meanwhile. What another tab
    /// found out in the time of waiting for it stands. `account` says whether the wire's key speaks
    /// for the entry's account.
    pub(super) async fn look_again_on(
        &self,
        wire: &Wire,
        account: SameAccount,
        now: UnixMillis,
        change: Change,
    ) -> Change {
        let lock = change.lock();
        let look = async {
            let entries = self.entries().await.unwrap_or_default();
            let all = || entries.iter().filter_map(Entry::change);
            let stored = all().find(|stored| stored.id == change.id);
            if let Some(other) = stored.filter(|stored| stored.is_settled() && **stored != change) {
                return other.clone();
            }
            let came = stored.is_some_and(|stored| stored.value_came == Some(true));
            let age = now.0 - change.at.0;
            let outcomes = look_again(&change, all(), account, age, wire).await;
            let change = change.with_value(came).ended(&outcomes, now);
            // The entry stays open in the store when this fails, so that it is looked at again.
            let _ = self.record(&change).await;
            change
        };
        with_lock(&lock, look).await
    }
}
