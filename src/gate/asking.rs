//! The question and the yes. `Confirmed` can be made nowhere else, and each holds its plan by
//! value: saying yes twice to one question does not compile.

use super::check::Check;
use super::confirmation::{Confirmation, Known, required};
use super::plan::Plan;
use crate::domain::money::Usd;

/// A plan that is being shown.
pub struct Asking {
    plan: Plan,
    known: Known,
    confirmation: Confirmation,
    is_repeat: bool,
}

/// A plan that the operator agreed to. It can be sent once.
pub struct Confirmed {
    pub(super) plan: Plan,
    pub(super) known: Known,
    is_repeat: bool,
}

/// Why a yes was not taken.
pub enum NotConfirmed {
    /// What was typed is not enough; the question stands.
    NotTyped(Box<Asking>),
    /// What was read for the question is too old to decide by: it must be read and asked anew.
    TooOld,
}

/// Milliseconds for which what the gate shows counts as what the gateway holds: one minute.
pub const FRESH_MILLIS: i64 = 60_000;

/// A repeat sends what was decided before and is judged by what was there then: reading anew would
/// make it another question.
const fn is_too_old(is_repeat: bool, age_millis: i64) -> bool {
    !is_repeat && age_millis > FRESH_MILLIS
}

impl Asking {
    /// Shows a plan; what must be confirmed follows from what is known about earlier changes.
    #[must_use]
    pub fn new(plan: Plan, known: Known) -> Self {
        let before = plan.steps.first().and_then(|step| match &step.check {
            Check::LimitRises { before, .. } => Some(before),
            _ => None,
        });
        let confirmation = required(&plan.intent, before, &known);
        Self {
            plan,
            known,
            confirmation,
            is_repeat: false,
        }
    }

    /// Shows a plan that was sent before, for the operator to send again.
    pub(super) fn repeat(plan: Plan, known: Known) -> Self {
        Self {
            is_repeat: true,
            ..Self::new(plan, known)
        }
    }

    /// Whether the plan was sent before.
    #[must_use]
    pub const fn is_repeat(&self) -> bool {
        self.is_repeat
    }

    /// What would happen.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What must be done to confirm.
    #[must_use]
    pub const fn confirmation(&self) -> &Confirmation {
        &self.confirmation
    }

    /// Whether `typed` is enough.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        match &self.confirmation {
            Confirmation::Gate => true,
            Confirmation::TypedAmount(amount, _) => Usd::from_operator(typed) == Ok(*amount),
            Confirmation::TypedName(name, _) => typed.trim() == name.trim(),
        }
    }

    /// The operator's yes, so many milliseconds after what is shown was read.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn confirm(self, typed: &str, age_millis: i64) -> Result<Confirmed, NotConfirmed> {
        if is_too_old(self.is_repeat, age_millis) {
            Err(NotConfirmed::TooOld)
        } else if self.accepts(typed) {
            Ok(Confirmed {
                plan: self.plan,
                known: self.known,
                is_repeat: self.is_repeat,
            })
        } else {
            Err(NotConfirmed::NotTyped(Box::new(self)))
        }
    }
}

impl Confirmed {
    /// The question again, for a plan that was not sent after all.
    #[must_use]
    pub fn take_back(self) -> Asking {
        Asking {
            is_repeat: self.is_repeat,
            ..Asking::new(self.plan, self.known)
        }
    }

    /// Whether what was read for it is too old to decide by; it may have waited for a second yes.
    #[must_use]
    pub const fn is_too_old(&self, age_millis: i64) -> bool {
        is_too_old(self.is_repeat, age_millis)
    }

    /// What will be sent.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }
}
