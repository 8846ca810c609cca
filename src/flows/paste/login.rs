//! A pasted authorization from its start to its end (contract 3 and 5.7): the link, what a person
//! pastes, and the time left. A value that says what may be sent; it never sends.

use super::{Authorization, Completion, Problem, Reading, Redirect, redirect_of, state_of};
use crate::domain::ids::{Id, SpelledId, id};
use crate::flows::account::End;
use crate::flows::attempt::Attempt;
use crate::flows::clock::Now;
use crate::flows::deadline::{Deadline, PASTE_SECONDS, Told};
use crate::flows::problem::{Missing, Refused, StartProblem};

/// The correlation field that is compared with what is pasted.
const STATE: &str = "state";

/// A response to the start, each part as far as it came.
#[derive(Clone, Default)]
pub struct LinkResponse {
    /// The HTTP status.
    pub status: u16,
    /// The error's code.
    pub error: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// The login's id.
    pub login_id: Option<SpelledId>,
    /// Fields that go with the authorization, by name.
    pub correlation: Vec<(Id, SpelledId)>,
    /// Where the person signs in.
    pub link: Option<String>,
    /// When the login ends.
    pub told: Told,
}

/// A pasted authorization from its start, or its resumption, to its end.
#[derive(Clone)]
pub struct PasteLogin {
    login_id: SpelledId,
    correlation: Vec<(Id, SpelledId)>,
    /// Forgotten when the login ends; unknown after a reload.
    link: Option<String>,
    redirect: Redirect,
    deadline: Deadline,
    phase: Phase,
}

#[derive(Clone)]
enum Phase {
    /// Waiting for what the person pastes; with what came of the last one.
    Open(Option<Completion>),
    /// An authorization was sent.
    Sending,
    Ended(Ended),
}

#[derive(Clone)]
enum Ended {
    Completed(Completion),
    Expired,
    /// Its time ended after the gateway may have used a code.
    Unseen,
    Abandoned,
}

impl PasteLogin {
    /// Begins a login from the response to its start; `None` where no whole response came.
    ///
    /// # Errors
    /// What is wrong, where no login began that a person could finish.
    pub fn start(response: Option<LinkResponse>, now: Now) -> Result<Self, StartProblem> {
        let response = response.ok_or(StartProblem::Lost)?;
        let link = response.link.filter(|link| !link.trim().is_empty());
        let is_success = (200..300).contains(&response.status);
        if !is_success || (link.is_none() && response.error.is_some()) {
            return Err(StartProblem::of(Refused {
                status: response.status,
                code: response.error,
                message: response.message,
            }));
        }
        let missing = |what| StartProblem::Missing(response.status, what);
        let link = link.ok_or(missing(Missing::Link))?;
        let mut correlation = response.correlation;
        // Some gateways tell the state in the link only.
        if !correlation.iter().any(|(name, _)| name == STATE)
            && let Some(state) = state_of(&link)
        {
            correlation.push((id(STATE), SpelledId::Text(state)));
        }
        let of_state = correlation.iter().find(|(name, _)| name == STATE);
        let login_id = response
            .login_id
            .or(of_state.map(|(_, state)| state.clone()));
        Ok(Self {
            login_id: login_id.ok_or(missing(Missing::Id))?,
            correlation,
            redirect: redirect_of(&link),
            link: Some(link),
            deadline: Deadline::start(response.told, PASTE_SECONDS, now),
            phase: Phase::Open(None),
        })
    }

    /// Resumes a login after a reload; the link is not known any more.
    #[must_use]
    pub fn resume(attempt: Attempt, now: Now) -> Self {
        Self {
            login_id: attempt.login_id,
            correlation: attempt.correlation,
            link: None,
            redirect: Redirect::Unknown,
            deadline: Deadline::resume(attempt.ends_at, now),
            phase: Phase::Open(None),
        }
    }

    /// Returns the sign-in link while it is of use and known.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// Returns where the sign-in ends, which decides what is to be pasted.
    #[must_use]
    pub const fn redirect(&self) -> Redirect {
        self.redirect
    }

