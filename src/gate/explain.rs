//! Explains outcomes: what happened, what the gateway holds now, and what to do next.

mod words;

use super::errors::{Explained, explain_error, explain_refused_write, quoted};
use super::plan::{Plan, PlannedStep};
use super::{After, Outcome, Uncertainty};
use crate::call::{ApiError, Unreachable};
use crate::domain::budget::Budget;
use crate::records::{View, exact, exact_in};
use crate::schema::{Action, Check, Dialect, FieldSpec, Resource, Value, Yields};
use crate::words::{Phrase, Slot, Text, shortened};
use words::{
    ABANDONED, ACCOUNT_NOT_KNOWN, AND, APPLIED, APPLIED_ONCE, APPLIED_THEN, APPLIED_TWICE,
    APPLIED_UNSEEN, AS_SENT, CHANGED_ELSEWHERE, CHANGED_NOTHING, DID_NOT_FALL, DO_NOT_SEND,
    EARLIER, EXPIRED, FELL, GONE, HOLDS, LIST_IS_RIGHT, LISTED, LISTED_BESIDES, LISTED_NAMED,
    MAY_SHOW_LATER, NO_CHANGE, NOT_APPLIED, NOT_COMPARED, NOT_FOUND, NOT_SENT, NOT_TOLD,
    NOTHING_TO_COMPARE, NOTHING_TO_SEND, NOW_UNLIMITED, OUTDATED, OVERTAKEN, PARTLY, READ_FAILED,
    REFUSED_NOW, RESPONSE_OF, RESPONSE_ONLY, REVIEW_AGAIN, SEE_ATTEMPTS, SEND_AGAIN,
    SEND_AGAIN_KEYED, SENT_AGAIN, SIGNED_IN, SO_NOW, SO_THEN, START_ANOTHER, STAYED_VALID, STOPPED,
    TOO_EARLY, VALUE_OF, WAS_NOT_APPLIED, WAS_SENT,
};

/// The step that an outcome belongs to.
pub struct About<'a> {
    /// The dialect.
    pub dialect: &'a Dialect,
    /// The resource of the action; `None` if the dialect no longer has it.
    pub resource: Option<&'a Resource>,
    /// The action; `None` if the dialect no longer has it.
    pub action: Option<&'a Action>,
    /// The checks of the step.
    pub checks: &'a [Check],
    /// Whether the write carries an idempotency key.
    pub is_keyed: bool,
    /// Whether the outcome is an earlier one: what the gateway held then may have changed since.
    pub is_past: bool,
    /// How values are displayed.
    pub view: &'a View<'a>,
}

fn and(first: Phrase, second: impl Into<Phrase>) -> Phrase {
    let second: Phrase = second.into();
    Phrase::from(AND)
        .with("first", first)
        .with("second", second)
}

fn explained(what: impl Into<Phrase>, then: impl Into<Phrase>) -> Explained {
    Explained {
        what: what.into(),
        then: then.into(),
    }
}

/// Explains an outcome: what happened and what to do next.
#[must_use]
pub fn explain(outcome: &Outcome, about: &About) -> Explained {
    match outcome {
        Outcome::Applied {
            after,
            reported_success,
        } => about.applied(after, *reported_success),
        Outcome::Refused { error } => about.refused(error),
        Outcome::NoChange => explained(NO_CHANGE, MAY_SHOW_LATER),
        Outcome::AppliedTwice { after } => {
            let advice = about.action.map(|action| action.if_applied_twice);
            explained(APPLIED_TWICE, about.with_what_it_holds(after, advice))
        }
        Outcome::NotApplied if about.is_past => explained(NOT_APPLIED, WAS_NOT_APPLIED),
        Outcome::NotApplied if about.is_keyed => explained(NOT_APPLIED, SEND_AGAIN_KEYED),
        Outcome::NotApplied => explained(NOT_APPLIED, SEND_AGAIN),
        Outcome::Unknown {
            uncertainty: Uncertainty::EarlierAttempt(error),
            ..
        } => {
            let refused = Phrase::from(REFUSED_NOW).with("why", explain_error(error).what);
            explained(refused, and(EARLIER.into(), about.under_way()))
        }
        Outcome::Unknown {
            uncertainty,
            reported_success,
        } => {
            let what = if *reported_success {
                NOT_COMPARED
            } else {
                NOT_TOLD
            };
            explained(what, about.uncertain(uncertainty))
        }
        Outcome::NotSent => explained(NOT_SENT, CHANGED_NOTHING),
        Outcome::InAnotherAttempt => explained(SENT_AGAIN, SEE_ATTEMPTS),
        Outcome::Expired => explained(EXPIRED, START_ANOTHER),
        Outcome::Abandoned => explained(ABANDONED, STAYED_VALID),
        Outcome::Outdated { field, value } => {
            let what = Phrase::from(OUTDATED).with("field", about.label(field));
            explained(what, and(about.field_holds(field, value), REVIEW_AGAIN))
        }
    }
}

