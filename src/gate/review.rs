//! The review and the confirmation. `Confirmed` is made nowhere else, and each holds its plan by
//! value: confirming one review twice does not compile.

use super::confirm::{Confirmation, repeated};
use super::plan::{Plan, PlannedStep};

/// A plan that is being shown.
pub struct Review {
    plan: Plan,
    confirmation: Confirmation,
    is_repeat: bool,
}

/// A plan that the operator agreed to. It can be sent once.
pub struct Confirmed {
    plan: Plan,
    is_repeat: bool,
}

/// Why a confirmation was not accepted.
pub enum NotConfirmed {
    /// What was typed is not enough; the review stays open.
    NotTyped(Box<Review>),
    /// What was read for the review is too old to decide by: it must be read again.
    TooOld,
}

/// Milliseconds for which what the review shows counts as what the gateway holds: one minute.
pub const FRESH_MILLIS: i64 = 60_000;

/// A repeat sends what was decided before and is judged by what was there then: reading again would
/// make it another plan.
const fn is_too_old(is_repeat: bool, age_millis: i64) -> bool {
    !is_repeat && age_millis > FRESH_MILLIS
}

impl Review {
    /// Shows a plan.
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            confirmation: confirmation(&plan),
            plan,
            is_repeat: false,
        }
    }

    /// Shows a plan that was sent before, for the operator to send again.
    pub(super) fn repeat(plan: Plan) -> Self {
        Self {
            is_repeat: true,
            ..Self::new(plan)
        }
    }

    /// Returns what would happen.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns what must be done to confirm.
    #[must_use]
    pub const fn confirmation(&self) -> &Confirmation {
        &self.confirmation
    }

    /// Returns whether the plan was sent before.
    #[must_use]
    pub const fn is_repeat(&self) -> bool {
        self.is_repeat
    }

    /// Returns whether `typed` is enough.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        self.confirmation.accepts(typed)
    }

    /// Confirms the plan, so many milliseconds after what is shown was read.
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

/// What must be done before the steps that are not known to have been applied are sent.
fn confirmation(plan: &Plan) -> Confirmation {
    let may_double = |planned: &&PlannedStep| {
        planned.ended.is_none() && planned.may_have_been_applied && planned.step.write.is_keyed()
    };
    let doubled = plan.steps.iter().find(may_double);
    let subject = doubled.and_then(|planned| plan.subjects.get(planned.subject));
    let typed = subject.and_then(|subject| repeated(plan.action, &subject.at, &subject.input));
    typed.unwrap_or_else(|| plan.confirmation.clone())
}

impl Confirmed {
    /// Shows the plan again where it was not sent after all.
    #[must_use]
    pub fn back(self) -> Review {
        Review {
            is_repeat: self.is_repeat,
            ..Review::new(self.plan)
        }
    }

    /// Returns whether what was read for it is too old to decide by; it may have waited for a second
    /// confirmation.
    #[must_use]
    pub const fn is_too_old(&self, age_millis: i64) -> bool {
        is_too_old(self.is_repeat, age_millis)
    }

    /// Returns what will be sent.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn into_plan(self) -> Plan {
        self.plan
    }
}
