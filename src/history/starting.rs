//! Makes the entry of a plan before it is sent.

use super::entry::{Entry, StoredCompensation, StoredStep};
use super::sent::Sent;
use crate::call::{Credential, Write};
use crate::domain::ids::{EntryId, id};
use crate::domain::time::UnixMillis;
use crate::gate::{Outcome, Performed, Plan, PlannedStep};
use crate::profile::{Account, Profile};
use crate::schema::{Compensation, Yields};

/// Where a plan is sent, and for which account.
struct Destination<'a> {
    address: &'a str,
    credential: Credential,
}

impl Entry {
    /// Makes the entry of a plan. `address` is the gateway's full address, `account` the account of
    /// the key.
    #[must_use]
    pub fn starting(
        id_of_entry: EntryId,
        at: UnixMillis,
        profile: &Profile,
        account: Account,
        address: &str,
        plan: &Plan,
    ) -> Self {
        let destination = Destination {
            address,
            credential: plan.dialect().credential,
        };
        let steps = plan.steps().iter();
        let makes_value = matches!(plan.action().yields, Yields::Value { .. });
        Self {
            id: id_of_entry,
            at,
            profile: profile.id.clone(),
            gateway: profile.name.clone(),
            base: profile.base.clone(),
            account,
            dialect: plan.dialect().id.to_owned(),
            resource: id(plan.resource().id),
            action: id(plan.action().id),
            subjects: plan.subjects().to_vec(),
            steps: steps.map(|planned| destination.step(planned)).collect(),
            reason: String::new(),
            undoes: None,
            repeats: None,
            open_until: None,
            reached: None,
            read_at: None,
            value_received: makes_value.then_some(false),
        }
    }

    /// Returns the entry with the result of its plan, as verified at `read_at`. For a repeat, only
    /// the outcomes of its own attempt.
    #[must_use]
    pub fn performed(self, performed: &Performed, read_at: UnixMillis) -> Self {
        let own: Vec<Outcome> = performed.own_outcomes().collect();
        let ended = self.ended(&own, read_at);
        let compensations = performed.compensations.iter();
        let restored = compensations.fold(ended, |entry, (step, outcome)| {
            entry.restored(*step, outcome)
        });
        restored.with_value(performed.value.is_some())
    }
}

impl Destination<'_> {
    fn step(&self, planned: &PlannedStep) -> StoredStep {
        let step = &planned.step;
        let compensation = step.compensation.as_ref();
        let patience = step.patience_seconds;
        StoredStep {
            subject: planned.subject,
            sent: self.sent(&step.write, patience),
            checks: step.checks.clone(),
            requires: step.requires,
            preconditions: step.preconditions.clone(),
            compensation: compensation.map(|compensation| self.restoring(compensation, patience)),
            outcome: planned.ended.as_ref().map(|_| Outcome::InAnotherAttempt),
        }
    }

    fn restoring(&self, compensation: &Compensation, patience: u16) -> StoredCompensation {
        StoredCompensation {
            when: compensation.when,
            sent: self.sent(&compensation.write, patience),
            checks: compensation.checks.clone(),
            outcome: None,
        }
    }

    fn sent(&self, write: &Write, patience_seconds: u16) -> Sent {
        let drawn = write.drawn(self.credential, patience_seconds);
        let request = drawn.expect("a plan is made only of writes that can be addressed");
        Sent::of(&request, self.address)
    }
}
