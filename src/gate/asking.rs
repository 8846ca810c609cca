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
}

/// A plan that the operator agreed to. It can be sent once.
pub struct Confirmed {
    pub(super) plan: Plan,
    pub(super) known: Known,
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
        }
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

    /// The operator's yes.
    ///
    /// # Errors
    /// The question again, when what was typed is not enough.
    pub fn confirm(self, typed: &str) -> Result<Confirmed, Box<Self>> {
        if self.accepts(typed) {
            Ok(Confirmed {
                plan: self.plan,
                known: self.known,
            })
        } else {
            Err(Box::new(self))
        }
    }
}

impl Confirmed {
    /// The question again, for a plan that was not sent after all.
    #[must_use]
    pub fn take_back(self) -> Asking {
        Asking::new(self.plan, self.known)
    }

    /// What will be sent.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }
}
