//! Sends a pasted authorization, once, and shows what came of it.

use std::rc::Rc;

use crate::reactive::*;

use super::{Session, Stage};
use crate::call::Secret;
use crate::domain::ids::EntryId;
use crate::flows::account::{Account, End};
use crate::flows::paste::{Authorization, Completion};
use crate::gate::{conclude_login, send_login};
use crate::history::{Entry, StoredEntry, is_shared, unclaimed};
use crate::schema::{Login, PASTED_CODE, PASTED_STATE};

impl Session {
    /// Sends what was pasted, if it can be a code of this attempt and none is under way.
    pub fn send_pasted(&self, of: &EntryId, pasted: &str) {
        let authorization = self.logins.update(of, |card| match &mut card.stage {
            Stage::Paste(login) => login.send(pasted).ok(),
            _ => None,
        });
        if let Some(authorization) = authorization.flatten() {
            let (session, of) = (*self, of.clone());
            spawn_local(async move { session.complete(&of, authorization).await });
        }
    }

    async fn complete(&self, of: &EntryId, authorization: Authorization) {
        let completion = self.completion(of, authorization).await;
        // A lost response may have been a success: the account list tells.
        let added = completion.may_be_done() && self.is_listed(of).await;
        let ended = self.logins.update(of, |card| match &mut card.stage {
            Stage::Paste(login) => {
                if added {
                    login.was_completed(Completion::Done(Account::default()));
                } else {
                    login.take(completion);
                }
                login.outcome().is_some()
            }
            _ => false,
        });
        if ended == Some(true) {
            self.finish_login(of);
        } else {
            // The time may have passed meanwhile.
            self.watch_deadline(of);
        }
    }

    async fn completion(&self, of: &EntryId, authorization: Authorization) -> Completion {
        let asked = self
            .logins
            .with(of, |card| match (card.action.login(), &card.stage) {
                (Some(Login::Paste { complete, read, .. }), Stage::Paste(login)) => {
                    let state = login.state().unwrap_or_default().to_owned();
                    Some((complete(login.correlation()), *read, state))
                }
                _ => None,
            });
        let connected = self
            .wire()
            .zip(self.dialect())
            .filter(|_| self.is_of_connection(of));
        let (Some((write, read, state)), Some((wire, dialect))) = (asked.flatten(), connected)
        else {
            return Completion::KeyRefused(401);
        };
        let secrets = Rc::new([
            (PASTED_CODE, Secret::new(authorization.sent())),
            (PASTED_STATE, Secret::new(state)),
        ]);
        let limit = (self.limits, of.0.clone().into());
        let (sending, _) = wire.for_plan(secrets, Some(limit), (self.paced, self.pace()));
        let Some(reply) = send_login(dialect, &write, &sending).await else {
            return Completion::Lost;
        };
        self.note_status(of, &reply);
        let completion = read(&reply);
        if reply.status == 401 && self.is_still(&wire) {
            self.sign_out();
        }
        completion
    }

    /// Returns whether the account list shows that the login was completed.
    async fn is_listed(&self, of: &EntryId) -> bool {
        let Some((wire, dialect)) = self.wire().zip(self.dialect()) else {
            return false;
        };
        let Some(entry) = self.logins.with(of, |card| card.entry.clone()) else {
            return false;
        };
        let stored = self.journal.entries().await.unwrap_or_default();
        let all: Vec<&Entry> = stored.iter().filter_map(StoredEntry::entry).collect();
        if is_shared(&entry, &all) {
            return false;
        }
        let steps = entry.steps.first();
        let checks = steps.map(|step| step.checks.clone()).unwrap_or_default();
        let checks = unclaimed(checks, &entry, &all);
        let wire = wire.impatient();
        let outcome = conclude_login(dialect, &entry.resource, &checks, &End::Unknown, 0, &wire);
        outcome.await.was_applied()
    }

    /// Ends a pasted authorization once its time is over.
    pub(super) fn watch_deadline(&self, of: &EntryId) {
        let now = self.both_clocks();
        let left = self.logins.update(of, |card| match &mut card.stage {
            Stage::Paste(login) if login.outcome().is_none() => {
                login.tick(now);
                Some((
                    login.outcome().is_some(),
                    login.seconds_left(now),
                    login.is_sending(),
                ))
            }
            _ => None,
        });
        match left.flatten() {
            Some((true, ..)) => self.finish_login(of),
            // What is being sent is looked at again when it has ended.
            Some((false, seconds, false)) => {
                let due = now.steady.plus_seconds(seconds);
                self.wake_at(of, due, Self::watch_deadline);
            }
            Some((false, _, true)) | None => {}
        }
    }
}
