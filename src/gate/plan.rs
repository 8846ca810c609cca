//! A plan: the steps to send, before anyone has confirmed them. Only `prepare` makes one.

use super::confirm::Confirmation;
use super::{Outcome, Subject};
use crate::domain::ids::SpelledId;
use crate::schema::{Action, Check, Dialect, Finding, Record, Resource, Step};

/// A step of a plan.
pub struct PlannedStep {
    /// The step. Step numbers in it count the steps of its row.
    pub step: Step,
    /// The index of its row in [`Plan::subjects`].
    pub subject: usize,
    /// The outcome of an earlier attempt that is known to have been applied; the step is not sent
    /// again.
    pub ended: Option<Outcome>,
    /// The id that it created in an earlier attempt.
    pub(super) made: Option<SpelledId>,
    /// Whether it was sent in an earlier attempt.
    pub(super) was_sent: bool,
    /// Whether an earlier attempt was applied, or may have been.
    pub(super) may_have_been_applied: bool,
    /// Whether an earlier attempt is known to have been applied. The step may still be sent again,
    /// for a value that was lost.
    pub(super) was_applied_before: bool,
}

/// The steps of one change, in the order in which they are sent.
pub struct Plan {
    pub(super) dialect: &'static Dialect,
    pub(super) resource: &'static Resource,
    pub(super) action: &'static Action,
    pub(super) subjects: Vec<Subject>,
    /// The rows as read for the review; empty records for rows to be created.
    pub(super) rows: Vec<Record>,
    pub(super) steps: Vec<PlannedStep>,
    pub(super) findings: Vec<Finding>,
    /// How the operator confirms it the first time.
    pub(super) confirmation: Confirmation,
}

impl PlannedStep {
    /// Plans a step of the row `subject`.
    pub(super) const fn new(step: Step, subject: usize) -> Self {
        Self {
            step,
            subject,
            ended: None,
            made: None,
            was_sent: false,
            may_have_been_applied: false,
            was_applied_before: false,
        }
    }
}

impl Plan {
    /// Returns the number of the first step that did not end in an earlier attempt.
    #[must_use]
    pub fn first_open(&self) -> usize {
        let mut steps = self.steps.iter();
        steps
            .position(|planned| planned.ended.is_none())
            .unwrap_or_default()
    }

    /// Returns the dialect.
    #[must_use]
    pub const fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Returns the resource of its rows.
    #[must_use]
    pub const fn resource(&self) -> &'static Resource {
        self.resource
    }

    /// Returns the action.
    #[must_use]
    pub const fn action(&self) -> &'static Action {
        self.action
    }

    /// Returns the rows that it writes to or creates.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Returns the fields and the form values of the first row.
    #[must_use]
    pub fn known(&self) -> Record {
        let mut known = self.rows.first().cloned().unwrap_or_default();
        let input = self.subjects.first().map(|subject| &subject.input);
        for (name, value) in input.into_iter().flat_map(Record::values) {
            known.set(name.clone(), value.clone());
        }
        known
    }

    /// Returns the steps.
    #[must_use]
    pub fn steps(&self) -> &[PlannedStep] {
        &self.steps
    }

    /// Returns the warnings and notes of the review.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the first check of each step with the index of its row.
    pub fn first_checks(&self) -> impl Iterator<Item = (usize, &Check)> {
        let steps = self.steps.iter();
        steps.filter_map(|planned| Some((planned.subject, planned.step.checks.first()?)))
    }

    /// Returns the number of the first step of the same row.
    pub(super) fn first_of_row(&self, number: usize) -> usize {
        let subject = self.steps.get(number).map(|planned| planned.subject);
        let is_of_row = |planned: &PlannedStep| Some(planned.subject) == subject;
        self.steps.iter().position(is_of_row).unwrap_or(number)
    }

    /// Returns the resource of the row in the response to a write with these checks: of the row it
    /// creates, or else of the plan.
    pub(super) fn responds_with(&self, checks: &[Check]) -> &'static Resource {
        let made = checks.iter().find_map(|check| match check {
            Check::Appears { of, .. } | Check::Named { of, .. } => self.dialect.resource(of),
            _ => None,
        });
        made.unwrap_or(self.resource)
    }
}
