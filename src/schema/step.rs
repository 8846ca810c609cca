//! Steps of a plan: each is one write with what it requires of earlier steps, its precondition, and
//! the compensation if it fails.

use super::check::Check;
use super::record::{Field, Locator, Record};
use super::value::{DocumentKind, FieldValue, Value};
use crate::call::{PATIENCE_SECONDS, Write};
use crate::domain::ids::{Id, id};

/// What a step requires of the steps before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requires {
    /// Nothing: it is sent even after a refused step, but not after an unknown outcome, a 401 or a
    /// 429.
    #[default]
    Nothing,
    /// All of them were applied.
    AllBeforeApplied,
    /// That every step before it, of other rows too, was applied: documents of one moment belong together.
    WholePlanSoFar,
    /// This step created something, by its check or its response. Such a step is sent even after an unknown
    /// outcome, and once for each thing where the request arrived more than once.
    MadeBy(usize),
}

/// When a compensation is sent. Closed, because it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompensateWhen {
    /// A later step that requires all earlier ones failed.
    LaterStepFailed,
    /// The write was refused or a check failed, and the live document is broken or exactly what was
    /// sent. A document written by somebody else is never overwritten.
    NotAppliedAndLiveBrokenOrOurs(DocumentKind),
}

/// A precondition: the value that a field must still have just before a step is sent; otherwise
/// nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// The row.
    pub at: Locator,
    /// The field.
    pub field: Id,
    /// Its value.
    pub value: Value,
}

/// A write that restores the previous state; the review shows it beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compensation {
    /// When it is sent.
    pub when: CompensateWhen,
    /// The write.
    pub write: Write,
    /// The checks that show whether it was applied.
    pub checks: Vec<Check>,
}

/// A step: one write, which was applied if all its checks pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The write.
    pub write: Write,
    /// The checks.
    pub checks: Vec<Check>,
    /// What it requires of earlier steps.
    pub requires: Requires,
    /// Its preconditions, all of which must be met.
    pub preconditions: Vec<Precondition>,
    /// The write that restores the previous state.
    pub compensation: Option<Compensation>,
    /// Seconds to wait for a response.
    pub patience_seconds: u16,
}

impl Step {
    /// Makes a step that requires nothing.
    #[must_use]
    pub fn new(write: Write, check: Check) -> Self {
        Self {
            write,
            checks: vec![check],
            requires: Requires::Nothing,
            preconditions: Vec::new(),
            compensation: None,
            patience_seconds: PATIENCE_SECONDS,
        }
    }

    /// Adds a check.
    #[must_use]
    pub fn and(mut self, check: Check) -> Self {
        self.checks.push(check);
        self
    }

    /// Sets what it requires of earlier steps.
    #[must_use]
    pub fn requires(self, requires: Requires) -> Self {
        Self { requires, ..self }
    }

    /// Adds a precondition.
    #[must_use]
    pub fn precondition<T: FieldValue>(mut self, at: &Locator, field: &Field<T>, value: T) -> Self {
        self.preconditions.push(Precondition {
            at: at.clone(),
            field: id(field.id),
            value: value.value(),
        });
        self
    }

    /// Adds a precondition for each of these fields of a row: its value travels with the write, which
    /// would set it back if somebody else changed it since the review.
    #[must_use]
    pub fn unchanged(
        mut self,
        at: &Locator,
        row: &Record,
        fields: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        let preconditions = fields.into_iter().map(|field| Precondition {
            at: at.clone(),
            field: id(field),
            value: row.value(field).clone(),
        });
        self.preconditions.extend(preconditions);
        self
    }

    /// Sets the compensation.
    #[must_use]
    pub fn compensated(self, compensation: Compensation) -> Self {
        Self {
            compensation: Some(compensation),
            ..self
        }
    }

    /// Sets how long to wait for a response.
    #[must_use]
    pub fn patience(self, patience_seconds: u16) -> Self {
        Self {
            patience_seconds,
            ..self
        }
    }
}