/// Says what the gateway holds after a write.
#[must_use]
pub fn current_state(after: &After, about: &About) -> Phrase {
    match after {
        After::Field { field, value } | After::Replaced { field, value, .. } => {
            about.field_holds(field, value)
        }
        After::Created(ids) => {
            let name = about.checks.iter().find_map(|check| match check {
                Check::Appears { name, .. } if !name.is_empty() => Some(name.as_str()),
                _ => None,
            });
            let listed = match name {
                Some(name) => Phrase::from(LISTED_NAMED).with("name", shortened(name).into_owned()),
                None => LISTED.into(),
            };
            listed.with("ids", ids.clone())
        }
        After::CreatedTwice { returned, others } => {
            let text = match about.action.map(|action| action.yields) {
                Some(Yields::Value { .. }) => VALUE_OF,
                _ => RESPONSE_OF,
            };
            Phrase::from(text)
                .with("id", returned.as_str())
                .with("others", others.clone())
        }
        After::Gone => GONE.into(),
        After::Listed => LIST_IS_RIGHT.into(),
        After::ListedBesides(names) => Phrase::from(LISTED_BESIDES).with("names", names.clone()),
        After::SignedIn(id) => Phrase::from(SIGNED_IN).with("id", id.as_str()),
        After::ResponseOnly => RESPONSE_ONLY.into(),
    }
}

impl<'a> About<'a> {
    /// Describes a step of a plan.
    #[must_use]
    pub fn step(plan: &'a Plan, planned: &'a PlannedStep, view: &'a View<'a>) -> Self {
        Self {
            dialect: plan.dialect(),
            resource: Some(plan.resource()),
            action: Some(plan.action()),
            checks: &planned.step.checks,
            is_keyed: planned.step.write.is_keyed(),
            is_past: false,
            view,
        }
    }

    fn applied(&self, after: &[After], reported_success: bool) -> Explained {
        if reported_success {
            let seen = after.iter().any(|after| *after != After::ResponseOnly);
            let what = match (seen, self.is_past) {
                (true, false) => APPLIED,
                (true, true) => APPLIED_THEN,
                (false, _) => APPLIED_UNSEEN,
            };
            return explained(what, self.with_what_it_holds(after, None));
        }
        if !self.is_keyed || self.checks.iter().any(Check::is_nameless) {
            // Somebody else may have made the same change, which a gateway refuses as already done,
            // or have added the row.
            let (what, advice) = match self.is_past {
                false => (SO_NOW, Some(NOTHING_TO_SEND)),
                true => (SO_THEN, None),
            };
            return explained(what, self.with_what_it_holds(after, advice));
        }
        // When a value was lost, a separate sentence says how to get another one.
        let yields = |action: &Action| matches!(action.yields, Yields::Value { .. });
        let advice = (!self.action.is_some_and(yields)).then_some(DO_NOT_SEND);
        explained(APPLIED_ONCE, self.with_what_it_holds(after, advice))
    }

    /// Explains a refusal, which is the result of a trial.
    fn refused(&self, error: &ApiError) -> Explained {
        match (self.action.map(|action| action.yields), error) {
            (Some(Yields::Trial { failed, advice, .. }), ApiError::Refused(refusal)) => explained(
                Phrase::from(failed).with("words", quoted(refusal)),
                advice(refusal),
            ),
            _ => explain_refused_write(error),
        }
    }

