//! Sends what was confirmed: record, send, verify, record the outcome. Plans are sent only through
//! [`perform`], and an entry is on disk before its request is sent.

use std::cell::RefCell;

use crate::reactive::*;

use super::Session;
use super::review::{is_begun, take};
use super::wire::Wire;
use crate::browser::tabs::with_lock;
use crate::gate::{Confirmed, NotConfirmed, Outcome, Performed, Progress, perform};
use crate::history::{End, Entry, Phase, Showing, StoreProblem};

impl Session {
    /// Confirms the review. Does nothing if the typed text does not match, or it is already
    /// confirmed.
    pub fn confirm(&self, typed: &str) {
        let Some(review) = take(self.reviews.review) else {
            return;
        };
        match review.confirm(typed, self.reviews.age_millis(self.now())) {
            Ok(confirmed) => self.record_and_send(confirmed),
            Err(NotConfirmed::NotTyped(review)) => self.reviews.review.set_value(Some(*review)),
            Err(NotConfirmed::TooOld) => self.reviews.set_phase(Phase::TooOld),
        }
    }

    fn record_and_send(&self, confirmed: Confirmed) {
        let session = *self;
        let (Some(mut showing), Some(wire)) = (
            session.reviews.showing.get_untracked(),
            session.stoppable_wire(),
        ) else {
            return;
        };
        showing.entry.at = session.now();
        showing.entry = {
            let (at, first) = (showing.entry.at, confirmed.plan().first_open());
            showing.entry.reaching(first, &[], at)
        };
        let reason = session.reviews.reason.get_untracked();
        reason.trim().clone_into(&mut showing.entry.reason);
        session.reviews.showing.set(Some(Showing {
            phase: Phase::Sending(0, Progress::Sending),
            ..showing.clone()
        }));
        spawn_local(async move {
            match session
                .journal
                .begin(&showing.entry, showing.asked_at)
                .await
            {
                Ok(true) => session.send(&wire, confirmed, showing.entry, true).await,
                Ok(false) => session.reviews.set_phase(Phase::SentMeanwhile),
                Err(problem) => {
                    session.reviews.unrecorded.set_value(Some(confirmed));
                    session.reviews.set_phase(Phase::NotRecorded(problem));
                }
            }
        });
    }

    /// Sends without a journal record: for an emergency, at the operator's explicit choice.
    pub fn send_unrecorded(&self) {
        let session = *self;
        let (Some(confirmed), Some(showing), Some(wire)) = (
            take(session.reviews.unrecorded),
            session.reviews.showing.get_untracked(),
            session.stoppable_wire(),
        ) else {
            return;
        };
        if confirmed.is_too_old(session.reviews.age_millis(session.now())) {
            session.reviews.set_phase(Phase::TooOld);
            return;
        }
        spawn_local(async move { session.send(&wire, confirmed, showing.entry, false).await });
    }

    /// Sends the plan and records the outcome, with the lock of the entry held.
    async fn send(&self, wire: &Wire, confirmed: Confirmed, entry: Entry, recorded: bool) {
        let lock = entry.lock();
        with_lock(&lock, self.send_alone(wire, confirmed, entry, recorded)).await;
    }

    async fn send_alone(&self, wire: &Wire, confirmed: Confirmed, entry: Entry, recorded: bool) {
        let reviews = self.reviews;
        reviews.set_phase(Phase::Sending(0, Progress::Sending));
        let watch = move |step, progress| reviews.set_phase(Phase::Sending(step, progress));
        let (session, so_far) = (*self, RefCell::new(entry));
        // Each step is on disk as one that may have been sent before it is: a tab that is closed leaves
        // none that is unknown but the one under way.
        let record = async |step, outcomes: Vec<Outcome>| {
            let reaching = so_far.borrow().clone();
            let reaching = reaching.reaching(step, &outcomes, session.now());
            so_far.replace(reaching.clone());
            !recorded || session.journal.note_progress(&reaching).await.is_ok()
        };
        let performed = perform(confirmed, wire, &watch, &record).await;
        reviews.stops.set_value(None);
        let entry = so_far.into_inner();
        let entry = entry.performed(&performed, self.now());
        let unrecorded = if recorded {
            let written = self.journal.record(&entry).await;
            self.journal.tell_earlier(&entry).await;
            written.err()
        } else {
            None
        };
        self.show_end(entry, performed, unrecorded);
    }

    fn show_end(&self, entry: Entry, mut performed: Performed, unrecorded: Option<StoreProblem>) {
        let end = End::of(&mut performed, unrecorded);
        // What needed no confirmation needs no closing either, if it went as it should.
        let closes = is_begun(performed.plan().action()) && end.is_plain();
        self.settle(&entry);
        self.reviews.performed.set_value(Some(performed));
        self.reviews.showing.update(|showing| {
            if let Some(showing) = showing {
                showing.entry = entry;
                showing.phase = Phase::Ended(end);
            }
        });
        if closes {
            self.close_review();
        }
    }
}
