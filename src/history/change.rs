//! One entry of the journal: a plan that was recorded before it was sent, and completed after.

use crate::api::call::Request;
use crate::api::curl;
use crate::api::gateway::Dialect;
use crate::domain::ids::{ChangeId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::gate::check::Check;
use crate::gate::intent::Intent;
use crate::gate::judge::Doubt;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::profile::{Account, Profile, SameAccount};

/// A request as it was drawn: holes where secrets went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The method's word.
    pub method: String,
    /// The full address with its query.
    pub target: String,
    /// Header names and values, the key left out.
    pub headers: Vec<(String, String)>,
    /// The body's text, with holes; `None` when there was none.
    pub body: Option<String>,
    /// The request as a command line.
    pub curl: String,
}

impl Sent {
    fn of(request: &Request, base: &str) -> Self {
        let headers = request.headers_drawn();
        Self {
            method: request.method.word().to_owned(),
            target: format!("{}{}", base.trim_end_matches('/'), request.target()),
            headers: headers
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            body: request.body.as_ref().map(crate::api::body::Body::drawn),
            curl: curl::command(request, base),
        }
    }

    /// The request as text: method and address, headers, a blank line, the body.
    #[must_use]
    pub fn drawn(&self) -> String {
        let mut lines = vec![format!("{} {}", self.method, self.target)];
        lines.extend(
            self.headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        if let Some(body) = &self.body {
            lines.push(String::new());
            lines.push(body.clone());
        }
        lines.join("\n")
    }
}

/// A step: what was sent, how to see whether it happened, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The request.
    pub sent: Sent,
    /// The check; it holds what was there before.
    pub check: Check,
    /// How it ended; `None` while that is not known.
    pub outcome: Option<Outcome>,
}

impl Step {
    /// Whether it is known to have happened.
    #[must_use]
    pub fn has_happened(&self) -> bool {
        self.outcome.as_ref().is_some_and(Outcome::has_happened)
    }

    /// Whether it is not known, or may still change, what it did.
    #[must_use]
    pub const fn is_in_doubt(&self) -> bool {
        matches!(
            self.outcome,
            None | Some(Outcome::CannotTell { .. } | Outcome::NotApplied)
        )
    }
}

/// A journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: ChangeId,
    /// When the plan was confirmed, by this machine's clock.
    pub at: UnixMillis,
    /// The connection it went through.
    pub profile: ProfileId,
    /// The gateway's name at that time.
    pub gateway: String,
    /// The gateway's address at that time.
    pub base: String,
    /// The account that the key spoke for.
    pub account: Account,
    /// The language it spoke.
    pub dialect: Dialect,
    /// What was wanted.
    pub intent: Intent,
    /// The steps.
    pub steps: Vec<Step>,
    /// The entry that this one takes back.
    pub takes_back: Option<ChangeId>,
    /// When what the gateway holds was last read for it.
    pub read_at: Option<UnixMillis>,
    /// Whether the value that it makes has arrived here. `None` where it makes none, and in entries
    /// of the first versions.
    pub value_came: Option<bool>,
}

impl Change {
    /// The entry for a plan that is about to be sent. `address` is the gateway's full address,
    /// `account` what the key speaks for.
    #[must_use]
    pub fn starting(
        id: ChangeId,
        at: UnixMillis,
        profile: &Profile,
        account: Account,
        address: &str,
        plan: &Plan,
    ) -> Self {
        let step = |step: &crate::gate::plan::Step| Step {
            sent: Sent::of(step.request(), address),
            check: step.check().clone(),
            outcome: step.ended().cloned(),
        };
        Self {
            id,
            at,
            profile: profile.id.clone(),
            gateway: profile.name.clone(),
            base: profile.base.clone(),
            account,
            dialect: profile.dialect,
            intent: plan.intent().clone(),
            steps: plan.steps().iter().map(step).collect(),
            takes_back: None,
            read_at: None,
            value_came: plan.intent().makes_a_secret().then_some(false),
        }
    }

    /// The same entry once more, for a plan that is sent again: what is known of its value stays.
    #[must_use]
    pub fn carrying_on(self, earlier: &Self) -> Self {
        Self {
            id: earlier.id.clone(),
            takes_back: earlier.takes_back.clone(),
            value_came: self.value_came.max(earlier.value_came),
            ..self
        }
    }

