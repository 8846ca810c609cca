//! Driving the gate: take the yes, record, send, read back, record the end, close.
//! A plan leaves here only through [`perform`], and an entry is on disk before its request is sent.

mod question;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::wire::Wire;
use super::{Connection, Session};
use crate::api::error::ApiError;
use crate::browser::fetch::Stop;
use crate::browser::tabs::with_lock;
use crate::domain::time::UnixMillis;
use crate::gate::asking::{Asking, Confirmed, NotConfirmed};
use crate::gate::outcome::Outcome;
use crate::gate::perform::{Progress, Settled, perform};
use crate::history::change::Change;
use crate::history::problem::StoreProblem;
use crate::history::showing::{End, Phase, Showing};
use crate::profile::SameAccount;

/// What a page hears when the gate closes: how the steps ended, or nothing when nothing was sent.
type Closing = Box<dyn FnOnce(Option<Vec<Outcome>>)>;

/// The gate of one session. At most one question is open.
#[derive(Clone, Copy)]
pub struct Gate {
    showing: RwSignal<Option<Showing>>,
    pub(super) asking: StoredValue<Option<Asking>, LocalStorage>,
    pub(super) unrecorded: StoredValue<Option<Confirmed>, LocalStorage>,
    pub(super) settled: StoredValue<Option<Settled>, LocalStorage>,
    /// The gateway and the key that the question was asked of. A plan goes nowhere else, whatever
    /// the tab is connected to by the time of the yes.
    wire: StoredValue<Option<Wire>, LocalStorage>,
    /// Ends the waiting for the answer, and then the reading back.
    stops: StoredValue<Option<[Stop; 2]>, LocalStorage>,
    /// Repeats of plans whose end was doubtful, each with its entry: meaning the same again asks
    /// the repeat, with its bytes and its idempotency key, however often it is put aside.
    pub(super) doubtful: StoredValue<Vec<(Asking, Change)>, LocalStorage>,
    connection: StoredValue<Option<Connection>>,
    closing: StoredValue<Option<Closing>, LocalStorage>,
}

impl Gate {
    pub(super) fn new() -> Self {
        Self {
            showing: RwSignal::new(None),
            asking: StoredValue::new_local(None),
            unrecorded: StoredValue::new_local(None),
            settled: StoredValue::new_local(None),
            wire: StoredValue::new_local(None),
            stops: StoredValue::new_local(None),
            doubtful: StoredValue::new_local(Vec::new()),
            connection: StoredValue::new(None),
            closing: StoredValue::new_local(None),
        }
    }

    /// What the dialog shows; `None` while no question is open.
    #[must_use]
    pub fn showing(&self) -> Signal<Option<Showing>> {
        self.showing.into()
    }

    /// How long ago the open question was put.
    fn age_millis(&self, now: UnixMillis) -> i64 {
        let asked_at = |showing: &Option<Showing>| showing.as_ref().map(|it| it.asked_at);
        let asked_at = self.showing.with_untracked(asked_at);
        asked_at.map_or(0, |asked_at| now.0.saturating_sub(asked_at.0))
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
pub(super) fn take<T: 'static>(place: StoredValue<Option<T>, LocalStorage>) -> Option<T> {
    place.try_update_value(Option::take).flatten()
}

impl Session {
    /// The operator's yes. Nothing happens when what was typed is not enough, or a yes was said before.
    pub fn confirm(&self, typed: &str) {
        let Some(asking) = take(self.gate.asking) else {
            return;
        };
        match asking.confirm(typed, self.gate.age_millis(self.now())) {
            Ok(confirmed) => self.record_and_send(confirmed),
            Err(NotConfirmed::NotTyped(asking)) => self.gate.asking.set_value(Some(*asking)),
            Err(NotConfirmed::TooOld) => self.gate.set_phase(Phase::TooOld),
        }
    }

