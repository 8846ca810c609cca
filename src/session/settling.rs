//! Verifying by itself what may still be under way, at growing intervals, until it is too old to be.

use crate::reactive::*;

use super::Session;
use crate::history::{Entry, next_look};

impl Session {
    /// Verifies an entry again until its outcome is known, or it is too old to be under way: through
    /// the present connection, and no longer than it lasts.
    pub(super) fn settle(&self, entry: &Entry) {
        let (session, mut entry) = (*self, entry.clone());
        let begins = self.settling.try_update_value(|ids| {
            let is_new = !ids.contains(&entry.id);
            ids.extend(is_new.then(|| entry.id.clone()));
            is_new
        });
        let (Some(true), Some(wire), Some(dialect)) = (begins, self.wire(), self.dialect()) else {
            return;
        };
        let clock = self.devices().clock;
        spawn_local(async move {
            while let Some(millis) = next_look(&entry, dialect, session.now()) {
                clock.sleep(millis).await;
                if !session.is_still(&wire) {
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
}
