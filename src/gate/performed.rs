//! The result of a plan, and the same plan for the operator to send again.

use super::before_sending::adds;
use super::plan::{Plan, PlannedStep};
use super::{Outcome, Review};
use crate::call::{ApiError, Secret, Unreachable, Write};
use crate::domain::ids::SpelledId;
use crate::schema::{Level, Record, Requires, Yields};

/// The result of a plan.
pub struct Performed {
    pub(super) plan: Plan,
    pub(super) made: Vec<Option<SpelledId>>,
    /// The outcome of each step, in the plan's order. For a repeat, over all attempts.
    pub outcomes: Vec<Outcome>,
    /// The refusal of this attempt at each step, if an earlier attempt may have been applied.
    pub(super) refused: Vec<Option<ApiError>>,
    /// The outcome of each compensation that was due, with the number of its step.
    pub compensations: Vec<(usize, Outcome)>,
    /// The value that a step created. It exists nowhere else.
    pub value: Option<Secret>,
    /// What the response to a trial told.
    pub told: Record,
    /// Whether the gateway recognised the idempotency key of an earlier attempt and repeated its
    /// response.
    pub replayed: bool,
    /// Why the first lost response was not received.
    pub lost: Option<Unreachable>,
}

impl Performed {
    /// Returns the plan that was sent.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the outcome of this attempt at each step.
    pub fn own_outcomes(&self) -> impl Iterator<Item = Outcome> {
        let steps = self.plan.steps.iter().zip(&self.refused);
        let ended = self.outcomes.iter().zip(steps);
        ended.map(|(outcome, (planned, refused))| own_outcome(planned, outcome, refused.as_ref()))
    }

    /// Returns whether a value was created but its response was lost.
    #[must_use]
    pub fn lost_its_value(&self) -> bool {
        let yields = matches!(self.plan.action.yields, Yields::Value { .. });
        yields && self.value.is_none() && self.outcomes.iter().any(Outcome::was_applied)
    }

    /// Returns whether the same change must be sent as a repeat of this plan, because it may have
    /// been applied or the gateway may remember its idempotency key.
    #[must_use]
    pub fn must_repeat(&self) -> bool {
        let unsure =
            |outcome: &Outcome| outcome.may_show_later() || *outcome == Outcome::NotApplied;
        // Its baseline is outdated, so the same change needs a new plan.
        let outdated = |outcome: &Outcome| matches!(outcome, Outcome::Outdated { .. });
        if self.outcomes.iter().any(outdated) || self.put_away() {
            return false;
        }
        let mut steps = self.plan.steps.iter();
        let earlier = steps.any(|planned| planned.may_have_been_applied);
        earlier && !self.outcomes.iter().any(Outcome::was_applied)
            || self.outcomes.iter().any(unsure)
    }

    /// Returns whether what an earlier step made was put away, and a step that was not applied is about it:
    /// the same change is a new plan.
    fn put_away(&self) -> bool {
        let ended = || self.plan.steps.iter().zip(&self.outcomes);
        let credential = self.plan.dialect.credential;
        let is_about_it = |planned: &PlannedStep| {
            let write = &planned.step.write;
            write
                .request(credential, planned.step.patience_seconds, &|_| None)
                .is_err()
        };
        let is_gone = ended().any(|(planned, outcome)| {
            matches!(planned.step.requires, Requires::MadeBy(_)) && outcome.was_applied()
        });
        is_gone && ended().any(|(planned, outcome)| !outcome.was_applied() && is_about_it(planned))
    }

    /// Returns for each step whether sending it twice would do the same twice: it adds something, and
    /// carries no idempotency key.
    pub fn would_double(&self) -> impl Iterator<Item = bool> {
        let steps = self.plan.steps.iter().map(|planned| &planned.step);
        steps.map(|step| !step.write.is_keyed() && step.checks.iter().any(adds))
    }

    /// Returns whether a repeat has an idempotency key.
    #[must_use]
    pub fn is_keyed(&self) -> bool {
        let steps = self.plan.steps.iter();
        steps
            .map(|planned| &planned.step.write)
            .any(Write::is_keyed)
    }

    /// Returns the same plan as a new review for the operator: the same bytes and idempotency keys,
    /// without steps that are known to have been applied. `None` if sending it again makes no
    /// sense: all was applied, a compensation restored the previous state, or what a step made was put
    /// away.
    #[must_use]
    pub fn again(self) -> Option<Review> {
        if self.put_away() {
            return None;
        }
        let lost_its_value = self.lost_its_value();
        let mut may_repeat = false;
        let mut plan = self.plan;
        let ended = self.outcomes.into_iter().zip(self.made);
        for (planned, (outcome, made)) in plan.steps.iter_mut().zip(ended) {
            // The only way to get a lost value is to ask for it again.
            let asks_again = lost_its_value && planned.step.write.is_keyed();
            may_repeat |= outcome.may_repeat() || asks_again && outcome.was_applied();
            planned.end(outcome, made, asks_again);
        }
        // A note may refer to the time of the first review.
        plan.findings.retain(|finding| finding.level != Level::Note);
        (may_repeat && self.compensations.is_empty()).then(|| Review::repeat(plan))
    }
}

/// Returns the outcome of this attempt at a step, given that over all attempts.
pub(super) fn own_outcome(
    planned: &PlannedStep,
    outcome: &Outcome,
    refused: Option<&ApiError>,
) -> Outcome {
    match refused {
        Some(error) => Outcome::Refused {
            error: error.clone(),
        },
        // It was not sent this time.
        None if planned.ended.is_some() => Outcome::InAnotherAttempt,
        None => outcome.clone().of_attempt(planned.was_applied_before),
    }
}

impl PlannedStep {
    fn end(&mut self, outcome: Outcome, made: Option<SpelledId>, asks_again: bool) {
        let was_applied = outcome.was_applied();
        self.was_sent |= !matches!(outcome, Outcome::NotSent | Outcome::Outdated { .. });
        self.may_have_been_applied |= was_applied || outcome.may_show_later();
        self.was_applied_before |= was_applied;
        self.made = made;
        self.ended = (was_applied && !asks_again).then_some(outcome);
    }
}