    fn record_and_send(&self, confirmed: Confirmed) {
        let session = *self;
        let (Some(mut showing), Some(wire)) = (
            session.gate.showing.get_untracked(),
            session.stoppable_wire(),
        ) else {
            return;
        };
        showing.change.at = session.now();
        session.gate.showing.set(Some(Showing {
            phase: Phase::Sending(0, Progress::Sending),
            ..showing.clone()
        }));
        spawn_local(async move {
            match session.journal.record(&showing.change).await {
                Ok(()) => session.send(&wire, confirmed, showing.change, true).await,
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
        let (Some(confirmed), Some(showing), Some(wire)) = (
            take(session.gate.unrecorded),
            session.gate.showing.get_untracked(),
            session.stoppable_wire(),
        ) else {
            return;
        };
        if confirmed.is_too_old(session.gate.age_millis(session.now())) {
            session.gate.set_phase(Phase::TooOld);
            return;
        }
        session.gate.set_phase(Phase::Sending(0, Progress::Sending));
        spawn_local(async move { session.send(&wire, confirmed, showing.change, false).await });
    }

    /// Sends and records the end, as the only tab that touches this entry meanwhile.
    async fn send(&self, wire: &Wire, confirmed: Confirmed, change: Change, recorded: bool) {
        let lock = change.lock();
        with_lock(&lock, self.send_alone(wire, confirmed, change, recorded)).await;
    }

    /// The way of the open question, whose waiting can be ended by hand.
    fn stoppable_wire(&self) -> Option<Wire> {
        let (wire, stops) = self.gate.wire.get_value()?.stoppable();
        self.gate.stops.set_value(Some(stops));
        Some(wire)
    }

    async fn send_alone(&self, wire: &Wire, confirmed: Confirmed, change: Change, recorded: bool) {
        let gate = self.gate;
        gate.set_phase(Phase::Sending(0, Progress::Sending));
        let settled = perform(confirmed, wire, &move |step, progress| {
            gate.set_phase(Phase::Sending(step, progress))
        })
        .await;
        gate.stops.set_value(None);
        let change = change.ended(&settled.outcomes, self.now());
        let change = change.with_value(settled.secret.is_some());
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
            replayed: settled.replayed,
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

    /// Ends the waiting: first that for the answer, which may still come about, then that for what
    /// the gateway holds.
    pub fn stop_waiting(&self) {
        let sending = |showing: &Option<Showing>| {
            let phase = showing.as_ref().map(|showing| &showing.phase);
            matches!(phase, Some(Phase::Sending(_, Progress::Sending)))
        };
        let sending = self.gate.showing.with_untracked(sending);
        self.gate.stops.with_value(|stops| {
            if let Some([answer, reading]) = stops {
                if sending {
                    answer.stop();
                } else {
                    reading.stop();
                }
            }
        });
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
        let Some(wire) = session.stoppable_wire() else {
            return;
        };
        let makes_a_secret = showing.change.intent.makes_a_secret();
        session
            .gate
            .set_phase(Phase::Sending(0, Progress::ReadingBack));
        spawn_local(async move {
            let change = session
                .journal
                .look_again_on(&wire, SameAccount::Yes, session.now(), showing.change)
                .await;
            let outcomes: Vec<Outcome> = change
                .steps
                .iter()
                .filter_map(|step| step.outcome.clone())
                .collect();
            // A value that turns out to be made, and never came, may be asked for again.
            let made = outcomes.iter().any(Outcome::has_happened);
            let lost_secret = makes_a_secret && end.secret.is_none() && made;
            let may_repeat = lost_secret || outcomes.iter().any(Outcome::may_repeat);
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
                        lost_secret,
                        may_repeat,
                        ..end
                    });
                }
            });
        });
    }

    /// Takes an open question back when its connection ends. What was sent already stays in sight.
    pub(super) fn drop_question(&self) {
        let open = |showing: &Option<Showing>| {
            let phase = showing.as_ref().map(|showing| &showing.phase);
            matches!(
                phase,
                Some(Phase::Asking | Phase::TooOld | Phase::NotRecorded(_))
            )
        };
        if self.gate.showing.with_untracked(open) {
            self.close_gate();
        }
        self.gate.doubtful.set_value(Vec::new());
    }

    /// Closes the gate, unless something is under way.
    pub fn close_gate(&self) {
        let Some(showing) = self.gate.showing.get_untracked().filter(Showing::may_close) else {
            return;
        };
        self.keep_doubtful(&showing.change);
        let outcomes = match showing.phase {
            Phase::Ended(end) => Some(end.outcomes),
            Phase::Asking | Phase::TooOld | Phase::NotRecorded(_) | Phase::Sending(..) => None,
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
        self.gate.wire.set_value(None);
        self.gate.connection.set_value(None);
        self.gate.showing.set(None);
        if let Some(closing) = take(self.gate.closing) {
            closing(outcomes);
        }
        if lost_the_key {
            self.sign_out();
        }
    }
}