    /// The entry with what became of each step, in order, as it was read at `read_at`; steps beyond
    /// `outcomes` stay open.
    #[must_use]
    pub fn ended(mut self, outcomes: &[Outcome], read_at: UnixMillis) -> Self {
        self.read_at = Some(read_at);
        for (step, outcome) in self.steps.iter_mut().zip(outcomes) {
            step.outcome = Some(outcome.clone());
        }
        self
    }

    /// The entry with whether the value that it makes has arrived, now or in an earlier attempt.
    #[must_use]
    pub fn with_value(mut self, came: bool) -> Self {
        self.value_came = self.value_came.map(|before| before || came);
        self
    }

    /// Whether it was written for this account of the gateway at `base`.
    #[must_use]
    pub fn speaks_for(&self, base: &str, account: &Account) -> SameAccount {
        if self.base == base {
            self.account.is_same(account)
        } else {
            SameAccount::No
        }
    }

    /// The name under which one tab at a time works on this entry.
    #[must_use]
    pub fn lock(&self) -> String {
        format!("headgate.change.{}", self.id)
    }

    /// Whether some step's end is not known and looking again may tell it.
    #[must_use]
    pub fn is_worth_a_look(&self) -> bool {
        self.steps
            .iter()
            .any(|step| step.outcome.as_ref().is_none_or(Outcome::may_become_known))
    }

    /// When what the gateway holds was last read to judge a step; `None` where nothing was read, or
    /// it is not written down.
    #[must_use]
    pub fn read_back_at(&self) -> Option<UnixMillis> {
        let mut outcomes = self.steps.iter().filter_map(|step| step.outcome.as_ref());
        self.read_at.filter(|_| outcomes.any(was_read))
    }

    /// Whether every step's end is known.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.steps
            .iter()
            .all(|step| step.outcome.as_ref().is_some_and(Outcome::is_settled))
    }
}

/// Whether an outcome tells of something that was read.
const fn was_read(outcome: &Outcome) -> bool {
    !matches!(
        outcome,
        Outcome::Refused { .. }
            | Outcome::NotSent
            | Outcome::CannotTell {
                doubt: Doubt::Overtaken | Doubt::AccountNotKnown | Doubt::ReadFailed(_),
                ..
            }
    )
}

#[cfg(test)]
mod tests {
    use crate::api::error::{ApiError, Unreachable};
    use crate::domain::time::UnixMillis;
    use crate::gate::judge::{After, Doubt};
    use crate::gate::outcome::Outcome;
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn when_it_was_read_back() {
        let check = |outcome: Outcome, read: bool| {
            let change = top_up_change("/", "k", "1", 0, None);
            let change = change.ended(&[outcome], UnixMillis(9));
            let at = change.read_back_at().map(|at| at.0);
            assert_eq!(at, read.then_some(9), "{:?}", change.steps[0].outcome);
        };
        let unknown = |doubt| Outcome::CannotTell {
            doubt,
            answered: true,
        };
        let failed = || ApiError::Unreachable(Unreachable::Network);
        check(Outcome::LandedTwice { after: After::Gone }, true);
        check(Outcome::NotLanded, true);
        check(unknown(Doubt::TooEarly), true);
        check(unknown(Doubt::Overtaken), false);
        check(unknown(Doubt::ReadFailed(failed())), false);
        check(Outcome::Refused { error: failed() }, false);
        check(Outcome::NotSent, false);
        let old = top_up_change("/", "k", "1", 0, Some(Outcome::NotLanded));
        assert_eq!(old.read_back_at(), None);
    }

    #[test]
    fn a_value_that_came_once_has_come() {
        let check = |before, now, then, expect| {
            let mut first = top_up_change("/", "k", "1", 0, None);
            first.value_came = before;
            let again = first.clone().with_value(now);
            let last = first.carrying_on(&again).with_value(then);
            assert_eq!(last.value_came, expect, "{before:?} {now} {then}");
        };
        check(Some(false), false, false, Some(false));
        check(Some(false), true, false, Some(true));
        check(Some(false), false, true, Some(true));
        check(None, false, false, None);
    }
}
