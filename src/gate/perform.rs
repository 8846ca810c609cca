//! Sends a confirmed plan: its steps in order, each once, and then the compensations of failed
//! steps.

use super::before_sending::{BeforeSending, NotSent};
use super::compensate::{Condition, condition};
use super::performed::own_outcome;
use super::plan::{Plan, PlannedStep};
use super::send::{Sending, Sent};
use super::{Confirmed, Outcome, Performed, Progress, Transport};
use crate::call::{ApiError, Secret, Unreachable};
use crate::domain::ids::SpelledId;
use crate::schema::{CompensateWhen, Compensation, Record, Requires, Yields};

/// Sends a plan. A step that the gateway refuses does not stop the others; after any other failure
/// only steps that require nothing of it are sent. `watch` receives the number of the step, from 0,
/// and its progress. `record` receives the number of each step but the first just before it is sent, with
/// the outcomes of this attempt so far; a step that it does not record is not sent.
pub async fn perform(
    confirmed: Confirmed,
    transport: &impl Transport,
    watch: &dyn Fn(usize, Progress),
    record: &impl AsyncFn(usize, Vec<Outcome>) -> bool,
) -> Performed {
    let plan = confirmed.into_plan();
    let mut run = Run {
        plan: &plan,
        transport,
        watch,
        record,
        first: plan.first_open(),
        ended: Vec::with_capacity(plan.steps.len()),
        compensations: Vec::new(),
        value: None,
        told: Record::default(),
        replayed: false,
        lost: None,
    };
    for (number, planned) in plan.steps.iter().enumerate() {
        let ended = match &planned.ended {
            Some(outcome) => StepEnd {
                made: planned.made.clone(),
                is_of_this_run: false,
                ..StepEnd::in_this_run(outcome.clone())
            },
            None if run.may_send(number, planned) => run.take_each(number, planned).await,
            None => StepEnd::in_this_run(Outcome::NotSent),
        };
        run.ended.push(ended);
        run.restore_document(number, planned).await;
    }
    run.restore_rows().await;
    let Run {
        ended,
        compensations,
        value,
        told,
        replayed,
        lost,
        ..
    } = run;
    let refused = ended.iter().map(|ended| ended.refused.clone()).collect();
    let (outcomes, made) = ended
        .into_iter()
        .map(|ended| (ended.outcome, ended.made))
        .unzip();
    Performed {
        plan,
        made,
        outcomes,
        refused,
        compensations,
        value,
        told,
        replayed,
        lost,
    }
}

/// The result of a step.
struct StepEnd {
    outcome: Outcome,
    made: Option<SpelledId>,
    /// Whether it ended in this run rather than in an earlier attempt.
    is_of_this_run: bool,
    /// The refusal of this attempt, whatever the outcome of an earlier one.
    refused: Option<ApiError>,
}

impl StepEnd {
    /// Makes the result of a step that ended in this run.
    const fn in_this_run(outcome: Outcome) -> Self {
        Self {
            outcome,
            made: None,
            is_of_this_run: true,
            refused: None,
        }
    }
}

/// A plan that is being sent.
struct Run<'a, T, R> {
    plan: &'a Plan,
    transport: &'a T,
    watch: &'a dyn Fn(usize, Progress),
    record: &'a R,
    /// The step that was recorded before the plan began.
    first: usize,
    ended: Vec<StepEnd>,
    compensations: Vec<(usize, Outcome)>,
    value: Option<Secret>,
    told: Record,
    replayed: bool,
    lost: Option<Unreachable>,
}

