//! The review and the confirmation. `Confirmed` is made only here, and each holds its plan by
//! value, so confirming one review twice does not compile.

use super::before_sending::adds;
use super::confirm::{Confirmation, repeated};
use super::plan::{Plan, PlannedStep};

/// A plan that is shown for confirmation.
pub struct Review {
    plan: Plan,
    confirmation: Confirmation,
    is_repeat: bool,
}

/// A confirmed plan. It can be sent once.
pub struct Confirmed {
    plan: Plan,
    is_repeat: bool,
}

/// Why a confirmation was not accepted.
pub enum NotConfirmed {
    /// The typed text does not match; the review stays open.
    NotTyped(Box<Review>),
    /// The review's data is too old to decide by and must be read again.
    TooOld,
}

/// Milliseconds for which the review's data counts as current: one minute.
pub const FRESH_MILLIS: i64 = 60_000;

/// A repeat sends an earlier decision and is judged against the earlier baseline, so its age does
/// not matter: reading again would make it another plan.
const fn is_too_old(is_repeat: bool, age_millis: i64) -> bool {
    !is_repeat && age_millis > FRESH_MILLIS
}

impl Review {
    /// Makes the review of a plan.
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            confirmation: confirmation(&plan),
            plan,
            is_repeat: false,
        }
    }

    /// Makes the review of a plan that was sent before.
    pub(super) fn repeat(plan: Plan) -> Self {
        Self {
            is_repeat: true,
            ..Self::new(plan)
        }
    }

    /// Returns the plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns how the operator confirms it.
    #[must_use]
    pub const fn confirmation(&self) -> &Confirmation {
        &self.confirmation
    }

    /// Returns whether the plan was sent before.
    #[must_use]
    pub const fn is_repeat(&self) -> bool {
        self.is_repeat
    }

    /// Returns whether `typed` confirms the plan.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        self.confirmation.accepts(typed)
    }

    /// Confirms the plan; `age_millis` is the age of the review's data.
    ///
    /// # Errors
    /// Why it was not accepted.
    pub fn confirm(self, typed: &str, age_millis: i64) -> Result<Confirmed, NotConfirmed> {
        if is_too_old(self.is_repeat, age_millis) {
            Err(NotConfirmed::TooOld)
        } else if self.accepts(typed) {
            Ok(Confirmed {
                plan: self.plan,
                is_repeat: self.is_repeat,
            })
        } else {
            Err(NotConfirmed::NotTyped(Box::new(self)))
        }
    }
}

/// Returns how the steps that are not known to have been applied are confirmed.
fn confirmation(plan: &Plan) -> Confirmation {
    let may_double = |planned: &&PlannedStep| {
        let step = &planned.step;
        let doubles = step.write.is_keyed() || step.checks.iter().any(adds);
        planned.ended.is_none() && planned.may_have_been_applied && doubles
    };
    let doubled = plan.steps.iter().find(may_double);
    let subject = doubled.and_then(|planned| plan.subjects.get(planned.subject));
    let is_keyed = doubled.is_some_and(|planned| planned.step.write.is_keyed());
    let typed =
        subject.and_then(|subject| repeated(plan.action, &subject.at, &subject.input, is_keyed));
    typed.unwrap_or_else(|| plan.confirmation.clone())
}

impl Confirmed {
    /// Returns to the review, if the plan was not sent after all.
    #[must_use]
    pub fn back(self) -> Review {
        Review {
            is_repeat: self.is_repeat,
            ..Review::new(self.plan)
        }
    }

    /// Returns whether the review's data is too old to decide by; the plan may have waited for a
    /// second confirmation.
    #[must_use]
    pub const fn is_too_old(&self, age_millis: i64) -> bool {
        is_too_old(self.is_repeat, age_millis)
    }

    /// Returns the plan to send.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn into_plan(self) -> Plan {
        self.plan
    }
}