    fn with_what_it_holds(&self, after: &[After], advice: Option<Text>) -> Phrase {
        let said = after.iter().map(|after| current_state(after, self));
        let said = said.chain(advice.map(Phrase::from)).reduce(and);
        said.unwrap_or_else(|| RESPONSE_ONLY.into())
    }

    fn under_way(&self) -> Phrase {
        let seconds = self.dialect.settles_seconds.to_string();
        Phrase::from(TOO_EARLY).with("seconds", seconds)
    }

    fn uncertain(&self, uncertainty: &Uncertainty) -> Phrase {
        let text = match uncertainty {
            Uncertainty::ChangedElsewhere { field, value } => {
                return and(self.field_holds(field, value), CHANGED_ELSEWHERE);
            }
            Uncertainty::TooEarly | Uncertainty::EarlierAttempt(_) => return self.under_way(),
            Uncertainty::ReadFailed(error) => return read_failed(error),
            Uncertainty::OnlyPercentages { fell: true } => FELL,
            Uncertainty::OnlyPercentages { fell: false } => DID_NOT_FALL,
            Uncertainty::NowUnlimited => NOW_UNLIMITED,
            Uncertainty::NothingToCompare => NOTHING_TO_COMPARE,
            Uncertainty::Partly => PARTLY,
            Uncertainty::NotFound => NOT_FOUND,
            Uncertainty::Overtaken => OVERTAKEN,
            Uncertainty::AccountNotKnown => ACCOUNT_NOT_KNOWN,
        };
        text.into()
    }

    /// Returns the description of a field: of the resource that a check on it reads, or else of the
    /// action's resource.
    fn spec(&self, field: &str) -> Option<&'static FieldSpec> {
        let of_check = self.checks.iter().find_map(|check| {
            let (known, _) = check.field()?;
            let resource = self.dialect.resource(&check.at()?.of)?;
            (known == field).then_some(resource)
        });
        of_check.or(self.resource)?.field(field)
    }

    fn label(&self, field: &str) -> Slot {
        match self.spec(field) {
            Some(spec) => spec.label.into(),
            None => field.into(),
        }
    }

    /// Returns whether it is a document that holds what was sent; it may be long.
    fn is_as_sent(&self, field: &str, value: &Value) -> bool {
        let sent = self.checks.iter().any(|check| match check {
            Check::Becomes {
                field: known, to, ..
            } => known == field && to.is_same(value),
            _ => false,
        });
        sent && matches!(value, Value::Document(_))
    }

    fn field_holds(&self, field: &str, value: &Value) -> Phrase {
        if self.is_as_sent(field, value) {
            return AS_SENT.into();
        }
        let spec = self.spec(field);
        let is_nothing = match value {
            Value::Budget(budget) => **budget == Budget::Unlimited,
            Value::Document(document) if document.0.trim().is_empty() => true,
            value => !value.is_present(),
        };
        let value = if is_nothing { &Value::Null } else { value };
        let said = match spec {
            Some(spec) => exact_in(spec, value, self.view),
            None => exact(value, self.view),
        };
        match spec.and_then(|spec| spec.outcome_words.filter(|_| !self.is_past)) {
            Some([_, nothing]) if is_nothing => nothing.into(),
            Some([value_words, _]) => Phrase::from(value_words).with("value", said),
            None => Phrase::from(HOLDS)
                .with("field", self.label(field))
                .with("value", said),
        }
    }
}

/// Says why nothing was verified: reading failed after the request was sent.
fn read_failed(error: &ApiError) -> Phrase {
    let stopped = matches!(
        error,
        ApiError::Unreachable(Unreachable::NotSent | Unreachable::Stopped)
    );
    let why = if stopped {
        STOPPED.into()
    } else {
        Phrase::from(READ_FAILED).with("why", explain_error(error).what)
    };
    and(why, WAS_SENT)
}

#[cfg(test)]
mod tests;
