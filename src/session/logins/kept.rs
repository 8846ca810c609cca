//! What a reload leaves of the open logins (contract 6.5).

use super::{LoginCard, Session, Stage};
use crate::domain::ids::EntryId;
use crate::flows::device::DeviceLogin;
use crate::flows::kept::{Kept, from_text, to_text};
use crate::flows::paste::PasteLogin;
use crate::history::StoredEntry;
use crate::schema::Login;

/// The name in the tab's session storage.
const KEPT_AS: &str = "headgate.logins";

impl Session {
    /// Stores the open logins of this tab. Those that an earlier page left, and that wait for their
    /// gateway, stay.
    pub(super) fn keep_logins(&self) {
        let storage = self.devices().tab;
        let mut kept = from_text(&storage.read(KEPT_AS).unwrap_or_default());
        let now = self.both_clocks();
        self.logins.cards.with_untracked(|cards| {
            kept.retain(|kept| !cards.iter().any(|card| card.entry.id == kept.entry));
            kept.extend(cards.iter().filter_map(|card| {
                let attempt = match &card.stage {
                    Stage::Device(login) => login.attempt(now)?,
                    Stage::Paste(login) => login.attempt(now)?,
                    Stage::Starting | Stage::NotRecorded(_) | Stage::NotStarted(_) => return None,
                };
                Some(Kept {
                    entry: card.entry.id.clone(),
                    base: card.entry.base.clone(),
                    resource: card.resource.id.to_owned(),
                    action: card.action.id.to_owned(),
                    row: card.row.as_ref().map(|row| row.id.clone()),
                    name: card.name.clone(),
                    attempt,
                })
            }));
        });
        match to_text(&kept) {
            text if text.is_empty() => storage.forget(KEPT_AS),
            // A browser that refuses keeps nothing: the entry in the journal is verified by itself.
            text => drop(storage.write(KEPT_AS, &text)),
        }
    }

    /// Resumes the logins of the connected gateway that an earlier page left. One whose entry is not in
    /// the journal any more, or has ended, is forgotten.
    pub(super) async fn take_kept_logins(&self) {
        let (Some(base), Some(dialect)) = (self.base(), self.dialect()) else {
            return;
        };
        let storage = self.devices().tab;
        let kept = from_text(&storage.read(KEPT_AS).unwrap_or_default());
        let of_here: Vec<Kept> = kept
            .into_iter()
            .filter(|kept| kept.base == base)
            .filter(|kept| self.logins.with(&kept.entry, |_| ()).is_none())
            .collect();
        if of_here.is_empty() {
            return;
        }
        let entries = self.journal.entries().await.unwrap_or_default();
        let now = self.both_clocks();
        let mut resumed: Vec<EntryId> = Vec::new();
        for kept in of_here {
            let mut stored = entries.iter().filter_map(StoredEntry::entry);
            let entry = stored.find(|entry| entry.id == kept.entry).cloned();
            let resource = dialect.resource(&kept.resource);
            let action = resource.and_then(|resource| resource.action(&kept.action));
            let (Some(entry), Some(resource), Some(action)) = (entry, resource, action) else {
                continue;
            };
            if entry.is_settled() {
                continue;
            }
            let attempt = kept.attempt;
            let stage = match action.login() {
                Some(Login::Device { .. }) => {
                    Stage::Device(Box::new(DeviceLogin::resume(attempt, now)))
                }
                Some(Login::Paste { .. }) => {
                    Stage::Paste(Box::new(PasteLogin::resume(attempt, now)))
                }
                None => continue,
            };
            let row = kept
                .row
                .map(|row| Self::row_of_kept(resource, row, &kept.name));
            resumed.push(entry.id.clone());
            let serial = self.logins.next_serial();
            self.logins.cards.update(|cards| {
                cards.push(LoginCard {
                    serial,
                    entry,
                    resource,
                    action,
                    row,
                    name: kept.name,
                    stage,
                    outcome: None,
                    status: 0,
                    recorded: true,
                    timer: 0,
                    changes: 0,
                });
            });
        }
        if !resumed.is_empty() {
            self.listen();
        }
        for of in &resumed {
            self.wait(of);
        }
        self.keep_logins();
    }
}
