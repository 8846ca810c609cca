//! Driving the gate: show a plan, take the yes, record, send, read back, record the end.
//! A plan leaves here only through [`perform`], and an entry is on disk before its request is sent.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::api::error::ApiError;
use crate::browser::fetch::Stop;
use crate::domain::ids::ChangeId;
use crate::gate::asking::{Asking, Confirmed};
use crate::gate::outcome::Outcome;
use crate::gate::perform::{Progress, Settled, perform};
use crate::history::change::Change;
use crate::history::problem::StoreProblem;
use crate::history::showing::{End, Phase, Showing};

/// What a page hears when the gate closes: how the steps ended, or nothing when nothing was sent.
type Closing = Box<dyn FnOnce(Option<Vec<Outcome>>)>;

/// The gate of one session. At most one question is open.
#[derive(Clone, Copy)]
pub struct Gate {
    showing: RwSignal<Option<Showing>>,
    asking: StoredValue<Option<Asking>, LocalStorage>,
    unrecorded: StoredValue<Option<Confirmed>, LocalStorage>,
    settled: StoredValue<Option<Settled>, LocalStorage>,
    stop: StoredValue<Option<Stop>, LocalStorage>,
    closing: StoredValue<Option<Closing>, LocalStorage>,
}

impl Gate {
    pub(super) fn new() -> Self {
        Self {
            showing: RwSignal::new(None),
            asking: StoredValue::new_local(None),
            unrecorded: StoredValue::new_local(None),
            settled: StoredValue::new_local(None),
            stop: StoredValue::new_local(None),
            closing: StoredValue::new_local(None),
        }
    }

    /// What the dialog shows; `None` while no question is open.
    #[must_use]
    pub fn showing(&self) -> Signal<Option<Showing>> {
        self.showing.into()
    }

    fn set_phase(&self, phase: Phase) {
        self.showing.update(|showing| {
            if let Some(showing) = showing {
                showing.phase = phase;
            }
        });
    }
}

/// Takes a value out of its place, so that it cannot be used twice.
fn take<T: 'static>(place: StoredValue<Option<T>, LocalStorage>) -> Option<T> {
    place.try_update_value(Option::take).flatten()
}

impl Session {
    /// Opens the gate on a question. `closing` hears how it ended.
    pub fn ask(&self, asking: Asking, closing: impl FnOnce(Option<Vec<Outcome>>) + 'static) {
        let Some(connection) = self.connection.get_untracked() else {
            return;
        };
        let id = ChangeId(self.fresh_id());
        let change = Change::starting(
            id,
            self.now(),
            &connection.profile,
            &connection.address,
            asking.plan(),
        );
        let confirmation = asking.confirmation().clone();
        self.gate.closing.set_value(Some(Box::new(closing)));
        self.gate.asking.set_value(Some(asking));
        self.gate.showing.set(Some(Showing {
            change,
            confirmation,
            phase: Phase::Asking,
        }));
    }

    /// The operator's yes. Nothing happens when what was typed is not enough, or a yes was said before.
    pub fn confirm(&self, typed: &str) {
        let Some(asking) = take(self.gate.asking) else {
            return;
        };
        match asking.confirm(typed) {
            Ok(confirmed) => self.record_and_send(confirmed),
            Err(asking) => self.gate.asking.set_value(Some(*asking)),
        }
    }

    fn record_and_send(&self, confirmed: Confirmed) {
        let session = *self;
        let Some(mut showing) = session.gate.showing.get_untracked() else {
            return;
        };
        showing.change.at = session.now();
        session.gate.showing.set(Some(Showing {
            phase: Phase::Sending(Progress::Sending),
            ..showing.clone()
        }));
        spawn_local(async move {
            match session.journal.record(&showing.change).await {
                Ok(()) => session.send(confirmed, showing.change, true).await,
                Err(problem) => {
                    session.gate.unrecorded.set_value(Some(confirmed));
                    session.gate.set_phase(Phase::NotRecorded(problem));
                }
            }
        });
    }