    /// Returns the attempt's state, where the gateway told it.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        let state = self.correlation.iter().find(|(name, _)| name == STATE);
        state.map(|(_, state)| state.as_str())
    }

    /// Reads a pasted text.
    #[must_use]
    pub fn read(&self, pasted: &str) -> Reading {
        super::read(pasted, self.state())
    }

    /// Takes what is pasted for sending: nothing is sent twice at once, or after the end.
    ///
    /// # Errors
    /// Why it is not sent; `None` where the login does not wait for anything.
    pub fn send(&mut self, pasted: &str) -> Result<Authorization, Option<Problem>> {
        if !self.is_open() {
            return Err(None);
        }
        let authorization = self.read(pasted).result.map_err(Some)?;
        self.phase = Phase::Sending;
        Ok(authorization)
    }

    /// Takes what came of sending.
    pub fn take(&mut self, completion: Completion) {
        if matches!(self.phase, Phase::Sending) {
            if completion.end().is_some() {
                self.end(Ended::Completed(completion));
            } else {
                self.phase = Phase::Open(Some(completion));
            }
        }
    }

    /// Ends it as completed: the account list shows what no response told.
    pub fn was_completed(&mut self, completion: Completion) {
        self.end(Ended::Completed(completion));
    }

    /// Ends it once its time is over; what was sent may still come through.
    pub fn tick(&mut self, now: Now) {
        let Phase::Open(last) = &self.phase else {
            return;
        };
        if self.deadline.has_passed(now) {
            let may_be_done = last.as_ref().is_some_and(Completion::may_be_done);
            self.end(if may_be_done {
                Ended::Unseen
            } else {
                Ended::Expired
            });
        }
    }

    /// Gives it up.
    pub fn cancel(&mut self) {
        if self.is_open() {
            self.end(Ended::Abandoned);
        }
    }

    fn end(&mut self, how: Ended) {
        if !matches!(self.phase, Phase::Ended(_)) {
            self.phase = Phase::Ended(how);
            self.link = None;
        }
    }

    const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open(_))
    }

    /// Returns whether an authorization is under way.
    #[must_use]
    pub const fn is_sending(&self) -> bool {
        matches!(self.phase, Phase::Sending)
    }

    /// Returns what came of the last authorization.
    #[must_use]
    pub fn completion(&self) -> Option<&Completion> {
        match &self.phase {
            Phase::Open(completion) => completion.as_ref(),
            Phase::Ended(Ended::Completed(completion)) => Some(completion),
            Phase::Sending | Phase::Ended(_) => None,
        }
    }

    /// Returns how it ended.
    #[must_use]
    pub fn outcome(&self) -> Option<End> {
        match &self.phase {
            Phase::Ended(Ended::Completed(completion)) => completion.end(),
            Phase::Ended(Ended::Expired) => Some(End::Expired),
            Phase::Ended(Ended::Unseen) => Some(End::Unknown),
            Phase::Ended(Ended::Abandoned) => Some(End::Abandoned),
            Phase::Open(_) | Phase::Sending => None,
        }
    }

    /// Returns the seconds left.
    #[must_use]
    pub fn seconds_left(&self, now: Now) -> i64 {
        self.deadline.seconds_left(now)
    }

    /// Returns the login's id and the fields that go with the authorization.
    #[must_use]
    pub fn correlation(&self) -> (&SpelledId, &[(Id, SpelledId)]) {
        (&self.login_id, &self.correlation)
    }

    /// Returns what the tab's session storage keeps; nothing of a login that has ended.
    #[must_use]
    pub fn attempt(&self, now: Now) -> Option<Attempt> {
        self.outcome().is_none().then(|| Attempt {
            login_id: self.login_id.clone(),
            correlation: self.correlation.clone(),
            ends_at: self.deadline.ends_at(now),
        })
    }
}

#[cfg(test)]
mod tests;
