//! The connection to one gateway with one key, used by all plans and reads. Reads are retried; a
//! write is sent once. After a 429 all requests wait, or only an action that is limited by itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::reactive::*;

use super::limits::Limits;
use crate::browser::fetch::{self, Secrets, Stop};
use crate::browser::random;
use crate::call::{Limit, Lost, Reply, Request, Secret};
use crate::device::Clock;
use crate::domain::ids::Id;
use crate::domain::pace::{Pace, Paced};
use crate::domain::time::UnixMillis;
use crate::gate::{Live, Transport};
use crate::records::retry::{self, Next};
use crate::records::unquoted;
use crate::schema::Record;

/// Secret inputs by name; they leave memory only in the body of a request.
pub type SecretInputs = Rc<[(&'static str, Secret)]>;

/// The most milliseconds for which a response is read without a pause: half of what a frame lasts.
const SLICE_MILLIS: i64 = 8;

/// An address and the key for it.
#[derive(Clone)]
pub(super) struct Wire {
    address: Rc<str>,
    key: Option<Rc<Secret>>,
    inputs: SecretInputs,
    pause: RwSignal<Option<UnixMillis>>,
    /// The action of the plan, where its own limit is kept.
    limited: Option<(Limits, Id)>,
    /// How fast the requests of a plan may follow each other, counted with all others of the connection.
    pace: Option<(StoredValue<Paced>, Pace)>,
    /// The signed-in account, once it is known.
    who: Rc<Record>,
    /// When responses began to be read without a pause; one for all requests of the connection.
    worked_since: Rc<Cell<UnixMillis>>,
    clock: Arc<dyn Clock>,
    stop: CurrentStop,
    reading: CurrentStop,
    attempts: u32,
}

/// The handle of the requests that are sent now. Clones share it.
#[derive(Clone)]
struct CurrentStop(Rc<RefCell<Stop>>);

impl CurrentStop {
    fn new(stop: Stop) -> Self {
        Self(Rc::new(RefCell::new(stop)))
    }

    fn get(&self) -> Stop {
        self.0.borrow().clone()
    }

    /// Puts an unused handle in its place, if it was stopped.
    fn renew(&self) {
        if self.get().is_stopped() {
            self.0.replace(Stop::new());
        }
    }
}

impl Wire {
    /// Makes the wire to `address` with `key`.
    pub(super) fn new(
        address: &str,
        key: Option<Secret>,
        pause: RwSignal<Option<UnixMillis>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            address: address.into(),
            key: key.map(Rc::new),
            inputs: Rc::new([]),
            pause,
            limited: None,
            pace: None,
            who: Rc::default(),
            worked_since: Rc::new(Cell::new(UnixMillis(0))),
            clock,
            stop: CurrentStop::new(Stop::new()),
            reading: CurrentStop::new(Stop::new()),
            attempts: retry::MOST_ATTEMPTS,
        }
    }

    /// Returns the same wire for one plan: with its secret inputs, the limit of its action, the gateway's
    /// pace, and two handles that cancel waiting for a response and verifying. Verifying has its own
    /// pauses, so its reads are retried only after a 429, which says nothing of the row.
    pub(super) fn for_plan(
        &self,
        inputs: SecretInputs,
        limited: Option<(Limits, Id)>,
        pace: (StoredValue<Paced>, Pace),
    ) -> (Self, [Stop; 2]) {
        let (stop, reading) = (Stop::new(), Stop::new());
        let stops = [stop.clone(), reading.clone()];
        let wire = Self {
            inputs,
            limited,
            pace: Some(pace).filter(|(_, pace)| *pace != Pace::NONE),
            stop: CurrentStop::new(stop),
            reading: CurrentStop::new(reading),
            attempts: 1,
            ..self.clone()
        };
        (wire, stops)
    }

    /// Returns the same wire for the account that was found with it.
    pub(super) fn of(self, who: &Record) -> Self {
        Self {
            who: Rc::new(who.clone()),
            ..self
        }
    }

    /// Returns the same wire with a handle that cancels waiting.
    pub(super) fn stopped_by(&self, stop: &Stop) -> Self {
        Self {
            stop: CurrentStop::new(stop.clone()),
            reading: CurrentStop::new(stop.clone()),
            ..self.clone()
        }
    }

    /// Returns the same wire for reads whose failure is itself a result: nothing is retried.
    pub(super) fn impatient(&self) -> Self {
        Self {
            attempts: 1,
            ..self.clone()
        }
    }

    /// Returns whether both wires are of the same connection.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.key, &other.key) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// Returns the limit of the plan's action, if the request counts against it.
    fn own_limit(&self, request: &Request) -> Option<&(Limits, Id)> {
        let is_own = request.limit == Limit::Write;
        self.limited.as_ref().filter(|_| is_own)
    }

    /// Waits until the pauses after a 429 are over: the shared one, and that of the action.
    async fn wait_for_pause(&self, request: &Request) {
        loop {
            let own = self.own_limit(request);
            let own = own.and_then(|(limits, action)| limits.until(action));
            let until = self.pause.get_untracked().max(own);
            let Some(until) = until.filter(|_| !self.stop.get().is_stopped()) else {
                return;
            };
            let left = until.0 - self.clock.now().0;
            if left <= 0 {
                if self.pause.get_untracked().is_some() {
                    self.pause.set(None);
                }
                return;
            }
            let step = u32::try_from(left.min(500)).unwrap_or(500);
            self.clock.sleep(step).await;
        }
    }

    /// Waits until a gateway that limits calls takes another one of this plan.
    async fn keep_pace(&self) {
        let Some((paced, pace)) = self.pace else {
            return;
        };
        let now = self.clock.now();
        let wait = paced.try_update_value(|paced| paced.wait(pace, now));
        if let Some(millis) = wait.filter(|millis| *millis > 0) {
            self.clock.sleep(millis).await;
        }
    }

    /// Removes the key, the secret inputs and what was read for the request from a response that
    /// quotes them, because it is shown and stored.
    fn scrubbed(&self, reply: Reply, live: Live<'_>) -> Reply {
        let inputs = self.inputs.iter().map(|(_, secret)| secret);
        let live = live.iter().map(|(_, filling)| filling.secret());
        let all = self.key.as_deref().into_iter().chain(inputs).chain(live);
        Reply {
            body: unquoted(reply.body, all.map(Secret::expose)),
            ..reply
        }
    }

    async fn send(&self, request: &Request, live: Live<'_>) -> Result<Reply, Lost> {
        self.wait_for_pause(request).await;
        self.keep_pace().await;
        let secrets = Secrets {
            key: self.key.as_deref(),
            inputs: &self.inputs,
            live,
        };
        let attempt = fetch::send(&self.address, request, secrets, &self.stop.get()).await;
        let attempt = attempt.map(|reply| self.scrubbed(reply, live));
        if let Some(seconds) = retry::limit_seconds(request.limit, &attempt) {
            let until = UnixMillis(self.clock.now().0 + i64::from(seconds) * 1000);
            match self.own_limit(request) {
                Some((limits, action)) => limits.note(action, until),
                None => self
                    .pause
                    .update(|pause| *pause = (*pause).max(Some(until))),
            }
        }
        attempt
    }
}

impl Transport for Wire {
    fn who(&self) -> Record {
        (*self.who).clone()
    }

    fn go_on(&self) {
        self.stop.renew();
        self.reading.renew();
    }

    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        // Verifying has its own handle: cancelling the write must not cancel the verifying after
        // it.
        let reading = Self {
            stop: self.reading.clone(),
            ..self.clone()
        };
        let mut attempt = 1;
        loop {
            let outcome = reading.send(request, &[]).await;
            let is_limited = matches!(&outcome, Ok(reply) if reply.status == 429);
            let next = if attempt < self.attempts || (self.pace.is_some() && is_limited) {
                retry::after(attempt, &outcome, jitter())
            } else {
                Next::Done
            };
            match next {
                Next::Done => return outcome,
                Next::After(millis) => self.clock.sleep(millis).await,
            }
            attempt += 1;
        }
    }

    async fn write(&self, request: &Request, live: Live<'_>) -> Result<Reply, Lost> {
        self.send(request, live).await
    }

    async fn let_others_work(&self) {
        if self.clock.now().0 - self.worked_since.get().0 >= SLICE_MILLIS {
            self.clock.sleep(0).await;
            self.worked_since.set(self.clock.now());
        }
    }

    async fn pause(&self, millis: u32) {
        self.clock.sleep(millis).await;
    }
}

/// Returns a random byte, so that tabs which failed together do not retry together.
fn jitter() -> u8 {
    let of_id = |id: String| u8::from_str_radix(id.get(..2)?, 16).ok();
    random::id().and_then(of_id).unwrap_or(128)
}
