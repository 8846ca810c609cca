//! Runs a login: its start, and for a device login its polls, each when it is due and one at a time.

use std::rc::Rc;

use crate::reactive::*;

use super::{LoginCard, Session, Stage};
use crate::call::Reply;
use crate::domain::ids::{EntryId, Id, id};
use crate::flows::clock::SteadyMillis;
use crate::flows::device::{DeviceLogin, Event, Next, PollResponse};
use crate::flows::paste::PasteLogin;
use crate::flows::problem::StartProblem;
use crate::gate::{Confirmed, Outcome, send_login, start_login, start_outcome};
use crate::schema::Login;
use crate::session::wire::Wire;

impl Session {
    /// Records the login, sends its start, and shows what came of it.
    pub(super) async fn start(&self, of: &EntryId, confirmed: Confirmed) {
        let Some(wire) = self.wire() else {
            // The connection ended before anything was sent.
            self.logins.update(of, |card| {
                card.stage = Stage::NotStarted(StartProblem::Lost);
                card.outcome = Some(Outcome::NotSent);
            });
            return;
        };
        let Some((entry, action, recorded)) = self
            .logins
            .with(of, |card| (card.entry.clone(), card.action, card.recorded))
        else {
            return;
        };
        if recorded && let Err(problem) = self.journal.record(&entry).await {
            let stage = Stage::NotRecorded(problem);
            self.logins.update(of, |card| card.stage = stage);
            return;
        }
        let (_, reply) = start_login(confirmed, &self.limited_wire(&wire, id(action.id))).await;
        let now = self.both_clocks();
        let begun = match action.login() {
            Some(Login::Device { start, .. }) => {
                let login = DeviceLogin::start(reply.as_ref().map(start), now);
                login.map(|login| Stage::Device(Box::new(login)))
            }
            Some(Login::Paste { start, .. }) => {
                let login = PasteLogin::start(reply.as_ref().map(start), now);
                login.map(|login| Stage::Paste(Box::new(login)))
            }
            None => return,
        };
        match begun {
            Ok(stage) => {
                self.logins.update(of, |card| card.stage = stage);
                self.keep_logins();
                self.record_deadline(of).await;
                self.wait(of);
            }
            Err(problem) => {
                let refused = reply.as_ref().is_some_and(|reply| reply.status == 401);
                let steps = entry.steps.first();
                let path = steps
                    .map(|step| step.sent.target.clone())
                    .unwrap_or_default();
                let outcome = start_outcome(&problem, &path, reply);
                let stage = Stage::NotStarted(problem);
                self.logins.update(of, |card| card.stage = stage);
                self.record_end(of, outcome).await;
                if refused && self.is_still(&wire) {
                    self.sign_out();
                }
            }
        }
    }

    /// Begins to wait, whichever kind of login it is.
    pub(super) fn wait(&self, of: &EntryId) {
        let is_device = self
            .logins
            .with(of, |card| matches!(card.stage, Stage::Device(_)));
        if is_device == Some(true) {
            self.drive(of, Event::Tick);
        } else {
            self.watch_deadline(of);
        }
    }

    /// Tells a device login what happened, and does what it says next.
    pub(super) fn drive(&self, of: &EntryId, event: Event) {
        let now = self.both_clocks();
        let next = self.logins.update(of, |card| match &mut card.stage {
            Stage::Device(login) if login.outcome().is_none() => Some(login.handle(event, now)),
            _ => None,
        });
        match next.flatten() {
            None | Some(Next::Await) => {}
            Some(Next::Poll) => {
                let (session, of) = (*self, of.clone());
                spawn_local(async move { session.poll(&of).await });
            }
            Some(Next::At(due)) => {
                self.wake_at(of, due, |session, of| session.drive(of, Event::Tick))
            }
            Some(Next::End) => self.finish_login(of),
        }
    }

    /// Calls `wake` at an instant of the steady clock; only the latest timer of a login counts.
    pub(super) fn wake_at(&self, of: &EntryId, due: SteadyMillis, wake: fn(&Self, &EntryId)) {
        let millis = due.since(self.both_clocks().steady).max(0);
        let timer = self.logins.update(of, |card| {
            card.timer = card.timer.wrapping_add(1);
            card.timer
        });
        let (session, of) = (*self, of.clone());
        let sleep = self
            .devices()
            .clock
            .sleep(u32::try_from(millis).unwrap_or(u32::MAX));
        spawn_local(async move {
            sleep.await;
            if session.logins.with(&of, |card| card.timer) == timer {
                wake(&session, &of);
            }
        });
    }

    /// Sends one poll, and tells the login what came of it.
    async fn poll(&self, of: &EntryId) {
        let asked = self
            .logins
            .with(of, |card| match (card.action.login(), &card.stage) {
                (Some(Login::Device { poll, read, .. }), Stage::Device(login)) => {
                    Some((poll(login.correlation()), *read))
                }
                _ => None,
            });
        let Some((write, read)) = asked.flatten() else {
            return;
        };
        let connected = self
            .wire()
            .zip(self.dialect())
            .filter(|_| self.is_of_connection(of));
        let event = match connected {
            // Without a key nothing is asked: the login waits for one.
            None => Event::Responded(Box::new(PollResponse {
                status: 401,
                ..PollResponse::default()
            })),
            Some((wire, dialect)) => {
                let reply = send_login(
                    dialect,
                    &write,
                    &self.limited_wire(&wire, of.0.clone().into()),
                )
                .await;
                if let Some(reply) = &reply {
                    self.note_status(of, reply);
                    if reply.status == 401 && self.is_still(&wire) {
                        self.sign_out();
                    }
                }
                reply.map_or(Event::Lost, |reply| {
                    Event::Responded(Box::new(read(&reply)))
                })
            }
        };
        self.drive(of, event);
        self.keep_logins();
    }

    /// Returns the wire for one request: a 429 to it delays nothing but its like.
    fn limited_wire(&self, wire: &Wire, limit: Id) -> Wire {
        wire.for_plan(
            Rc::new([]),
            Some((self.limits, limit)),
            (self.paced, self.pace()),
        )
        .0
    }

    /// Whether the login is of the connected gateway.
    pub(super) fn is_of_connection(&self, of: &EntryId) -> bool {
        let base = self.base();
        self.logins
            .with(of, |card| Some(&card.entry.base) == base.as_ref())
            == Some(true)
    }

    pub(super) fn note_status(&self, of: &EntryId, reply: &Reply) {
        self.logins
            .update(of, |card: &mut LoginCard| card.status = reply.status);
    }
}
