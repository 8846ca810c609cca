//! A device login (contract 2 and 6.5): a person enters a code at the provider while the console polls
//! the gateway. The login is a value that takes events and says what to do next; it never sends.

mod meaning;
mod outcome;
mod pace;
mod poll;
mod start;
mod take;
mod telling;
#[cfg(test)]
mod tests;

use super::attempt::Attempt;
use super::clock::{Now, SteadyMillis};
use super::deadline::Deadline;
use crate::domain::ids::{Id, SpelledId};
use pace::Pace;

pub use outcome::{Outcome, Unseen};
pub use pace::interval_seconds;
pub use poll::PollResponse;
pub use start::StartResponse;
pub use telling::{KEEP_TO_YOURSELF, Telling};

/// Seconds after the deadline within which the last poll still starts: the longest interval. A gateway
/// that asks to be left alone for longer is not asked again.
const LAST_POLL_SECONDS: i64 = 60;

/// What a person enters at the provider, exactly as the gateway sent it. Not printable: only the
/// login's own card shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub user_code: String,
    /// Where it is entered, unless the gateway does not say.
    pub address: Option<String>,
}

/// What happened to a login.
pub enum Event {
    /// The time has come that [`Next::At`] named, or any other.
    Tick,
    /// A response to the poll came.
    Responded(Box<PollResponse>),
    /// No whole response to the poll came.
    Lost,
    /// The tab is seen again, or the machine is online again: timers may be late.
    Returned,
    /// A working admin key was given after one was refused.
    KeyGiven,
    /// The operator gave the login up.
    Cancelled,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send a poll now, and tell what came of it: said once for each poll.
    Poll,
    /// Tell [`Event::Tick`] then.
    At(SteadyMillis),
    /// A poll is under way: wait for its end.
    Await,
    /// The login has ended: keep nothing, run no timer.
    End,
}

/// A device login from its start, or its resumption, to its end.
#[derive(Clone)]
pub struct DeviceLogin {
    login_id: SpelledId,
    correlation: Vec<(Id, SpelledId)>,
    /// Forgotten when the login ends.
    code: Option<Code>,
    deadline: Deadline,
    pace: Pace,
    phase: Phase,
    /// The latest poll did not find the login.
    is_missing: bool,
    trouble: Option<Trouble>,
    /// What the gateway said besides, for the small print.
    remark: Option<String>,
}

#[derive(Clone)]
enum Phase {
    Waiting {
        /// When the next poll is due.
        due: SteadyMillis,
        /// The earliest that it may start.
        earliest: SteadyMillis,
    },
    Polling {
        is_last: bool,
    },
    /// The admin key was refused.
    Paused {
        /// The earliest that the next poll may start.
        earliest: SteadyMillis,
    },
    Ended(Outcome),
}

/// Why the latest poll said nothing of the login.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// No response came.
    Lost,
    /// Too many requests.
    Limited,
    /// The gateway, or a proxy in front of it, responded with this status.
    Status(u16),
}

impl DeviceLogin {
    /// Resumes a login after a reload. The code is not known any more, and the first poll is due.
    #[must_use]
    pub fn resume(attempt: Attempt, now: Now) -> Self {
        let deadline = Deadline::resume(attempt.ends_at, now);
        let (login_id, correlation) = (attempt.login_id, attempt.correlation);
        Self::new(
            login_id,
            correlation,
            None,
            deadline,
            Pace::new(None),
            now.steady,
        )
    }

    fn new(
        login_id: SpelledId,
        correlation: Vec<(Id, SpelledId)>,
        code: Option<Code>,
        deadline: Deadline,
        pace: Pace,
        due: SteadyMillis,
    ) -> Self {
        Self {
            login_id,
            correlation,
            code,
            deadline,
            pace,
            phase: Phase::Waiting { due, earliest: due },
            is_missing: false,
            trouble: None,
            remark: None,
        }
    }

    /// Takes an event and returns what to do next.
    pub fn handle(&mut self, event: Event, now: Now) -> Next {
        match event {
            Event::Tick => {}
            Event::Responded(response) => self.take(Some(*response), now),
            Event::Lost => self.take(None, now),
            Event::Returned => {
                if let Phase::Waiting { due, earliest } = &mut self.phase {
                    *due = *earliest;
                }
            }
            Event::KeyGiven => {
                if let Phase::Paused { earliest } = self.phase {
                    let due = earliest;
                    self.phase = Phase::Waiting { due, earliest };
                }
            }
            Event::Cancelled => self.end(Outcome::Abandoned),
        }
        self.next(now)
    }

    fn next(&mut self, now: Now) -> Next {
        let over = self.deadline.has_passed(now);
        let deadline = self.deadline.at();
        match self.phase {
            Phase::Polling { .. } => Next::Await,
            Phase::Ended(_) => Next::End,
            Phase::Waiting { due, .. } if now.steady >= due => {
                self.phase = Phase::Polling { is_last: over };
                Next::Poll
            }
            Phase::Waiting { due, .. } if due <= deadline.plus_seconds(LAST_POLL_SECONDS) => {
                Next::At(due)
            }
            Phase::Waiting { .. } if over => self.ends(Outcome::Unknown(Unseen::Limited)),
            Phase::Paused { .. } if over => self.ends(Outcome::Unknown(Unseen::KeyRefused)),
            Phase::Waiting { .. } | Phase::Paused { .. } => Next::At(deadline),
        }
    }

    fn ends(&mut self, outcome: Outcome) -> Next {
        self.end(outcome);
        Next::End
    }

    /// Ends the login once; whatever comes later changes nothing.
    fn end(&mut self, outcome: Outcome) {
        if !matches!(self.phase, Phase::Ended(_)) {
            self.phase = Phase::Ended(outcome);
            self.code = None;
        }
    }

    /// Returns the code while it is of use and known.
    #[must_use]
    pub const fn code(&self) -> Option<&Code> {
        self.code.as_ref()
    }

    /// Returns the seconds left.
    #[must_use]
    pub fn seconds_left(&self, now: Now) -> i64 {
        self.deadline.seconds_left(now)
    }

    /// Returns whether a working admin key is needed to go on.
    #[must_use]
    pub const fn is_paused(&self) -> bool {
        matches!(self.phase, Phase::Paused { .. })
    }

    /// Returns how it ended.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Returns the login's id and the fields that go with each poll.
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
