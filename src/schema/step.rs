//! Steps of a plan: one write each, what it requires of those before it, what must still hold, and
//! what restores the state when it fails.

use super::check::Check;
use super::record::{Field, Locator};
use super::value::{DocumentKind, Known, Value};
use crate::call::{PATIENCE_SECONDS, Write};
use crate::domain::ids::{Id, id};

/// What a step requires of the steps before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requires {
    /// Nothing: it goes on after a refusal, and stops after an unknown outcome, a 401 or a 429.
    #[default]
    Nothing,
    /// That all of them were applied.
    AllBeforeApplied,
    /// That this step made exactly one thing, by its check or its response; sent also after an
    /// unknown outcome.
    MadeBy(usize),
}

/// When a compensation is sent. Closed, because it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompensateWhen {
    /// A later step that requires all before it failed.
    LaterStepFailed,
    /// Refused, or a check does not hold, while the live document is broken or exactly what was sent.
    /// A document of somebody else is never overwritten.
    NotAppliedAndLiveBrokenOrOurs(DocumentKind),
}

/// What must still be so just before a step is sent; else nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// The row.
    pub at: Locator,
    /// The field.
    pub field: Id,
    /// Its value.
    pub value: Value,
}

/// A write that restores what was; the review shows it beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compensation {
    /// When it is sent.
    pub when: CompensateWhen,
    /// The write.
    pub write: Write,
    /// How to see whether it was applied.
    pub checks: Vec<Check>,
}

/// One write; it was applied when all of its checks hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The write.
    pub write: Write,
    /// The checks.
    pub checks: Vec<Check>,
    /// What it requires.
    pub requires: Requires,
    /// What must still be so.
    pub still: Option<Still>,
    /// What restores the state.
    pub compensation: Option<Compensation>,
    /// Seconds for which a response is waited for.
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
            still: None,
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

    /// Sets what it requires.
    #[must_use]
    pub fn requires(self, requires: Requires) -> Self {
        Self { requires, ..self }
    }

    /// Sets what must still be so.
    #[must_use]
    pub fn still<T: Known>(self, at: &Locator, field: &Field<T>, value: T) -> Self {
        let still = Still {
            at: at.clone(),
            field: id(field.id),
            value: value.value(),
        };
        Self {
            still: Some(still),
            ..self
        }
    }

    /// Sets what restores the state.
    #[must_use]
    pub fn compensated(self, compensation: Compensation) -> Self {
        Self {
            compensation: Some(compensation),
            ..self
        }
    }

    /// Sets for how long a response is waited for.
    #[must_use]
    pub fn patience(self, patience_seconds: u16) -> Self {
        Self {
            patience_seconds,
            ..self
        }
    }
}
