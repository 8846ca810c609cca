//! What would be sent, step by step, before anyone has agreed to it. Made by `prepare` only.

use super::confirm::Confirmation;
use super::{Outcome, Subject};
use crate::domain::ids::SpelledId;
use crate::schema::{Action, Check, Dialect, Finding, Record, Resource, Step};

/// A step of a plan.
pub struct PlannedStep {
    /// The step. The steps that it names (made by step 0, say) are counted within those of its row.
    pub step: Step,
    /// The row that it belongs to, counted from 0 in [`Plan::subjects`].
    pub subject: usize,
    /// How it ended in an earlier attempt at the same plan, where it is known to have been applied: it
    /// is not sent again.
    pub ended: Option<Outcome>,
    /// The id of what it made in an earlier attempt.
    pub(super) made: Option<SpelledId>,
    /// Whether it was sent in an earlier attempt.
    pub(super) was_sent: bool,
    /// Whether an earlier attempt at it was applied, or may have been.
    pub(super) may_have_been_applied: bool,
    /// Whether an earlier attempt at it is known to have been applied. It may be sent again all the
    /// same, for a value that was lost.
    pub(super) was_applied_before: bool,
}

/// Steps towards one intent, in the order in which they are sent.
pub struct Plan {
    pub(super) dialect: &'static Dialect,
    pub(super) resource: &'static Resource,
    pub(super) action: &'static Action,
    pub(super) subjects: Vec<Subject>,
    /// The rows as they were read for the review; empty ones for what is new.
    pub(super) rows: Vec<Record>,
    pub(super) steps: Vec<PlannedStep>,
    pub(super) findings: Vec<Finding>,
    /// What must be done before it is sent the first time.
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
    /// Returns the dialect in which it is sent.
    #[must_use]
    pub const fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Returns the resource whose rows it is about.
    #[must_use]
    pub const fn resource(&self) -> &'static Resource {
        self.resource
    }

    /// Returns the action.
    #[must_use]
    pub const fn action(&self) -> &'static Action {
        self.action
    }

    /// Returns the rows that it writes to, or what is to be made.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Returns what is known of the first thing that it writes to: the fields of its row, and what the
    /// form was told.
    #[must_use]
    pub fn known(&self) -> Record {
        let mut known = self.rows.first().cloned().unwrap_or_default();
        let told = self.subjects.first().map(|subject| &subject.input);
        for (name, value) in told.into_iter().flat_map(Record::values) {
            known.set(name.clone(), value.clone());
        }
        known
    }

    /// Returns the steps.
    #[must_use]
    pub fn steps(&self) -> &[PlannedStep] {
        &self.steps
    }

    /// Returns what the review says besides the change.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the first check of each step, with the row that it belongs to.
    pub fn first_checks(&self) -> impl Iterator<Item = (usize, &Check)> {
        let steps = self.steps.iter();
        steps.filter_map(|planned| Some((planned.subject, planned.step.checks.first()?)))
    }

    /// Returns the position of the first step of the row of this step.
    pub(super) fn first_of_row(&self, number: usize) -> usize {
        let subject = self.steps.get(number).map(|planned| planned.subject);
        let is_of_row = |planned: &PlannedStep| Some(planned.subject) == subject;
        self.steps.iter().position(is_of_row).unwrap_or(number)
    }

    /// Returns the resource whose row a response to a write with these checks may hold: that of what
    /// it makes, else that of the plan.
    pub(super) fn responds_with(&self, checks: &[Check]) -> &'static Resource {
        let made = checks.iter().find_map(|check| match check {
            Check::Appears { of, .. } | Check::Named { of, .. } => self.dialect.resource(of),
            _ => None,
        });
        made.unwrap_or(self.resource)
    }
}
