//! The entry of a plan that is about to be sent.

use super::entry::{Entry, StoredCompensation, StoredStep};
use super::sent::Sent;
use crate::call::{Credential, Write};
use crate::domain::ids::{EntryId, id};
use crate::domain::time::UnixMillis;
use crate::gate::{Performed, Plan, PlannedStep};
use crate::profile::{Account, Profile};
use crate::schema::{Compensation, Yields};

/// Where a plan is sent, and for whom.
struct Towards<'a> {
    address: &'a str,
    credential: Credential,
}

impl Entry {
    /// Makes the entry of a plan. `address` is the gateway's full address, `account` what the key
    /// speaks for.
    #[must_use]
    pub fn starting(
        id_of_entry: EntryId,
        at: UnixMillis,
        profile: &Profile,
        account: Account,
        address: &str,
        plan: &Plan,
    ) -> Self {
        let towards = Towards {
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
            steps: steps.map(|planned| towards.step(planned)).collect(),
            undoes: None,
            read_at: None,
            value_came: makes_value.then_some(false),
        }
    }

    /// Returns the entry with how its plan ended, as it was read at `read_at`.
    #[must_use]
    pub fn performed(self, performed: &Performed, read_at: UnixMillis) -> Self {
        let ended = self.ended(&performed.outcomes, read_at);
        let compensations = performed.compensations.iter();
        let restored = compensations.fold(ended, |entry, (step, outcome)| {
            entry.restored(*step, outcome)
        });
        restored.with_value(performed.value.is_some())
    }
}

impl Towards<'_> {
    fn step(&self, planned: &PlannedStep) -> StoredStep {
        let step = &planned.step;
        let compensation = step.compensation.as_ref();
        let patience = step.patience_seconds;
        StoredStep {
            subject: planned.subject,
            sent: self.sent(&step.write, patience),
            checks: step.checks.clone(),
            requires: step.requires,
            still: step.still.clone(),
            compensation: compensation.map(|compensation| self.restoring(compensation, patience)),
            outcome: planned.ended.clone(),
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

#[cfg(test)]
mod tests {
    use pollster::block_on;

    use crate::domain::ids::{EntryId, ProfileId};
    use crate::domain::time::UnixMillis;
    use crate::gate::{Ending, perform};
    use crate::history::Entry;
    use crate::history::sample::account;
    use crate::history::sample::gateway::{Gateway, moves};
    use crate::profile::{Environment, Profile};

    #[test]
    fn an_entry_is_written_before_and_completed_after() {
        let gateway = Gateway::new(&[("a", Some("p")), ("b", None)]);
        let review = moves(&["a", "b"], "q", &gateway);
        let profile = Profile {
            id: ProfileId("p1".into()),
            name: "G".into(),
            base: "/g/".into(),
            dialect: "sample".into(),
            environment: Environment::Sandbox,
        };
        let entry = Entry::starting(
            EntryId("e".into()),
            UnixMillis(7),
            &profile,
            account("key a 1"),
            "https://h.example/g/",
            review.plan(),
        );
        assert_eq!(
            (entry.base.as_str(), entry.dialect.as_str()),
            ("/g/", "sample")
        );
        assert_eq!(
            (entry.resource.as_ref(), entry.action.as_ref()),
            ("things", "move")
        );
        assert_eq!(entry.names(), ["A", "B"]);
        assert_eq!((entry.value_came, entry.read_at), (None, None));
        let targets: Vec<&str> = entry
            .steps
            .iter()
            .map(|step| step.sent.target.as_str())
            .collect();
        let at = "https://h.example/g/things";
        assert_eq!(
            targets,
            [format!("{at}/a/group/q"), format!("{at}/b/group/q")]
        );
        assert!(!entry.is_settled());
        let confirmed = review.confirm("", 0).ok().expect("confirmed");
        let performed = block_on(perform(confirmed, &gateway, &|_, _| {}));
        let entry = entry.performed(&performed, UnixMillis(9));
        let ended = |step: &crate::history::StoredStep| Ending::of(step.outcome.as_ref());
        let endings: Vec<Ending> = entry.steps.iter().map(ended).collect();
        assert_eq!(endings, [Ending::Applied, Ending::Applied]);
        assert_eq!(entry.verified_at(), Some(UnixMillis(9)));
    }
}
