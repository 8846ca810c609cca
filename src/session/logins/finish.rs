//! The end of a login: verified by the account list, and recorded.

use crate::reactive::*;

use super::{Session, Stage};
use crate::domain::ids::EntryId;
use crate::flows::account::End;
use crate::gate::{Outcome, Uncertainty, conclude_login};
use crate::history::{Entry, StoredEntry, of_shared, unclaimed};

impl Session {
    /// Records how a login ended, once the account list was read.
    pub(super) fn finish_login(&self, of: &EntryId) {
        self.keep_logins();
        self.logins.keep_draft(of, "");
        let (session, of) = (*self, of.clone());
        spawn_local(async move {
            let ended = session.logins.with(&of, |card| {
                let steps = card.entry.steps.first();
                let checks = steps.map(|step| step.checks.clone()).unwrap_or_default();
                Some((card.end()?, card.entry.clone(), checks, card.status))
            });
            let Some((end, entry, checks, status)) = ended.flatten() else {
                return;
            };
            let stored = session.journal.entries().await.unwrap_or_default();
            let all: Vec<&Entry> = stored.iter().filter_map(StoredEntry::entry).collect();
            let checks = unclaimed(checks, &entry, &all);
            let connected = session
                .wire()
                .zip(session.dialect())
                .filter(|_| session.is_of_connection(&of));
            let outcome = match connected {
                Some((wire, dialect)) => {
                    let wire = wire.impatient();
                    let of = &entry.resource;
                    let outcome = conclude_login(dialect, of, &checks, &end, status, &wire).await;
                    match &end {
                        // The gateway told which account it is.
                        End::Completed(account) if account.id.is_some() => outcome,
                        _ => of_shared(outcome, matches!(end, End::Completed(_)), &entry, &all),
                    }
                }
                None => unread(&end),
            };
            session.record_end(&of, outcome).await;
        });
    }

    /// Records an outcome, and shows it.
    pub(super) async fn record_end(&self, of: &EntryId, outcome: Outcome) {
        let now = self.now();
        let entry = self.logins.update(of, |card| {
            let mut entry = card
                .entry
                .clone()
                .ended(std::slice::from_ref(&outcome), now);
            // From here on it is as old as a write that was just sent.
            entry.open_until = entry.open_until.map(|until| until.min(now));
            card.entry = entry.clone();
            card.outcome = Some(outcome);
            card.recorded.then_some(entry)
        });
        if let Some(entry) = entry.flatten() {
            // If this fails the entry stays open in the store, and is verified again.
            let _ = self.journal.record(&entry).await;
            self.settle(&entry);
        }
    }

    /// Records until when a login may be completed, so that no other tab judges it before.
    pub(super) async fn record_deadline(&self, of: &EntryId) {
        let now = self.both_clocks();
        let entry = self.logins.update(of, |card| {
            let attempt = match &card.stage {
                Stage::Device(login) => login.attempt(now),
                Stage::Paste(login) => login.attempt(now),
                Stage::Starting | Stage::NotRecorded(_) | Stage::NotStarted(_) => None,
            };
            card.entry.open_until = attempt.map(|attempt| attempt.ends_at);
            card.recorded.then(|| card.entry.clone())
        });
        if let Some(entry) = entry.flatten() {
            let _ = self.journal.record(&entry).await;
        }
    }
}

/// The outcome of a login whose account list cannot be read, since no key is given.
fn unread(end: &End) -> Outcome {
    match end {
        End::Expired => Outcome::Expired,
        End::Abandoned => Outcome::Abandoned,
        End::Completed(_) | End::Refused(_) | End::Unknown => Outcome::Unknown {
            uncertainty: Uncertainty::TooEarly,
            reported_success: matches!(end, End::Completed(_)),
        },
    }
}