impl<T: Transport, R: AsyncFn(usize, Vec<Outcome>) -> bool> Run<'_, T, R> {
    /// Returns the id that a step created; `step` is counted within the steps of the row of
    /// `number`.
    fn made(&self, number: usize, step: usize) -> Option<SpelledId> {
        let at = self.plan.first_of_row(number) + step;
        let same_row = |planned: &PlannedStep| {
            let row = self.plan.steps.get(number).map(|planned| planned.subject);
            Some(planned.subject) == row
        };
        let is_of_row = self.plan.steps.get(at).is_some_and(same_row);
        let ended = self.ended.get(at).filter(|_| is_of_row)?;
        ended.made.clone()
    }

    /// Returns every id that a step created: several where the request arrived more than once.
    fn all_made(&self, number: usize, step: usize) -> Vec<SpelledId> {
        let at = self.plan.first_of_row(number) + step;
        let ended = self.ended.get(at).map(|ended| &ended.outcome);
        let mut ids: Vec<SpelledId> = self.made(number, step).into_iter().collect();
        for id in ended.into_iter().flat_map(Outcome::created) {
            if !ids.iter().any(|known| known.as_str() == id) {
                ids.push(SpelledId::from(id));
            }
        }
        ids
    }

    /// Returns whether what a step requires of earlier steps is met.
    fn may_send(&self, number: usize, planned: &PlannedStep) -> bool {
        let stopped = || {
            let mut now = self.ended.iter().filter(|ended| ended.is_of_this_run);
            now.any(|ended| ended.outcome.stops_the_rest())
        };
        match planned.step.requires {
            Requires::MadeBy(step) => !self.all_made(number, step).is_empty(),
            Requires::Nothing => !stopped(),
            Requires::WholePlanSoFar => {
                !stopped() && self.ended.iter().all(|it| it.outcome.was_applied())
            }
            Requires::AllBeforeApplied => {
                let first = self.plan.first_of_row(number);
                let mut before = self.ended.iter().skip(first);
                !stopped() && before.all(|ended| ended.outcome.was_applied())
            }
        }
    }

    /// Sends a step; one on what an earlier step created once for each of it, even after the operator
    /// stopped waiting.
    async fn take_each(&mut self, number: usize, planned: &PlannedStep) -> StepEnd {
        let Requires::MadeBy(step) = planned.step.requires else {
            return self.take(number, planned, None).await;
        };
        self.transport.go_on();
        let mut ended: Option<StepEnd> = None;
        for id in self.all_made(number, step) {
            let one = self.take(number, planned, Some((step, &id))).await;
            let is_worse = |ended: &StepEnd| !ended.outcome.was_applied();
            ended = ended.filter(is_worse).or(Some(one));
        }
        ended.unwrap_or_else(|| StepEnd::in_this_run(Outcome::NotSent))
    }

    /// Sends a step. `of` is the one of several things that a step created which it is about.
    async fn take(
        &mut self,
        number: usize,
        planned: &PlannedStep,
        of: Option<(usize, &SpelledId)>,
    ) -> StepEnd {
        let (plan, step) = (self.plan, &planned.step);
        let made = |step| match of {
            Some((known, id)) if known == step => Some(id.clone()),
            _ => self.made(number, step),
        };
        let before = BeforeSending {
            dialect: plan.dialect,
            planned,
            made: &made,
            transport: self.transport,
        };
        if let Some(NotSent { outcome, made }) = before.ends().await {
            return StepEnd {
                made,
                ..StepEnd::in_this_run(outcome)
            };
        }
        if number != self.first && !(self.record)(number, self.own_outcomes()).await {
            return StepEnd::in_this_run(Outcome::NotSent);
        }
        let sending = Sending {
            dialect: plan.dialect,
            at: &plan.subjects[planned.subject].at,
            resource: plan.responds_with(&step.checks),
            yields: &plan.action.yields,
            write: &step.write,
            checks: &step.checks,
            patience_seconds: step.patience_seconds,
            number: number - plan.first_of_row(number),
            made: &made,
            may_have_been_applied: planned.may_have_been_applied,
            compensates: step.compensation.as_ref().map(|it| it.when),
        };
        let watch = |progress| (self.watch)(number, progress);
        let sent = sending.send(self.transport, &watch).await;
        let Sent {
            outcome,
            made,
            response,
            refused,
            lost,
        } = sent;
        self.lost = self.lost.or(lost);
        if let Some(response) = response {
            self.replayed |= response.replayed;
            if !response.told.values().is_empty() {
                self.told = response.told;
            }
            self.value = response.value.or_else(|| self.value.take());
        }
        StepEnd {
            made,
            refused,
            ..StepEnd::in_this_run(outcome)
        }
    }

    /// Returns the outcomes of this attempt so far.
    fn own_outcomes(&self) -> Vec<Outcome> {
        let ended = self.plan.steps.iter().zip(&self.ended);
        let own = ended
            .map(|(planned, ended)| own_outcome(planned, &ended.outcome, ended.refused.as_ref()));
        own.collect()
    }

    /// Restores a document immediately if the live one is broken, or is ours and was refused.
    async fn restore_document(&mut self, number: usize, planned: &PlannedStep) {
        let Some(compensation) = &planned.step.compensation else {
            return;
        };
        let CompensateWhen::NotAppliedAndLiveBrokenOrOurs(kind) = compensation.when else {
            return;
        };
        let Some(ended) = self.ended.get(number).filter(|ended| ended.is_of_this_run) else {
            return;
        };
        let checks = &planned.step.checks;
        match condition(
            self.plan.dialect,
            &ended.outcome,
            checks,
            kind,
            self.transport,
        )
        .await
        {
            Condition::Holds => self.compensate(number, compensation).await,
            Condition::DoesNotHold => {}
            Condition::NotKnown => self.compensations.push((number, Outcome::NotSent)),
        }
    }

    /// Restores, in reverse order, the rows whose later steps failed. After an unknown outcome
    /// nothing more is sent.
    async fn restore_rows(&mut self) {
        let plan = self.plan;
        for (number, planned) in plan.steps.iter().enumerate().rev() {
            let Some(compensation) = &planned.step.compensation else {
                continue;
            };
            if compensation.when != CompensateWhen::LaterStepFailed || !self.later_failed(number) {
                continue;
            }
            let unknown = |(_, outcome): &(usize, Outcome)| !outcome.is_settled();
            if self.is_signed_out() || self.compensations.iter().any(unknown) {
                self.compensations.push((number, Outcome::NotSent));
            } else {
                self.compensate(number, compensation).await;
            }
        }
    }

    /// Returns whether a step was applied and a later step of its row that requires all earlier
    /// ones is known to have failed.
    fn later_failed(&self, number: usize) -> bool {
        let Some(ended) = self.ended.get(number) else {
            return false;
        };
        let row = self.plan.steps.get(number).map(|planned| planned.subject);
        let later = self.plan.steps.iter().zip(&self.ended).skip(number + 1);
        let later: Vec<(&PlannedStep, &Outcome)> = later
            .filter(|(planned, _)| Some(planned.subject) == row)
            .map(|(planned, ended)| (planned, &ended.outcome))
            .collect();
        let failed = |(planned, outcome): &(&PlannedStep, &Outcome)| {
            planned.step.requires == Requires::AllBeforeApplied && !outcome.was_applied()
        };
        let known = later.iter().all(|(_, outcome)| outcome.is_settled());
        ended.outcome.was_applied() && known && later.iter().any(failed)
    }

    fn is_signed_out(&self) -> bool {
        let signed_out = |ended: &StepEnd| {
            let outcome = &ended.outcome;
            matches!(
                outcome,
                Outcome::Refused {
                    error: ApiError::SignedOut(_)
                }
            )
        };
        self.ended.iter().any(signed_out)
    }

    async fn compensate(&mut self, number: usize, compensation: &Compensation) {
        (self.watch)(number, Progress::Restoring);
        let Some(planned) = self.plan.steps.get(number) else {
            return;
        };
        let sending = Sending {
            dialect: self.plan.dialect,
            at: &self.plan.subjects[planned.subject].at,
            resource: self.plan.responds_with(&compensation.checks),
            yields: &Yields::Nothing,
            write: &compensation.write,
            checks: &compensation.checks,
            patience_seconds: crate::call::PATIENCE_SECONDS,
            number: usize::MAX,
            made: &|step| self.made(number, step),
            may_have_been_applied: false,
            compensates: None,
        };
        let watch = |_| (self.watch)(number, Progress::Restoring);
        let sent = sending.send(self.transport, &watch).await;
        self.compensations.push((number, sent.outcome));
    }
}
