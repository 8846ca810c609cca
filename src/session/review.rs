//! Runs a review: opens it, cancels waiting, closes it. `sending` sends what was confirmed.

use std::rc::Rc;

use crate::reactive::*;

use super::repeats::Repeat;
use super::wire::{SecretInputs, Wire};
use super::{Connection, Session};
use crate::browser::fetch::Stop;
use crate::call::{ApiError, Unreachable};
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;
use crate::gate::{Confirmed, Outcome, Performed, Progress, Review, Stop as Stopped};
use crate::history::{Entry, Phase, Showing, Undoing};
use crate::schema::{Action, Confirm};

/// Called when the review closes: with the outcomes of the steps, or `None` if nothing was sent.
type Closing = Box<dyn FnOnce(Option<Vec<Outcome>>)>;

/// The reviews of one session. At most one is open.
#[derive(Clone, Copy)]
pub struct Reviews {
    pub(super) showing: RwSignal<Option<Showing>>,
    /// Why the change of the open review is made, in the operator's words.
    pub reason: RwSignal<String>,
    pub(super) review: StoredValue<Option<Review>, LocalStorage>,
    pub(super) unrecorded: StoredValue<Option<Confirmed>, LocalStorage>,
    pub(super) performed: StoredValue<Option<Performed>, LocalStorage>,
    /// The connection that the review was opened for, with its secret inputs. The plan is sent only
    /// there, whatever the tab is connected to when it is confirmed.
    wire: StoredValue<Option<(Wire, SecretInputs)>, LocalStorage>,
    /// Cancels waiting for the response, and then the verifying.
    pub(super) stops: StoredValue<Option<[Stop; 2]>, LocalStorage>,
    /// Repeats of plans whose outcome is unknown, each with its entry: making the same change again
    /// opens the repeat, with its bytes and its idempotency key, however often it is closed.
    pub(super) repeats: StoredValue<Vec<Repeat>, LocalStorage>,
    connection: StoredValue<Option<Connection>>,
    closing: StoredValue<Option<Closing>, LocalStorage>,
}

impl Reviews {
    pub(super) fn new() -> Self {
        Self {
            showing: RwSignal::new(None),
            reason: RwSignal::new(String::new()),
            review: StoredValue::new_local(None),
            unrecorded: StoredValue::new_local(None),
            performed: StoredValue::new_local(None),
            wire: StoredValue::new_local(None),
            stops: StoredValue::new_local(None),
            repeats: StoredValue::new_local(Vec::new()),
            connection: StoredValue::new(None),
            closing: StoredValue::new_local(None),
        }
    }

    /// Returns the state of the dialog; `None` if no review is open.
    #[must_use]
    pub fn showing(&self) -> Signal<Option<Showing>> {
        self.showing.into()
    }

    pub(super) fn secrets(&self) -> SecretInputs {
        let secrets = |wire: &Option<(Wire, SecretInputs)>| {
            wire.as_ref().map(|(_, secrets)| Rc::clone(secrets))
        };
        self.wire.with_value(secrets).unwrap_or_else(|| Rc::new([]))
    }

    /// Returns the age of the open review.
    pub(super) fn age_millis(&self, now: UnixMillis) -> i64 {
        let asked_at = |showing: &Option<Showing>| showing.as_ref().map(|it| it.asked_at);
        let asked_at = self.showing.with_untracked(asked_at);
        asked_at.map_or(0, |asked_at| now.0.saturating_sub(asked_at.0))
    }

    pub(super) fn set_phase(&self, phase: Phase) {
        self.showing.update(|showing| {
            if let Some(showing) = showing {
                showing.phase = phase;
            }
        });
    }
}

/// Returns whether pressing the action's own button was its confirmation.
pub(super) const fn is_begun(action: &Action) -> bool {
    matches!(action.confirm, Confirm::Begun)
}

/// Takes a value out, so that it cannot be used twice.
pub(super) fn take<T: 'static>(place: StoredValue<Option<T>, LocalStorage>) -> Option<T> {
    place.try_update_value(Option::take).flatten()
}

impl Session {
    /// Opens a review. `closing` receives the result. Does nothing while another review is open,
    /// because that one may show a new value.
    pub fn open_review(
        &self,
        review: Review,
        secrets: SecretInputs,
        closing: impl FnOnce(Option<Vec<Outcome>>) + 'static,
    ) {
        self.open(review, secrets, None, Box::new(closing));
    }

    /// Opens a review that was prepared without a form, for a reason that may be completed or changed.
    pub fn open_because(&self, review: Review, reason: &str) {
        self.open(review, Rc::new([]), None, Box::new(|_| ()));
        self.reviews.reason.set(reason.to_owned());
    }

    /// Opens the review that undoes an entry.
    pub fn open_undo(&self, review: Review, undoing: Undoing) {
        self.open(review, Rc::new([]), Some(undoing), Box::new(|_| ()));
    }