    /// Sends although the journal took no record: for an emergency, by the operator's own choice.
    pub fn send_unrecorded(&self) {
        let session = *self;
        let (Some(confirmed), Some(showing)) = (
            take(session.gate.unrecorded),
            session.gate.showing.get_untracked(),
        ) else {
            return;
        };
        spawn_local(async move { session.send(confirmed, showing.change, false).await });
    }

    async fn send(&self, confirmed: Confirmed, change: Change, recorded: bool) {
        let Some((wire, stop)) = self.wire().map(|wire| wire.stoppable()) else {
            return;
        };
        self.gate.stop.set_value(Some(stop));
        let gate = self.gate;
        gate.set_phase(Phase::Sending(Progress::Sending));
        let settled = perform(confirmed, &wire, &move |progress| {
            gate.set_phase(Phase::Sending(progress))
        })
        .await;
        gate.stop.set_value(None);
        let change = change.ended(&settled.outcomes);
        let unrecorded = if recorded {
            self.journal.record(&change).await.err()
        } else {
            None
        };
        self.show_end(change, settled, unrecorded);
    }

    fn show_end(&self, change: Change, mut settled: Settled, unrecorded: Option<StoreProblem>) {
        let lost_secret = settled.lost_its_secret();
        let end = End {
            outcomes: settled.outcomes.clone(),
            may_repeat: lost_secret || settled.outcomes.iter().any(Outcome::may_repeat),
            lost_secret,
            secret: settled.secret.take(),
            unrecorded,
        };
        self.gate.settled.set_value(Some(settled));
        self.gate.showing.update(|showing| {
            if let Some(showing) = showing {
                showing.change = change;
                showing.phase = Phase::Ended(end);
            }
        });
    }

    /// Ends the waiting for an answer. It may still happen: what the gateway holds is read next.
    pub fn stop_waiting(&self) {
        self.gate.stop.with_value(|stop| {
            if let Some(stop) = stop {
                stop.stop();
            }
        });
    }

    /// Asks about the same plan again: the same bytes, the same idempotency key.
    pub fn ask_again(&self) {
        let Some(asking) = take(self.gate.settled).and_then(Settled::again) else {
            return;
        };
        let Some(closing) = take(self.gate.closing) else {
            return;
        };
        self.ask(asking, closing);
    }

    /// Reads once more what the gateway holds.
    pub fn look_again(&self) {
        let session = *self;
        let Some(showing) = session.gate.showing.get_untracked() else {
            return;
        };
        let Phase::Ended(end) = showing.phase else {
            return;
        };
        session
            .gate
            .set_phase(Phase::Sending(Progress::ReadingBack));
        spawn_local(async move {
            let change = session.journal.look_again(&session, showing.change).await;
            let outcomes: Vec<Outcome> = change
                .steps
                .iter()
                .filter_map(|step| step.outcome.clone())
                .collect();
            let may_repeat = end.lost_secret || outcomes.iter().any(Outcome::may_repeat);
            session.gate.settled.update_value(|settled| {
                if let Some(settled) = settled {
                    settled.outcomes.clone_from(&outcomes);
                }
            });
            session.gate.showing.update(|showing| {
                if let Some(showing) = showing {
                    showing.change = change;
                    showing.phase = Phase::Ended(End {
                        outcomes,
                        may_repeat,
                        ..end
                    });
                }
            });
        });
    }

    /// Closes the gate, unless something is under way.
    pub fn close_gate(&self) {
        let Some(showing) = self.gate.showing.get_untracked().filter(Showing::may_close) else {
            return;
        };
        let outcomes = match showing.phase {
            Phase::Ended(end) => Some(end.outcomes),
            Phase::Asking | Phase::NotRecorded(_) | Phase::Sending(_) => None,
        };
        let signed_out = |outcome: &Outcome| {
            matches!(
                outcome,
                Outcome::Refused {
                    error: ApiError::SignedOut(_)
                }
            )
        };
        let lost_the_key = outcomes
            .as_ref()
            .is_some_and(|outcomes| outcomes.iter().any(signed_out));
        self.gate.asking.set_value(None);
        self.gate.unrecorded.set_value(None);
        self.gate.settled.set_value(None);
        self.gate.showing.set(None);
        if let Some(closing) = take(self.gate.closing) {
            closing(outcomes);
        }
        if lost_the_key {
            self.sign_out();
        }
    }
}
