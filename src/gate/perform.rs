//! Sends a confirmed plan: its steps in order, each once, and then the compensations of failed
//! steps.

use super::compensate::{Condition, condition};
use super::find::{Found, find};
use super::performed::own_outcome;
use super::plan::{Plan, PlannedStep};
use super::reading::Evidence;
use super::send::{Sending, Sent};
use super::verdict::Verdict;
use super::verify::verify;
use super::{After, Confirmed, Outcome, Performed, Progress, Transport, Uncertainty};
use crate::call::{ApiError, Secret, Unreachable};
use crate::domain::ids::{Id, SpelledId};
use crate::schema::{
    Check, CompensateWhen, Compensation, Locator, Precondition, Record, Requires, Step, Value,
    Yields,
};

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
            None if run.may_send(number, planned) => run.take(number, planned).await,
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

    /// Returns whether what a step requires of earlier steps is met.
    fn may_send(&self, number: usize, planned: &PlannedStep) -> bool {
        let stopped = || {
            let mut now = self.ended.iter().filter(|ended| ended.is_of_this_run);
            now.any(|ended| ended.outcome.stops_the_rest())
        };
        match planned.step.requires {
            Requires::MadeBy(step) => self.made(number, step).is_some(),
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

    async fn take(&mut self, number: usize, planned: &PlannedStep) -> StepEnd {
        let (plan, step) = (self.plan, &planned.step);
        if let Some(outcome) = self.outdated(number, planned).await {
            return StepEnd::in_this_run(outcome);
        }
        let mut checks = step.checks.iter();
        let replaces = checks.any(|check| replaces(check) && !is_compared(step, check));
        if (planned.was_sent || replaces || step.checks.iter().any(adds_money))
            && let Some(outcome) = self.changed_since_review(planned).await
        {
            return StepEnd::in_this_run(outcome);
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
            made: &|step| self.made(number, step),
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

    /// Returns the outcome of a step that is not sent because somebody else changed its field since
    /// the review: the review no longer shows the truth, and the check could not tell whether the
    /// step was applied.
    async fn changed_since_review(&self, planned: &PlannedStep) -> Option<Outcome> {
        let evidence = Evidence {
            reported_success: false,
            response: None,
            made: &|_| None,
        };
        let checks = &planned.step.checks;
        let now = verify(self.plan.dialect, checks, evidence, self.transport).await;
        let changed = match now.verdict {
            Verdict::Uncertain(Uncertainty::ChangedElsewhere { field, value }) => {
                (!checks.iter().all(moves_by_itself)).then_some((field, value))
            }
            // Not by this step, which was never sent: somebody added the same.
            Verdict::Once(after) if !planned.was_sent && checks.iter().any(adds_money) => {
                field_after(after)
            }
            Verdict::Twice(after) => field_after(after),
            Verdict::Once(_) | Verdict::Never | Verdict::Uncertain(_) => None,
        };
        changed.map(|(field, value)| Outcome::Outdated { field, value })
    }

    /// Returns the outcome of a step of which a precondition no longer holds. An earlier attempt may
    /// be the cause.
    async fn outdated(&self, number: usize, planned: &PlannedStep) -> Option<Outcome> {
        let dialect = self.plan.dialect;
        let mut read: Vec<(&Locator, Found)> = Vec::new();
        let mut changed = None;
        for precondition in &planned.step.preconditions {
            let at = &precondition.at;
            if !read.iter().any(|(known, _)| *known == at) {
                match find(dialect, at, self.transport).await {
                    Ok(found) => read.push((at, found)),
                    // What refuses a read would refuse the write too, which is not sent.
                    Err(
                        error @ (ApiError::SignedOut(_)
                        | ApiError::NotAllowed(_)
                        | ApiError::Limited { .. }),
                    ) => return Some(Outcome::Refused { error }),
                    Err(_) => return Some(Outcome::NOTHING_SENT),
                }
            }
            let value = match read.iter().find(|(known, _)| *known == at) {
                Some((_, Found::Here(row))) => row.record.value(&precondition.field).clone(),
                _ => Value::Missing,
            };
            if !value.is_same(&precondition.value) {
                changed = Some((precondition.field.clone(), value));
                break;
            }
        }
        let (field, value) = changed?;
        if planned.may_have_been_applied {
            let evidence = Evidence {
                reported_success: false,
                response: None,
                made: &|step| self.made(number, step),
            };
            let verified = verify(dialect, &planned.step.checks, evidence, self.transport).await;
            let outcome = verified.verdict.outcome(false);
            if outcome.was_applied() {
                return Some(outcome);
            }
        }
        Some(Outcome::Outdated { field, value })
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

/// Returns the field that a check saw, with its value.
fn field_after(after: Vec<After>) -> Option<(Id, Value)> {
    after.into_iter().find_map(|after| match after {
        After::Field { field, value } => Some((field, value)),
        _ => None,
    })
}

/// Returns whether a check compares a value that is replaced: what somebody else set since the review
/// would be lost, and the review and the journal would tell a value before that was not.
fn replaces(check: &Check) -> bool {
    matches!(check, Check::Becomes { before, to, .. } if !before.is_same(to))
}

/// Returns whether a check compares a sum that is a little lower while a call is under way: a gateway
/// reserves units before it counts them as used (one-api contract 5.1, `PreConsumedQuota`).
const fn moves_by_itself(check: &Check) -> bool {
    matches!(
        check,
        Check::Rises {
            by: Value::QuotaUnits(_),
            ..
        }
    )
}

/// Returns whether the preconditions of a step compare what a check compares, so that it need not be
/// read again. Other fields of their rows are.
fn is_compared(step: &Step, check: &Check) -> bool {
    let of_row = |precondition: &&Precondition| {
        let is_same = |at: &Locator| at.id == precondition.at.id;
        check.at().is_some_and(is_same)
    };
    let mut of_row = step.preconditions.iter().filter(of_row).peekable();
    if of_row.peek().is_none() {
        return !step.preconditions.is_empty();
    }
    let field = check.field().map(|(field, _)| field);
    of_row.any(|precondition| field == Some(&*precondition.field))
}

/// Returns whether a check compares a number that is added to, which others may add to as well.
const fn adds_money(check: &Check) -> bool {
    matches!(
        check,
        Check::Rises {
            by: Value::Amount(_) | Value::QuotaUnits(_),
            ..
        }
    )
}
