//! One entry of the journal: a plan that was recorded before it was sent, and completed after.

use crate::api::call::Request;
use crate::api::curl;
use crate::api::gateway::Dialect;
use crate::domain::ids::{ChangeId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::gate::check::Check;
use crate::gate::intent::Intent;
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
        }
    }

    /// The entry with what became of each step, in order; steps beyond `outcomes` stay open.
    #[must_use]
    pub fn ended(mut self, outcomes: &[Outcome]) -> Self {
        for (step, outcome) in self.steps.iter_mut().zip(outcomes) {
            step.outcome = Some(outcome.clone());
        }
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

    /// Whether every step's end is known.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.steps
            .iter()
            .all(|step| step.outcome.as_ref().is_some_and(Outcome::is_settled))
    }
}