    fn open(
        &self,
        review: Review,
        secrets: SecretInputs,
        undoing: Option<Undoing>,
        closing: Closing,
    ) {
        if self.reviews.showing.with_untracked(Option::is_some) {
            return;
        }
        let (Some(connection), Some(wire)) = (self.connection.get_untracked(), self.wire()) else {
            return;
        };
        let mut entry = self.entry_of(&review, &connection);
        // The same change as one with an unknown outcome becomes its repeat.
        let (review, earlier, secrets) = match self.repeat_of(&entry, &secrets) {
            Some((repeat, earlier, secrets)) => {
                entry = self.entry_of(&repeat, &connection);
                (repeat, Some(earlier), secrets)
            }
            None => (review, None, secrets),
        };
        self.reviews.wire.set_value(Some((wire, secrets)));
        let is_begun = earlier.is_none() && is_begun(review.plan().action());
        match (earlier, &undoing) {
            (Some(earlier), _) => entry = entry.repeating(&earlier),
            (None, Some(undoing)) => entry.undoes = Some(undoing.of.id.clone()),
            (None, None) => {}
        }
        self.show(review, entry, undoing, &connection, closing);
        if is_begun {
            self.confirm("");
        }
    }

    pub(super) fn entry_of(&self, review: &Review, connection: &Connection) -> Entry {
        Entry::starting(
            EntryId(self.fresh_id()),
            self.now(),
            &connection.profile,
            connection.account.clone(),
            &connection.address,
            review.plan(),
        )
    }

    fn show(
        &self,
        review: Review,
        entry: Entry,
        undoing: Option<Undoing>,
        connection: &Connection,
        closing: Closing,
    ) {
        self.reviews.reason.set(entry.reason.clone());
        let showing = Showing {
            undoing,
            ..Showing::of(&review, entry, connection.address.clone(), self.now())
        };
        self.reviews.closing.set_value(Some(closing));
        self.reviews.review.set_value(Some(review));
        self.reviews.connection.set_value(Some(connection.clone()));
        self.reviews.showing.set(Some(showing));
    }

    /// Opens the review of the same plan again: the same bytes, the same idempotency key.
    pub fn ask_again(&self) {
        let Some(review) = take(self.reviews.performed).and_then(Performed::again) else {
            return;
        };
        let Some(showing) = self.reviews.showing.get_untracked() else {
            return;
        };
        let closing = take(self.reviews.closing);
        let (Some(closing), Some(connection)) = (closing, self.reviews.connection.get_value())
        else {
            return;
        };
        // Each attempt has its own entry and outcome.
        let entry = self.entry_of(&review, &connection);
        let mut entry = entry.repeating(&showing.entry);
        entry.reason.clone_from(&showing.entry.reason);
        self.show(review, entry, showing.undoing, &connection, closing);
    }

    /// Returns the wire of the open review with handles to cancel waiting.
    pub(super) fn stoppable_wire(&self) -> Option<Wire> {
        let (wire, secrets) = self.reviews.wire.get_value()?;
        let action = |showing: &Option<Showing>| Some(showing.as_ref()?.entry.action.clone());
        let action = self.reviews.showing.with_untracked(action);
        let limited = action.map(|action| (self.limits, action));
        let (wire, stops) = wire.for_plan(secrets, limited, (self.paced, self.pace()));
        self.reviews.stops.set_value(Some(stops));
        Some(wire)
    }

    /// Cancels waiting: first for the response, which may still arrive, then the verifying.
    pub fn stop_waiting(&self) {
        let sending = |showing: &Option<Showing>| {
            let phase = showing.as_ref().map(|showing| &showing.phase);
            matches!(phase, Some(Phase::Sending(_, Progress::Sending)))
        };
        let sending = self.reviews.showing.with_untracked(sending);
        self.reviews.stops.with_value(|stops| {
            if let Some([response, verifying]) = stops {
                if sending {
                    response.stop();
                } else {
                    verifying.stop();
                }
            }
        });
    }

    /// Closes an unsent review when its connection ends. One that was sent stays open.
    pub(super) fn drop_review(&self) {
        let open = |showing: &Option<Showing>| showing.as_ref().is_some_and(Showing::is_open);
        if self.reviews.showing.with_untracked(open) {
            self.close_review();
        }
        self.reviews.repeats.set_value(Vec::new());
    }

    /// Closes the review, unless something is being sent or verified.
    pub fn close_review(&self) {
        let showing = self.reviews.showing.get_untracked();
        let Some(showing) = showing.filter(Showing::may_close) else {
            return;
        };
        self.keep_repeat(&showing.entry);
        let outcomes = match showing.phase {
            Phase::Ended(end) => Some(end.outcomes),
            Phase::Confirming
            | Phase::TooOld
            | Phase::SentMeanwhile
            | Phase::NotRecorded(_)
            | Phase::Sending(..) => None,
        };
        let signed_out = |outcome: &Outcome| {
            let Outcome::Refused { error } = outcome else {
                return false;
            };
            matches!(error, ApiError::SignedOut(_))
        };
        let lost_the_key = outcomes
            .as_ref()
            .is_some_and(|outcomes| outcomes.iter().any(signed_out));
        self.reviews.wire.set_value(None);
        self.reviews.connection.set_value(None);
        self.reviews.showing.set(None);
        if let Some(closing) = take(self.reviews.closing) {
            closing(outcomes);
        }
        if lost_the_key {
            self.sign_out_after(&showing.entry.resource);
        }
    }

    /// Returns the wire and the dialect of the connection, for reads before the review.
    ///
    /// # Errors
    /// When there is no connection.
    pub fn wire_and_dialect(
        &self,
    ) -> Result<
        (
            impl crate::gate::Transport + use<>,
            &'static crate::schema::Dialect,
        ),
        Stopped,
    > {
        let connected = self.wire().zip(self.dialect());
        connected.ok_or(Stopped::Failed(ApiError::Unreachable(Unreachable::NotSent)))
    }
}
