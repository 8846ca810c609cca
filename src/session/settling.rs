//! Verifies a sent change again: at the operator's request, and automatically at growing intervals
//! while it may still be in progress.

use crate::reactive::*;

use super::Session;
use crate::gate::Progress;
use crate::history::{Entry, Phase, next_verification};
use crate::profile::SameAccount;

impl Session {
    /// Verifies an entry until its outcome is known, or it is too old to be in progress. Uses the
    /// current connection, and stops when there is none.
    pub(super) fn settle(&self, entry: &Entry) {
        let (session, mut entry) = (*self, entry.clone());
        let mut dialects = self.dialects().iter().copied();
        let Some(dialect) = dialects.find(|dialect| dialect.id == entry.dialect) else {
            return;
        };
        let begins = self.settling.try_update_value(|ids| {
            let is_new = !ids.contains(&entry.id);
            ids.extend(is_new.then(|| entry.id.clone()));
            is_new
        });
        if begins != Some(true) {
            return;
        }
        let clock = self.devices().clock;
        spawn_local(async move {
            while let Some(millis) = next_verification(&entry, dialect, session.now()) {
                clock.sleep(millis).await;
                if session.wire().is_none() {
                    break;
                }
                entry = session.journal.verify(&session, entry).await;
                session.show_verified(&entry);
            }
            session
                .settling
                .try_update_value(|ids| ids.retain(|id| *id != entry.id));
        });
    }

    /// Verifies again, at the operator's request.
    pub fn verify_again_now(&self) {
        let session = *self;
        let Some(showing) = session.reviews.showing.get_untracked() else {
            return;
        };
        if !matches!(showing.phase, Phase::Ended(_)) {
            return;
        }
        let Some(wire) = session.stoppable_wire() else {
            return;
        };
        session
            .reviews
            .set_phase(Phase::Sending(0, Progress::Verifying));
        spawn_local(async move {
            let (now, yes) = (session.now(), SameAccount::Yes);
            let mut verified = Vec::new();
            for entry in session.journal.open_attempts(&showing.entry).await {
                let look = session.journal.verify_on(&session, &wire, yes, now, entry);
                verified.push(look.await);
            }
            session.reviews.set_phase(showing.phase);
            for entry in verified {
                session.show_verified(&entry);
            }
        });
    }

    /// Shows the result of verifying, if the dialog shows that change.
    pub(super) fn show_verified(&self, entry: &Entry) {
        let Some(showing) = self.reviews.showing.try_get_untracked().flatten() else {
            return;
        };
        let is_attempt = showing.entry.first_attempt() == entry.first_attempt();
        let is_shown = showing.entry.id == entry.id;
        let Phase::Ended(end) = showing.phase else {
            return;
        };
        if !is_attempt {
            return;
        }
        let now = end.clone().verified(entry, is_shown);
        self.reviews.performed.update_value(|performed| {
            if let Some(performed) = performed {
                performed.outcomes.clone_from(&now.outcomes);
            }
        });
        self.reviews.showing.try_maybe_update(|showing| {
            let changed = now != end;
            if let Some(showing) = showing {
                if is_shown {
                    showing.entry = entry.clone();
                }
                showing.phase = Phase::Ended(now);
            }
            (changed, ())
        });
    }
}
